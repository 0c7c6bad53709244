"""One act asked of several cases: a request, a transaction and an answer for each of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from tadasu.errors import ConflictError, NotFoundError, RefusalError, TadasuError
from tadasu.office.acts import Acts
from tadasu.office.answers import Receipt
from tadasu.office.workspace import Workspace

Act = Callable[[Acts, str], Receipt]
"""What is asked, of the case with that key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it for one case: a receipt, or what went wrong."""

    case: str
    receipt: Receipt | None = None
    error: TadasuError | None = None


def named(workspace: Workspace, word: str) -> tuple[str, ...]:
    """The keys that a word lists, a comma between them; a case whose key has commas is one key."""
    if "," in word:
        with workspace.journal.reading() as shelf:
            if shelf.case(word) is None:
                return tuple(key.strip() for key in word.split(","))
    return (word,)


def several(
    acts: Callable[[str | None], Acts], request: str | None, keys: Sequence[str], act: Act
) -> Iterator[Answer]:
    """Ask each case in turn, and answer before the next is asked; none waits for another's luck.

    `acts` is the counter for a request with that id. Where `request` names the whole, each case
    has an id that follows from it and from its key, so that all can be asked again. An error of
    the record or the machine ends the asking, and answers the rest.
    """
    fatal: TadasuError | None = None
    for key in keys:
        if fatal is None:
            try:
                yield Answer(key, act(acts(part_id(request, key)), key))
                continue
            except (RefusalError, NotFoundError, ConflictError) as no:
                yield Answer(key, error=no)
                continue
            except TadasuError as wrong:
                fatal = wrong
        yield Answer(key, error=fatal)


def part_id(request: str | None, key: str) -> str | None:
    """The id of a request's part about one case, by RFC 9562 version 5."""
    return None if request is None else str(uuid5(UUID(request), f"case:{key}"))
