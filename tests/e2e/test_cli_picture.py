"""`tadasu picture`: a case in words, as data, and drawn into files."""

import json
import re
from pathlib import Path

import pytest

from tadasu_cli.run import run
from tests.e2e.conftest import Play
from tests.house.rooms import ROOT
from tests.unit.office.pictures.gauge import astray, texts

WRONG, NOT_FOUND = 2, 5


@pytest.fixture(scope="module")
def demo(play: Play) -> Path:
    """The demo's company; AUD-001 is over, AUD-003 has just begun."""
    return play()


def said(
    root: Path, *words: str, capsys: pytest.CaptureFixture[str], code: int = 0
) -> tuple[str, str]:
    capsys.readouterr()
    assert run(["--project", str(root), "--at", "2027-03-31T10:00", *words]) == code
    told = capsys.readouterr()
    return told.out, told.err


def test_a_lifecycle_says_where_the_case_stands(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    over, _ = said(demo, "--lang", "ja", "picture", "lifecycle", "AUD-001", capsys=capsys)
    assert ["✓ 計画" in over, "▶ 完了確認済み" in over, "· 中止" in over] == [True] * 3
    assert "案件はここで終わりです。" in over
    begun, _ = said(demo, "--lang", "en", "picture", "lifecycle", "AUD-003", capsys=capsys)
    assert "▶ Planned" in begun
    assert "passed" not in begun
    assert "What leads on from here" in begun
    assert "→ Prepared" in begun


def test_a_timeline_says_who_did_what_and_what_was_refused(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, _ = said(demo, "--lang", "ja", "picture", "timeline", "AUD-001", capsys=capsys)
    assert ["✗ 拒否: 準備を終える" in page, "計画 → 準備完了" in page] == [True, True]
    told = json.loads(said(demo, "--json", "picture", "timeline", "AUD-001", capsys=capsys)[0])
    assert (told["schema"], told["kind"], told["case"]) == (
        "tadasu/picture/1",
        "timeline",
        "AUD-001",
    )
    kinds = {moment["kind"] for moment in told["of"]["moments"]}
    assert kinds == {"step", "note", "refused"}
    assert told["sheets"][0]["svg"].startswith("<svg ")


def test_what_is_due_stands_on_the_timeline(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(said(demo, "--json", "todo", capsys=capsys)[0])["cases"]
    key, due = next((row["key"], row["due"]) for row in rows if row["due"])
    told = json.loads(said(demo, "--json", "picture", "timeline", key, capsys=capsys)[0])
    moments = [moment for moment in told["of"]["moments"] if moment["kind"] == "due"]
    assert [moment["day"] for moment in moments] == [due]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("kind", ["lifecycle", "timeline"])
def test_a_file_is_the_same_each_time(
    demo: Path, tmp_path: Path, kind: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "a.svg", tmp_path / "b.svg"]
    for file in files:
        out, _ = said(demo, "--lang", lang, "picture", kind, "AUD-001", str(file), capsys=capsys)
        assert str(file) in out
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert astray(first.decode()) == []
    assert any("AUD-001" in text for text in texts(first.decode()))


def test_paper_makes_sheets(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.svg"
    said(demo, "picture", "timeline", "AUD-001", str(file), "--paper", "landscape", capsys=capsys)
    sheets = sorted(path.name for path in tmp_path.iterdir())
    assert sheets[:2] == ["t-1.svg", "t-2.svg"]
    assert any("(1/" in text for text in texts((tmp_path / "t-1.svg").read_text("utf-8")))
    said(demo, "picture", "coverage", str(tmp_path / "c.svg"), capsys=capsys)
    assert (tmp_path / "c.svg").is_file()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["gantt", "AUD-001"], WRONG, "lifecycle, timeline, coverage"),
        (["timeline"], WRONG, "tadasu diagram"),
        (["timeline", "AUD-001", "a.png"], WRONG, "a.png"),
        (["timeline", "AUD-001", "--paper", "portrait"], WRONG, "--paper"),
        (["timeline", "AUD-001", "a.svg", "--paper", "A4"], WRONG, "--paper"),
        (["timeline", "AUD-999"], NOT_FOUND, "AUD-999"),
        (["lifecycle", "audit"], NOT_FOUND, "audit"),
        (["coverage", "P-001"], NOT_FOUND, "P-001"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    demo: Path, words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in ("en", "ja"):
        _, err = said(demo, "--lang", lang, "picture", *words, capsys=capsys, code=code)
        assert told in err


@pytest.mark.parametrize("page", ["pictures.md", "pictures.ja.md"])
def test_the_form_in_the_docs_is_sound(
    tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    (form,) = re.findall(r"```yaml\n(form: .*?)```", text, re.DOTALL)
    folder = tmp_path / "workflows" / "documents"
    folder.mkdir(parents=True)
    (folder / "glance.yaml").write_text(form, encoding="utf-8")
    (tmp_path / "tadasu.yaml").write_text(
        "project: tadasu/1\nlog: example.jp/x\ndatabase: record/log.db\n", encoding="utf-8"
    )
    told = json.loads(said(tmp_path, "--json", "lint", capsys=capsys)[0])
    assert [one for one in told["problems"] if "glance" in json.dumps(one)] == []
    (folder / "glance.yaml").write_text(form.replace("a.state", "a.stat"), encoding="utf-8")
    said(tmp_path, "lint", capsys=capsys, code=3)
