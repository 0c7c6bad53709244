"""What somebody wants of a checklist, and the lists that it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from tadasu.core.reasons import suggestion
from tadasu.errors import NotFoundError, Text
from tadasu.rules.catalogue import Checklist
from tadasu.rules.process import Process


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a checklist."""

    checklist: str
    only: Sequence[str] = ()
    """Items by name, whether they fit or not; none: all that fit."""
    where: str | None = None
    """A condition on the case as it would be, besides the checklist's own."""


def listed(process: Process, wanted: Wanted, workflow: str) -> tuple[Checklist, ...]:
    """The checklist and those that it includes, in order; NotFoundError for unknown names."""
    found = process.checklists.get(wanted.checklist)
    if found is None:
        known = ", ".join(process.checklists) or "-"
        hint = suggestion(wanted.checklist, process.checklists)
        raise NotFoundError(
            Text(
                en=f"There is no checklist {wanted.checklist}; there are: {known}.{hint.en}",
                ja=f"チェックリスト {wanted.checklist} はありません。"
                f"あるのは {known} です。{hint.ja}",
            )
        )
    if found.workflow != workflow:
        name, opens = found.name, found.workflow
        raise NotFoundError(
            Text(
                en=f"The checklist {name} opens cases of {opens}, not of {workflow}.",
                ja=f"チェックリスト {name} が起こすのは {workflow} ではなく {opens} です。",
            )
        )
    every = (*(process.checklists[name] for name in found.includes), found)
    names = {item.id for each in every for item in each.items}
    for name in wanted.only:
        if name not in names:
            raise NotFoundError(
                Text(
                    en=f"The checklist {found.name} has no item {name}.",
                    ja=f"チェックリスト {found.name} に項目 {name} はありません。",
                )
            )
    return every
