"""The record checked against itself: every entry, and all of them together.

(1) Positions follow one another from 0, without a gap.
(2) The hash of an entry's exact bytes is the leaf that is stored beside it.
(3) The bytes are an entry in its strict form, and its statement belongs to this log.
(4) The columns by which entries are found say what the bytes say.
(5) The statements of each case are numbered one by one from 1.
(6) The times of recording never go back.
(7) The log begins with the adoption of a process, which says whether its clock is real; no later
    adoption says otherwise.
(8) The size, the root, the last time and the process in force are those of the head.

The first fault ends the check. What it cannot show: that nobody cut the end off, put an older copy
back, or wrote everything anew. Only a size and root that were kept elsewhere show that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from tadasu.errors import TamperError, Text
from tadasu.ledger.entry import Entry, EntryError, Statement, parse_entry
from tadasu.ledger.shape import moment
from tadasu.ledger.tree import Frontier, leaf_hash

ADOPTED = "process.adopted/1"
CLOCKS = ("real", "simulated")

Progress = Callable[[int, int], None]
"""Called with how many entries are done, and how many the head promises."""

_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it lies in the store: its bytes, and the columns beside them."""

    position: int
    id: str
    case: str
    version: int
    kind: str
    recorded_at: str
    entry: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What the head says of the whole log; time and process are empty before the first entry."""

    log: str
    size: int
    root: bytes
    recorded_at: str
    process: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A log that adds up."""

    size: int
    root: bytes


def check_entries(
    rows: Iterable[Row], claim: Claim, progress: Progress = lambda _done, _of: None
) -> Checked:
    """Check the steps above over `rows`, taken one by one, or raise TamperError.

    The error's `step` is the number of the step; its text names the position and what is wrong.
    """
    frontier = Frontier()
    versions: dict[str, int] = {}
    last, recorded_at, process, clock = _EARLIEST, "", "", ""
    for row in rows:
        # (1)
        if row.position != frontier.size:
            _refuse_position(row, frontier.size)
        # (2)
        if leaf_hash(row.entry) != row.leaf:
            _refuse("2", row, "its bytes have another hash", "ハッシュが違います")
        # (3)
        entry = _parsed(row, claim)
        # (4)
        _check_columns(row, entry)
        # (5)
        _check_version(row, entry.statement, versions)
        # (6)
        if moment(entry.recorded_at) < last:
            en = f"it is of {entry.recorded_at}, the one before it of {recorded_at}"
            _refuse("6", row, en, f"時刻 {entry.recorded_at} が直前の {recorded_at} より前です")
        last, recorded_at = moment(entry.recorded_at), entry.recorded_at
        # (7)
        if row.position == 0 or entry.statement.kind == ADOPTED:
            clock = _clock(row, entry.statement, clock)
            process = str(entry.statement.data.get("digest"))
        frontier = frontier.append(row.leaf)
        progress(frontier.size, claim.size)
    # (8)
    _check_claim(Claim(claim.log, frontier.size, frontier.root, recorded_at, process), claim)
    return Checked(frontier.size, frontier.root)


def _parsed(row: Row, claim: Claim) -> Entry:
    try:
        entry = parse_entry(row.entry)
    except EntryError as wrong:
        _refuse("3", row, f"it is no entry: {wrong}", f"記録の形式ではありません({wrong})")
    if entry.statement.log != claim.log:
        other = entry.statement.log
        _refuse("3", row, f"it belongs to the log {other}", f"別のログ {other} のものです")
    return entry


def _check_columns(row: Row, entry: Entry) -> None:
    statement = entry.statement
    said: dict[str, object] = {
        "id": statement.id,
        "case": statement.case,
        "version": statement.version,
        "kind": statement.kind,
        "recorded_at": entry.recorded_at,
    }
    for name, value in said.items():
        column = getattr(row, name)
        if column != value:
            en = f"its {name} is {value!r}, but the column says {column!r}"
            _refuse("4", row, en, f"{name} は {value!r} ですが、索引の列は {column!r} です")


def _check_version(row: Row, statement: Statement, versions: dict[str, int]) -> None:
    due = versions.get(statement.case, 0) + 1
    if statement.version != due:
        en = f"it is number {statement.version} of {statement.case!r} where {due} is due"
        ja = f"{statement.case!r} の {due} 番目であるべきところ {statement.version} 番目です"
        _refuse("5", row, en, ja)
    versions[statement.case] = statement.version


def _clock(row: Row, statement: Statement, before: str) -> str:
    """The clock that an adoption declares, or that the first one declared."""
    declared = statement.data.get("clock")
    if row.position == 0 and (statement.kind != ADOPTED or declared not in CLOCKS):
        en = "it adopts no process that declares a clock"
        _refuse("7", row, en, "時計の種類を宣言するプロセスの採用ではありません")
    if before and declared not in ("", None, before):
        en = f"it declares a {declared} clock, but the log began with a {before} one"
        _refuse("7", row, en, f"時計を {declared} と宣言していますが、最初の宣言は {before} です")
    return before or str(declared)


def _check_claim(found: Claim, claim: Claim) -> None:
    if found == claim:
        return
    raise TamperError(
        "8",
        Text(
            en="Step 8: the entries do not make the whole that the head tells of; "
            f"they are {_told(found)}, the head says {_told(claim)}.",
            ja="手順 8: 記録の全体が、先頭の控えと一致しません。"
            f"記録は {_told(found)}、控えは {_told(claim)} です。",
        ),
    )


def _told(claim: Claim) -> str:
    parts = (str(claim.size), claim.root.hex(), claim.recorded_at or "-", claim.process or "-")
    return " / ".join(parts)


def _refuse_position(row: Row, due: int) -> NoReturn:
    raise TamperError(
        "1",
        Text(
            en=f"Step 1: position {due} is due, but position {row.position} follows.",
            ja=f"手順 1: 位置 {due} の記録があるべきところに、位置 {row.position} の記録があります。",
        ),
    )


def _refuse(step: str, row: Row, en: str, ja: str) -> NoReturn:
    raise TamperError(
        step,
        Text(
            en=f"Step {step}: the entry at position {row.position}: {en}.",
            ja=f"手順 {step}: 位置 {row.position} の記録: {ja}。",
        ),
    )
