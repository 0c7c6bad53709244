"""Columns that get what they need, and words that break where there is no room."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.office.paper.fit import BREAK, broken, ems, least, widths

SHARES = st.lists(
    st.tuples(st.integers(1, 20), st.floats(0, 60, allow_nan=False)), min_size=1, max_size=12
)


def test_a_wide_letter_is_one_em_and_a_narrow_one_less() -> None:
    assert ems("漢字") == 2
    assert ems("か\u3099") == 1
    assert 0.5 < ems("a") < ems("A") < ems("W") < 1


def test_a_column_holds_its_longest_word_and_its_short_cells() -> None:
    assert least(["NC-26-001 と書く長い文です"], 7) == pytest.approx(ems("NC-26-001"))
    assert least(["軽微な不適合", "とても長いので折り返す文です"], 7) == 6
    assert least(["一行\n二行目です"], 7) == 5
    assert least([], 7) == 0


def test_columns_share_the_line() -> None:
    assert widths([1, 3], [0, 0], 100) == (25, 75)
    assert widths([1, 3], [40, 0], 100) == (40, 60)
    assert widths([1, 1, 8], [30, 15, 0], 100) == (30, 15, 55)
    assert widths([1, 1], [150, 50], 100) == (75, 25)


@given(SHARES)
def test_a_line_is_filled_and_nobody_gets_too_little(columns: list[tuple[int, float]]) -> None:
    shares, needs = zip(*columns, strict=True)
    found = widths(shares, needs, 100)
    assert sum(found) == pytest.approx(100)
    if sum(needs) < 100:
        assert all(got >= need - 1e-9 for got, need in zip(found, needs, strict=True))


@given(st.text(max_size=200), st.floats(1, 50))
def test_only_places_to_break_are_added(text: str, width: float) -> None:
    plain = text.replace(BREAK, "")
    found = broken(plain, width)
    assert found.replace(BREAK, "") == plain
    if ems(plain) <= width:
        assert found == plain


@given(st.text("aWé漢、 \n0/-\u0301", max_size=200), st.floats(1, 50))
def test_no_word_stays_wider_than_its_room(text: str, width: float) -> None:
    pieces = broken(text, width).replace("漢", " ").replace("、", " ").replace(BREAK, " ").split()
    assert all(ems(piece) <= max(width, 1) for piece in pieces)


def test_a_mark_stays_with_its_letter() -> None:
    word = unicodedata.normalize("NFD", "é") * 30
    assert BREAK + "\u0301" not in broken(word, 5)
    assert broken(word, 5).count(BREAK) == 29
