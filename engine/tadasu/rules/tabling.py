"""Checks of sheets: every name stands for something, and what is filled in can be recorded."""

from collections.abc import Collection, Iterator, Mapping

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Path
from tadasu.rules.field import FieldSpec
from tadasu.rules.report import At, Report
from tadasu.rules.sheet import Sheet, SheetColumn
from tadasu.rules.workflow import Transition, Workflow

SHOWN = ("key", "state")
"""What a column may show besides fields."""


def check_sheet(
    definitions: Definitions, sheet: Sheet, lost: Collection[str], report: Report
) -> None:
    """Note names that stand for nothing, and columns that nothing could record (T020, T042)."""
    at, workflows = At("sheet", sheet.name), definitions.workflows
    if {sheet.of, sheet.rows} & set(lost):
        return
    for key, name in (("of", sheet.of), ("rows", sheet.rows)):
        if name not in workflows:
            report.unknown(at.to(key), _WORKFLOW, name, workflows)
            return
    about, rows = workflows[sheet.of], workflows[sheet.rows]
    if rows.parent != about.name:
        report.add("T042", at.to("rows"), _strangers(sheet))
    _known(report, at.to("states"), _STATE, sheet.states, rows.states)
    _known(report, at.to("head"), _FIELD, sheet.head, about.facts)
    for number, column in enumerate(sheet.columns):
        if column.name not in _names(rows, column):
            here = at.to("columns", number)
            report.unknown(here, _FIELD, column.name, _names(rows, column))
    _check_act(sheet, rows, at, report)
    filled = [column.name for column in sheet.filled]
    for number, mark in enumerate(sheet.marks):
        for name in (mark.needs, *mark.where):
            if name not in filled:
                report.unknown(at.to("marks", number), _COLUMN, name, filled)
    for path, told in _objections(sheet, rows):
        report.add("T042", at.to(*path), told)


def spec_of(rows: Workflow, column: SheetColumn) -> FieldSpec | None:
    """The field that a column shows; None for the key and the state."""
    fields = rows.evidence.fields if column.evidence and rows.evidence else rows.facts
    return fields.get(column.name)


def _names(rows: Workflow, column: SheetColumn) -> Collection[str]:
    if column.evidence:
        return tuple(rows.evidence.fields) if rows.evidence else ()
    return (*rows.facts,) if column.fill else (*SHOWN, *rows.facts)


def _check_act(sheet: Sheet, rows: Workflow, at: At, report: Report) -> None:
    if sheet.act is None:
        return
    if sheet.act.do not in rows.transitions:
        report.unknown(at.to("act", "do"), _TRANSITION, sheet.act.do, rows.transitions)
    names = [column.name for column in sheet.filled if not column.evidence]
    if sheet.act.when not in names:
        report.unknown(at.to("act", "when"), _COLUMN, sheet.act.when, names)


def _objections(sheet: Sheet, rows: Workflow) -> Iterator[tuple[Path, Text]]:
    act = rows.transitions.get(sheet.act.do) if sheet.act else None
    stated = {*(act.facts if act else ())}
    stated |= {
        name for each in rows.states.values() for by in each.writable.values() for name in by
    }
    seen: set[tuple[bool, str]] = set()
    for number, column in enumerate(sheet.columns):
        spec, here = spec_of(rows, column), ("columns", number)
        if (column.evidence, column.name) in seen:
            yield here, _TWICE
        seen.add((column.evidence, column.name))
        if spec is not None and column.fill and spec.type == "record":
            yield here, _ROWS
        if column.evidence and not column.fill:
            yield here, _SHOWN
        elif spec is not None and column.fill and not column.evidence | (column.name in stated):
            yield here, _UNSTATED
    yield from _evidence(sheet, rows)
    if not sheet.filled:
        yield ("columns",), _NOTHING
    if act is not None and sheet.act is not None:
        yield from _act(act, sheet.act.when, [each.name for each in sheet.filled])
    for number, mark in enumerate(sheet.marks):
        for name, values in mark.where.items():
            known = (rows.fields[name].values if name in rows.fields else None) or {}
            if not set(values) <= set(known):
                yield ("marks", number, "where", name), _NO_VALUE


def _act(act: Transition, when: str, filled: Collection[str]) -> Iterator[tuple[Path, Text]]:
    if when not in act.facts:
        yield ("act", "when"), _NO_FACT
    if act.cosign or not act.by or any(spec.required for spec in act.input.values()):
        yield ("act", "do"), _NOT_ALONE
    lacking = [n for n, need in act.facts.items() if need == "required" and n not in filled]
    if lacking:
        names = ", ".join(lacking)
        yield (
            ("act", "do"),
            Text(
                en=f"The act needs {names} as well: add columns for it.",
                ja=f"その遷移には {names} も必要です。その列を加えてください。",
            ),
        )


def _evidence(sheet: Sheet, rows: Workflow) -> Iterator[tuple[Path, Text]]:
    stated = {column.name for column in sheet.columns if column.evidence}
    if not stated or rows.evidence is None:
        return
    lacking = [n for n, spec in rows.evidence.fields.items() if spec.required and n not in stated]
    if lacking:
        names = ", ".join(lacking)
        yield (
            ("columns",),
            Text(
                en=f"Evidence needs {names} as well: add columns for it.",
                ja=f"証跡には {names} も必要です。その列を加えてください。",
            ),
        )
    for number, column in enumerate(sheet.columns):
        spec = spec_of(rows, column)
        if spec is not None and spec.personal:
            yield ("columns", number), _PERSONAL


def _strangers(sheet: Sheet) -> Text:
    return Text(
        en=f"Cases of `{sheet.rows}` don't stand under cases of `{sheet.of}`.",
        ja=f"`{sheet.rows}` は `{sheet.of}` の下の案件ではありません。",
    )


def _known(
    report: Report, at: At, what: Text, names: Collection[str], known: Mapping[str, object]
) -> None:
    for name in names:
        if name not in known:
            report.unknown(at, what, name, known)


_WORKFLOW = Text(en="workflow", ja="ワークフロー")
_FIELD = Text(en="field", ja="項目")
_STATE = Text(en="state", ja="状態")
_TRANSITION = Text(en="transition", ja="遷移")
_COLUMN = Text(en="column that is filled in", ja="記入する列")
_TWICE = Text(en="There is such a column already.", ja="同じ列がすでにあります。")
_ROWS = Text(
    en="A list of rows finds no place in a cell.", ja="record 型の項目はセルに記入できません。"
)
_SHOWN = Text(
    en="A column of evidence is there to be filled in.",
    ja="`evidence: true` の列には `fill: true` が必要です。",
)
_UNSTATED = Text(
    en="Neither the act nor any state lets people state this field.",
    ja="`act` の遷移でも、どの状態でも、この項目を述べられません。",
)
_NO_FACT = Text(
    en="The act doesn't state this field: add it to its `facts`.",
    ja="その遷移はこの項目を述べません。遷移の `facts` に加えてください。",
)
_NOT_ALONE = Text(
    en="A sheet can't make this act: it takes a second signature or an input, or nobody makes it.",
    ja="この遷移はシートでは行えません(二人目の署名か入力が必要、または人が行わない遷移です)。",
)
_NO_VALUE = Text(
    en="This names something that is no value of the column.",
    ja="その列の値でないものが書かれています。",
)
_NOTHING = Text(
    en="Nothing is to be filled in: give a column `fill: true`.",
    ja="記入する列がありません。`fill: true` の列を置いてください。",
)
_PERSONAL = Text(
    en="The sheet becomes evidence, which can't be erased: it must not show personal fields.",
    ja="シートは証跡として残り、消去できません。個人に関する項目は載せられません。",
)
