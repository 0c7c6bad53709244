"""Proofs of RFC 9162 section 2.1: an entry lies in a tree, a tree goes on from an older one.

A proof is a list of hashes; whoever holds two roots needs nothing else to check it. Between an
older root and a newer one that holds means: nothing that the older covered was changed, cut off or
moved.
"""

from collections.abc import Iterator, Sequence

from tadasu.ledger.levels import Levels, split_of
from tadasu.ledger.tree import EMPTY_ROOT, HASH_SIZE, node_hash

Leaves = Levels | Sequence[bytes]
"""Leaf hashes in their order; hand in `Levels` where more than one proof is asked for."""

MOST_HASHES = 63
"""Hashes of a proof at most, as C2SP tlog-witness bounds them."""


class ProofError(ValueError):
    """A proof that does not hold, or that nobody could give."""


def prove_inclusion(leaves: Leaves, index: int, size: int) -> tuple[bytes, ...]:
    """That the leaf `index` lies in the tree of the first `size` leaves, or ProofError."""
    levels = _levels(leaves, size)
    if not 0 <= index < size:
        raise ProofError(f"a tree of {size} has no leaf {index}")
    path = []
    start, end = 0, size
    while end - start > 1:
        split = start + split_of(end - start)
        if index < split:
            path.append(levels.root(split, end))
            end = split
        else:
            path.append(levels.root(start, split))
            start = split
    return tuple(reversed(path))


def check_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Check that the leaf hash `leaf` is number `index` of the `size` under `root`.

    Raises ProofError. RFC 9162 section 2.1.3.
    """
    _check_hashes((leaf, root, *path))
    if not 0 <= index < size:
        raise ProofError(f"a tree of {size} has no leaf {index}")
    found = leaf
    for node, left in _climb(index, size - 1, path):
        found = node_hash(node, found) if left else node_hash(found, node)
    if found != root:
        raise ProofError("the path leads to another root")


def prove_consistency(leaves: Leaves, old: int, new: int) -> tuple[bytes, ...]:
    """That the tree of the first `new` leaves goes on from that of the first `old`."""
    levels = _levels(leaves, new)
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {new} does not go on from one of {old}")
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old not in (0, end):
        split = start + split_of(end - start)
        if old <= split:
            path.append(levels.root(split, end))
            end = split
        else:
            path.append(levels.root(start, split))
            start, whole = split, False
    if not whole:
        path.append(levels.root(start, end))
    return tuple(reversed(path))


def check_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> None:
    """Check that the `new` leaves under `new_root` begin with the `old` under `old_root`.

    Raises ProofError. RFC 9162 section 2.1.4; the empty tree begins every tree.
    """
    _check_hashes((old_root, new_root, *path))
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {new} does not go on from one of {old}")
    if old in (0, new):
        if path:
            raise ProofError("the path has too many hashes")
        if old_root != (new_root if old else EMPTY_ROOT):
            raise ProofError("trees of one size have two roots")
        return
    if not path:
        raise ProofError("the path has too few hashes")
    whole = old & (old - 1) == 0
    first, rest = (old_root, path) if whole else (path[0], path[1:])
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = first
    for node, left in _climb(at, last, rest):
        before = node_hash(node, before) if left else before
        after = node_hash(node, after) if left else node_hash(after, node)
    if before != old_root:
        raise ProofError("the path does not begin at the older root")
    if after != new_root:
        raise ProofError("the path does not lead to the newer root")


def _climb(at: int, last: int, path: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each hash on the way up to the root, and whether it stands at the left."""
    for node in path:
        if last == 0:
            raise ProofError("the path has too many hashes")
        left = bool(at & 1) or at == last
        while left and not at & 1 and at:
            at, last = at >> 1, last >> 1
        yield node, left
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ProofError("the path has too few hashes")


def _levels(leaves: Leaves, size: int) -> Levels:
    levels = leaves if isinstance(leaves, Levels) else Levels(leaves)
    if size > levels.size:
        raise ProofError(f"there are {levels.size} leaves, not {size}")
    return levels


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if len(hashes) > MOST_HASHES + 2:
        raise ProofError("the path has too many hashes")
    if any(len(one) != HASH_SIZE for one in hashes):
        raise ProofError(f"a hash is not of {HASH_SIZE} bytes")
