"""Files written to keep a machine busy, to fill it, or to show what they don't say."""

import json
import subprocess
import sys
import unicodedata

import pytest

from tadasu.rules.glyphs import MOST_MARKS, piled
from tadasu.rules.source import read_documents
from tests.house.rooms import ROOT
from tests.unit.rules.attacks import ATTACKS
from tests.unit.rules.library import FILES, PERSON, made

pytest.importorskip("resource")

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused_in_bounded_memory_and_time(name: str) -> None:
    attack = ATTACKS[name]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.unit.rules.attacks", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    answer = json.loads(ended.stdout)
    assert tuple(answer["codes"]) == attack.codes
    assert 0 < answer["count"] <= attack.most
    assert answer["placed"]
    assert answer["size"] < 4_000_000


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("title: {en: a\u200bb, ja: あ}", (1, 14), id="no width"),
        pytest.param("title: {en: ab, ja: あ}  # \u202e}", (1, 27), id="in a comment"),
        pytest.param('title: {en: "a\\u202eb", ja: あ}', (1, 13), id="as an escape"),
        pytest.param('title: {en: "a\\x1b[2Jb", ja: あ}', (1, 13), id="a terminal's"),
        pytest.param("ti\u00adtle: {en: a, ja: あ}", (1, 3), id="in a name"),
        pytest.param("require: |\n  case.grade == 'lo\u200dw'", (2, 20), id="in a guard"),
        pytest.param("title: {en: a, ja: あ}\u2028", (1, 22), id="a line's end"),
        pytest.param("title: {en: a\ufeffb, ja: あ}", (1, 14), id="a mark of bytes"),
    ],
)
def test_what_nobody_sees_is_shown(text: str, place: tuple[int, int]) -> None:
    problems = [one for each in read_documents("a.yaml", text) for one in each.problems]
    assert [one.code for one in problems] == ["T014"]
    assert (problems[0].place.line, problems[0].place.column) == place
    assert "U+" in problems[0].message.en
    assert problems[0].remedy is not None


@pytest.mark.parametrize(
    "text", [FAMILY, "葛\U000e0100飾", "☺\ufe0f", "が\u3099", "e\u0301\u0323", "नमस्ते"]
)
def test_what_people_write_is_let_in(text: str) -> None:
    (document,) = read_documents("a.yaml", f"title: {{en: a, ja: {text}}}\n")
    assert document.problems == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: ("\ufeff" + text).encode(),
        lambda text: text.encode(),
    ],
    ids=["marked", "line ends", "marked bytes", "bytes"],
)
def test_what_editors_do_is_let_in(change: object) -> None:
    assert callable(change)
    (document,) = read_documents("person.yaml", change(PERSON))
    assert document.problems == ()
    (plain,) = read_documents("person.yaml", PERSON)
    assert document.data == plain.data


@pytest.mark.parametrize("name", ["pеrson", "ｐerson", "per son", "Person", "pers\u0456n"])
def test_names_are_plain_letters(name: str) -> None:
    text = PERSON.replace("workflow: person", f"workflow: {name}")
    (document,) = read_documents("person.yaml", text)
    assert document.problems == ()
    with pytest.raises(Exception, match="problem") as caught:
        made({**FILES, "person.yaml": text})
    assert "T013 person.yaml:1:11" in {
        f"{one.code} {one.place.file}:{one.place.line}:{one.place.column}"
        for one in getattr(caught.value, "problems", ())
    }


def test_a_pile_of_marks_is_found_wherever_it_stands() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.combining(chr(code))]
    assert all(piled(f"監査{mark * (MOST_MARKS + 1)}") == MOST_MARKS + 2 for mark in marks)
    assert all(piled(f"監査{mark * MOST_MARKS}") is None for mark in marks)
