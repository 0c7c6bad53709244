"""Equipment on loan, from the first person to the last receipt; Python knows no such word."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.e2e.loan.typist import Typist, project


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    """A project that the tests of this file share; each uses an item of its own."""
    return project(tmp_path_factory.mktemp("loan"))


@pytest.fixture(autouse=True)
def _keeper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TADASU_AS", "P-2")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_an_item_lives(kept: Typist) -> None:
    seen = kept.types("new", "item", "tag=A-1", "name=カメラ", "price=120")
    assert seen.out.startswith("✓ A-1  Opened → Available (available)\n")
    kept.types("set", "A-1", "place=3F 倉庫", "keepers=P-1", "keepers=P-2")
    receipt = kept.asks("do", "A-1", "lend", "borrower=P-3", "back_by=2026-05-10", "--note", "ok")
    assert receipt["schema"] == "tadasu/receipt/1"
    assert receipt["state"] == {"id": "lent", "title": {"en": "On loan", "ja": "貸出中"}}
    sheet = kept.asks("show", "A-1")
    assert (sheet["schema"], sheet["due"]) == ("tadasu/sheet/2", "2026-05-10")
    facts = {fact["name"]: fact["value"] for fact in sheet["facts"]}
    assert facts["keepers"] == ["P-1", "P-2"]
    assert facts["place"] == "3F 倉庫"
    page = kept.types("show", "A-1", "--lang", "ja").out
    assert "貸出中 (lent) ・ 期限 2026-05-10" in page
    kept.types("do", "A-1", "give_back", "condition=good", "--as", "P-3")
    kept.types("set", "A-1", "place=", "keepers:=[]")
    facts = {fact["name"]: fact["value"] for fact in kept.asks("show", "A-1")["facts"]}
    assert not facts["place"]
    assert not facts["keepers"]


def test_a_refusal_names_everything_and_is_on_record(kept: Typist) -> None:
    kept.types("new", "item", "tag=B-1", "name=Lamp")
    words = ("do", "B-1", "lend", "borrower=P-2", "back_by=2027-01-01")
    seen = kept.types(*words, code=4)
    assert seen.out == ""
    for said in (
        "L-01",
        "L-02",
        "house-2026 2.1 (own rule)",
        "actor = P-2",
        "May be waived by: Head",
        "on record",
    ):
        assert said in seen.err
    ja = kept.types(*words, "--lang", "ja", code=4).err
    assert "別の管理者に貸し出しを依頼してください。" in ja
    data = kept.asks(*words, code=4)
    assert (data["schema"], data["exit"]) == ("tadasu/error/1", 4)
    assert {reason["rule"] for reason in data["reasons"]} == {"L-01", "L-02"}
    last = kept.types("log", "B-1", "--last", "1").out
    assert "✗ refused: Lend  [refused by L-01, L-02]" in last
    entries = kept.asks("log", "B-1", "--last", "2")
    assert entries["schema"] == "tadasu/log/1"
    assert [entry["kind"] for entry in entries["entries"]] == ["case.refused/1"] * 2


def test_a_waiver_by_who_may(kept: Typist) -> None:
    kept.types("new", "item", "tag=C-1", "name=Drill", "price=10")
    lend = ("do", "C-1", "lend", "borrower=P-3", "back_by=2026-06-10")
    waive = (
        "--waive",
        "L-02",
        "--reason",
        "course",
        "--measure",
        "weekly look",
        "--until",
        "2026/06/10",
    )
    assert "profits" not in kept.types(*lend, *waive, code=4).err
    seen = kept.types(*lend, *waive, "--as", "P-1")
    assert "Waived, on record as C-1-W1" in seen.out
    assert "C-1-W1  L-02 for C-1, until 2026-06-10" in kept.types("show", "C-1").out
    assert "[waived L-02]" in kept.types("log", "C-1").out


def test_a_warning_does_not_stop(kept: Typist) -> None:
    kept.types("new", "item", "tag=D-1", "name=Rope")
    seen = kept.types("do", "D-1", "lend", "borrower=P-3", "back_by=2026-05-05")
    assert "! L-03  The price is known  [warns]" in seen.out
    assert "[warned by L-03]" in kept.types("log", "D-1").out


def test_why_says_no_only_when_one_is_named(kept: Typist) -> None:
    kept.types("new", "item", "tag=E-1", "name=Saw")
    page = kept.types("why", "E-1").out
    assert page.index("✓ lend") < page.index("✗ retire")
    assert "borrower=  Borrower, required" in page
    kept.types("why", "E-1", "lend")
    assert kept.asks("why", "E-1", "retire", code=4)["schema"] == "tadasu/ways/1"
    kept.types("why", "E-1", "give_back", code=4)
    kept.types("why", "E-1", "fly", code=5)


def test_a_checklist_and_evidence_of_all_kinds(
    kept: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.types("new", "item", "tag=F-1", "name=Tent", "price=3")
    made = kept.asks("new", "inspection", "--parent", "F-1", "--from", "basic")
    assert made["schema"] == "tadasu/receipts/1"
    assert [receipt["case"] for receipt in made["receipts"]] == ["F-1-I01", "F-1-I02"]
    kept.types("new", "inspection", "--parent", "F-1", "--from", "basic", "--only", "cable")
    kept.types("new", "inspection", "--parent", "F-1", "--from", "basic", "--only", "none", code=5)
    once = ("new", "inspection", "--parent", "F-1", "--from", "once")
    assert [one["case"] for one in kept.asks(*once)["receipts"]] == ["F-1-I04"]
    assert kept.asks(*once)["receipts"] == []
    assert "Nothing was opened" in kept.types(*once).out
    kept.types(*once, "--only", "bag", "--where", "case.question != 'Bag'")
    kept.types(*once, "--where", "case.qestion == ''", code=3)
    kept.types("new", "item", "--where", "true", code=2)
    photo = tmp_path / "写真 1.jpg"
    photo.write_bytes(b"\xff\xd8")
    kept.types(
        "attach",
        "F-1-I01",
        str(photo),
        "--method",
        "photo",
        "--captured",
        "2026-05-01T09:30",
        "source=me",
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"noted")))
    kept.types("attach", "F-1-I01", "-", "--method", "note", "--name", "note.txt")
    evidence = kept.asks("show", "F-1-I01")["evidence"]
    assert [(each["name"], each["size"]) for each in evidence] == [
        ("写真 1.jpg", 2),
        ("note.txt", 5),
    ]
    kept.types("attach", "F-1-I01", str(tmp_path / "none"), "--method", "note", code=5)
    kept.types("attach", "F-1-I01", str(tmp_path), "--method", "note", code=5)
    kept.types("attach", "F-1-I01", str(photo), "--method", "note", "method=photo", code=2)
    kept.types("attach", "F-1-I01", str(photo), code=4)
    kept.types("do", "F-1-I01", "finish", "result=good")
    seen = kept.types("do", "F-1", "retire", code=4)
    assert "F-1-I02  Inspection F-1-I02" in seen.err
    assert "F-1-I01  " not in seen.err


def test_lists(kept: Typist) -> None:
    kept.types("new", "item", "tag=G-1", "name=Globe", "price=7000")
    kept.types("new", "item", "tag=G-2", "name=Glass", "price=300")
    rows = kept.asks("list", "item", "--where", "has(case.price) && case.price > 5000")
    assert [row["key"] for row in rows["cases"]] == ["G-1"]
    assert rows["total"] == 1
    assert "1 of " in kept.types("list", "item", "--limit", "1").out
    seen = kept.types("list", "item", "--where", "case.prise > 1", code=3)
    assert "--> --where:1:6" in seen.err
    assert "Did you mean price?" in seen.err
    kept.types("list", "items", code=5)
    assert "Lend (lend)" in kept.types("todo").out
    assert "G-1" not in kept.types("todo", "--for", "P-3").out
    kept.types("todo", "--for", "P-9", code=5)
    assert "one of --for, --of" in kept.types("todo", "--for", "P-3", "--all", code=2).err
    assert "one of --for, --of" in kept.types("todo", "--of", "G-1", "--all", code=2).err


def test_the_same_request_again(kept: Typist) -> None:
    request = "01890a5d-ac96-774b-bcce-b302099a8057"
    words = ("new", "item", "tag=H-1", "name=Hat", "--request", request)
    first, second = kept.asks(*words), kept.asks(*words)
    assert second.pop("again")
    first.pop("again")
    assert first["position"] == second["position"]
    assert "answered before" in kept.types(*words).out
    kept.types("new", "item", "tag=H-2", "name=Hat", "--request", request, code=6)


def test_verify_doctor_lint_diagram(kept: Typist) -> None:
    verified = kept.asks("verify")
    assert verified["schema"] == "tadasu/verified/1"
    assert verified["simulated"]
    assert "never evidence" in kept.types("verify").out
    assert kept.asks("doctor")["schema"] == "tadasu/doctor/1"
    assert kept.asks("lint") == {"schema": "tadasu/lint/1", "problems": []}
    assert kept.types("diagram", "item").out.startswith("stateDiagram-v2\n")
    kept.types("new", "item", "tag=I-1", "name=Ink")
    assert kept.types("diagram", "I-1", "--svg").out.startswith("<svg ")
    assert kept.asks("diagram", "item")["form"] == "mermaid"
    kept.types("diagram", "nothing", code=5)


def test_who_what_where(kept: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.types("show", "Z-9", code=5)
    kept.types("set", "A-9", "name=x", "--as", "P-9", code=5)
    monkeypatch.delenv("TADASU_AS")
    assert "--as PERSON" in kept.types("set", "A-9", "name=x", code=2).err
    kept.types("show", "P-1", "--at", "yesterday", code=2)


def test_json_is_one_object_and_escapes_what_steers(kept: Typist) -> None:
    kept.types("new", "item", "tag=J-1", "name=a\x9bb\u202ec")
    seen = kept.types("show", "J-1", "--json")
    assert "\x9b" not in seen.out
    assert json.loads(seen.out)["label"] == "a\x9bb\u202ec"
    assert "\\x9b" in kept.types("show", "J-1").out
