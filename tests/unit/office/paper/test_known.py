"""Documents that were issued, known again: in a project, in bundles, by the bundle's verifier."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tadasu.bundle.archive import open_bundle
from tadasu.bundle.check import check_bundle
from tadasu.bundle.known import UNKNOWN, Known, told_of
from tadasu.errors import NotFoundError
from tadasu.ledger.trust import Trust
from tadasu.office.acts import Acts
from tadasu.office.exporting import export
from tadasu.office.knowing import is_document, known, known_in
from tadasu.office.workspace import Workspace
from tadasu_cli.run import run
from tests.unit.bundle.shelf import repacked
from tests.unit.office.paper import slips
from tests.unit.office.paper.slips import LOAN, issue

LOST = 7


@pytest.fixture
def lent(tmp_path: Path) -> Iterator[Workspace]:
    with slips.lent(tmp_path / "project") as workspace:
        yield workspace


def one(held: tuple[Known, ...]) -> Known:
    [found] = held
    return found


def test_what_is_told_of_a_document(lent: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "slip.html"
    given = issue(lent, file)
    held = known(lent, file)

    assert (held.sha256, held.sound) == (given.sha256, True)
    document = one(held.known)
    assert (document.fits, document.later, document.behalf) == (True, None, None)
    [told] = told_of(document)
    assert told.en == (
        f"slip, edition 2, of {LOAN}, issued by M-2 (reader) on {document.at[:10]}, "
        f"entry {document.position}; filled from {given.size} entries."
    )
    assert told.ja.startswith(f"{LOAN} の slip(第 2 版)。M-2(reader) が ")


def test_what_was_only_looked_at_or_is_not_there_is_not_known(
    lent: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "slip.html").write_bytes(b"a slip")
    assert not known(lent, tmp_path / "slip.html").sound
    with pytest.raises(NotFoundError):
        known(lent, tmp_path / "none.html")


def test_evidence_is_known_too(lent: Workspace, tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"photo")
    Acts(lent, "M-2").attach(LOAN, BytesIO(b"photo"), "a.jpg", {"method": "photo"})
    attached = one(known(lent, tmp_path / "b.jpg").known)
    assert (attached.kind, attached.fits) == ("evidence.attached/1", None)
    [told] = told_of(attached)
    assert "a.jpg" in told.en
    assert "M-2" in told.ja


def test_an_earlier_one_says_where_the_later_is(lent: Workspace, tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in ("old.html", "new.html", "other.html"))
    issue(lent, old)
    issue(lent, other, "M-1", form="notice")
    Acts(lent, "M-1").set(LOAN, {"condition": "good"})
    later = issue(lent, new).issued
    assert later is not None
    was, now, aside = (one(known(lent, file).known) for file in (old, new, other))
    assert (was.later, was.later_language) == (later.position, "ja")
    assert f"entry {later.position} (ja)" in told_of(was)[-1].en
    assert (now.later, aside.later) == (None, None)


def test_in_whose_name_it_was_issued_is_told() -> None:
    document = Known(
        position=7,
        at="2026-06-01T00:00:00Z",
        kind="document.issued/1",
        case=LOAN,
        person="M-3",
        role="staff",
        name="a.pdf",
        behalf="M-1",
        form="slip",
        fits=True,
    )
    [told] = told_of(document)
    assert f"slip of {LOAN}, issued by M-3 for M-1 (staff)" in told.en
    assert "M-3(M-1 の代理、staff)" in told.ja


def test_bundles_and_their_own_verifier_know_it(lent: Workspace, tmp_path: Path) -> None:
    file, stranger = tmp_path / "slip.html", tmp_path / "b.html"
    given = issue(lent, file)
    stranger.write_bytes(file.read_bytes() + b" ")
    whole = export(lent, tmp_path / "bundle").file
    part = export(lent, tmp_path / "part.zip", case="B-001").file
    bare = export(lent, tmp_path / "bare.zip", evidence=False).file
    assert (whole / "evidence" / given.sha256).read_bytes() == file.read_bytes()
    for bundle, fits in ((whole, True), (bare, True), (part, None)):
        document = one(known_in(bundle, file).known)
        assert (document.form, document.fits) == ("slip", fits)
        assert any("can't be told" in text.en for text in told_of(document)) == (fits is None)
        assert not known_in(bundle, stranger).sound

    def alone(held: Path, *words: str) -> tuple[int, str]:
        asked = [sys.executable, "-I", str(whole / "verify.py"), "--file", str(held), *words]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert not done.stderr
        return done.returncode, done.stdout

    code, told = alone(file)
    assert code == 0
    assert f"✓ {file}" in told
    assert f"slip, edition 2, of {LOAN}, issued by M-2 (reader)" in told
    code, told = alone(stranger, "--lang", "ja")
    assert code == LOST
    assert UNKNOWN.ja in told


def test_of_a_bundle_that_is_wrong_no_file_is_known(
    lent: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slip.html"
    given = issue(lent, file)
    bundle = export(lent, tmp_path / "out.zip").file
    swapped = repacked(bundle, {f"evidence/{given.sha256}": b"another paper"})
    assert run(["--lang", "en", "verify", str(swapped), "--file", str(file)]) == LOST
    said = capsys.readouterr().out
    assert "✗ 7" in said
    assert "issued by" not in said
    without = repacked(bundle, {f"evidence/{given.sha256}": None})
    report = check_bundle(open_bundle(without), Trust())
    assert report.steps[6].state == "unchecked"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_command_issues_and_knows_again(
    lent: Workspace, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slip.html"
    begin = ["--project", str(lent.root), "--lang", lang]
    issued = [*begin, "--as", "M-2", "report", LOAN, str(file), "--form", "slip", "--issue"]
    assert run(issued) == 0
    assert {"en": "Document issued", "ja": "文書を発行しました"}[lang] in capsys.readouterr().out
    assert run([*begin, "verify", str(file)]) == 0
    said = capsys.readouterr().out
    assert {"en": "issued by M-2 (reader)", "ja": "M-2(reader) が"}[lang] in said
    assert run([*begin, "--json", "verify", "--file", str(file)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"]["known"][0]["form"] == "slip"

    file.write_bytes(file.read_bytes() + b"\n")
    assert run([*begin, "verify", str(file)]) == LOST
    assert UNKNOWN.to("ja" if lang == "ja" else "en")[:20] in capsys.readouterr().out


def test_what_is_a_document_and_what_a_bundle(tmp_path: Path) -> None:
    names = ("a.pdf", "a.xlsx", "a.jpg", "noend")
    for name in (*names, "out.zip"):
        (tmp_path / name).write_bytes(b"PK" if name.endswith(("zip", "xlsx")) else b"x")
    (tmp_path / "packed").write_bytes(b"PK")
    (tmp_path / "folder.pdf").mkdir()
    assert all(is_document(tmp_path / name) for name in (*names, "gone.pdf"))
    for name in ("out.zip", "packed", "folder.pdf", "gone", "gone.zip"):
        assert not is_document(tmp_path / name)
