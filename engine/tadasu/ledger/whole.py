"""A whole log, hashed anew from its entries' bytes: what checkpoints of it are compared with.

It remembers the leaves, which keys the log named for its checkpoints (log.keyed/1) and from where
on, and what was declared lost (log.restored/1). Whatever else entries say is not looked at here.
"""

from dataclasses import dataclass
from typing import Any, cast

from tadasu.ledger.checkpoint import Checkpoint, NoteError, parse_checkpoint
from tadasu.ledger.entry import parse_entry
from tadasu.ledger.levels import Levels
from tadasu.ledger.note import SignedNote, Vouched, open_note
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.verifying import can_check
from tadasu.ledger.vkey import VerifierKey, parse_vkey

KEYED = "log.keyed/1"
RESTORED = "log.restored/1"


@dataclass(frozen=True, slots=True)
class Restored:
    """That the log fell behind a checkpoint, and that somebody said so."""

    position: int
    lost: Checkpoint
    reason: str


class Whole:
    """The log of that name, as far as entries were added."""

    def __init__(self, log: str) -> None:
        self.log = log
        self._leaves: list[bytes] = []
        self._levels: Levels | None = None
        self._keyed: list[tuple[int, tuple[VerifierKey, ...]]] = []
        self.restored: list[Restored] = []

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._leaves)

    @property
    def levels(self) -> Levels:
        """The tree over them, for proofs."""
        if self._levels is None or self._levels.size != self.size:
            self._levels = Levels(self._leaves)
        return self._levels

    def add(self, kind: str, entry: bytes) -> None:
        """The next entry; NoteError where it names keys that are none."""
        if kind in (KEYED, RESTORED):
            self._note(kind, entry)
        self._leaves.append(leaf_hash(entry))

    def checkpoint(self, size: int | None = None) -> Checkpoint:
        """What the first `size` entries come down to; all of them without it."""
        many = self.size if size is None else size
        return Checkpoint(self.log, many, self.levels.root(0, many))

    def keys(self, size: int) -> tuple[VerifierKey, ...]:
        """The keys that have to sign a checkpoint of `size` entries; none if none were named."""
        held: tuple[VerifierKey, ...] = ()
        for position, keys in self._keyed:
            if position < size:
                held = keys
        return held

    def check_prefix(self, checkpoint: Checkpoint) -> None:
        """Check that the log begins with what `checkpoint` tells of, or raise NoteError."""
        if checkpoint.origin != self.log:
            raise NoteError(f"it is of another log, {checkpoint.origin}")
        if checkpoint.size > self.size:
            raise NoteError(f"it tells of {checkpoint.size} entries, and there are {self.size}")
        if self.checkpoint(checkpoint.size) != checkpoint:
            raise NoteError(f"the first {checkpoint.size} entries have another root")

    def check_signed(self, note: SignedNote) -> tuple[Vouched, ...]:
        """Check that each key named for that time has signed, or raise NoteError.

        Keys of kinds that can't be checked here are passed over; one must be left.
        """
        needed = [key for key in self.keys(parse_checkpoint(note.text).size) if can_check(key)]
        vouched = open_note(note, needed)
        silent = [key.name for key in needed if key not in {one.vkey for one in vouched}]
        if silent:
            raise NoteError(f"a signature of {silent[0]} is missing")
        return vouched

    def _note(self, kind: str, entry: bytes) -> None:
        try:
            data = parse_entry(entry).statement.data
            if kind == KEYED:
                texts = cast(list[str], data["vkeys"])
                self._keyed.append((self.size, tuple(map(parse_vkey, texts))))
            else:
                anchor = cast(dict[str, Any], data["anchor"])
                size, root = int(anchor["size"]), bytes.fromhex(anchor["root"])
                lost = Checkpoint(self.log, size, root)
                self.restored.append(Restored(self.size, lost, str(data["reason"])))
        except (LookupError, TypeError, ValueError) as wrong:
            raise NoteError(f"the entry at position {self.size} is no {kind}: {wrong}") from wrong
