"""`tadasu sheet` in the middle of the demo: a checklist goes out, is filled in, and comes back."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tadasu_cli.demo import play, stories
from tadasu_cli.run import run

REFUSED, WRONG_USE, NOT_FOUND, CONFLICT, UNAVAILABLE = 4, 2, 5, 6, 8
EVENING = "2026-05-20T18:00"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's project once the fieldwork has begun, and nothing is judged."""
    root = tmp_path_factory.mktemp("demo") / "isms"
    company, programme, plan, fieldwork, *_ = stories()
    told = [["judge" in line.en for line in step.run] for step in fieldwork.steps]
    judged = next(number for number, lines in enumerate(told) if any(lines))
    begun = replace(fieldwork, steps=fieldwork.steps[:judged])
    assert play((company, programme, plan, begun), root, "ja") == 0
    return root


def typed(root: Path, *words: str, code: int = 0, language: str = "ja") -> None:
    assert run(["--project", str(root), "--as", "P-011", "--lang", language, *words]) == code


def fill(path: Path, rows: Mapping[int, Mapping[str, str]]) -> None:
    """Write into the cells of some checks, by title, as a person would."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    first, header = next(
        (number, row) for number, row in enumerate(page.iter_rows(), 1) if row[0].value == "#"
    )
    columns = {cell.value: at for at, cell in enumerate(header, 1)}
    for number, cells in rows.items():
        for title, value in cells.items():
            page.cell(first + number, columns[title]).value = value
    book.save(path)


SEEN = {"入手方法": "文書・記録", "出所": "手順書 3.2版", "取得日時": "2026-05-20 10:00"}


def test_a_checklist_goes_out_and_comes_back(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "checklist.xlsx"
    typed(root, "sheet", "export", "AUD-001", str(path))
    assert "20 行" in capsys.readouterr().out
    typed(root, "sheet", "export", "AUD-001", str(path), code=CONFLICT)
    fill(
        path,
        {
            1: {**SEEN, "判定": "適合"},
            2: {**SEEN, "判定": "不適合", "確認した事実": "2名に周知の記録がない"},
            3: {"判定": "対象外"},
            4: {"確認した事実": "=1+1"},
            5: {"判定": "だいたい適合"},
        },
    )
    words = ["sheet", "import", str(path), "--at", EVENING]
    capsys.readouterr()
    typed(root, *words, "--dry-run", code=REFUSED)
    shown = capsys.readouterr().out
    assert "J11 判定: — → 適合" in shown
    assert "E-05  セル J13(AUD-001-C003): 対象外には理由がある" in shown
    assert "セル K14(AUD-001-C004 確認した事実)" in shown
    typed(root, *words, code=REFUSED)
    assert "何も変わっていません" in capsys.readouterr().err

    typed(root, "--json", *words, "--keep", code=REFUSED)
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "tadasu/sheet-taken/1"
    assert [bool(row["refused"]) for row in told["rows"]] == [False, False, True, True, True]
    assert (told["kept"], told["same"], told["dry_run"]) == (2, 15, False)
    typed(root, "--json", "show", "AUD-001-C002")
    case = json.loads(capsys.readouterr().out)
    facts = {fact["name"]: fact["value"] for fact in case["facts"]}
    assert (facts["result"], facts["note"]) == ("nonconformity", "2名に周知の記録がない")
    assert case["evidence"][0]["sha256"] == told["sha256"]

    fill(path, {3: {**SEEN, "対象外とする理由": "該当業務なし"}, 4: {"確認した事実": ""}})
    fill(path, {5: {"判定": ""}})
    typed(root, *words)
    assert "AUD-001-C003" in capsys.readouterr().out
    typed(root, *words)
    assert "記録と同じ" in capsys.readouterr().out
    typed(root, "verify", "--law")


def test_what_is_typed_wrongly_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, code in (
        (("send", "a.xlsx"), WRONG_USE),
        (("export", "AUD-001"), WRONG_USE),
        (("export", "AUD-001", "a.xls"), WRONG_USE),
        (("export", "AUD-001", "a.xlsx", "--keep"), WRONG_USE),
        (("import", "a.xlsx", "--sheet", "checklist"), WRONG_USE),
        (("export", "AUD-009", str(tmp_path / "a.xlsx")), NOT_FOUND),
        (("export", "PRG-2026", str(tmp_path / "a.xlsx")), NOT_FOUND),
        (("export", "AUD-001", str(tmp_path / "a.xlsx"), "--sheet", "x"), NOT_FOUND),
        (("import", str(tmp_path / "none.xlsx")), NOT_FOUND),
    ):
        typed(root, "sheet", *words, code=code, language="en")
        assert capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("library", ["openpyxl", "defusedxml"])
def test_without_the_extra_one_line_says_what_to_install(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    library: str,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    typed(root, "sheet", "export", "AUD-001", str(tmp_path / "a.xlsx"), code=UNAVAILABLE)
    assert "tadasu[xlsx]" in capsys.readouterr().err
