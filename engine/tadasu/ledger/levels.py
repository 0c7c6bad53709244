"""All complete subtrees of a log's tree, hashed once, so that many proofs share the work.

`levels[k][i]` is the root over the leaves from i * 2**k up to (i + 1) * 2**k, where all of them
are there. A tree of n leaves has fewer than 2n of them: 64 bytes for each leaf.
"""

from collections.abc import Iterable

from tadasu.ledger.tree import EMPTY_ROOT, node_hash


class Levels:
    """The complete subtrees over leaf hashes in their order."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            pairs = zip(below[::2], below[1::2], strict=False)
            self._levels.append([node_hash(left, right) for left, right in pairs])

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0])

    def node(self, level: int, index: int) -> bytes:
        """The root of the complete subtree `index` of 2**level leaves, or IndexError."""
        return self._levels[level][index]

    def root(self, start: int, end: int) -> bytes:
        """MTH(D[start:end]) of RFC 9162 section 2.1.1, where `start` begins a subtree."""
        count = end - start
        if count == 0:
            return EMPTY_ROOT
        if count & (count - 1) == 0:
            return self.node(count.bit_length() - 1, start // count)
        split = start + split_of(count)
        return node_hash(self.root(start, split), self.root(split, end))


def split_of(count: int) -> int:
    """The largest power of two below `count`, which is at least 2: where a tree parts."""
    return 1 << (count - 1).bit_length() - 1
