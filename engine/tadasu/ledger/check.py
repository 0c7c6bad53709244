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
(9) The signatures are those that the entries and the process in force call for.
(10) The log was what the actor of each entry saw of it.

The first fault ends the check. What it cannot show: that nobody cut the end off, put an older copy
back, or wrote everything anew. Only a size and root that were kept elsewhere show that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn

from tadasu.errors import TamperError, Text
from tadasu.ledger.entry import Entry
from tadasu.ledger.past import Past
from tadasu.ledger.signed import Signatures
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.walk import Walk, WalkError, refuse

Progress = Callable[[int, int], None]
"""Called with how many entries are done, and how many the head promises."""


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
    rows: Iterable[Row],
    claim: Claim,
    progress: Progress = lambda _done, _of: None,
    signatures: Signatures | None = None,
) -> Checked:
    """Check the steps above over `rows`, taken one by one, or raise TamperError.

    `signatures` knows which processes require them; without it those that are there are checked.

    The error's `step` is the number of the step; its text names the position and what is wrong.
    """
    past = Past()
    walk = Walk(claim.log)
    signed = signatures or Signatures()
    try:
        for row in rows:
            entry = _checked_row(row, walk, past.frontier.size)
            _check_signed(row.position, entry, signed)
            _check_seen(entry, past)
            past.add(row.leaf)
            progress(past.frontier.size, claim.size)
        signed.end()
    except WalkError as wrong:
        en, ja = wrong.text.en, wrong.text.ja
        text = Text(en=f"Step {wrong.step}: {en}", ja=f"手順 {wrong.step}: {ja}")
        raise TamperError(wrong.step, text) from wrong
    frontier = past.frontier
    found = Claim(claim.log, frontier.size, frontier.root, walk.recorded_at, walk.process)
    _check_claim(found, claim)
    return Checked(frontier.size, frontier.root)


def _checked_row(row: Row, walk: Walk, due: int) -> Entry:
    # (1)
    if row.position != due:
        _refuse_position(row, due)
    # (2)
    if leaf_hash(row.entry) != row.leaf:
        refuse("2", row.position, "its bytes have another hash", "ハッシュが違います")
    # (3)
    entry = walk.read(row.position, row.entry)
    # (4)
    _check_columns(row, entry)
    # (5)
    # (6)
    # (7)
    walk.step(row.position, entry)
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
            ja = f"{name} は {value!r} ですが、索引の列は {column!r} です"
            refuse("4", row.position, en, ja)


def _check_claim(found: Claim, claim: Claim) -> None:
    # (8)
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


def _check_signed(position: int, entry: Entry, signed: Signatures) -> None:
    # (9)
    signed.step(position, entry)


def _check_seen(entry: Entry, past: Past) -> None:
    # (10)
    past.check(entry)


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
