"""The counter for sheets that come back: what was filled in becomes ordinary acts.

(1) The workbook is read within limits; of which record and case it is, it says itself.
(2) Every row is compared with what was written and with what the record says now.
(3) What is left is judged, and done by the person who asks: all rows in one transaction or none,
    or, if what can be is to be kept, each row in one of its own.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tadasu.core.case import Case
from tadasu.core.values import File, Reader
from tadasu.errors import (
    ConflictError,
    Language,
    NotFoundError,
    Reason,
    RefusalError,
    Text,
    UnavailableError,
)
from tadasu.office.answers import Receipt
from tadasu.office.asks import Ask
from tadasu.office.clock import request_id
from tadasu.office.enacting import Enactor
from tadasu.office.importing.cells import Cells, plain_reader
from tadasu.office.importing.find import Finder
from tadasu.office.parts import Part
from tadasu.office.pen import Pen, pen_for
from tadasu.office.roundtrip import faults as told
from tadasu.office.roundtrip.acts import Doer
from tadasu.office.roundtrip.cells import CellReader
from tadasu.office.roundtrip.comparing import Compared, Comparer, Filled, evidence_held
from tadasu.office.roundtrip.exporting import drawing, shape_of
from tadasu.office.roundtrip.faults import at_cell, fault, unfit
from tadasu.office.roundtrip.layout import columns_of
from tadasu.office.roundtrip.reading import Table, read_workbook, table_of
from tadasu.office.roundtrip.slip import Slip
from tadasu.office.several import part_id
from tadasu.office.strongbox import Openings
from tadasu.office.workbook.pages import Grid
from tadasu.office.workspace import Workspace
from tadasu.rules.sheet import Sheet
from tadasu.store.journal import Shelf

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What a row changes, or changed."""

    key: str
    row: int
    cells: tuple[Filled, ...]
    acts: tuple[str, ...]
    """evidence, change, or the name of a transition."""
    refused: tuple[Reason, ...] = ()
    """Why nothing of the row was done, or would be."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet that came back changes, or changed."""

    sheet: str
    case: str
    sha256: str
    """Of the file."""
    written_at: int
    """Entries that the record had when the sheet was written."""
    rows: tuple[TakenRow, ...]
    """Those that say something new, or can't be taken."""
    same: int
    """How many say what is on record."""
    wrong: tuple[Reason, ...]
    """What is wrong with rows that belong to no case."""
    notes: tuple[Text, ...]
    dry_run: bool
    kept: int
    """How many rows were done, or would be."""
    receipt: Receipt | None = None
    """Of the last act."""

    @property
    def refused(self) -> tuple[Reason, ...]:
        """Everything that was, or would be, refused."""
        return (*self.wrong, *(reason for row in self.rows for reason in row.refused))


@dataclass(slots=True)
class _Work:
    """A sheet on its way."""

    sheet: Sheet
    slip: Slip
    doer: Doer
    table: Table
    rows: list[tuple[Compared, Case]] = field(default_factory=list)
    same: int = 0


class SheetImport:
    """What one person brings back."""

    def __init__(
        self, workspace: Workspace, actor: str, request: str | None = None, pen: Pen | None = None
    ) -> None:
        self._workspace = workspace
        self._actor = actor
        self._request = request or request_id()
        self._pen = pen

    def run(
        self, name: str, content: bytes, *, dry_run: bool = False, keep: bool = False
    ) -> Taken:
        """Take what was filled into a workbook, called `name`; with `keep`, the rows that can be.

        Raises RefusalError for a file that is no such sheet and, without `keep`, with the reasons
        of every row; a `dry_run` answers those, and writes nothing.
        """
        # (1)
        slip, grid = read_workbook(content)
        sha256 = hashlib.sha256(content).hexdigest()
        file = File(sha256=sha256, size=len(content), name=name, media_type=MEDIA)
        # (2)
        with self._workspace.journal.reading() as shelf:
            work = self._compared(shelf, slip, grid, file)
        # (3)
        taken = Taken(
            sheet=work.sheet.name,
            case=slip.case,
            sha256=sha256,
            written_at=slip.position,
            rows=tuple(self._row(work, row, row.wrong) for row, _ in work.rows),
            same=work.same,
            wrong=tuple(work.table.wrong),
            notes=(*work.table.notes, *(note for row, _ in work.rows for note in row.notes)),
            dry_run=dry_run,
            kept=0,
        )
        good = [(row, case) for row, case in work.rows if not row.wrong]
        if dry_run or (taken.refused and not keep):
            judged = self._judged(work, good, apart=keep)
            taken = self._told(taken, work, judged)
            if taken.refused and not dry_run:
                raise RefusalError(told.ATTEMPT, taken.refused)
            return taken
        if any("evidence" in work.doer.acts(row) for row, _ in good):
            self._workspace.vault.put(io.BytesIO(content))
        return self._kept(taken, work, good) if keep else self._whole(taken, work, good)

    def _compared(self, shelf: Shelf, slip: Slip, grid: Grid, file: File) -> _Work:
        if slip.log != shelf.head.log:
            raise unfit(fault(None, _other_log(slip.log, shelf.head.log)))
        process = self._workspace.process(shelf.head.process)
        case, sheet = shelf.case(slip.case), process.sheets.get(slip.sheet)
        if case is None or slip.position > shelf.head.size:
            raise unfit(fault(None, _NEWER))
        if sheet is None or sheet.of != case.workflow:
            raise unfit(fault(None, told.RESHAPED, told.AGAIN))
        columns = columns_of(process, sheet)
        if slip.columns != shape_of(columns):
            raise unfit(fault(None, told.RESHAPED, told.AGAIN))
        table = table_of(slip, grid, columns)
        openings = Openings(shelf, self._workspace.subjects)
        finder = Finder(shelf, process, openings)
        reader = CellReader(
            Cells(plain_reader(Reader(process, process.timezone)), finder.find), finder.find
        )
        draughtsman = drawing(self._workspace, shelf, process)
        language: Language = "ja" if slip.language == "ja" else "en"
        comparer = Comparer(columns, draughtsman, reader, language)
        doer = Doer(sheet, process.workflows[sheet.rows], file, self._request)
        work = _Work(sheet, slip, doer, table)
        cases = {each.key: each for each in shelf.children([case.key], sheet.rows)}
        for row in table.rows:
            if row.key not in cases:
                place = at_cell(f"B{row.number}", row.key)
                table.wrong.append(fault(place, told.STRANGER))
                continue
            _take(work, comparer.compare(row, cases[row.key]), cases[row.key])
        return work

    def _judged(
        self, work: _Work, good: Sequence[tuple[Compared, Case]], *, apart: bool
    ) -> dict[str, tuple[Reason, ...]]:
        """Why rows would be refused, by key; `apart`, each as if it were asked alone."""
        enactor = Enactor(self._workspace, self._actor)
        refused: dict[str, tuple[Reason, ...]] = {}
        batches = [[pair] for pair in good] if apart else [good]
        for batch in batches:
            parts = [part for row, case in batch for part in work.doer.parts(row, case)]
            try:
                enactor.enact_all(self._ask(work), parts, trial=True)
            except RefusalError as no:
                refused |= _by_row(no.reasons, batch, work.doer)
        return refused

    def _whole(self, taken: Taken, work: _Work, good: Sequence[tuple[Compared, Case]]) -> Taken:
        enactor = Enactor(self._workspace, self._actor, self._request, pen=self._pen)
        parts = [part for row, case in good for part in work.doer.parts(row, case)]
        answers = enactor.enact_all(self._ask(work), parts)
        return replace(taken, kept=len(good), receipt=answers[-1] if answers else None)

    def _kept(self, taken: Taken, work: _Work, good: Sequence[tuple[Compared, Case]]) -> Taken:
        pen = self._pen or pen_for(self._workspace, [self._actor])
        refused: dict[str, tuple[Reason, ...]] = {}
        receipt: Receipt | None = None
        for row, case in good:
            request = part_id(self._request, row.key)
            enactor = Enactor(self._workspace, self._actor, request, pen=pen)
            parts = list(work.doer.parts(row, case))
            try:
                receipt = enactor.enact_all(parts[-1].ask, parts)[-1]
            except RefusalError as no:
                refused[row.key] = no.reasons
            except (ConflictError, NotFoundError, UnavailableError) as wrong:
                refused[row.key] = (fault(parts[-1].called, wrong.text),)
        return replace(self._told(taken, work, refused), receipt=receipt)

    def _told(self, taken: Taken, work: _Work, refused: Mapping[str, tuple[Reason, ...]]) -> Taken:
        rows = tuple(
            self._row(work, row, (*row.wrong, *refused.get(row.key, ()))) for row, _ in work.rows
        )
        return replace(taken, rows=rows, kept=sum(not row.refused for row in rows))

    def _row(self, work: _Work, row: Compared, wrong: Sequence[Reason]) -> TakenRow:
        return TakenRow(row.key, row.row, tuple(row.filled), work.doer.acts(row), tuple(wrong))

    def _ask(self, work: _Work) -> Ask:
        """The whole request, as it is recorded where it is refused."""
        file = work.doer.file
        return Ask("change", work.slip.case, {"sheet": work.sheet.name, "sha256": file.sha256})


def _take(work: _Work, row: Compared, case: Case) -> None:
    """Put a row to those that say something new; its evidence may be there already."""
    evidence = row.changes(evidence=True)
    if evidence and evidence_held(case, evidence):
        row.filled = [one for one in row.filled if not one.evidence]
    if row.filled and not row.wrong:
        row.wrong += work.doer.objections(row, case)
    if row.filled or row.wrong:
        work.rows.append((row, case))
    else:
        work.same += 1


def _by_row(
    reasons: Sequence[Reason], batch: Sequence[tuple[Compared, Case]], doer: Doer
) -> Mapping[str, tuple[Reason, ...]]:
    """Reasons by the row that they are told of; what is of none is told of the first."""
    names: Iterator[tuple[str, Part]] = (
        (row.key, part) for row, case in batch for part in doer.parts(row, case)
    )
    called = {part.called.en: key for key, part in names}
    found: dict[str, tuple[Reason, ...]] = {}
    for reason in reasons:
        start = next((en for en in called if reason.title.en.startswith(f"{en}: ")), None)
        key = called[start] if start is not None else batch[0][0].key
        found[key] = (*found.get(key, ()), reason)
    return found


def _other_log(theirs: str, ours: str) -> Text:
    return Text(
        en=f"It was written from the log {theirs}, and this is {ours}.",
        ja=f"{theirs} から書き出したシートです。この記録は {ours} です。",
    )


_NEWER = Text(
    en="It was written from a record that goes further than this one: this is an older copy.",
    ja="この記録より先まで進んだ記録から書き出したシートです。この記録は古い写しです。",
)
