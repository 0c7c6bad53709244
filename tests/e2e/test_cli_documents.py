"""Documents from the command line: issued, refused, known again in the record and in bundles."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.loan.typist import Seen, Typist, project

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
FORMS = """\
form: card
title: {en: Item card, ja: 備品カード}
of: item
number: F-3
edition: "4"
issue: {by: [keeper]}
main: true
parts: [{name: outline, facts: [key, name, price]}]
---
form: verdict
title: {en: Inspection note, ja: 点検票}
of: inspection
issue: {by: [keeper]}
parts: [{name: outline, facts: [question]}]
---
form: stock
title: {en: Stock, ja: 在庫}
parts: [{table: items, each: {i: all.item}, columns: [key]}]
---
workflow: item
"""


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TADASU_AS", "P-2")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "TADASU_LOG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    """A camera, and an inspection of it with evidence; P-2 keeps, P-3 only borrows."""
    typing = project(tmp_path / "p", ("item", "workflow: item\n", FORMS))
    typing.types("new", "item", "tag=EQ-1", "name=カメラ")
    typing.types("new", "inspection", "--parent", "EQ-1", "question=Lens?")
    Path("photo.jpg").write_bytes(b"photo")
    typing.types("attach", "EQ-1-I01", "photo.jpg", "method=photo")
    return typing


def told(seen: Seen) -> str:
    """What was seen, lines joined."""
    return " ".join((seen.out + seen.err).split())


def entries(typist: Typist) -> int:
    """Of the record."""
    size: int = typist.asks("verify")["size"]
    return size


def changed(file: str) -> str:
    """A copy of a file with one byte changed."""
    content = bytearray(Path(file).read_bytes())
    content[len(content) // 2] ^= 1
    other = Path(file).with_name(f"changed-{file}")
    other.write_bytes(content)
    return str(other)


def test_a_report_is_issued_and_known_again(typist: Typist) -> None:
    size = entries(typist)
    seen = typist.types("report", "EQ-1", "card.html", "--issue")
    assert "✓ card.html" in seen.out
    assert "Document issued" in seen.out
    assert f"from {size} entries" in seen.out

    known = told(typist.types("verify", "card.html"))
    assert f"card, edition 4, of EQ-1, issued by P-2 (keeper) on 2026-05-01, entry {size}" in known
    assert f"filled from {size} entries" in known
    assert "✓ card.html" in known
    assert "件の記録から作成" in told(typist.types("verify", "card.html", "--lang", "ja"))

    page = told(typist.types("show", "EQ-1"))
    assert "Documents issued card Item card card.html, en, edition 4 SHA-256" in page
    assert f"from {size} entries" in page
    assert "card(card.html)を発行" in told(typist.types("log", "EQ-1", "--lang", "ja"))
    typist.types("verify", "--law")


def test_data_of_an_issue(typist: Typist) -> None:
    size = entries(typist)
    made = typist.asks("form", "card", "EQ-1", "card.html", "--issue")
    assert (made["schema"], made["form"], made["size"]) == ("tadasu/document/1", "card", size)
    assert (made["issued"]["position"], made["issued"]["act"]["id"]) == (
        size,
        "document.issued/1",
    )
    looked = typist.asks("form", "card", "EQ-1", "look.html")
    assert looked["issued"] is None
    assert looked["size"] == size + 1

    verified = typist.asks("verify", "card.html")
    (known,) = verified["file"]["known"]
    assert verified["file"]["sha256"] == made["sha256"]
    assert (known["form"], known["edition"], known["entries"], known["fits"]) == (
        "card",
        "4",
        size,
        True,
    )
    (document,) = typist.asks("show", "EQ-1")["documents"]
    assert document["sha256"] == made["sha256"]
    assert (document["newest"], document["issuer"]["person"]) == (True, "P-2 Hanako")
    assert typist.asks("verify")["file"] is None


def test_who_may_not_is_refused_on_record_and_nothing_is_written(typist: Typist) -> None:
    size = entries(typist)
    seen = typist.types("report", "EQ-1", "card.html", "--issue", "--as", "P-3", code=4)
    assert "issue Item card of EQ-1" in seen.err
    assert not Path("card.html").exists()
    assert entries(typist) == size + 1
    refused = typist.asks("report", "EQ-1", "card.html", "--issue", "--as", "P-3", code=4)
    assert refused["error"] == "refusal"
    # Without --issue everybody may look.
    typist.types("report", "EQ-1", "card.html", "--as", "P-3")
    assert "does not know this file" in told(typist.types("verify", "card.html", code=7))


def test_only_documents_of_a_case_are_issued(typist: Typist) -> None:
    size = entries(typist)
    assert "about all cases" in typist.types("form", "stock", "s.html", "--issue", code=5).err
    assert "no form bill" in typist.types("form", "bill", "EQ-1", "s.html", "--issue", code=5).err
    assert "end its name" in typist.types("report", "EQ-1", "s.txt", "--issue", code=5).err
    typist.types("form", "--issue", code=2)
    typist.types("form", "card", "--placeholders", "--issue", code=2)
    wrong = typist.types("report", "EQ-1", "s.html", "--for", "P-1", code=2)
    assert "it goes with --issue" in wrong.err
    assert entries(typist) == size
    assert not Path("s.html").exists()


def test_the_same_request_writes_the_same_file(typist: Typist) -> None:
    words = ("report", "EQ-1", "--issue", "--request", ID)
    Path("taken.html").mkdir()
    size = entries(typist)
    lost = told(typist.types(*words, "taken.html", code=8))
    assert f"on record as issued (entry {size})" in lost
    assert f"--request {ID}" in lost
    typist.types("set", "EQ-1", "price=5")

    typist.types(*words, "card.html")
    again = typist.asks(*words, "other.html")
    assert again["issued"]["again"]
    assert (again["size"], entries(typist)) == (size, size + 2)
    assert Path("card.html").read_bytes() == Path("other.html").read_bytes()
    assert ">5<" not in Path("card.html").read_text("utf-8")
    typist.types("verify", "other.html")


def test_a_later_one_an_altered_one_and_evidence_are_told(typist: Typist) -> None:
    typist.types("report", "EQ-1", "one.html", "--issue")
    size = entries(typist)
    typist.types("report", "EQ-1", "two.html", "--issue")
    assert f"A later one was issued: entry {size}" in told(typist.types("verify", "one.html"))
    assert "その後、新しいものが発行されています" in told(
        typist.types("verify", "one.html", "--lang", "ja")
    )
    assert "later" not in told(typist.types("verify", "two.html"))
    assert "(a later one was issued)" in told(typist.types("show", "EQ-1"))

    lost = typist.types("verify", changed("one.html"), code=7)
    assert "✗ changed-one.html" in lost.out
    assert typist.asks("verify", "changed-one.html", code=7)["file"]["known"] == []
    photo = told(typist.types("verify", "--file", "photo.jpg"))
    assert "Evidence of EQ-1-I01 (“photo.jpg”), attached by P-2 (keeper)" in photo
    assert "can't be read" in typist.types("verify", "--file", "none.jpg", code=5).err
    assert "can't be read" in typist.types("verify", "none.html", code=5).err


def alone(bundle: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The verifier in a bundle, by itself."""
    asked = [sys.executable, "-I", str(Path(bundle) / "verify.py"), *words]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", [None, "EQ-1"])
@pytest.mark.parametrize("files", [True, False])
def test_a_bundle_knows_its_documents(
    typist: Typist, case: str | None, files: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    made = typist.asks("report", "EQ-1", "card.html", "--issue")
    part = ["--case", case] if case else []
    without = [] if files else ["--no-evidence"]
    exported = typist.asks("export", "out", *part, *without)
    assert exported["evidence"] == (2 if files else 0)
    held = Path("out") / "evidence" / made["sha256"]
    assert held.exists() == files
    if files:
        assert held.read_bytes() == Path("card.html").read_bytes()

    checked: Any = typist.asks("verify", "out", "--file", "card.html")
    (known,) = checked["file"]["known"]
    assert (known["case"], known["form"]) == ("EQ-1", "card")
    # Part of a log can't tell its roots.
    assert known["fits"] is (None if case else True)
    assert "✓ card.html" in typist.types("verify", "out", "--file", "card.html").out
    lost = typist.types("verify", "out", "--file", changed("card.html"), code=7)
    assert "does not know this file" in told(lost)
    typist.types("verify", "out", "--file", "none.html", code=5)

    by_itself = alone("out", "--file", "card.html")
    assert by_itself.returncode == 0, by_itself.stderr
    assert "card, edition 4, of EQ-1, issued by P-2 (keeper) on 2026-05-01" in by_itself.stdout
    japanese = alone("out", "--file", "photo.jpg", "--lang", "ja")
    assert "EQ-1-I01 の証跡(「photo.jpg」)" in japanese.stdout
    assert alone("out", "--file", "changed-card.html").returncode == 7
    assert alone("out", "--file", "none.html").returncode == 5


def test_a_document_altered_in_a_bundle_is_found(typist: Typist) -> None:
    made = typist.asks("report", "EQ-1", "card.html", "--issue")
    typist.types("export", "out")
    held = Path("out") / "evidence" / made["sha256"]
    held.write_bytes(held.read_bytes() + b" ")
    typist.types("verify", "out", "--file", "card.html", code=7)
    wrong = alone("out", "--file", "card.html")
    assert wrong.returncode == 7
    assert "issued by" not in wrong.stdout


@pytest.mark.parametrize(("kind", "extra"), [("docx", "docxtpl"), ("xlsx", "openpyxl")])
def test_own_forms_are_issued_too(typist: Typist, kind: str, extra: str) -> None:
    pytest.importorskip(extra)
    typist.types("form", "card", "--starter", f"own.{kind}")
    words = ("form", "card", "EQ-1", f"card.{kind}", "--template", f"own.{kind}", "--issue")
    typist.types(*words, "--as", "P-3", code=4)
    assert not Path(f"card.{kind}").exists()
    made = typist.asks(*words)
    (known,) = typist.asks("verify", f"card.{kind}")["file"]["known"]
    assert (known["form"], known["position"]) == ("card", made["issued"]["position"])
    assert "does not know this file" in told(typist.types("verify", f"own.{kind}", code=7))


def test_a_pdf_is_issued_and_known_by_its_bytes(typist: Typist) -> None:
    pytest.importorskip("typst")
    typist.types("report", "EQ-1", "card.pdf", "--issue")
    typist.types("verify", "card.pdf")
    assert "does not know this file" in told(typist.types("verify", changed("card.pdf"), code=7))


def test_a_case_as_it_was_has_the_documents_that_it_had(typist: Typist) -> None:
    size = entries(typist)
    typist.types("report", "EQ-1", "one.html", "--issue")
    typist.types("report", "EQ-1", "two.html", "--issue")
    now = typist.asks("show", "EQ-1")["documents"]
    then = typist.asks("show", "EQ-1", "--at", str(size))["documents"]
    assert [one["newest"] for one in now] == [False, True]
    assert [(one["name"], one["newest"]) for one in then] == [("one.html", True)]
