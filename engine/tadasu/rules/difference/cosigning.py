"""What becomes of the second signature on a transition."""

from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.rules.difference.both import Both
from tadasu.rules.difference.change import Change, more, reordered
from tadasu.rules.workflow import Workflow


def cosigning_changes(both: Both, old: Workflow, new: Workflow, act: str) -> Iterator[Change]:
    """Whether two people sign, and who may be the second.

    The first role asks for more, every further one allows more.
    """
    before, after = old.transitions[act].cosign, new.transitions[act].cosign
    if bool(before) != bool(after):
        roles = [" ".join(names) or None for names in (before, after)]
        yield Change("tightened" if after else "widened", _SECOND, *roles)
        return
    yield from more(before, after, "tightened", "widened", _SECOND)
    yield from reordered(before, after, "changed", _SECOND)
    for role in before:
        effect = both.role(old.name, role) if role in after else "same"
        if effect not in ("same", "words"):
            about = Text(en=f"who holds the role {role}", ja=f"役割 {role} をもつ人")
            yield Change(effect, about)


_SECOND = Text(en="who signs as the second person", ja="二人目として署名する役割")
