"""Canonical JSON for all values of the profile, against an independent canonicaliser."""

import json
import unicodedata

import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical

# A busy machine is no fault.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
names = st.text(st.characters(max_codepoint=127))
scalars = st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names, inner, max_size=5),
    max_leaves=30,
)


@unhurried
@given(values)
def test_the_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@unhurried
@given(values)
def test_what_is_written_is_read_again(value: object) -> None:
    assert parse_canonical(canonical_bytes(value)) == value


@unhurried
@given(values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_every_other_spelling_is_refused(
    value: object, indent: int | str | None, escaped: bool
) -> None:
    other = json.dumps(value, indent=indent, ensure_ascii=escaped).encode()
    if other != canonical_bytes(value):
        try:
            parse_canonical(other)
        except NotCanonicalError:
            return
        raise AssertionError(other)


@unhurried
@given(st.binary(max_size=60) | texts.map(str.encode))
def test_what_is_read_was_written_so(text: bytes) -> None:
    try:
        value = parse_canonical(text)
    except NotCanonicalError:
        return
    assert canonical_bytes(value) == text
