"""Checks of parameters: what is declared as a default, and what a project sets, fits."""

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.parameters import Cell, Column, Entry, Parameter, Row, Setting
from tadasu.rules.project import Project
from tadasu.rules.report import At, Report
from tadasu.rules.wording import clipped, did_you_mean


def check_figures(definitions: Definitions, project: Project, report: Report) -> None:
    """Note each value that does not fit its parameter, and each parameter that does not exist."""
    for name, parameter in definitions.declared.items():
        at = At("parameter", name, ("default",))
        _check(name, parameter, parameter.default, at, report)
    for name, setting in project.parameters.items():
        at = At("project", "", ("parameters", name))
        declared = definitions.declared.get(name)
        if declared is None:
            what = Text(en="parameter", ja="パラメータ")
            report.unknown(at, what, name, definitions.declared, key=True)
        else:
            _check(name, declared, setting, at, report)


def _check(name: str, parameter: Parameter, setting: Setting, at: At, report: Report) -> None:
    if isinstance(setting, tuple) != (parameter.type == "table"):
        shape = Text(
            en=f"`{name}` takes {'a list of rows' if parameter.fields else 'one value'}.",
            ja=f"`{name}` には{'行のリスト' if parameter.fields else '一つの値'}を書きます。",
        )
        report.add("T028", at, shape)
    elif not isinstance(setting, tuple):
        _check_cell(name, parameter, setting, at, report)
    else:
        for number, row in enumerate(setting):
            _check_row(parameter.fields or {}, row, at.to(number), report)


def _check_row(columns: dict[str, Column], row: Row, at: At, report: Report) -> None:
    for name, cell in row.items():
        column = columns.get(name)
        if column is None:
            report.unknown(at.to(name), Text(en="column", ja="列"), name, columns, key=True)
        else:
            _check_cell(name, column, cell, at.to(name), report)
    for name, column in columns.items():
        if column.required and name not in row:
            lacks = Text(
                en=f"The column `{name}` is required in every row.",
                ja=f"列 `{name}` はどの行にも必要です。",
            )
            report.add("T028", at, lacks)


def _check_cell(name: str, entry: Entry, cell: Cell, at: At, report: Report) -> None:
    if entry.cell(cell) is not None:
        return
    if entry.type == "enum":
        message = Text(
            en=f"`{shown(cell)}` is no value of `{name}`.",
            ja=f"`{shown(cell)}` は `{name}` の値ではありません。",
        )
        report.add("T028", at, message, did_you_mean(shown(cell), entry.values or {}))
        return
    wanted = _wanted(entry)
    message = Text(
        en=f"`{name}` must be {wanted.en}, not `{shown(cell)}`.",
        ja=f"`{name}` には{wanted.ja}が必要です(`{shown(cell)}` は使えません)。",
    )
    report.add("T028", at, message, _about_quotes(entry, cell))


def _about_quotes(entry: Entry, cell: Cell) -> Text | None:
    """The remedy where the same word would fit with quotes, or without."""
    if entry.type == "bool" and cell in ("true", "false"):
        return Text(
            en=f"Write {cell} without quotes: quotes make it a text.",
            ja=f"引用符で囲むと文字列になります。引用符なしで {cell} と書いてください。",
        )
    if entry.type == "text" and isinstance(cell, bool):
        return Text(
            en=f'Write "{shown(cell)}" in quotes: quotes make it a text.',
            ja=f'文字列にするには、引用符で囲んで "{shown(cell)}" と書いてください。',
        )
    return None


def _wanted(entry: Entry) -> Text:
    match entry.type:
        case "bool":
            return Text(en="true or false", ja=" true か false ")
        case "date":
            return Text(en="a date such as 2026-04-01", ja=" 2026-04-01 のような日付")
        case "text":
            return Text(en="a text", ja="文字列")
        case _:
            low = "" if entry.min is None else f" from {entry.min}"
            high = "" if entry.max is None else f" to {entry.max}"
            least = "" if entry.min is None else f" {entry.min} 以上"
            most = "" if entry.max is None else f" {entry.max} 以下"
            return Text(en=f"a whole number{low}{high}", ja=f"{least}{most}の整数".lstrip("の"))


def shown(cell: Cell) -> str:
    """A value as YAML writes it, cut where it is long."""
    return str(cell).lower() if isinstance(cell, bool) else clipped(str(cell))
