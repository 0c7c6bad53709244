"""The one door to typst, an extra: a paper as PDF/A-3a and PDF/UA-1, the record's words inside.

The same paper and the same fonts give the same bytes, on any machine, in the same version of the
library: neither fonts of the system, nor packages, nor the time are looked at. Texts go to the
templates of `page/` as JSON, so that none of them is ever read as code.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tadasu.errors import Text
from tadasu.office.extras import lacking
from tadasu.office.paper.faces import NOTO, check_folders, installed, without_faces
from tadasu.office.paper.manuscript import manuscript
from tadasu.office.paper.tree import Paper
from tadasu.office.paper.undrawn import undrawn, without_font

EXTRA = "pdf"
STANDARDS = ("a-3a", "ua-1")

_FOLDER = Path(__file__).with_name("page")
_PROBE = b"#set text(font: sys.inputs.face, fallback: false)\n#sys.inputs.words"
_WORDS = "Aa0あア漢字"


def pdf(paper: Paper, fonts: Sequence[Path]) -> bytes:
    """The paper as one file; `fonts` are folders of the project, asked before the extra's fonts.

    A font with Japanese in them takes the place of the extra's; the others are for characters that
    it lacks. UnavailableError where the extra or a folder is missing, where there is no font with
    Japanese, and where a character has no font.
    """
    typst = _library()
    check_folders(fonts)
    book, faces = _fonts(typst, fonts)
    compiler = typst.Compiler(
        input=_FOLDER / "page.typ",
        root=_FOLDER,
        font_paths=book,
        ignore_system_fonts=True,
        sys_inputs={"paper": manuscript(paper, faces)},
    )
    try:
        made: bytes = compiler.compile(
            format="pdf", pdf_standards=list(STANDARDS), timestamp=_moment(paper)
        )
    except typst.TypstError as wrong:
        lacking = undrawn(wrong.diagnostic)
        if lacking:
            raise without_font(lacking) from wrong
        raise
    return made


def _library() -> Any:
    try:
        import typst  # noqa: PLC0415 (an extra)
    except ImportError as missing:
        raise lacking(EXTRA, Text(en="A PDF needs", ja="PDF の作成")) from missing
    return typst


def _fonts(typst: Any, folders: Sequence[Path]) -> tuple[Any, list[str]]:
    """The fonts, and the families in the order in which they are asked for a character."""
    ours = installed()
    paths = [str(folder) for folder in (*folders, *ours)]
    book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)
    known = {Path(font.path).parent for font in book.fonts() if font.path} - set(ours)
    theirs = dict.fromkeys(
        font.family for font in book.fonts() if font.path and Path(font.path).parent in known
    )
    main = next((face for face in theirs if _speaks(typst, book, face)), None)
    if main is None and not ours:
        raise without_faces()
    rest = [face for face in theirs if face != main]
    return book, list(dict.fromkeys([*([main] if main else []), *([NOTO] if ours else []), *rest]))


def _speaks(typst: Any, book: Any, face: str) -> bool:
    """Whether a family has Latin and Japanese letters."""
    compiler = typst.Compiler(
        input=_PROBE,
        root=_FOLDER,
        font_paths=book,
        ignore_system_fonts=True,
        sys_inputs={"face": face, "words": _WORDS},
    )
    try:
        compiler.compile(format="pdf", pdf_standards=["a-3b"], timestamp=0)
    except typst.TypstError:
        return False
    return True


def _moment(paper: Paper) -> int:
    """Midnight, UTC, of the paper's day: no document is dated by a clock."""
    if not paper.day:
        return 0
    return int(datetime.fromisoformat(paper.day[:10]).replace(tzinfo=UTC).timestamp())
