"""The frontier against the definition of the Merkle tree hash, word for word."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tadasu.ledger.tree import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root_of

# A busy machine is no fault.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

leaves = st.lists(st.binary(max_size=8).map(leaf_hash), max_size=300)


def defined(hashes: list[bytes]) -> bytes:
    """MTH(D[n]) of RFC 9162 section 2.1.1."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(defined(hashes[:split]), defined(hashes[split:]))


@unhurried
@given(leaves)
def test_the_root_is_as_defined(hashes: list[bytes]) -> None:
    assert root_of(hashes) == defined(hashes)


@unhurried
@given(leaves, st.data())
def test_it_goes_on_from_what_was_kept(hashes: list[bytes], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(hashes)))
    frontier = Frontier()
    for leaf in hashes[:cut]:
        frontier = frontier.append(leaf)
    frontier = Frontier.from_bytes(frontier.size, frontier.to_bytes())
    for leaf in hashes[cut:]:
        frontier = frontier.append(leaf)
    assert frontier.size == len(hashes)
    assert frontier.root == defined(hashes)


@unhurried
@given(leaves.filter(bool), st.data())
def test_one_other_leaf_makes_another_root(hashes: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(hashes) - 1))
    other = [*hashes]
    other[place] = leaf_hash(other[place])
    assert root_of(other) != root_of(hashes)
