"""Which font a letter comes from, and what is said where none has it."""

import shutil
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from tadasu.errors import UnavailableError
from tadasu.office.paper.press import pdf
from tadasu.office.paper.tree import Facts, Heading, Picture, Prose, Shown
from tests.papers import request
from tests.unit.office.paper.reading import fonts, texts

OTHER = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""A font without Japanese, on machines that have it."""


@pytest.mark.parametrize(
    "part",
    [Prose("a 😀 ก b"), Heading("😀ก"), Facts("f", "", (Shown("a", "😀", "ก"),))],
    ids=["prose", "heading", "facts"],
)
def test_a_letter_without_a_font_is_told(part: Prose | Heading | Facts) -> None:
    with pytest.raises(UnavailableError, match=r"No font here has .*😀 \(U\+1F600\)") as told:
        pdf(replace(request("en"), parts=(part,)), [])
    assert "ก (U+0E01)" in told.value.text.ja
    assert "\n" not in told.value.text.en


def test_a_letter_in_a_picture_without_a_font_is_told() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">ก</text></svg>'
    with pytest.raises(UnavailableError, match=r"U\+0E01"):
        pdf(replace(request("en"), parts=(Picture("p", svg, "told"),)), [])


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UnavailableError, match=r"pip install 'tadasu\[pdf\]'"):
        pdf(request("en"), [])


def test_fonts_may_be_the_projects_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = resources.files("noto_cjk_sans_jp_regular").iterdir()
    (ours,) = (path for path in files if path.name.endswith(".otf"))
    usual = pdf(request("ja"), [])
    for name in ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UnavailableError, match="needs a font with Japanese"):
        pdf(request("ja"), [])
    with pytest.raises(UnavailableError, match="needs a font with Japanese"):
        pdf(request("ja"), [tmp_path])
    (tmp_path / "faces").mkdir()
    shutil.copy(str(ours), tmp_path / "faces")
    made = pdf(request("ja"), [tmp_path])
    assert faces(made) == {"NotoSansCJKjp-Regular", "DejaVuSansMono"}
    assert texts(made) == texts(usual)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"no folder .*nowhere"):
        pdf(request("en"), [tmp_path / "nowhere"])


def faces(document: bytes) -> set[str]:
    """The names of the fonts in a document."""
    return {name.partition("+")[2] for name in fonts(document)}


@pytest.mark.skipif(not OTHER.is_file(), reason="no other font on this machine")
def test_a_font_without_japanese_is_only_for_what_others_lack(tmp_path: Path) -> None:
    shutil.copy(OTHER, tmp_path)
    paper = replace(request("ja"), parts=(Prose("笑顔 A1 \N{GRINNING FACE}"),))
    with pytest.raises(UnavailableError):
        pdf(paper, [])
    made = pdf(paper, [tmp_path])
    usual = {"NotoSansCJKjp-Regular", "NotoSansCJKjp-Bold", "DejaVuSansMono"}
    assert faces(made) == {*usual, "DejaVuSans"}
    assert "笑顔A1\N{GRINNING FACE}" in texts(made)[0]
    assert faces(pdf(request("ja"), [tmp_path])) == usual


def test_many_letters_without_a_font_are_counted() -> None:
    letters = "".join(chr(0x1200 + 8 * at) for at in range(12))
    with pytest.raises(UnavailableError, match=r"\(U\+1200\), .* and 7 more") as told:
        pdf(replace(request("en"), parts=(Prose(letters),)), [])
    assert "ほか 7 字" in told.value.text.ja
