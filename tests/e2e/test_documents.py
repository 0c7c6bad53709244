"""The documents of the shipped process, filled from the demo's record in both languages."""

import json
import shutil
from pathlib import Path

import pytest

from tadasu.errors import Language
from tadasu.office.paper.filling import fill
from tadasu.office.paper.handing import blanks
from tadasu.office.paper.tree import Facts, Heading, Paper, Picture, Prose, Table
from tadasu.office.workspace import Workspace
from tadasu_cli.run import run
from tests.e2e.conftest import Play

CASES = {
    "programme": "PRG-2026",
    "audit_plan": "AUD-001",
    "checklist": "AUD-001",
    "audit_report": "AUD-001",
    "corrective_action": "AUD-001-F01",
    "management_review": "PRG-2026",
    "action_register": None,
    "board": None,
}
REFUSED = 4
NOT_FOUND = 5
LANGUAGES: tuple[Language, ...] = ("en", "ja")

SAID: dict[str, tuple[str, ...]] = {
    # Criteria with edition, team, declared impartiality, departments.
    "audit_plan": ("ISO/IEC 27001:2022", "宮本 健一", "主任監査員コース", "経営企画部", "A.5.18"),
    # Questions, what was seen, on which evidence, judged by whom.
    "checklist": ("AUD-001-C001-E1", "AUD-001-C001", "A.5.18", "中村 翔太"),
    # Scope, criteria with edition, findings, evidence, conclusion, waivers, refusals, receivers.
    "audit_report": (
        "本社における顧客システムの運用",
        "ISO/IEC 27001:2022",
        "AUD-001-F03",
        "復元を確かめておらず",
        "A-01",
        "P-012 は助言だけ",
        "R-01",
        "山﨑 直子",
    ),
    # Request, answer, actions with their effect, the round that failed.
    "corrective_action": ("抽出した退職者", "AUD-001-F01-A02", "AUD-001-F01-A03"),
    "action_register": ("AUD-001-F02", "AUD-001-F02-A01", "2026-07-29"),
    "management_review": ("AUD-001-F01", "AUD-002"),
    "programme": ("AUD-006", "システム運用部", "実施中"),
    "board": ("AUD-003",),
}

REVIEW = ("a)", "b)", "c)", "d) 1)", "d) 2)", "d) 3)", "d) 4)", "e)", "f)", "g)")
"""ISO/IEC 27001:2022, 9.3.2, in its order."""


@pytest.fixture(scope="module")
def demo(play: Play) -> Path:
    """The demo's record."""
    return play("--lang", "ja")


def texts(paper: Paper) -> list[str]:
    """Everything that a paper says."""
    found = [paper.title, *(box.who for box in paper.boxes)]
    for part in paper.parts:
        match part:
            case Heading(text) | Prose(text):
                found.append(text)
            case Facts(facts=facts):
                found += [word for fact in facts for word in (fact.title, fact.text)]
            case Table(lines=lines, columns=columns):
                found += [column.title for column in columns]
                found += [cell for line in lines for cell in line.cells]
            case Picture(told=told):
                found.append(told)
    return found


def test_there_is_a_case_for_every_form(demo: Path) -> None:
    with Workspace.open(demo) as workspace:
        assert {blank.form for blank in blanks(workspace)} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_each_says_what_the_record_says(demo: Path, name: str) -> None:
    with Workspace.open(demo) as workspace:
        papers = {one: fill(workspace, name, CASES[name], one) for one in LANGUAGES}

    for paper in papers.values():
        said = "\n".join(texts(paper))
        assert [word for word in SAID[name] if word not in said and word != "実施中"] == []
        assert paper.simulated
        assert "None" not in said.split()
    japanese, english = (texts(papers[one]) for one in ("ja", "en"))
    assert any(word not in english for word in japanese)


def test_a_report_is_signed_by_who_wrote_approved_issued_and_received_it(demo: Path) -> None:
    with Workspace.open(demo) as workspace:
        paper = fill(workspace, "audit_report", "AUD-001", "ja")

    assert [box.title for box in paper.boxes] == ["作成", "承認", "発行", "受領(トップ)"]
    assert paper.boxes[0].who == "宮本 健一"
    assert paper.boxes[1].who.count("・") == 1  # two sign the approval
    assert all(box.day for box in paper.boxes)
    assert len(paper.seal.keys) >= 3


def table(paper: Paper, name: str) -> list[dict[str, str]]:
    """The rows of a table, by the names of its columns."""
    (found,) = [part for part in paper.parts if isinstance(part, Table) and part.name == name]
    names = [column.name for column in found.columns]
    return [dict(zip(names, line.cells, strict=True)) for line in found.lines]


def test_methods_of_a_check_are_told_in_words(demo: Path) -> None:
    with Workspace.open(demo) as workspace:
        told = {
            one: table(fill(workspace, "checklist", "AUD-001", one), "checks")[4]
            for one in LANGUAGES
        }

    assert told["en"]["methods"] == "Interview, Record"
    assert told["ja"]["methods"] == "面談、文書・記録"
    assert told["ja"]["result"] == "不適合"
    assert told["ja"]["evidence"] == "AUD-001-C005-E1、AUD-001-C005-E2"


def test_auditors_stand_in_the_programme_with_what_they_audit(demo: Path) -> None:
    with Workspace.open(demo) as workspace:
        rows = table(fill(workspace, "programme", "PRG-2026", "ja"), "auditors")

    lead = next(row for row in rows if row["name"] == "宮本 健一")
    assert lead["departments"] == "D-PLAN 経営企画部"
    assert lead["training"] == "主任監査員コース"
    assert lead["audits"].startswith("AUD-001 ")
    assert "高橋 誠" not in {row["name"] for row in rows}


def test_who_opened_a_case_has_drawn_up_its_plan(demo: Path) -> None:
    with Workspace.open(demo) as workspace:
        plan = fill(workspace, "audit_plan", "AUD-001", "ja")
        with workspace.journal.reading() as shelf:
            case = shelf.case("AUD-001")

    assert case is not None
    assert plan.boxes[0].title == "作成"
    assert plan.boxes[0].day == case.opened_at[:10]
    assert plan.boxes[0].who == "髙橋 誠"


def test_the_review_goes_by_the_order_of_the_standard(demo: Path) -> None:
    with Workspace.open(demo) as workspace:
        for language in LANGUAGES:
            paper = fill(workspace, "management_review", "PRG-2026", language)
            headings = [part.text for part in paper.parts if isinstance(part, Heading)]
            assert [one.split(" ")[0] for one in headings] == [
                word.split(" ")[0] for word in REVIEW
            ]
            assert all(one.startswith(word) for one, word in zip(headings, REVIEW, strict=True))


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_the_same_record_gives_the_same_file(
    demo: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if suffix == ".pdf":
        pytest.importorskip("typst")
    files = [tmp_path / f"{number}{suffix}" for number in (1, 2)]
    for file in files:
        capsys.readouterr()
        words = ["--project", str(demo), "--json", "form", "audit_report", "AUD-001", str(file)]
        assert run(words) == 0
        assert json.loads(capsys.readouterr().out)["schema"] == "tadasu/document/1"

    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_unknown_kind_of_file_is_told(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["--project", str(demo), "form", "audit_report", "AUD-001", str(tmp_path / "r.odt")]
    assert run(words) == NOT_FOUND
    assert ".pdf" in capsys.readouterr().err
    assert not (tmp_path / "r.odt").exists()


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("PRG-2026", "programme"),
        ("AUD-001", "audit_report"),
        ("AUD-001-F01", "corrective_action"),
    ],
)
def test_what_a_report_is_need_not_be_said(
    demo: Path, tmp_path: Path, key: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["--project", str(demo), "--json", "report", key, str(tmp_path / "r.html")]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["form"], made["case"], made["issued"]) == (form, key, None)


def test_the_lead_issues_the_report_and_a_department_does_not(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, file = tmp_path / "demo", tmp_path / "report.html"
    shutil.copytree(demo, root)
    words = ["--project", str(root), "report", "AUD-001", str(file), "--issue"]
    assert run([*words, "--as", "P-009"]) == REFUSED
    assert not file.exists()
    assert run([*words, "--as", "P-005"]) == 0
    capsys.readouterr()
    assert run(["--project", str(root), "--json", "verify", str(file), "--law"]) == 0
    (known,) = json.loads(capsys.readouterr().out)["file"]["known"]
    assert (known["form"], known["person"], known["role"]) == ("audit_report", "P-005", "lead")
    assert known["fits"]
