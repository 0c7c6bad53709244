"""Poppler, which is not ours, reads a document: its tags, fonts and attached files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tadasu.ledger.canonical import canonical_bytes
from tadasu.office.paper.press import pdf
from tests.papers import programme

TOOLS = ("pdfinfo", "pdffonts", "pdfdetach", "pdftotext")

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="poppler's tools are not here"
)

PAPER = programme("ja")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(PAPER, []))
    return file


def told(*words: str | Path) -> list[str]:
    done = subprocess.run(list(words), check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_it_is_tagged_and_dated_by_the_record(document: Path) -> None:
    facts = dict(line.split(":", 1) for line in told("pdfinfo", "-isodates", document))
    facts = {name: value.strip() for name, value in facts.items()}
    assert facts["Title"] == PAPER.title
    assert facts["Tagged"] == "yes"
    assert facts["Pages"] == "3"
    assert facts["JavaScript"] == facts["Encrypted"] == "no"
    assert facts["CreationDate"] == facts["ModDate"] == "2026-04-10T00:00:00Z"


def test_every_font_is_inside_with_its_letters(document: Path) -> None:
    _, rule, *rows = told("pdffonts", document)
    assert set(rule) == {"-", " "}
    assert len(rows) >= 3
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row


def test_what_is_attached_comes_out_as_it_went_in(document: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    told("pdfdetach", "-saveall", "-o", tmp_path / "out", document)
    kept = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert kept == {
        "record.json": canonical_bytes(dict(PAPER.data)),
        "checkpoint.txt": PAPER.seal.checkpoint.encode(),
    }


def test_texts_can_be_taken_out(document: Path) -> None:
    text = "".join("".join(told("pdftotext", document, "-")).split())
    assert "2026年度内部監査年間計画書" in text
    assert "山﨑𠮷美" in text
    assert text.count("SIMULATEDRECORD模擬記録") >= 3
