"""Proofs: the vectors that implementations agree on, then every tree up to 129 leaves."""

from collections.abc import Iterator

import pytest

from tadasu.ledger.levels import Levels
from tadasu.ledger.proof import (
    ProofError,
    check_consistency,
    check_inclusion,
    prove_consistency,
    prove_inclusion,
)
from tadasu.ledger.tree import EMPTY_ROOT, leaf_hash, root_of
from tests.unit.ledger.test_tree import ENTRIES, ROOTS
from tests.unit.ledger.trees import LARGEST, LEAVES, LEVELS, root

CT_LEAVES = [leaf_hash(entry) for entry in ENTRIES]

# Index and size, then the path: from the tests of Certificate Transparency's implementations.
INCLUSIONS = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCIES = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


@pytest.mark.parametrize(("index", "size"), INCLUSIONS)
def test_the_inclusion_proofs_that_everybody_gets(index: int, size: int) -> None:
    path = prove_inclusion(CT_LEAVES, index, size)
    assert [one.hex() for one in path] == INCLUSIONS[index, size]
    check_inclusion(CT_LEAVES[index], index, size, path, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCIES)
def test_the_consistency_proofs_that_everybody_gets(old: int, new: int) -> None:
    path = prove_consistency(CT_LEAVES, old, new)
    assert [one.hex() for one in path] == CONSISTENCIES[old, new]
    check_consistency(old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), path)


def test_levels_have_the_roots_of_the_tree() -> None:
    for size in range(LARGEST + 1):
        assert root(size) == root_of(LEAVES[:size])
        assert Levels(LEAVES[:size]).size == size


def altered(path: tuple[bytes, ...]) -> Iterator[tuple[bytes, ...]]:
    """Paths that are like it and are not it; the wrong bit is at another place each time."""
    for place, node in enumerate(path):
        bit = place * 41 % 256
        flipped = bytearray(node)
        flipped[bit // 8] ^= 1 << bit % 8
        yield (*path[:place], bytes(flipped), *path[place + 1 :])
    yield (*path, EMPTY_ROOT)
    if path:
        yield path[:-1]
        yield path[1:]


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_each_leaf_is_in_each_tree_and_nowhere_else(size: int) -> None:
    for index in range(size):
        path = prove_inclusion(LEVELS, index, size)
        check_inclusion(LEAVES[index], index, size, path, root(size))
        others = [(LEAVES[index], at, size, path, root(size)) for at in (index ^ 1, size, -1)]
        others += [(LEAVES[index], index, size, path, root(size - 1))]
        others += [(LEAVES[index - 1 if index else -1], index, size, path, root(size))]
        others += [(LEAVES[index], index, size, bad, root(size)) for bad in altered(path)]
        for other in others:
            with pytest.raises(ProofError):
                check_inclusion(*other)


@pytest.mark.parametrize("new", range(LARGEST + 1))
def test_each_tree_goes_on_from_each_smaller_one_and_no_other(new: int) -> None:
    for old in range(new + 1):
        path = prove_consistency(LEVELS, old, new)
        check_consistency(old, new, root(old), root(new), path)
        wrong = leaf_hash(root(old))
        others = [(old, new, wrong, root(new), path)]
        if old:
            others += [
                (old, new, root(old), wrong, path),
                (new + 1, new, root(old), root(new), ()),
            ]
            others += [(old - 1, new, root(old), root(new), path)]
        others += [(old, new, root(old), root(new), bad) for bad in altered(path)]
        for other in others:
            with pytest.raises(ProofError):
                check_consistency(*other)


def test_a_proof_is_of_leaves_that_are_there() -> None:
    for index, size in ((0, 0), (1, 1), (-1, 1), (0, LARGEST + 1)):
        with pytest.raises(ProofError):
            prove_inclusion(LEAVES, index, size)
    for old, new in ((2, 1), (-1, 1), (1, LARGEST + 1)):
        with pytest.raises(ProofError):
            prove_consistency(LEAVES, old, new)


def test_a_hash_has_its_length() -> None:
    short = LEAVES[0][:-1]
    with pytest.raises(ProofError, match="32 bytes"):
        check_inclusion(LEAVES[0], 0, 2, [short], root(2))
    with pytest.raises(ProofError, match="32 bytes"):
        check_consistency(1, 2, root(1), root(2), [short])
    with pytest.raises(ProofError, match="too many"):
        check_consistency(1, 2, root(1), root(2), [LEAVES[0]] * 64)
