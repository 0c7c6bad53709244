"""The log as it was at each size, compared with what actors say to have seen of it.

A statement's `seen` is the size and the root of the log that its actor had before him or her. So
whoever signs stands for all that was there: who changes, moves or takes out an entry needs the key
of everybody who acted later.
"""

from tadasu.ledger.entry import Entry
from tadasu.ledger.tree import EMPTY_ROOT, HASH_SIZE, Frontier
from tadasu.ledger.walk import refuse

SEEN_STEP = "10"
"""As `tadasu.ledger.check` counts."""


class Past:
    """The roots of a log, from that of nothing to that of all entries so far."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        """The tree over all entries so far."""
        self._roots = bytearray(EMPTY_ROOT)

    def add(self, leaf: bytes) -> None:
        """Go on by an entry's leaf hash."""
        self.frontier = self.frontier.append(leaf)
        self._roots += self.frontier.root

    def check(self, entry: Entry) -> None:
        """Check what the actor of the next entry saw, or raise WalkError; null says nothing."""
        seen, position = entry.statement.seen, self.frontier.size
        if seen is None:
            return
        size = int(str(seen["size"]))
        if size > position:
            en = f"its actor saw {size} entries, and there are {position} before it"
            ja = f"行為者は {size} 件のログを見ていますが、前には {position} 件しかありません"
            refuse(SEEN_STEP, position, en, ja)
        root = self._roots[size * HASH_SIZE : (size + 1) * HASH_SIZE]
        if root.hex() != seen["root"]:
            en = f"its actor saw {size} entries of another root: one of them is not what it was"
            ja = f"行為者が見た {size} 件のログとルートが違います。そのどれかが元のものではありません"
            refuse(SEEN_STEP, position, en, ja)
