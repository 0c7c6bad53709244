"""An organisation's own forms: where they lie, what they may name, and how they are filled.

In the project's folder `documents/NAME.docx` and `documents/NAME.xlsx`; `NAME.ja.docx` goes before
them for papers in Japanese, and `NAME.en.docx` for those in English.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import Language, NotFoundError, RefusalError, Text
from tadasu.office.paper import excel, word
from tadasu.office.paper.asked import form_of
from tadasu.office.paper.listings import NONE, columns, titled
from tadasu.office.paper.stencil.faults import refused
from tadasu.office.paper.stencil.package import MOST_BYTES
from tadasu.office.paper.stencil.words import NUMBER, Group, Single, words
from tadasu.office.paper.tree import Box, Paper, Seal, Table
from tadasu.office.workspace import Workspace
from tadasu.rules.forms import BoundBlock

FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name that an own form may say, and what stands for it in the paper at hand."""

    name: str
    title: str
    text: str
    """Of a column, what its first row says; "" where there is none."""
    rows: int | None
    """How many rows a column has; None for what stands alone."""


def template_for(
    root: Path, form: str, suffix: str, language: Language, named: Path | None = None
) -> bytes:
    """The own form in `named`, or that of the project's folder `root`, for files like `suffix`.

    NotFoundError where there is none, RefusalError where it can't be one.
    """
    folder = root / FOLDER
    usual = [folder / f"{form}.{language}{suffix}", folder / f"{form}{suffix}"]
    path = next((one for one in ([named] if named else usual) if one.is_file()), None)
    if path is None:
        shown = named.name if named else f"{FOLDER}/{form}{suffix}"
        raise NotFoundError(
            Text(
                en=f"There is no own form {shown}. Begin with one that has every placeholder: "
                f"tadasu form {form} --starter {FOLDER}/{form}{suffix}",
                ja=f"自社様式 {shown} がありません。すべての差込項目が入ったひな型から始められます: "
                f"tadasu form {form} --starter {FOLDER}/{form}{suffix}",
            )
        )
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def own_form(
    workspace: Workspace, paper: Paper, file: Path, named: Path | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """The organisation's own form of a paper, filled, and which tables with rows it leaves out."""
    suffix, said = file.suffix.lower(), set[str]()
    template = template_for(workspace.root, paper.form, suffix, paper.language, named)
    known = known_of(workspace, paper.form, paper.language)
    content = fill_own(paper, suffix, template, known, said)
    tables = (part for part in paper.parts if isinstance(part, Table))
    left = {one.name: one.title for one in tables if one.lines and one.name not in said}
    return content, tuple(f"{name} ({title})" if title else name for name, title in left.items())


def fill_own(
    paper: Paper,
    suffix: str,
    template: bytes,
    also: Sequence[Group | Single] = (),
    said: set[str] | None = None,
) -> bytes:
    """The own form, filled, as a file with this suffix; `said` gets to know what it names."""
    match suffix.lower():
        case ".docx":
            return word.fill(paper, template, also, said)
        case ".xlsx":
            return excel.fill(paper, template, also, said)
        case _:
            raise unfillable(suffix)


def unfillable(suffix: str) -> RefusalError:
    """That there are no own forms in files like this."""
    return refused(
        f"Own forms are .docx or .xlsx, not {suffix or 'without a suffix'}.",
        f"自社様式に使えるのは .docx と .xlsx です({suffix or '拡張子なし'})。",
    )


def known_of(workspace: Workspace, name: str, language: Language) -> tuple[Group | Single, ...]:
    """All facts, tables, listings and pictures that a form can have, whether a paper has them."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
        form_of(process, name)
    return tuple(_known(process.guards.form(name).parts, language, repeated=False))


def empty(workspace: Workspace, name: str, language: Language) -> Paper:
    """The form without a word from the record, for an own form to begin with."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
        log = shelf.head.log
    form = form_of(process, name)
    return Paper(
        form=form.name,
        title=form.title.text.to(language),
        language=language,
        seal=Seal(log, 0, "", "", ()),
        parts=(),
        number=form.number or "",
        edition=form.edition or "",
        landscape=form.paper == "landscape",
        mark=form.mark.text.to(language) if form.mark else "",
        boxes=tuple(Box(box.title.text.to(language), "", "") for box in form.boxes),
    )


def placeholders(paper: Paper, also: Sequence[Group | Single] = ()) -> tuple[Placeholder, ...]:
    """Every name that an own form of this paper may say, in the order of the form."""
    known = words(paper, also)
    return (*map(_alone, known.singles.values()), *_columns(known.groups.values()))


def _alone(single: Single) -> Placeholder:
    return Placeholder(single.name, single.title, single.text, None)


def _columns(groups: Iterable[Group]) -> Iterator[Placeholder]:
    for group in groups:
        count = len(group.rows) if group.many else None
        for name, title in group.columns.items():
            text = group.only.get(name, "")
            above = f"{group.title}: {title}" if group.title else title
            yield Placeholder(f"{group.name}.{name}", above, text, count)
        if group.many and NUMBER not in group.columns:
            yield Placeholder(f"{group.name}.{NUMBER}", "No.", "1" if group.rows else "", count)


def _known(
    blocks: Sequence[BoundBlock], language: Language, *, repeated: bool
) -> Iterator[Group | Single]:
    for bound in blocks:
        block = bound.block
        again = repeated or (block.kind == "parts" and bool(block.variables))
        titles = {cell.cell.name: cell.title.text.to(language) for cell in bound.cells}
        title = block.title.text.to(language) if block.title else ""
        none = (block.none.text if block.none else NONE).to(language)
        match block.kind:
            case "parts":
                yield from _known(bound.parts, language, repeated=again)
            case "facts":
                yield Group(block.name or "", title, titles, (), table=False, repeated=again)
            case "table":
                yield Group(block.table or "", title, titles, (), table=True, none=none)
            case "listing":
                kind = block.listing or "due"
                heads = {one.name: one.title for one in columns(kind, language)}
                yield Group(kind, titled(block, language), heads, (), table=True, none=none)
            case "picture":
                yield Single(block.picture or "", title or block.picture or "", "")
            case _:
                pass
