"""Openings and commitments: one form, one hash."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.ledger.opening import (
    Opening,
    OpeningError,
    check_opening,
    commitment,
    format_opening,
    parse_opening,
)
from tests.house.rooms import ROOT

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_the_bytes_are_those_of_the_record_s_format() -> None:
    content = format_opening(Opening(bytes(range(16)), "name", "髙﨑 一郎"))
    assert content == '["AAECAwQFBgcICQoLDA0ODw==","name","髙﨑 一郎"]'.encode()
    assert commitment(content) == hashlib.sha256(content).hexdigest()
    page = (ROOT / "docs" / "record-format.md").read_text("utf-8")
    assert f"    {content.decode()}\n    {commitment(content)}\n" in page


@given(st.binary(min_size=16, max_size=16), TEXTS)
def test_what_was_written_is_read(salt: bytes, value: str) -> None:
    opening = Opening(salt, "name", unicodedata.normalize("NFC", value))
    content = format_opening(opening)
    assert parse_opening(content) == opening
    assert check_opening(content, commitment(content)) == opening


@pytest.mark.parametrize(
    "content",
    [
        b'["AAECAwQFBgcICQoLDA0ODw","name","x"]',
        b'["AAECAwQFBgcICQoLDA0ODw==", "name","x"]',
        b'["AAECAwQFBgcICQoLDA0ODx==","name","x"]',
        b'["AAAA","name","x"]',
        b'["AAECAwQFBgcICQoLDA0ODw==","name"]',
        b'["AAECAwQFBgcICQoLDA0ODw==","name",1]',
        b"[]",
        b"x",
    ],
)
def test_nothing_else_is_read(content: bytes) -> None:
    with pytest.raises(OpeningError):
        parse_opening(content)


def test_an_opening_of_something_else_is_refused() -> None:
    content = format_opening(Opening(bytes(16), "name", "x"))
    with pytest.raises(OpeningError, match="not what was sealed"):
        check_opening(content, commitment(content + b" "))
