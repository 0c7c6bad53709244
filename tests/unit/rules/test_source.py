"""YAML as it is written: nothing guessed, nothing hidden, everything with its place."""

import pytest
import yaml

from tadasu.errors import Problem
from tadasu.rules import source
from tadasu.rules.document import Path
from tadasu.rules.source import MAX_BYTES, read_documents


def problems(text: str) -> list[str]:
    return [f"{one.code} {one.place.line}:{one.place.column}" for one in found(text)]


def found(text: str) -> list[Problem]:
    return [one for document in read_documents("a.yaml", text) for one in document.problems]


def test_scalars_stay_what_was_written() -> None:
    (document,) = read_documents(
        "a.yaml",
        "a: 5.10\nb: 012\nc: no\nd: on\ne: 2025-01-01\nf: 12:30:00\ng: ~\nh: 1_000\ni: True\n",
    )
    assert list(document.data.values()) == [
        *("5.10", "012", "no", "on", "2025-01-01", "12:30:00", "~", "1_000", "True")
    ]
    assert document.problems == ()


def test_three_words_mean_what_they_say_and_only_unquoted() -> None:
    (document,) = read_documents("a.yaml", "a: true\nb: false\nc: null\nd: 'true'\ne: \"null\"\n")
    assert list(document.data.values()) == [True, False, None, "true", "null"]


def test_a_stream_holds_documents_and_empty_ones_do_not_count() -> None:
    text = "# only a comment\n---\na: x\n---\n---\nb: y\n"
    assert [dict(one.data) for one in read_documents("a.yaml", text)] == [{"a": "x"}, {"b": "y"}]


def test_texts_are_composed() -> None:
    (document,) = read_documents("a.yaml", "a: か\u3099き\n")
    assert document.data["a"] == "がき"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: x\nb: y\na: z\n", ["T003 3:1"], id="a key twice"),
        pytest.param("a: &x y\nb: *x\n", ["T004 1:4", "T004 2:4"], id="anchor and alias"),
        pytest.param("a: {b: &x y}\n*x : c\n", ["T004 1:8", "T004 2:1"], id="alias as key"),
        pytest.param("a: !secret x\n", ["T008 1:4"], id="tag"),
        pytest.param("a: !!str 1\n", ["T008 1:4"], id="core tag"),
        pytest.param("a: !(x)\n", ["T008 1:4"], id="a negation without quotes"),
        pytest.param("a: {x: y}\nb:\n  <<: {c: d}\n", ["T005 3:3"], id="merge key"),
        pytest.param("true: x\n", ["T005 1:1"], id="a key that is no text"),
        pytest.param("[a, b]: x\n", ["T005 1:1"], id="a list as key"),
        pytest.param("? {a: b}\n: x\n", ["T005 1:3"], id="a mapping as key"),
        pytest.param("a:\nb: x\n", ["T006 1:3"], id="no value"),
        pytest.param("a: {en: b, c, ja: d}\n", ["T006 1:12"], id="a comma in a text"),
        pytest.param("a: {en: b, c:d, e f, ja: g}\n", ["T006 1:12", "T006 1:17"], id="commas"),
        pytest.param("a: {en: b, c: , ja: d}\n", ["T006 1:15"], id="no value in braces"),
        pytest.param("a: {en: b,, ja: d}\n", ["T002 1:11"], id="two commas"),
        pytest.param("- a\n", ["T009 1:1"], id="a list of things"),
        pytest.param("just a text\n", ["T009 1:1"], id="no mapping"),
        pytest.param("a: b: c\n", ["T002 1:5"], id="a colon in a text"),
        pytest.param("a: 'x\n", ["T002 1:4"], id="an open quote"),
        pytest.param("a: {b: x\nc: y\n", ["T002 2:2"], id="an open bracket"),
        pytest.param("a:\n\tb: x\n", ["T002 2:1"], id="a tab"),
        pytest.param("a: 𠮷髙\x07\n", ["T002 1:6"], id="a control character"),
        pytest.param("a: " + "[" * 60 + "]" * 60, ["T007 1:43"], id="too deep"),
        pytest.param("a: x\n" * 2 + "b: &c d\n", ["T003 2:1", "T004 3:4"], id="several"),
    ],
)
def test_what_is_refused_and_where(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_a_problem_shows_its_line_and_says_what_to_do() -> None:
    (one,) = found("# 表題\ntitle: {en: A, ja: 監査}\ntitle: x\r\n")
    assert (one.place.line, one.source) == (3, "title: x")
    assert "first on line 2" in one.message.en
    assert one.remedy is not None


def test_a_comma_within_a_text_asks_for_quotes() -> None:
    (one,) = found("title: {en: One member, one vote, ja: 一人一票}\n")
    assert one.message.en == "`one vote` behind the comma is read as a key, and has no value."
    assert one.remedy is not None
    assert "put the whole text in quotes" in one.remedy.en
    assert "引用符で囲んで" in one.remedy.ja


def test_what_follows_a_broken_document_does_not_come_twice() -> None:
    first, second = read_documents("a.yaml", "a: x\n---\nb: [\n")
    assert (dict(first.data), first.problems) == ({"a": "x"}, ())
    assert [one.code for one in second.problems] == ["T002"]


def test_large_files_are_refused_unread() -> None:
    assert problems("a: " + "x" * MAX_BYTES) == ["T001 1:1"]


def test_many_values_are_refused() -> None:
    assert problems("a: [" + "x," * 100_001 + "]")[0].startswith("T007")


QUOTED = r"""plain: abc def
single: 'it''s fine'
double: "あ\u3042x\n\"q\""
folded: a b
  c
  d
block: |
  one
    two

  three
kept: |2+
    x
  y

strip: |-
  last"""


@pytest.mark.parametrize(
    ("path", "offset", "place"),
    [
        pytest.param(("plain",), 4, (1, 12), id="plain"),
        pytest.param(("single",), 3, (2, 14), id="after a doubled quote"),
        pytest.param(("double",), 0, (3, 10), id="wide letter"),
        pytest.param(("double",), 2, (3, 17), id="after an escape"),
        pytest.param(("double",), 4, (3, 20), id="escaped quote"),
        pytest.param(("folded",), 4, (5, 3), id="second line of a plain text"),
        pytest.param(("folded",), 6, (6, 3), id="third line of a plain text"),
        pytest.param(("block",), 0, (8, 3), id="block"),
        pytest.param(("block",), 6, (9, 5), id="indented in a block"),
        pytest.param(("block",), 11, (11, 3), id="after an empty line"),
        pytest.param(("block",), 99, (11, 8), id="beyond the end"),
        pytest.param(("kept",), 2, (13, 5), id="explicit indentation"),
        pytest.param(("strip",), 3, (17, 6), id="last line without an end"),
        pytest.param(("absent", 3), 5, (1, 1), id="nowhere"),
    ],
)
def test_a_character_of_a_value_stands_where_it_was_typed(
    path: Path, offset: int, place: tuple[int, int]
) -> None:
    (document,) = read_documents("a.yaml", QUOTED)
    at = document.place(path, offset=offset)
    assert (at.line, at.column) == place


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_move_places(end: str) -> None:
    (document,) = read_documents("a.yaml", QUOTED.replace("\n", end))
    places = [document.place(("block",), offset=offset) for offset in (0, 6, 11)]
    assert [(at.line, at.column) for at in places] == [(8, 3), (9, 5), (11, 3)]


def test_folded_and_recomposed_texts_stand_at_their_start() -> None:
    (document,) = read_documents("a.yaml", "a: >\n  one\n  two\nb: か\u3099き\n")
    assert document.place(("a",), offset=5).line == 1
    assert document.place(("b",), offset=1).column == 4


def test_keys_have_places_of_their_own() -> None:
    (document,) = read_documents("a.yaml", "\ufeffa:\n  b: {c: 𠮷, d: x}\n")
    place = document.place(("a", "b", "d"), key=True)
    assert (place.line, place.column) == (2, 13)
    assert document.place(("a", "b", "missing")) == document.place(("a", "b"))


def test_without_the_c_library_it_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = read_documents("a.yaml", QUOTED)
    monkeypatch.setattr(source, "_PARSER", yaml.SafeLoader)
    assert read_documents("a.yaml", QUOTED) == with_it
    assert problems("a: b: c\n") == ["T002 1:5"]
