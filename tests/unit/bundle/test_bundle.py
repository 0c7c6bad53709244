"""What is exported verifies; whatever is changed in it is found, and named."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tadasu.bundle.archive import Bundle, BundleError, open_bundle
from tadasu.bundle.check import check_bundle
from tadasu.bundle.given import sort_out
from tadasu.bundle.report import Report
from tadasu.bundle.standalone import standalone
from tadasu.errors import ConflictError, NotFoundError
from tadasu.ledger.spoken import Spoken
from tadasu.ledger.trust import Trust
from tadasu.office.exporting import export
from tests.unit.bundle.shelf import Changed, bundle_of, repacked, trust_of
from tests.unit.office.desk import library

FLIPS = 4
"""Bits that are flipped in each file."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    bundle_of(folder)
    with library(folder) as workspace:
        export(workspace, folder / "part.zip", case="B-001")
        export(workspace, folder / "open")
        export(workspace, folder / "hashes.zip", evidence=False)
    return folder


def states(report: Report) -> str:
    return "".join(step.state[0] for step in report.steps)


def checked(bundle: Bundle, trust: Trust | None = None) -> Report:
    return check_bundle(bundle, trust or Trust())


def test_without_anything_of_ones_own_nothing_is_wrong_and_little_proved(root: Path) -> None:
    report = checked(open_bundle(root / "out.zip"))
    assert states(report) == "vvuuuuvvv"
    assert report.state == "unchecked"
    assert len(report.unproven) == 4


def test_with_the_log_s_key_and_a_checkpoint_more_is_verified(root: Path) -> None:
    bundle = open_bundle(root / "out.zip")
    given = sort_out(bundle)
    kept = Spoken(given.size, given.checkpoint.root[:10])
    trust = Trust(keys=trust_of(root).keys, checkpoints=[kept])
    assert states(checked(bundle, trust)) == "vvvvuuvvv"


def test_a_key_of_another_log_is_no_key_of_this_one(root: Path, tmp_path: Path) -> None:
    bundle_of(tmp_path)
    report = checked(open_bundle(root / "out.zip"), trust_of(tmp_path))
    assert (report.state, report.steps[-1].number) == ("wrong", 3)


def test_a_checkpoint_from_outside_finds_another_history(root: Path) -> None:
    bundle = open_bundle(root / "out.zip")
    for kept in (Spoken(4, bytes(10)), Spoken(10**6, bytes(10))):
        report = checked(bundle, Trust(checkpoints=[kept]))
        assert (report.state, report.steps[-1].number) == ("wrong", 4)


def test_the_same_record_gives_the_same_bytes(root: Path) -> None:
    with library(root) as workspace:
        again = export(workspace, root / "again.zip").file
    assert again.read_bytes() == (root / "out.zip").read_bytes()


def test_folder_and_zip_hold_the_same(root: Path) -> None:
    packed, lying = open_bundle(root / "out.zip"), open_bundle(root / "open")
    assert packed.names == lying.names
    assert all(packed.read(name) == lying.read(name) for name in packed.names)


def test_a_part_has_whole_cases_with_proofs(root: Path) -> None:
    bundle = open_bundle(root / "part.zip")
    assert states(checked(bundle)) == "vvuuuuvvv"
    given = sort_out(bundle)
    assert 0 < len(given.positions()) <= given.size
    assert any("part" in text.en for text in checked(bundle).unproven)


def test_evidence_may_stay_at_home(root: Path) -> None:
    report = checked(open_bundle(root / "hashes.zip"))
    assert report.steps[6].state == "unchecked"
    assert not [name for name in open_bundle(root / "hashes.zip").names if "evidence/" in name]


@pytest.mark.parametrize("name", ["out.zip", "part.zip"])
def test_any_bit_that_is_flipped_in_a_file_is_found(root: Path, name: str) -> None:
    bundle = open_bundle(root / name)
    for file in bundle.names:
        content = bundle.read(file)
        for at, flipped in _flipped(content, FLIPS):
            report = checked(Changed(bundle, {file: flipped}))
            assert report.state == "wrong", (file, at)
            assert report.steps[-1].detail.en
            assert report.steps[-1].detail.ja


def test_any_bit_that_is_flipped_in_the_zip_itself_is_found(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "flipped.zip"
    for at, flipped in _flipped((root / "out.zip").read_bytes(), 60):
        target.write_bytes(flipped)
        with suppress(BundleError):
            assert checked(open_bundle(target)).state == "wrong", at


@pytest.mark.parametrize("ending", [b"", b"\0", b"PK"])
def test_nothing_hides_behind_the_zip(root: Path, tmp_path: Path, ending: bytes) -> None:
    content = (root / "out.zip").read_bytes()
    for changed in (content + ending + b"x", b"x" + content, content[:-1]):
        target = tmp_path / "more.zip"
        target.write_bytes(changed)
        with pytest.raises(BundleError):
            open_bundle(target)


@pytest.mark.parametrize("name", ["../up", "/up", "a//b", ".hidden", "con\0", "a\\b", "あ"])
def test_odd_names_are_refused(tmp_path: Path, name: str) -> None:
    target = tmp_path / "odd.zip"
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(name or "x", b"1")
    with pytest.raises(BundleError):
        open_bundle(target)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    target = tmp_path / "bomb.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("checkpoint", bytes(50_000_000))
    with pytest.raises(BundleError, match="compressed"):
        open_bundle(target)


def test_links_are_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root / "out.zip")
    with pytest.raises(BundleError, match="no plain file"):
        open_bundle(tmp_path)


@pytest.mark.parametrize("change", ["gone", "more", "swapped"])
def test_files_that_are_missing_or_more_are_named(root: Path, change: str) -> None:
    bundle = open_bundle(root / "out.zip")
    files: dict[str, dict[str, bytes | None]] = {
        "gone": {"events.jsonl": None},
        "more": {"notes.txt": b"hello"},
        "swapped": {"allowed_signers": bundle.read("events.jsonl")},
    }
    report = checked(Changed(bundle, files[change]))
    assert (report.state, report.steps[-1].number) == ("wrong", 1)
    assert next(iter(files[change])) in report.steps[-1].detail.en


def test_events_are_cloudevents(root: Path) -> None:
    lines = open_bundle(root / "out.zip").read("events.jsonl").decode().splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["sequence"] for event in events] == [str(n) for n in range(len(events))]
    needed = {"specversion", "id", "source", "type"}
    assert all(needed <= set(event) and event["specversion"] == "1.0" for event in events)


def test_what_is_there_is_not_overwritten(root: Path) -> None:
    with library(root) as workspace:
        with pytest.raises(ConflictError):
            export(workspace, root / "out.zip")
        with pytest.raises(NotFoundError):
            export(workspace, root / "none.zip", case="B-999")
    assert not (root / "none.zip").exists()
    assert not list(root.glob("*.unfinished"))


def test_the_file_in_the_bundle_says_the_same(root: Path, tmp_path: Path) -> None:
    found = _alone(root / "open" / "verify.py")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.count("✓ ") == 5
    wrong = repacked(root / "out.zip", {"checkpoint": b"no\n"})
    assert _alone(root / "open" / "verify.py", str(wrong)).returncode == 7
    trust = tmp_path / "mine.txt"
    trust.write_text("nonsense", "utf-8")
    assert _alone(root / "open" / "verify.py", "--trust", str(trust)).returncode == 5


def test_the_file_needs_only_the_standard_library_to_begin(root: Path) -> None:
    """Without `cryptography` it checks all but signatures, and says so."""
    blocked = "import sys; sys.modules['cryptography'] = None; "
    run = "import runpy; sys.argv = ['verify.py']; runpy.run_path(FILE, run_name='__main__')"
    file = str(root / "open" / "verify.py")
    words = [sys.executable, "-I", "-c", blocked + run.replace("FILE", repr(file))]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert "cryptography" in found.stdout


def test_the_file_is_the_same_every_time() -> None:
    assert standalone() == standalone()


def _flipped(content: bytes, count: int) -> Iterator[tuple[int, bytes]]:
    """The content with one bit changed, at places spread over all of it, the ends among them."""
    last = len(content) - 1
    for at in sorted({last * n // max(count - 1, 1) for n in range(count if content else 0)}):
        yield at, content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]


def _alone(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-I", str(file), *words]
    return subprocess.run(asked, capture_output=True, text=True, check=False)
