"""`tadasu coverage`: a table, a picture and data, in both languages."""

import json
import re
from pathlib import Path

import pytest

from tadasu_cli.run import run
from tests.e2e.conftest import Play

NOT_FOUND = 5


@pytest.fixture(scope="module")
def demo(play: Play) -> Path:
    """The demo's company, with a statement of applicability."""
    root = play()
    who = ["--project", str(root), "--as", "P-002"]
    at = ["--at", "2027-03-31T09:00"]
    assert run([*who, *at, "new", "applicability", "--from", "applicability"]) == 0
    return root


def said(root: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["--project", str(root), "--at", "2027-03-31T10:00", *words]) == 0
    return capsys.readouterr().out


def test_the_table_has_symbols_words_and_gaps(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, words in (
        ("en", ("× Nonconformity", "○ Conformity", "□ Planned", " gaps.")),
        ("ja", ("× 不適合", "○ 適合", "□ 予定", "未計画")),
    ):
        page = said(demo, "--lang", lang, "coverage", capsys=capsys)
        assert [word for word in words if word not in page] == []
        assert "SOA-A.8.13" in page


def test_only_gaps_leave_out_what_was_looked_at(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(said(demo, "--json", "coverage", capsys=capsys))
    assert told["schema"] == "tadasu/coverage/1"
    standing = dict(told["standing"])
    looked = {row for row, mark in standing.items() if mark not in (None, "planned")}
    assert looked
    page = said(demo, "coverage", "--gaps", capsys=capsys)
    table = page[: page.index("× ")] if "× " in page else page
    lines = {line.split()[0] for line in table.splitlines() if line.startswith("SOA-")}
    assert lines == set(standing) - looked


def test_the_picture_is_read_without_colour(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for file in (first, second):
        said(demo, "--lang", "ja", "coverage", "--svg", str(file), capsys=capsys)
    assert first.read_bytes() == second.read_bytes()
    picture = first.read_text("utf-8")
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture)
    assert {"不適合", "×", "○"} <= set(texts)
    assert re.findall(r"<title>([^<]*)</title>", picture)[0].startswith("監査の網羅状況")


def test_a_case_without_a_matrix_is_told(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(demo), "coverage", "P-001"]) == NOT_FOUND
    assert "P-001" in capsys.readouterr().err
