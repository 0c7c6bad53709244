"""Own forms from the command line, as the pages about them say."""

import json
import re
from pathlib import Path

import pytest

from tadasu_cli.run import run
from tests.e2e.conftest import Play
from tests.house.rooms import ROOT
from tests.unit.office.own.making import document, paragraphs, tables, values

REFUSED, NOT_FOUND, CONFLICT, WRONG = 4, 5, 6, 2
NAME = re.compile(r"`({{ [\w.]+ }})`")
HEAD = ("No.", "番号", "区分", "事実")
ROW = tuple(f"{{{{ findings.{one} }}}}" for one in ("no", "key", "grade", "fact"))


@pytest.fixture(scope="module")
def demo(play: Play) -> Path:
    """The demo's company, with an audit that is over."""
    return play()


def said(
    root: Path, *words: str, capsys: pytest.CaptureFixture[str], code: int = 0
) -> tuple[str, str]:
    capsys.readouterr()
    assert run(["--project", str(root), "--lang", "ja", *words]) == code
    told = capsys.readouterr()
    return told.out, told.err


def form(root: Path, *words: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    return "".join(said(root, "form", *words, capsys=capsys, code=code))


def test_every_name_on_the_pages_is_one(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [
        (ROOT / "docs" / name).read_text("utf-8") for name in ("own-forms.md", "own-forms.ja.md")
    ]
    names = [frozenset(NAME.findall(page)) - {"{{ one.key }}"} for page in pages]
    assert names[0] == names[1]
    assert len(names[0]) > 20
    own = tmp_path / "own.docx"
    own.write_bytes(document(tables=[[(name,)] for name in sorted(names[0])]))
    form(
        demo,
        "audit_report",
        "AUD-001",
        str(tmp_path / "a.docx"),
        "--template",
        str(own),
        capsys=capsys,
    )
    assert "{{" not in str(tables((tmp_path / "a.docx").read_bytes()))


def test_the_row_on_the_page_is_repeated(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, made = tmp_path / "own.docx", tmp_path / "a.docx"
    own.write_bytes(document("{{ outline.scope }}", "{{ simulated }}", tables=[(HEAD, ROW)]))
    told = form(demo, "audit_report", "AUD-001", str(made), "--template", str(own), capsys=capsys)
    assert "✓" in told
    (table,) = tables(made.read_bytes())
    assert len(table) > 2
    assert [row[0] for row in table[1:]] == [str(number) for number in range(1, len(table))]
    assert all(row[1].startswith("AUD-001-F") for row in table[1:])
    assert "SIMULATED" in paragraphs(made.read_bytes())[1]


@pytest.mark.parametrize("name", ["audit_report", "corrective_action", "board"])
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_starter_is_filled(
    demo: Path, tmp_path: Path, name: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = demo / "documents" / f"{name}.{suffix}"
    assert "差込項目" in form(demo, name, str(begun), "--starter", capsys=capsys)
    form(demo, name, str(begun), "--starter", capsys=capsys, code=CONFLICT)
    key = {"audit_report": ["AUD-001"], "corrective_action": ["AUD-001-F01"]}.get(name, [])
    one, other = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
    form(demo, name, *key, str(one), capsys=capsys)
    form(demo, name, *key, str(other), capsys=capsys)
    assert one.read_bytes() == other.read_bytes()
    content = one.read_bytes()
    text = str(tables(content)) if suffix == "docx" else str(values(content))
    assert "{{" not in text
    assert all(word in text for word in key)


def test_placeholders_are_listed(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = form(demo, "audit_report", "--placeholders", capsys=capsys)
    assert "{{ outline.scope }}" in page
    out, _ = said(
        demo, "--json", "form", "audit_report", "AUD-001", "--placeholders", capsys=capsys
    )
    rows = (
        [json.loads(line) for line in out.splitlines()]
        if out.count("\n") > 1
        else [json.loads(out)]
    )
    assert "tadasu/placeholders/1" in out
    assert "findings.department" in str(rows)


def test_what_is_unknown_is_told_with_its_place(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, made = tmp_path / "own.docx", tmp_path / "a.docx"
    row = ("", "", "{{ findings.departmnt }}")
    own.write_bytes(document(tables=[(("", "", ""), row)]))
    told = form(
        demo,
        "audit_report",
        "AUD-001",
        str(made),
        "--template",
        str(own),
        capsys=capsys,
        code=REFUSED,
    )
    page = (ROOT / "docs" / "own-forms.ja.md").read_text("utf-8")
    (block,) = re.findall(r"    ✗ .*?一覧できます。", page, re.DOTALL)
    assert "".join(block.split()) in "".join(told.split())
    assert not made.exists()


def test_what_is_asked_wrongly_is_told(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = form(
        demo, "checklist", "AUD-001", str(tmp_path / "a.docx"), capsys=capsys, code=NOT_FOUND
    )
    assert "tadasu form checklist --starter documents/checklist.docx" in "".join(told.split("\n"))
    form(demo, "checklist", "a.pdf", "--starter", capsys=capsys, code=REFUSED)
    form(demo, "--starter", capsys=capsys, code=WRONG)
    form(demo, "a", "b", "c", "--placeholders", capsys=capsys, code=WRONG)
