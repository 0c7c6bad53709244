"""The tree of RFC 6962 section 2.1: the vectors that implementations agree on."""

import pytest

from tadasu.ledger.tree import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root_of

# The entries and roots that Certificate Transparency's implementations test themselves with.
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_roots_that_everybody_gets(size: int) -> None:
    assert root_of(map(leaf_hash, ENTRIES[:size])).hex() == ROOTS[size]


def test_the_empty_tree() -> None:
    assert Frontier().root == EMPTY_ROOT
    assert Frontier().to_bytes() == b""


def test_leaves_and_nodes_differ() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("size", range(70))
def test_a_frontier_is_kept_as_bytes(size: int) -> None:
    frontier = Frontier()
    for n in range(size):
        frontier = frontier.append(leaf_hash(bytes([n])))
    kept = frontier.to_bytes()
    assert len(kept) == size.bit_count() * 32
    assert Frontier.from_bytes(size, kept) == frontier


@pytest.mark.parametrize(("size", "length"), [(0, 32), (1, 0), (1, 31), (3, 32), (-1, 32)])
def test_a_frontier_of_another_length_is_none(size: int, length: int) -> None:
    with pytest.raises(ValueError, match="no frontier"):
        Frontier.from_bytes(size, bytes(length))
