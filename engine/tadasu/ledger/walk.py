"""Entries taken one by one in their order: what each must be, and how each follows the others.

Whoever reads a record walks along it: whether it lies in a database or in a bundle. The faults
bear the numbers of the steps in `tadasu.ledger.check`.
"""

from datetime import UTC, datetime
from typing import NoReturn

from tadasu.errors import Text
from tadasu.ledger.entry import Entry, EntryError, Statement, parse_entry
from tadasu.ledger.shape import moment

ADOPTED = "process.adopted/1"
CLOCKS = ("real", "simulated")

_EARLIEST = datetime.min.replace(tzinfo=UTC)


class WalkError(ValueError):
    """An entry that can't stand where it stands: the step that found it, and what is wrong."""

    def __init__(self, step: str, text: Text) -> None:
        super().__init__(text.en)
        self.step = step
        self.text = text


class Walk:
    """How far a reader has come in the log `log`."""

    def __init__(self, log: str) -> None:
        self._log = log
        self._versions: dict[str, int] = {}
        self._last = _EARLIEST
        self._clock = ""
        self.recorded_at = ""
        """When the last entry came; empty before the first."""
        self.process = ""
        """Digest of the process that was adopted last."""

    def read(self, position: int, content: bytes) -> Entry:
        """The entry in its strict form, of this log (step 3), or raise WalkError."""
        try:
            entry = parse_entry(content)
        except EntryError as wrong:
            refuse("3", position, f"it is no entry: {wrong}", f"記録の形式ではありません({wrong})")
        if entry.statement.log != self._log:
            other = entry.statement.log
            en, ja = f"it belongs to the log {other}", f"別のログ {other} のものです"
            refuse("3", position, en, ja)
        return entry

    def step(self, position: int, entry: Entry) -> None:
        """Go on by an entry (steps 5 to 7), or raise WalkError."""
        # (5)
        self._check_version(position, entry.statement)
        # (6)
        if moment(entry.recorded_at) < self._last:
            en = f"it is of {entry.recorded_at}, the one before it of {self.recorded_at}"
            ja = f"時刻 {entry.recorded_at} が直前の {self.recorded_at} より前です"
            refuse("6", position, en, ja)
        self._last, self.recorded_at = moment(entry.recorded_at), entry.recorded_at
        # (7)
        if position == 0 or entry.statement.kind == ADOPTED:
            self._check_clock(position, entry.statement)
            self.process = str(entry.statement.data.get("digest"))

    def _check_version(self, position: int, statement: Statement) -> None:
        due = self._versions.get(statement.case, 0) + 1
        if statement.version != due:
            en = f"it is number {statement.version} of {statement.case!r} where {due} is due"
            ja = f"{statement.case!r} の {due} 番目であるべきところ {statement.version} 番目です"
            refuse("5", position, en, ja)
        self._versions[statement.case] = statement.version

    def _check_clock(self, position: int, statement: Statement) -> None:
        """The clock that an adoption declares is that which the first one declared."""
        declared, before = statement.data.get("clock"), self._clock
        if position == 0 and (statement.kind != ADOPTED or declared not in CLOCKS):
            en = "it adopts no process that declares a clock"
            refuse("7", position, en, "時計の種類を宣言するプロセスの採用ではありません")
        if before and declared not in ("", None, before):
            en = f"it declares a {declared} clock, but the log began with a {before} one"
            ja = f"時計を {declared} と宣言していますが、最初の宣言は {before} です"
            refuse("7", position, en, ja)
        self._clock = before or str(declared)


def refuse(step: str, position: int, en: str, ja: str) -> NoReturn:
    """Raise WalkError for the entry at `position`."""
    text = Text(
        en=f"the entry at position {position}: {en}.", ja=f"位置 {position} の記録: {ja}。"
    )
    raise WalkError(step, text)
