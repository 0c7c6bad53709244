"""How a sheet lies in a workbook: which column stands where, and what a cell says of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tadasu.core.case import Case
from tadasu.errors import Language, NotFoundError, Text
from tadasu.office.letters import wide
from tadasu.office.sheets import Draughtsman
from tadasu.office.workbook.pages import Box, Look, cut, letter
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tadasu.rules.sheet import Sheet, SheetColumn
from tadasu.rules.tabling import spec_of
from tadasu.rules.workflow import Workflow

FIRST = 2
"""Where the first column stands; before it, hidden, the key of each row's case."""

LINE = 17.0
"""Points that a line of text takes."""

TALLEST = 400.0

WRITTEN = 3
"""Lines of room for a text that is to be written."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet and where it stands."""

    at: int
    """From 1."""
    column: SheetColumn
    spec: FieldSpec | None
    """None for the key and the state."""
    title: Text

    @property
    def name(self) -> str:
        """What it shows."""
        return self.column.name

    @property
    def letter(self) -> str:
        """As a spreadsheet names it."""
        return letter(self.at)

    @property
    def look(self) -> Look:
        """How its cells look."""
        if not self.column.fill:
            return "shown"
        kind = self.spec.type if self.spec and not self.spec.many else ""
        looks: dict[str, Look] = {"date": "day", "timestamp": "moment", "int": "number"}
        return looks.get(kind, "asked")


def columns_of(process: Process, sheet: Sheet) -> tuple[Column, ...]:
    """The columns of a sheet, from left to right."""
    rows = process.workflows[sheet.rows]
    return tuple(_column(at, rows, each) for at, each in enumerate(sheet.columns, FIRST))


def sheet_for(process: Process, workflow: str, name: str | None) -> Sheet:
    """The sheet of that name, or the only one for cases of a workflow; else NotFoundError."""
    fit = [each for each in process.sheets.values() if each.of == workflow]
    found = [each for each in fit if name in (None, each.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.name for each in fit) or "-"
    if found:
        raise NotFoundError(
            Text(
                en=f"There are several sheets; name one with --sheet: {names}.",
                ja=f"シートが複数あります。--sheet で指定してください: {names}",
            )
        )
    called = f" {name}" if name else ""
    raise NotFoundError(
        Text(
            en=f"There is no sheet{called} for cases of {workflow}; there are: {names}.",
            ja=f"{workflow} のシート{called}はありません。あるのは {names} です。",
        )
    )


def rows_of(cases: Sequence[Case], sheet: Sheet) -> list[Case]:
    """Those of `cases` that become rows."""
    return [case for case in cases if not sheet.states or case.state in sheet.states]


def shown(draughtsman: Draughtsman, case: Case, column: Column, language: Language) -> str:
    """What a cell says of a case; empty where nothing is stated, or evidence is asked for."""
    if column.column.evidence:
        return ""
    if column.spec is None:
        row = draughtsman.row(case)
        return row.key if column.name == "key" else row.state.title.to(language)
    value = case.fields.get(column.name)
    specs = {column.name: column.spec}
    values = value if column.spec.many and isinstance(value, list) else [value]
    texts = []
    for each in values:
        of_one = {column.name: [each] if column.spec.many and each is not None else each}
        fact = draughtsman.facts(specs, of_one)[0]
        if column.column.fill and column.spec.type == "requirement":
            texts.append(str(fact.value[0] if isinstance(fact.value, list) else fact.value or ""))
        elif fact.shown is not None:
            texts.append(fact.shown.to(language))
    return cut("\n".join(texts))


def box(column: Column, text: str) -> Box | None:
    """The text of a cell as it is written; a date or number as one, to be computed with."""
    match column.look:
        case "day" if text:
            return Box(date.fromisoformat(text), "day")
        case "number" if text:
            return Box(int(text), "number")
        case look:
            return Box(text, look)


def choices(column: Column, language: Language) -> tuple[str, ...]:
    """What may be chosen in a column, as people read it; nothing where it isn't from a list."""
    if column.spec is None or column.spec.many:
        return ()
    if column.spec.type == "bool":
        return ("はい", "いいえ") if language == "ja" else ("yes", "no")
    return tuple(each.text.to(language) for each in (column.spec.values or {}).values())


def height(texts: Sequence[tuple[str, float]], least: int = 1) -> float:
    """Points of a row that shows each text in a column of a width, lines broken."""
    lines = (_lines(text, width) for text, width in texts)
    return min(TALLEST, LINE * max(least, *lines) + 2)


def room(columns: Sequence[Column]) -> int:
    """Lines that a row has room for at least, where people write: its height doesn't grow."""
    asked = (each.spec.type for each in columns if each.column.fill and each.spec)
    return WRITTEN if "text" in asked else 1


def _lines(text: str, width: float) -> int:
    return sum(-(-max(1, wide(line)) // max(1, int(width))) for line in text.split("\n"))


def _column(at: int, rows: Workflow, column: SheetColumn) -> Column:
    spec = spec_of(rows, column)
    title = _BUILT_IN[column.name] if spec is None else spec.title.text
    return Column(at, column, spec, column.title.text if column.title else title)


_BUILT_IN = {"key": Text(en="Number", ja="番号"), "state": Text(en="State", ja="状態")}
