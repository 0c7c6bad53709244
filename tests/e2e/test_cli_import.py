"""`tadasu import` as an office in Japan types it: files of Excel, with their names and dates."""

import json
from pathlib import Path

import pytest

from tadasu_cli.run import run

REFUSED, NOT_FOUND = 4, 5


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of the shipped process with its first person."""
    root = tmp_path / "isms"
    words = ["id=P-001", "name=渡邉 香織", "roles=isms_manager", "--no-passphrase"]
    assert run(["init", str(root), "--log", "example.jp/isms", *words]) == 0
    return root


def typed(root: Path, *words: str, code: int = 0) -> None:
    assert run(["--project", str(root), "--as", "P-001", "--lang", "ja", *words]) == code


def saved(root: Path, name: str, text: str, encoding: str = "cp932") -> str:
    path = root / name
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return str(path)


def test_an_office_moves_in(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = saved(
        root,
        "people.csv",
        "要員番号,氏名,ISMSでの役割\nP-002,髙橋 誠,内部監査員\nP-003,﨑山 結衣,\n",
    )
    typed(root, "import", "people", people, "--dry-run")
    assert "Shift_JIS" in capsys.readouterr().out
    typed(root, "import", "people", people)
    departments = "部門コード,部門名,部門長,リスクの高さ\nD-IT,情報システム部,﨑山 結衣,高\n"
    typed(root, "import", "departments", saved(root, "d.csv", departments))
    memberships = "要員番号,所属歴.部門,所属歴.開始日\nP-002,情報システム部,令和5年4月1日\n"
    typed(root, "import", "people", saved(root, "m.csv", memberships, "utf-8-sig"))
    assets = "管理番号,名称,種類,所有者・運用者.要員,所有者・運用者.立場,所有者・運用者.開始日\n"
    assets += "S-MAIL,メール,情報システム,﨑山 結衣,所有者,２０２６／４／１\n"
    typed(root, "import", "assets", saved(root, "a.csv", assets))
    capsys.readouterr()
    typed(root, "--json", "show", "P-002")
    told = json.loads(capsys.readouterr().out)
    facts = {fact["name"]: fact["value"] for fact in told["facts"]}
    assert facts["name"] == "髙橋 誠"
    assert facts["memberships"] == [{"department": "D-IT", "from": "2023-04-01"}]
    typed(root, "verify", "--law")


def test_what_is_wrong_is_told_by_row_and_column(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = saved(root, "bad.csv", "要員番号,氏名,ISMSでの役割\nP-002,髙橋 誠,監査人\n,名なし,\n")
    typed(root, "import", "people", bad, code=REFUSED)
    told = capsys.readouterr().err
    assert "2 行目 C (roles) 列" in told
    assert "3 行目" in told
    typed(root, "import", "people", str(root / "none.csv"), code=NOT_FOUND)
    typed(root, "import", "robots", bad, code=NOT_FOUND)


def test_a_template_opens_in_excel_and_is_read_again(root: Path) -> None:
    path = root / "t.csv"
    typed(root, "import", "people", str(path), "--template")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + "要員番号,氏名".encode())
    path.write_bytes(
        content + b"P-002," + "甲".encode() + b"," * (content.count(b",") - 1) + b"\r\n"
    )
    typed(root, "import", "people", str(path))
