"""The one door to docxtpl: a Word document whose placeholders were all checked, rendered.

(1) The package is opened with care; its paragraphs are read, with their places.
(2) Rows that name columns of a table are put into repetitions; every placeholder of every part is
    checked, and all faults are told at once.
(3) What docxtpl will render is checked once more, as docxtpl sees it, with how large it gets.
(4) It is rendered, read back, and packed the same way every time.
"""

import io
import re
import zipfile
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.dated import dated
from tadasu.office.paper.stencil.faults import MOST, around, fault, joined, refused, unfit, unknown
from tadasu.office.paper.stencil.grammar import Checked, Wrong, check
from tadasu.office.paper.stencil.hostile import check_package
from tadasu.office.paper.stencil.package import Parts, is_xml, read_package, write_package
from tadasu.office.paper.stencil.places import (
    Paragraph,
    W,
    elsewhere,
    opened,
    paragraphs,
    source,
    unclosed,
)
from tadasu.office.paper.stencil.repeated import repeat_rows
from tadasu.office.paper.stencil.sandbox import Sandbox, context
from tadasu.office.paper.stencil.words import Words
from tadasu.office.paper.stencil.xml import BROKEN_XML, Element, child, parsed, written
from tadasu.office.paper.tree import Paper
from tadasu.office.paper.words import SIMULATED

MOST_PRINTED = 60_000_000
"""Characters of XML that a form may become."""

_NOTES = "wordprocessingml.footnotes+xml"
_BODY = "word/document.xml"
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_BROKEN = (TemplateError, *BROKEN_XML, ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What python-docx and docxtpl answer to a document that isn't as they expect."""


_FOREIGN = (
    "It isn't built as Word builds documents: save it in Word as .docx (not Strict).",
    "Word が作る文書と構造が異なります。Word で .docx(Strict 以外)として保存してください。",
)


class _Form(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template without what it would render beside the parts that were checked."""

    def render_properties(self, *_args: object, **_named: object) -> None:
        """Nothing: properties hold no placeholders."""

    @property
    def notes(self) -> list[Any]:
        """The parts that hold footnotes."""
        parts = self.docx.part.package.parts
        return [part for part in parts if part.content_type.endswith(_NOTES)]

    def render_footnotes(self, context: object, jinja_env: object = None) -> None:
        """Each part once; docxtpl renders it for every section, and what was filled in again."""
        for part in self.notes:
            xml = self.patch_xml(part.blob.decode())
            made = self.render_xml_part(xml, part, context, jinja_env)
            part._blob = made.encode()  # noqa: SLF001 (as docxtpl does)

    def fix_tables(self, xml: str) -> Element:
        """What docxtpl does; it would mend broken XML without a word."""
        parsed(_BODY, xml.encode())
        return super().fix_tables(xml)


def filled(template: bytes, words: Words, paper: Paper) -> bytes:
    """The document; see `word.fill`."""
    # (1)
    parts = read_package(template)
    check_package(parts, "docx")
    # (2)
    used = _check(parts, words)
    words.said.update(used)
    if paper.simulated and "simulated" not in used:
        _say_simulated(parts)
    # (3)
    form = _Form(io.BytesIO(write_package(parts)))
    sandbox = Sandbox()
    try:
        _check_size(form, sandbox, words)
        # (4)
        form.render(context(words), sandbox, autoescape=True)
        made = io.BytesIO()
        form.save(made)
    except _BROKEN as wrong:
        raise refused(
            "It isn't built as Word builds documents, and can't be filled "
            f"({type(wrong).__name__}).",
            f"Word が作る文書と構造が異なるため、記入できません({type(wrong).__name__})。",
        ) from wrong
    return write_package(_finished(made, paper))


def _check(parts: Parts, words: Words) -> frozenset[str]:
    sandbox = Sandbox()
    faults: list[Reason] = []
    used: set[str] = set()
    for name in [name for name in parts if is_xml(name) and not name.endswith((".rels", ".vml"))]:
        root, part = parsed(name, parts[name]), _called(name)
        if not _FILLED.fullmatch(name):
            faults += _unfilled(root, part)
            continue
        if not str(root.tag).startswith(W):
            raise refused(*_FOREIGN)
        found = paragraphs(root, part)
        faults += [*unclosed(found), *elsewhere(root, part), *repeat_rows(found, words)]
        places = {one.element: one.place for one in found}
        now = [_at_home(one, places) for one in paragraphs(root, part)]
        checked = check(sandbox, source(now), words)
        faults += _told(checked, now)
        used |= checked.used
        parts[name] = written(root)
    if faults:
        raise unfit(list(dict.fromkeys(faults)))
    return frozenset(used)


def _at_home(one: Paragraph, places: dict[Element, Text]) -> Paragraph:
    # Rows that were put in have moved the others down; people count those of their own form.
    # What doesn't end is told already, and would hide the faults of all that comes after.
    text = "" if opened(one.text) else one.text
    return Paragraph(one.element, places.get(one.element, one.place), text)


def _told(checked: Checked, found: list[Paragraph]) -> list[Reason]:
    wrongs = sorted(checked.wrong, key=lambda one: one.line)
    lines = [found[min(wrong.line, len(found)) - 1] for wrong in wrongs]
    both = zip(wrongs, lines, strict=True)
    return [_fault(wrong, line, hint=at < MOST) for at, (wrong, line) in enumerate(both)]


def _fault(wrong: Wrong, paragraph: Paragraph, *, hint: bool) -> Reason:
    if wrong.message is not None:
        shown = around(paragraph.text, 0, len(paragraph.text))
        quoted = Text(en=f"(“{shown}”)", ja=f"(「{shown}」)")
        return fault(joined(wrong.message, quoted), paragraph.place)
    start = max(paragraph.text.find(wrong.name), 0)
    shown = around(paragraph.text, start, start + len(wrong.name))
    return unknown(wrong.name, wrong.known, paragraph.place, shown, hint=hint)


def _unfilled(root: Element, part: Text) -> list[Reason]:
    # Drawings and styles may hold braces of their own; only what looks like a placeholder counts.
    return [one for one in elsewhere(root, part) if "{{" in one.message.en]


def _check_size(form: _Form, sandbox: Sandbox, words: Words) -> None:
    form.init_docx()
    sources = [form.get_xml()]
    for uri in (form.HEADER_URI, form.FOOTER_URI):
        sources += [form.get_part_xml(part) for _, part in form.get_headers_footers(uri)]
    sources += [part.blob.decode() for part in form.notes]
    size = 0
    for xml in sources:
        checked = check(sandbox, form.patch_xml(xml), words)
        if checked.wrong:
            raise ValueError
        size += checked.size
    if size > MOST_PRINTED:
        raise refused(
            "Filled, it would be too large: it repeats too much.",
            "繰り返しが多すぎて、記入後のファイルが大きくなりすぎます。",
        )


def _say_simulated(parts: Parts) -> None:
    root = parsed(_BODY, parts[_BODY])
    body = root.find(f"{W}body")
    paragraph = body.makeelement(f"{W}p")
    run = child(paragraph, f"{W}r")
    child(child(run, f"{W}rPr"), f"{W}b")
    child(run, f"{W}t").text = SIMULATED
    body.insert(0, paragraph)
    parts[_BODY] = written(root)


def _finished(made: io.BytesIO, paper: Paper) -> Parts:
    with zipfile.ZipFile(made) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    for name, content in parts.items():
        if _FILLED.fullmatch(name):
            parsed(name, content)
    return dated(parts, paper.day)


def _called(name: str) -> Text:
    stem = name.rpartition("/")[2].removesuffix(".xml")
    for kind, en, ja in (
        ("document", "Body", "本文"),
        ("header", "Header", "ヘッダー"),
        ("footer", "Footer", "フッター"),
        ("footnotes", "Footnotes", "脚注"),
    ):
        if stem.startswith(kind):
            number = stem.removeprefix(kind)
            return Text(en=f"{en} {number}".strip(), ja=f"{ja} {number}".strip())
    return Text(en=f"In the file, {name}", ja=f"ファイルの中の {name}")
