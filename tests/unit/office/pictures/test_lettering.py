"""How wide texts are, where they are cut, and where their lines break."""

from hypothesis import given
from hypothesis import strategies as st

from tadasu.office.pictures.lettering import CUT, cut, folded, measure, plain

TEXTS = st.text(max_size=60)
SIZES = st.floats(6, 30)
ROOMS = st.floats(0, 400)


@given(TEXTS, TEXTS, SIZES)
def test_a_text_is_as_wide_as_its_parts(one: str, two: str, size: float) -> None:
    whole = measure(one + two, size)
    assert abs(whole - measure(one, size) - measure(two, size)) < 1e-6
    assert measure(one, size, bold=True) >= measure(one, size) >= 0


@given(TEXTS, SIZES, ROOMS, st.booleans())
def test_what_is_cut_fits_and_begins_the_same(
    text: str, size: float, room: float, bold: bool
) -> None:
    shown = cut(text, size, room, bold=bold)
    assert shown == "" or measure(shown, size, bold=bold) <= room + 1e-6
    if shown != text and shown:
        assert shown.endswith(CUT)
        assert text.startswith(shown.removesuffix(CUT))
    if measure(text, size, bold=bold) <= room:
        assert shown == text


def test_a_full_width_letter_is_as_wide_as_it_is_high() -> None:
    assert measure("監査", 10) == 20
    assert measure("ガ", 10) == measure("カ\u3099", 10) == 10
    assert measure("○×△", 10) == 30
    assert measure("ﾃﾞ", 10) < 20
    assert measure("il", 10) < measure("oo", 10) < measure("MW", 10)
    assert measure("\U0001f469\u200d\U0001f469", 10) == 20


def test_nothing_is_cut_between_a_letter_and_its_mark() -> None:
    assert cut("カ\u3099カ\u3099カ\u3099", 10, 20) == f"カ\u3099{CUT}"
    assert cut("\U0001f469\u200d\U0001f469\U0001f469", 10, 20) == CUT
    assert cut("監査の計画", 10, 30) == f"監査{CUT}"
    assert cut("監査", 10, 9) == ""


@given(st.text(st.characters(blacklist_categories=["Z", "C"]), max_size=60), ROOMS)
def test_folding_loses_nothing(text: str, room: float) -> None:
    assert "".join("".join(folded(text, 10, room)).split()) == "".join(text.split())


def test_lines_break_after_commas_and_are_alike() -> None:
    roles = "監査チームリーダー、情報セキュリティ管理責任者"
    assert folded(roles, 10, 145) == ("監査チームリーダー、", "情報セキュリティ管理責任者")
    assert folded("部門の回答をもって完了にする", 10, 130) == ("部門の回答をもっ", "て完了にする")
    assert folded("Close with the answer", 10, 80) == ("Close with", "the answer")
    assert folded("(ああああ)", 10, 45) == ("(ああ", "ああ)")
    assert folded("", 10, 50) == ("",)


def test_a_text_is_made_fit_for_xml() -> None:
    assert plain("a\x00b\ud800\ufffe\x1b[31m") == "a�b���[31m"
    assert plain("one\n two\tthree") == "one two three"
    assert plain("\u202eexe.txt\u2066") == "�exe.txt�"
    assert plain("髙﨑𠮷") == "髙﨑𠮷"
