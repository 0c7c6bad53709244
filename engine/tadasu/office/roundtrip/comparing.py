"""What a filled row changes: what was written, what is filled in, and what the record says now.

Where a cell is as it was written, the record stands. Where both changed, and not to the same, it
is a conflict, and told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tadasu.core.case import Case
from tadasu.core.sealed import is_sealed
from tadasu.errors import Language, Reason, Text
from tadasu.office.roundtrip import faults as told
from tadasu.office.roundtrip.cells import CellReader, OddError
from tadasu.office.roundtrip.exporting import locked_and_held
from tadasu.office.roundtrip.faults import at_cell, fault
from tadasu.office.roundtrip.layout import Column, shown
from tadasu.office.roundtrip.reading import Row
from tadasu.office.roundtrip.slip import digest
from tadasu.office.sheets import Draughtsman
from tadasu.office.workbook.pages import cut


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that changes something."""

    cell: str
    field: str
    title: Text
    evidence: bool
    before: str
    """As the sheet and the record say it; empty where nothing is stated."""
    after: str
    value: object | None
    """As the record would keep it, in the clear; None clears it."""


@dataclass(slots=True)
class Compared:
    """What one row says that the record doesn't."""

    key: str
    row: int
    filled: list[Filled] = field(default_factory=list)
    wrong: list[Reason] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def changes(self, *, evidence: bool) -> dict[str, object | None]:
        """What is stated, by field."""
        return {one.field: one.value for one in self.filled if one.evidence == evidence}

    def cell(self, *names: str) -> str:
        """The first cell in which one of these fields was filled in."""
        return next(one.cell for one in self.filled if one.field in names)


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares the rows of one sheet."""

    columns: Sequence[Column]
    draughtsman: Draughtsman
    reader: CellReader
    language: Language

    def compare(self, row: Row, case: Case) -> Compared:
        """What a row changes of its case, and every cell of it that is wrong."""
        found = Compared(row.key, row.number)
        self._check_locked(row, case, found)
        filled = [column for column in self.columns if column.column.fill]
        for column, base in zip(filled, row.line.base, strict=True):
            place = at_cell(f"{column.letter}{row.number}", row.key, column.title)
            self.reader.notes.clear()
            try:
                one = self._filled(row, case, column, base)
            except OddError as odd:
                found.wrong.append(fault(place, odd.text))
                continue
            if isinstance(one, Reason):
                found.wrong.append(one)
            elif one is not None:
                found.filled.append(one)
                found.notes += [
                    _narrowed(place, typed, read) for _, typed, read in self.reader.notes
                ]
        return found

    def _filled(self, row: Row, case: Case, column: Column, base: str) -> Filled | Reason | None:
        cell = f"{column.letter}{row.number}"
        found = row.cells.get(column.at)
        text = cut(self.reader.text(column, found))
        if text.strip() == base.strip():
            return None
        value = self.reader.value(column, text)
        if found is not None and found.kind == "number" and column.look == "asked":
            self.reader.notes.append((column, str(found.value), text))
        if column.column.evidence:
            title = column.title
            return Filled(cell, column.name, title, True, "", text.strip(), value)
        held = case.fields.get(column.name)
        now = shown(self.draughtsman, case, column, self.language)
        if value == held or (is_sealed(held) and text.strip() == now.strip()):
            return None
        if now.strip() != base.strip():
            place = at_cell(cell, row.key, column.title)
            return fault(place, _conflict(base, now, text), _DECIDE)
        return Filled(cell, column.name, column.title, False, now, text.strip(), value)

    def _check_locked(self, row: Row, case: Case, found: Compared) -> None:
        """That what was asked is what was written, and what the record still asks."""
        _, held = locked_and_held(self.draughtsman, case, self.columns, self.language)
        locked = [column for column in self.columns if not column.column.fill]
        pairs = zip(locked, row.line.locked, row.line.held, held, strict=True)
        for column, written, before, now in pairs:
            cell = row.cells.get(column.at)
            place = at_cell(f"{column.letter}{row.number}", row.key, column.title)
            text = cell.text if cell is not None else ""
            if cell is not None and cell.kind == "formula":
                found.wrong.append(fault(place, told.FORMULA))
            elif digest(text) != written and digest(text.strip("\n")) != written:
                found.wrong.append(fault(place, _REWRITTEN, told.AGAIN))
            elif before != now:
                found.wrong.append(fault(place, _ASKED_ANEW, told.AGAIN))


def evidence_held(case: Case, stated: Mapping[str, object]) -> bool:
    """Whether the case has a piece of evidence of which the same was stated."""
    return any(
        all(item.fields.get(name) == value for name, value in stated.items())
        for item in case.evidence
    )


def _conflict(base: str, now: str, text: str) -> Text:
    words = [_said(each) for each in (base, now, text)]
    en, ja = [each.en for each in words], [each.ja for each in words]
    return Text(
        en=f"The record was changed since the sheet was written: it said {en[0]} then and {en[1]} "
        f"now, and the sheet says {en[2]}.",
        ja=f"シートを書き出した後に記録が変わっています。書き出し時は{ja[0]}、いまの記録は{ja[1]}、"
        f"シートは{ja[2]}です。",
    )


def _said(text: str) -> Text:
    shown_text = " ".join(text.split())
    if len(shown_text) > _SHOWN:
        shown_text = shown_text[:_SHOWN] + "…"
    return Text(
        en=f"“{shown_text}”" if shown_text else "nothing",
        ja=f"「{shown_text}」" if shown_text else "空欄",
    )


_SHOWN = 60


def _narrowed(place: Text, typed: str, read: str) -> Text:
    return Text(
        en=f"{place.en}: “{typed}” was read as {read}.",
        ja=f"{place.ja}: 「{typed}」を {read} と読みました。",
    )


_DECIDE = Text(
    en="Look at the record, and put what shall hold into the sheet or into `tadasu set`.",
    ja="記録を確かめ、正しいほうをシートに記入するか `tadasu set` で記入してください。",
)
_REWRITTEN = Text(
    en="This cell isn't filled in but read, and its text was changed: the row is not taken.",
    ja="記入欄ではないセルの内容が書き換えられているため、この行は取り込みません。",
)
_ASKED_ANEW = Text(
    en="The record was changed here since the sheet was written: what was filled in answers "
    "another question.",
    ja="書き出した後に、この項目が記録で変更されています。記入内容は変更前のものに対する答えです。",
)
