"""The board: a form about the whole record as of now, to look at and not to hand out."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from tadasu.errors import Language, NotFoundError, Text
from tadasu.office.paper.filling import fill
from tadasu.office.paper.fresh import Served
from tadasu.office.paper.handing import Handed, handed
from tadasu.office.paper.html import page
from tadasu.office.workspace import Workspace

BOARD = "board"
"""The form that is the board, unless another is named."""

_KEPT = 32
"""Pages that are not drawn again for the next who looks."""

SECONDS = 15
"""Between two looks of a page that is shown by a server."""


def write_board(workspace: Workspace, file: Path, language: Language, form: str) -> Handed:
    """Write the board to `file`, whole or not at all; NotFoundError unless it ends in .html."""
    if file.suffix.lower() != ".html":
        raise NotFoundError(
            Text(
                en=f"{file}: a board is a page; end its name in .html.",
                ja=f"{file}: ボードはページです。名前の末尾を .html にしてください。",
            )
        )
    paper = fill(workspace, form, None, language, live=True)
    return handed(paper, page(paper, board=True).encode(), file)


@dataclass(frozen=True, slots=True)
class Sight:
    """Which form is looked at, and the case that it is filled from, if it is about one."""

    form: str
    case: str | None


@dataclass(slots=True)
class Boards:
    """Draws pages of one project for whoever looks, anew when the record has grown.

    Each look opens the project, so that a database that was put back is seen, too.
    """

    root: Path
    language: Language
    form: str
    at: datetime | None = None
    """The time of the looks, in a simulated record."""

    _lock: Lock = field(default_factory=Lock)
    _drawn: dict[Sight, tuple[str, bytes]] = field(default_factory=dict)

    def page(self, sight: Sight, *, anew: bool = True) -> tuple[str, bytes | None]:
        """The page and its ETag, which is another as soon as anything may look different.

        Not `anew`, the page is None where it would have to be drawn again. NotFoundError for a
        form or a case that there isn't.
        """
        with self._lock, Workspace.open(self.root, at=self.at, reading=True) as workspace:
            tag = _tag(workspace, self.language)
            seen = self._drawn.get(sight)
            if seen is not None and seen[0] == tag:
                return seen
            if seen is not None and not anew:
                return tag, None
            paper = fill(workspace, sight.form, sight.case, self.language, live=True)
            served = Served(tag, SECONDS)
            drawn = tag, page(paper, board=sight.case is None, served=served).encode()
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            self._drawn[sight] = drawn
            return drawn


def _tag(workspace: Workspace, language: Language) -> str:
    with workspace.journal.reading() as shelf:
        head = shelf.head
    day = workspace.clock.looking(head.recorded_at).astimezone(workspace.zone).date()
    return f'"{head.size}-{head.root}-{day.isoformat()}-{language}"'
