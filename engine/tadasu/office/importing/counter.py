"""The counter for files: a CSV of cases becomes ordinary acts, all of them or none.

(1) The file is read strictly; every cell that can't be read is told, by row and column.
(2) What it says of each case is compared with what is on record.
(3) New cases are opened and facts that differ are stated, each judged like an act by hand, by the
    person who asks, in one transaction. One refusal refuses all, with the reasons of every row.

A case that the file doesn't mention stays as it is.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tadasu.core.decide import amend, open_case
from tadasu.core.deeds import Decision
from tadasu.core.setting import Setting
from tadasu.core.values import Reader
from tadasu.errors import ConflictError, NotFoundError, Text
from tadasu.office.answers import Receipt
from tadasu.office.asks import Ask
from tadasu.office.enacting import Enactor
from tadasu.office.importing.cells import Cells, plain_reader
from tadasu.office.importing.columns import columns_of, key_fields, template
from tadasu.office.importing.differences import Difference, differences
from tadasu.office.importing.find import Finder
from tadasu.office.importing.merged import Wanted, keys_in, merged
from tadasu.office.importing.text import Sheet, fault, read_sheet, unfit
from tadasu.office.parts import Decide, Part
from tadasu.office.pen import Pen
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow
from tadasu.store.journal import Shelf


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file changes, or changed."""

    workflow: str
    encoding: str
    rows: int
    differences: tuple[Difference, ...]
    absent: tuple[str, ...]
    """Keys of cases on record that the file doesn't mention."""
    dry_run: bool
    receipt: Receipt | None = None
    """Of the last act; None where nothing changed, or nothing was written."""


class Importing:
    """What one person imports."""

    def __init__(
        self, workspace: Workspace, actor: str, request: str | None = None, pen: Pen | None = None
    ) -> None:
        self._workspace = workspace
        self._enactor = Enactor(workspace, actor, request, pen=pen)

    def run(
        self, name: str, content: bytes, *, dry_run: bool = False, encoding: str | None = None
    ) -> Imported:
        """Import the cases of a workflow, called by its name or its plural, from a CSV file.

        Raises RefusalError with every row that can't be, NotFoundError for an unknown workflow.
        """
        with self._workspace.journal.reading() as shelf:
            process = self._workspace.process(shelf.head.process)
            workflow = importable(process, name)
            # (1)
            sheet = read_sheet(content, encoding)
            wanted = self._wanted(shelf, process, workflow, sheet)
            # (2)
            held = {case.key: case for case in shelf.select(workflow.name)}
            openings = Openings(shelf, self._workspace.subjects)
            found = differences(wanted, held, openings)
        # (3)
        parts = [_part(workflow, one) for one in found if one.changes]
        if parts:
            parts[0] = replace(parts[0], decide=_compared(found, parts[0].decide))
        answers = self._enactor.enact_all(_ask(workflow, found), parts, trial=dry_run)
        mentioned = {one.key for one in found}
        return Imported(
            workflow=workflow.name,
            encoding=sheet.encoding,
            rows=len(sheet.rows),
            differences=tuple(found),
            absent=tuple(key for key in held if key not in mentioned),
            dry_run=dry_run,
            receipt=answers[-1] if answers and not dry_run else None,
        )

    def _wanted(
        self, shelf: Shelf, process: Process, workflow: Workflow, sheet: Sheet
    ) -> list[Wanted]:
        columns, wrong = columns_of(workflow, sheet)
        if wrong:
            raise unfit(*wrong)
        reader = plain_reader(Reader(process, process.timezone))
        finder = Finder(shelf, process, Openings(shelf, self._workspace.subjects))
        cells = Cells(reader, finder.find)
        finder.coming[workflow.name] = keys_in(workflow, columns, sheet.rows)
        wanted, wrong = merged(workflow, columns, sheet.rows, cells)
        if wrong:
            raise unfit(*wrong)
        return wanted


def importable(process: Process, name: str) -> Workflow:
    """The workflow called `name`, or whose plural that is, if a file can name its cases."""
    for workflow in process.workflows.values():
        if name in (workflow.name, workflow.plural):
            if not key_fields(workflow):
                raise unfit(fault(None, None, _unnamed(workflow)))
            return workflow
    known = ", ".join(each.plural or each.name for each in process.workflows.values())
    raise NotFoundError(
        Text(
            en=f"There is no workflow {name}; there are: {known}.",
            ja=f"ワークフロー {name} はありません。あるのは {known} です。",
        )
    )


def header_of(workspace: Workspace, name: str, language: str) -> list[str]:
    """The first row of a file to fill in, with every column."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
    return template(importable(process, name), language)


def _compared(found: Sequence[Difference], decide: Decide) -> Decide:
    """The first decision, once all cases are still as they were compared; else ConflictError."""

    def decided(setting: Setting) -> Decision:
        setting.scene.fetch([one.key for one in found])
        for one in found:
            case = setting.scene.case(one.key)
            if (case.version if case is not None else 0) != one.version:
                raise ConflictError(_changed(one))
        return decide(setting)

    return decided


def _changed(one: Difference) -> Text:
    rows = ", ".join(map(str, one.rows))
    return Text(
        en=f"{one.key} (row {rows}) was changed by somebody else meanwhile. Run it again.",
        ja=f"{one.key}({rows} 行目)は、その間にほかの人が変更しました。もう一度実行してください。",
    )


def _part(workflow: Workflow, one: Difference) -> Part:
    facts = {change.field: change.after for change in one.changes}
    rows = ", ".join(map(str, one.rows))
    called = Text(en=f"Row {rows}, {one.key}", ja=f"{rows} 行目 {one.key}")
    given = {name: value for name, value in facts.items() if value is not None or not one.new}
    words = {"workflow": workflow.name, "given": given}

    def decide(setting: Setting) -> Decision:
        if one.new:
            return open_case(setting, workflow, None, given)
        return amend(setting, one.key, given)

    act, on = ("open", None) if one.new else ("change", one.key)
    return Part(Ask(act, on, words), decide, called)


def _ask(workflow: Workflow, found: Sequence[Difference]) -> Ask:
    """The whole request: the hash of what is stated, but for what is personal."""
    stated = [
        [one.key, {c.field: c.after for c in one.changes if not _personal(workflow, c.field)}]
        for one in found
    ]
    text = json.dumps(stated, sort_keys=True, default=str)
    facts = hashlib.sha256(text.encode()).hexdigest()
    return Ask("open", None, {"workflow": workflow.name, "cases": len(found), "facts": facts})


def _personal(workflow: Workflow, field: str) -> bool:
    return bool(workflow.facts[field].personal)


def _unnamed(workflow: Workflow) -> Text:
    return Text(
        en=f"Cases of {workflow.name} are numbered as they come: a file can't name them.",
        ja=f"{workflow.title.ja}の番号は起こした順に付くため、ファイルでは指定できません。",
    )
