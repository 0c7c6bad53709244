"""The trees that the proofs are tried on: every size up to 129, hashed once."""

from functools import cache

from tadasu.ledger.levels import Levels
from tadasu.ledger.tree import leaf_hash

LARGEST = 129
LEAVES = tuple(leaf_hash(b"%d" % n) for n in range(LARGEST))
LEVELS = Levels(LEAVES)


@cache
def root(size: int) -> bytes:
    """The root over the first `size` leaves."""
    return LEVELS.root(0, size)
