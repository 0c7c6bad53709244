"""Display width, and lines that break where Japanese lets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu_cli.page import Grid, Line, Par, Span, lay, line, par, wrap
from tadasu_cli.width import NO_END, NO_START, plain, width


def text(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in each) for each in lines]


@pytest.mark.parametrize(
    ("shown", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("監査", 4),
        ("ｱﾞ", 2),
        ("髙﨑𠮷", 6),
        ("é", 1),
        ("が", 2),
        ("葛\U000e0100", 2),
    ],
)
def test_width(shown: str, columns: int) -> None:
    assert width(shown) == columns


def test_no_line_begins_with_a_closing_letter() -> None:
    assert text(wrap([Span("あいうえお。かきく")], 10)) == ["あいうえ", "お。かきく"]
    assert text(wrap([Span("これは「鍵」です")], 8)) == ["これは", "「鍵」で", "す"]


def test_words_stay_whole_and_spaces_vanish_at_the_edge() -> None:
    assert text(wrap([Span("one two  three")], 8)) == ["one two", "three"]


def test_a_word_that_is_too_long_is_cut() -> None:
    assert text(wrap([Span("abcdefghij kl")], 4)) == ["abcd", "efgh", "ij", "kl"]


def test_a_tie_holds_together() -> None:
    assert text(wrap([Span("aaaa b\u00a0=\u00a0c")], 8)) == ["aaaa", "b\u00a0=\u00a0c"]


def test_combining_marks_stay_with_their_letter() -> None:
    assert text(wrap([Span("か\u3099か\u3099")], 2)) == ["か\u3099", "か\u3099"]


def test_styles_survive_wrapping() -> None:
    rows = wrap([Span("aa ", "key"), Span("bb cc", "bad")], 5)
    assert rows == [(Span("aa ", "key"), Span("bb", "bad")), (Span("cc", "bad"),)]


@given(st.text(alphabet="ab 監査、。「」(　)…ー\u3099", max_size=60), st.integers(4, 30))
def test_wrapping_keeps_every_letter_and_the_edge(words: str, columns: int) -> None:
    rows = text(wrap([Span(words)], columns))
    assert "".join(rows).replace(" ", "") == words.replace(" ", "")
    # A run of letters that may not be parted is cut rather than run over the edge.
    assert all(width(row.rstrip()) <= columns for row in rows)


@given(st.text(alphabet="監査報告書を、出す。", max_size=60))
def test_kinsoku_holds(words: str) -> None:
    for before, after in zip(rows := text(wrap([Span(words)], 24)), rows[1:], strict=False):
        assert len(after) == 0 or after[0] not in NO_START or before[-1:] in NO_START
        assert before[-1:] not in NO_END


def test_a_paragraph_hangs() -> None:
    block = par("aaaa bbbb cccc dddd eeee ffff", indent=2, hang=2)
    assert text(lay([block], 20)) == ["  aaaa bbbb cccc", "    dddd eeee ffff"]


def test_line_feeds_stay_and_a_rigid_paragraph_is_not_wrapped() -> None:
    assert text(lay([par("a\nb", indent=1)], 20)) == [" a", " b"]
    long = "x" * 50
    assert text(lay([Par((Span(long),), rigid=True)], 20)) == [long]


def test_columns_line_up_by_display_width() -> None:
    grid = Grid(((line("監査"), line("a")), (line("ab"), line("b"))), (line("k"), line("v")))
    assert text(lay([grid], 40)) == ["k     v", "監査  a", "ab    b"]


def test_the_broadest_column_wraps() -> None:
    grid = Grid(((line("k"), line("one two three four five six")),))
    assert text(lay([grid], 22)) == ["k  one two three four", "   five six"]
    assert text(lay([grid], 22, cut=False)) == ["k  one two three four five six"]


@pytest.mark.parametrize(
    ("evil", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\rb", "a\\x0db"),
        ("\u202eabc", "\\u202eabc"),
        ("\x9b1m", "\\x9b1m"),
        ("a\tb", "a    b"),
        ("\udcff", "\\udcff"),
    ],
)
def test_nothing_stated_steers_the_terminal(evil: str, shown: str) -> None:
    assert plain(evil) == shown
    assert text(lay([par(evil), Grid(((line(evil),),))], 40)) == [shown, shown]
