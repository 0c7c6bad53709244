"""The Merkle tree of RFC 9162 section 2.1.1 (as RFC 6962 section 2.1), over all entries of a log.

Only the frontier is kept: the roots of the complete subtrees, largest first, one for each bit that
is set in the size. That is enough to go on, and to tell the root.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The tree of `size` leaves, as the roots of its complete subtrees, largest first."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    @classmethod
    def from_bytes(cls, size: int, nodes: bytes) -> "Frontier":
        """The frontier that `to_bytes` wrote, or raise ValueError where the lengths disagree."""
        if size < 0 or len(nodes) != size.bit_count() * HASH_SIZE:
            raise ValueError(f"{len(nodes)} bytes are no frontier of {size} leaves")
        starts = range(0, len(nodes), HASH_SIZE)
        return cls(size, tuple(nodes[at : at + HASH_SIZE] for at in starts))

    def to_bytes(self) -> bytes:
        """The nodes one after another; the size is kept beside them."""
        return b"".join(self.nodes)

    def append(self, leaf: bytes) -> "Frontier":
        """The tree with one more leaf hash."""
        nodes = [*self.nodes, leaf]
        size = self.size
        while size & 1:
            right = nodes.pop()
            nodes[-1] = node_hash(nodes[-1], right)
            size >>= 1
        return Frontier(self.size + 1, tuple(nodes))

    @property
    def root(self) -> bytes:
        """The tree's root; of no leaves, SHA-256 of nothing."""
        if not self.nodes:
            return EMPTY_ROOT
        root = self.nodes[-1]
        for node in self.nodes[-2::-1]:
            root = node_hash(node, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in their order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier.root
