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
    _drawn: dict[Sight, bytes] = field(default_factory=dict)
    _tag: str = ""
    """Of what was drawn."""

    def page(self, sight: Sight) -> tuple[str, bytes]:
        """The page and its ETag, which is another as soon as anything may look different.

        Pages of an older record are forgotten: it may have said what was erased since.
        NotFoundError for a form or a case that there isn't.
        """
        with self._lock, Workspace.open(self.root, at=self.at, reading=True) as workspace:
            tag = _tag(workspace, self.language)
            if self._tag != tag or len(self._drawn) >= _KEPT:
                self._drawn.clear()
                self._tag = tag
            if sight not in self._drawn:
                paper = fill(workspace, sight.form, sight.case, self.language, live=True)
                drawn = page(paper, board=sight.case is None, served=Served(tag, SECONDS))
                self._drawn[sight] = drawn.encode()
            return tag, self._drawn[sight]


def _tag(workspace: Workspace, language: Language) -> str:
    with workspace.journal.reading() as shelf:
        head = shelf.head
    day = workspace.clock.looking(head.recorded_at).astimezone(workspace.zone).date()
    return f'"{head.size}-{head.root}-{day.isoformat()}-{language}"'
