"""The record checked against itself: does every entry, and do all of them together, add up?

(1) Positions follow one another from 0, without a gap.
(2) The hash of an entry's exact bytes is the leaf that was stored with it.
(3) The bytes are an entry in strict form, and its statement belongs to this log.
(4) The columns by which entries are found say what the bytes say.
(5) The statements of a case are numbered one by one, and no id stands twice in a row of versions.
(6) The times of recording never go back.
(7) The log begins with the adoption of a process, which alone says what kind of clock it keeps.
(8) The root over all leaves, and their number, are those of the head.

What this cannot show: that nobody cut the end off, put an older copy back, or wrote the whole anew.
Only a size and root that were kept elsewhere show that.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tadasu.errors import TamperError, Text
from tadasu.ledger.entry import Entry, EntryError, parse_entry
from tadasu.ledger.tree import Frontier, leaf_hash

ADOPTED = "process.adopted/1"

Progress = Callable[[int, int], None]


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
    """What the store says about the whole log."""

    log: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A log that adds up."""

    size: int
    root: bytes


def check_entries(
    rows: Iterable[Row], claim: Claim, progress: Progress = lambda _done, _all: None
) -> Checked:
    """Check the steps above over `rows` in order, or raise TamperError at the first fault."""
    frontier = Frontier()
    versions: dict[str, int] = {}
    last = ""
    for row in rows:
        # (1)
        if row.position != frontier.size:
            raise _fault("1", row, f"comes after {frontier.size - 1}", "の位置が連続しません")
        # (2)
        if leaf_hash(row.entry) != row.leaf:
            raise _fault("2", row, "does not have its hash", "のハッシュが一致しません")
        # (3)
        entry = _parsed(row, claim)
        # (4)
        _check_columns(row, entry)
        # (5)
        statement = entry.statement
        if statement.version != versions.get(statement.case, 0) + 1:
            raise _fault("5", row, "is misnumbered in its case", "の案件内の番号が飛んでいます")
        versions[statement.case] = statement.version
        # (6)
        if entry.recorded_at < last:
            raise _fault("6", row, "is older than the one before", "が直前より古い時刻です")
        last = entry.recorded_at
        # (7)
        if row.position == 0 and statement.kind != ADOPTED:
            raise _fault("7", row, "does not adopt a process", "がプロセスの採用ではありません")
        frontier = frontier.append(row.leaf)
        progress(frontier.size, claim.size)
    # (8)
    _check_claim(frontier, claim)
    return Checked(frontier.size, frontier.root)


def _parsed(row: Row, claim: Claim) -> Entry:
    try:
        entry = parse_entry(row.entry)
    except EntryError as wrong:
        raise _fault("3", row, f"is malformed ({wrong})", "の形式が不正です") from wrong
    if entry.statement.log != claim.log:
        raise _fault("3", row, f"belongs to {entry.statement.log}", "は別の記録のものです")
    return entry


def _check_columns(row: Row, entry: Entry) -> None:
    statement = entry.statement
    said: Mapping[str, object] = {
        "id": statement.id,
        "case": statement.case,
        "version": statement.version,
        "kind": statement.kind,
        "recorded_at": entry.recorded_at,
    }
    for name, value in said.items():
        if getattr(row, name) != value:
            en = f"says {name} {value!r}, its column {getattr(row, name)!r}"
            raise _fault("4", row, en, f"の {name} が索引の列と違います")


def _check_claim(frontier: Frontier, claim: Claim) -> None:
    if (frontier.size, frontier.root) != (claim.size, claim.root):
        raise TamperError(
            "8",
            Text(
                en=f"The entries make a tree of {frontier.size} with root {frontier.root.hex()}; "
                f"the head says {claim.size} and {claim.root.hex()}.",
                ja=f"記録から計算した件数 {frontier.size} とルート {frontier.root.hex()} が、"
                f"控えの {claim.size} と {claim.root.hex()} に一致しません。",
            ),
        )


def _fault(step: str, row: Row, en: str, ja: str) -> TamperError:
    return TamperError(
        step,
        Text(
            en=f"Step {step}: entry {row.position} {en}.",
            ja=f"手順 {step}: 位置 {row.position} の記録{ja}。",
        ),
    )
