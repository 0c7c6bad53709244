"""A sheet is written: the rows of a case as a workbook to be filled in.

The same record gives the same bytes, on any day.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.core.case import Case
from tadasu.core.scene import Scene
from tadasu.errors import Language, Text
from tadasu.office.cases import case_at
from tadasu.office.paper.stencil.package import read_package, write_package
from tadasu.office.roundtrip.layout import (
    FIRST,
    Column,
    box,
    choices,
    columns_of,
    height,
    room,
    rows_of,
    sheet_for,
    shown,
)
from tadasu.office.roundtrip.slip import HEADER, Line, Slip, digest, slip_page
from tadasu.office.sheets import Draughtsman
from tadasu.office.strongbox import Openings
from tadasu.office.workbook.pages import Box, Check, Page
from tadasu.office.workbook.writing import written
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.rules.sheet import Sheet
from tadasu.store.journal import Shelf

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NEVER = rb"\g<1>1980-01-01T00:00:00Z"
CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook, and what is in it."""

    sheet: str
    case: str
    rows: int
    position: int
    """Entries of the record as of which it was written."""
    content: bytes


def export_sheet(workspace: Workspace, key: str, name: str | None, language: Language) -> Exported:
    """The sheet `name` of the case `key`, or the only one that there is for it.

    Raises NotFoundError, UnavailableError without the extra.
    """
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
        case = case_at(shelf, key)
        sheet = sheet_for(process, case.workflow, name)
        cases = rows_of(shelf.children([key], sheet.rows), sheet)
        draughtsman = drawing(workspace, shelf, process)
        draughtsman.prepare([case, *cases])
        writer = _Writer(shelf, process, sheet, draughtsman, language)
        pages = writer.pages(case, cases)
    content = written(pages, f"{key} {sheet.title.text.to(language)}")
    parts = read_package(content)
    parts[CORE] = _TIMES.sub(_NEVER, parts[CORE])
    return Exported(
        sheet.name, key, len(cases), shelf.head.size, write_package(dict(sorted(parts.items())))
    )


def drawing(workspace: Workspace, shelf: Shelf, process: Process) -> Draughtsman:
    """What lays the values of cases out."""
    now = workspace.clock.looking(shelf.head.recorded_at)
    scene = Scene(process, shelf, now, process.timezone)
    return Draughtsman(shelf, scene, Openings(shelf, workspace.subjects))


def locked_and_held(
    draughtsman: Draughtsman, case: Case, columns: Sequence[Column], language: Language
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Digests of what the locked columns show of a case, and of the values behind them."""
    locked = [column for column in columns if not column.column.fill]
    texts = tuple(digest(shown(draughtsman, case, column, language)) for column in locked)
    values = tuple(
        digest(case.fields.get(column.name)) if column.spec else digest(None) for column in locked
    )
    return texts, values


def shape_of(columns: Sequence[Column]) -> str:
    """A digest of the columns: where another stands, a file is another sheet's."""
    return digest([[c.name, c.column.evidence, c.column.fill, str(c.title)] for c in columns])


@dataclass(frozen=True, slots=True)
class _Writer:
    shelf: Shelf
    process: Process
    sheet: Sheet
    draughtsman: Draughtsman
    language: Language

    def pages(self, case: Case, cases: Sequence[Case]) -> list[Page]:
        columns = columns_of(self.process, self.sheet)
        top = [*self._above(case), [], self._titles(columns)]
        rows = [
            [shown(self.draughtsman, each, c, self.language) for c in columns] for each in cases
        ]
        body = [
            [Box(each.key), *(box(c, text) for c, text in zip(columns, row, strict=True))]
            for each, row in zip(cases, rows, strict=True)
        ]
        first, last = len(top) + 1, max(len(top) + 1, len(top) + len(rows))
        widths = [column.column.width for column in columns]
        heights = {
            first + number: height(list(zip(row, widths, strict=True)), room(columns))
            for number, row in enumerate(rows)
        }
        titles = [column.title.to(self.language) for column in columns]
        heights[len(top)] = height(list(zip(titles, widths, strict=True)))
        page = Page(
            name=_tab(self.sheet.title.text.to(self.language)),
            rows=[*top, *body],
            widths=[0, *widths],
            heights=heights,
            frozen=f"{self._frozen(columns)}{first}",
            repeated=f"{len(top)}:{len(top)}",
            filtered=f"{columns[0].letter}{len(top)}:{columns[-1].letter}{last}",
            checks=list(self._checks(columns, first, last)),
            marks=list(self._marks(columns, first, last)),
        )
        return [page, slip_page(self._slip(case, cases, columns, rows))]

    def _above(self, case: Case) -> Iterator[list[Box | None]]:
        title, key = self.sheet.title.text.to(self.language), case.key
        number = f"  ({self.sheet.number})" if self.sheet.number else ""
        yield [None, Box(f"{title}{number}  {key}", "title")]
        workflow = self.process.workflows[case.workflow]
        specs = {name: workflow.facts[name] for name in self.sheet.head}
        for fact in self.draughtsman.facts(specs, case.fields):
            told = fact.shown.to(self.language) if fact.shown else "-"
            yield [None, Box(f"{fact.title.to(self.language)}: {told}", "note")]
        yield [None, Box(_HOW.to(self.language), "note")]

    def _titles(self, columns: Sequence[Column]) -> list[Box | None]:
        return [Box(HEADER), *(Box(column.title.to(self.language), "head") for column in columns)]

    def _frozen(self, columns: Sequence[Column]) -> str:
        """The first column that scrolls: what is read stays in sight where there is room."""
        room = 0
        for column in columns:
            room += column.column.width
            if column.column.fill or room > _ROOM:
                return column.letter
        return columns[0].letter

    def _checks(self, columns: Sequence[Column], first: int, last: int) -> Iterator[Check]:
        for column in columns:
            if not column.column.fill:
                continue
            cells = f"{column.letter}{first}:{column.letter}{last}"
            values = choices(column, self.language)
            if values:
                told = _CHOOSE.to(self.language).format(", ".join(values))
                yield Check(cells, "list", values, told)
            elif column.look in ("day", "moment"):
                yield Check(cells, "date", (), _DATE.to(self.language))
            elif column.look == "number":
                yield Check(cells, "whole", (), _WHOLE.to(self.language))

    def _marks(
        self, columns: Sequence[Column], first: int, last: int
    ) -> Iterator[tuple[str, str]]:
        by_name = {column.name: column for column in columns if column.column.fill}
        for mark in self.sheet.marks:
            needed = by_name[mark.needs].letter
            tests = [f"LEN(TRIM(${needed}{first}))=0"]
            for name, values in mark.where.items():
                column = by_name[name]
                spec = column.spec
                titles = (spec.values or {}) if spec else {}
                texts = (titles[value].text.to(self.language) for value in values)
                quoted = (text.replace('"', '""') for text in texts)
                same = ",".join(f'${column.letter}{first}="{text}"' for text in quoted)
                tests.append(f"OR({same})")
            yield f"{needed}{first}:{needed}{last}", f"AND({','.join(tests)})"

    def _slip(
        self,
        case: Case,
        cases: Sequence[Case],
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
    ) -> Slip:
        lines = []
        for each, row in zip(cases, rows, strict=True):
            locked, held = locked_and_held(self.draughtsman, each, columns, self.language)
            base = tuple(row[c.at - FIRST] for c in columns if c.column.fill)
            lines.append(Line(each.key, each.version, locked, held, base))
        head = self.shelf.head
        return Slip(
            log=head.log,
            case=case.key,
            position=head.size,
            process=head.process,
            sheet=self.sheet.name,
            language=self.language,
            columns=shape_of(columns),
            lines=tuple(lines),
        )


_ROOM = 70
"""Half-width letters of columns that stay in sight, at most."""

_HOW = Text(
    en="Fill in the yellow cells only; the others are locked. Red cells still lack something. "
    "Rows may be filtered and left blank, not added.",
    ja="黄色のセルだけに記入してください(ほかは保護されています)。赤いセルは記入もれです。"
    "行は絞り込んだり空けておいたりできますが、追加はできません。",
)
_CHOOSE = Text(en="Choose one of: {}", ja="次から選んでください: {}")
_DATE = Text(en="A date such as 2026-04-01", ja="2026-04-01 のような日付を記入してください")
_WHOLE = Text(en="A whole number", ja="整数を記入してください")


def _tab(title: str) -> str:
    """A title as the name of a page: 31 letters, without those that mean something there."""
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Sheet"
