"""Checkpoints: when they are made, what they are signed with, and what stops them."""

import os
from pathlib import Path

import pytest

from tadasu.errors import ConflictError, RefusalError, TamperError, UnavailableError
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.note import open_note
from tadasu.ledger.spoken import format_spoken, parse_spoken
from tadasu.ledger.vkey import parse_vkey
from tadasu.office.acts import Acts
from tadasu.office.comparison import Kept, read_kept, read_trust
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.sealing import rekey, seal
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import FOUNDED, found, library, stocked
from tests.unit.office.renaming import ADOPTING

MILESTONE = PROCESS.replace("  return:\n", "  return:\n    checkpoint: true\n", 1)
RETURN = {"condition": "good", "counter": "1"}


def notes(root: Path) -> list[str]:
    """The files of checkpoints."""
    return sorted(path.name for path in (root / "record" / "checkpoints").glob("*"))


def checked(root: Path, *kept: Kept, trust: Path | None = None) -> int:
    """How many checkpoints verification compared."""
    with library(root) as workspace:
        keys = read_trust(trust).keys if trust else ()
        found = verify(workspace, lambda _done, _of: None, kept, keys)
    return {check.number: check.count for check in found.checks}[5]


def test_a_founding_is_signed(tmp_path: Path) -> None:
    receipt = found(tmp_path)
    assert notes(tmp_path) == [f"{FOUNDED}.note"]
    assert receipt.signed == receipt.spoken
    assert receipt.notices == ()
    assert parse_spoken(receipt.spoken).size == FOUNDED
    key = tmp_path / "keys" / "log.pem"
    assert key.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    if os.name != "nt":
        assert key.stat().st_mode & 0o777 == 0o600


def test_a_receipt_names_the_record_after_its_act(tmp_path: Path) -> None:
    found(tmp_path)
    with library(tmp_path) as workspace:
        receipt = Acts(workspace, "M-1").new("book", None, {"title": "門"})
        checkpoint = Checkpoint(workspace.project.log, receipt.size, bytes.fromhex(receipt.root))
    assert receipt.spoken == format_spoken(checkpoint)
    assert receipt.signed != receipt.spoken
    assert parse_spoken(receipt.signed or "").size == FOUNDED


def test_the_first_act_of_a_day_is_signed(tmp_path: Path) -> None:
    found(tmp_path)
    # By the project's zone: still the first of June, in Japan, and then no longer.
    for at, size, made in (
        ("2026-06-01T14:59:00+00:00", FOUNDED + 1, False),
        ("2026-06-01T15:01:00+00:00", FOUNDED + 2, True),
        ("2026-06-02T14:59:00+00:00", FOUNDED + 3, False),
    ):
        with library(tmp_path, at) as workspace:
            receipt = Acts(workspace, "M-1").new("book", None, {"title": at})
        assert receipt.size == size
        assert (receipt.signed == receipt.spoken) is made
        assert (f"{size}.note" in notes(tmp_path)) is made
    assert checked(tmp_path) == 2


def test_a_milestone_is_signed(tmp_path: Path) -> None:
    stocked(tmp_path, MILESTONE)
    with library(tmp_path) as workspace:
        assert parse_spoken(Acts(workspace, "M-1").set("B-001", {"pages": "3"}).signed or "").size
        receipt = Acts(workspace, "M-1").do("B-001-L1", "return", RETURN)
    assert receipt.signed == receipt.spoken
    assert notes(tmp_path) == [f"{FOUNDED}.note", f"{receipt.size}.note"]


def test_without_the_key_an_act_succeeds_and_says_so_where_it_was_due(tmp_path: Path) -> None:
    stocked(tmp_path, MILESTONE)
    (tmp_path / "keys" / "log.pem").rename(tmp_path / "elsewhere.pem")
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        assert acts.set("B-001", {"pages": "3"}).notices == ()
        receipt = acts.do("B-001-L1", "return", RETURN)
        assert Looks(workspace).show("B-001-L1").state.id == "back"
        (notice,) = receipt.notices
        assert "log.pem" in notice.en
        assert "log.pem" in notice.ja
        with pytest.raises(UnavailableError, match=r"log\.pem"):
            seal(workspace)
    with library(tmp_path, "2026-07-01T09:00:00+09:00") as workspace:
        acts = Acts(workspace, "M-1")
        assert len(acts.set("B-001", {"pages": "4"}).notices) == 1
        assert acts.set("B-001", {"pages": "5"}).notices == ()
        # Whoever has it makes up for it with the next act of the day.
        (tmp_path / "elsewhere.pem").rename(tmp_path / "keys" / "log.pem")
        receipt = acts.set("B-001", {"pages": "6"})
    assert receipt.signed == receipt.spoken


def test_another_key_than_the_log_names_signs_nothing(tmp_path: Path) -> None:
    stocked(tmp_path / "one")
    stocked(tmp_path / "other")
    key = "keys/log.pem"
    (tmp_path / "one" / key).write_bytes((tmp_path / "other" / key).read_bytes())
    with (
        library(tmp_path / "one") as workspace,
        pytest.raises(UnavailableError, match="not the one"),
    ):
        seal(workspace)
    (tmp_path / "one" / key).write_bytes(b"no key")
    with (
        library(tmp_path / "one") as workspace,
        pytest.raises(UnavailableError, match="no Ed25519 key"),
    ):
        seal(workspace)


def test_it_is_made_on_demand_and_once(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        signed = seal(workspace)
        assert seal(workspace) == signed
        assert parse_spoken(signed.spoken).size == signed.size == FOUNDED + 3
        anchor = workspace.anchors.newest()
        assert anchor is not None
        keys = [parse_vkey(one.vkey) for one in signed.vouchers]
        assert len(open_note(anchor.note, keys)) == len(keys)
    assert signed.file == Path("record/checkpoints") / f"{signed.size}.note"


def test_the_log_changes_its_key_on_record(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        before = seal(workspace)
        with pytest.raises(RefusalError):
            rekey(workspace, "M-2")
        position = rekey(workspace, "M-1")
        after = seal(workspace)
        assert (position, after.size) == (before.size, before.size + 1)
        assert {one.vkey for one in before.vouchers}.isdisjoint(one.vkey for one in after.vouchers)
        assert Looks(workspace).log()[-1].kind == "log.keyed/1"
    assert checked(tmp_path) == 3
    assert len(list((tmp_path / "keys").glob("log-*.pem"))) == 1
    # A checkpoint of the time after, signed with the key of the time before, is none.
    trust = tmp_path / "keys.txt"
    trust.write_text("# of the year before\n\n" + before.vouchers[0].vkey + "\n")
    with pytest.raises(TamperError, match="signed by no key"):
        checked(tmp_path, trust=trust)
    trust.write_text(after.vouchers[0].vkey + "\n")
    assert checked(tmp_path, trust=trust) == 3


def test_a_kept_checkpoint_is_compared(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        signed = seal(workspace)
        receipt = Acts(workspace, "M-1").set("B-001", {"pages": "3"})
    kept = tmp_path / "kept.note"
    kept.write_bytes((tmp_path / signed.file).read_bytes())
    for word in (receipt.spoken, receipt.spoken.lower(), signed.spoken, str(kept)):
        checked(tmp_path, read_kept(word))
    trust = tmp_path / "keys.txt"
    trust.write_text(signed.vouchers[0].vkey)
    checked(tmp_path, read_kept(str(kept)), trust=trust)
    other = found(tmp_path / "other")
    for word, why in (
        (other.spoken, "another root"),
        (format_spoken(Checkpoint("", 99, bytes(32))), "tells of 99"),
        (str(tmp_path / "other" / "record" / "checkpoints" / f"{FOUNDED}.note"), "another root"),
    ):
        with pytest.raises(TamperError, match=why) as caught:
            checked(tmp_path, read_kept(word))
        assert caught.value.step == "7"


@pytest.mark.parametrize("word", ["", "nowhere.note", "7-AAAA", "tadasu.yaml"])
def test_what_is_no_checkpoint_is_not_compared(tmp_path: Path, word: str) -> None:
    from tadasu.errors import NotFoundError  # noqa: PLC0415

    found(tmp_path)
    shown = str(tmp_path / word) if word.endswith(".yaml") else word
    with pytest.raises(NotFoundError):
        read_kept(shown)
    with pytest.raises(NotFoundError):
        read_trust(tmp_path / "tadasu.yaml")


def test_verification_tells_what_a_kept_checkpoint_leaves_open(tmp_path: Path) -> None:
    receipt = found(tmp_path)
    with library(tmp_path) as workspace:

        def unproven(*words: str) -> str:
            kept = [read_kept(word) for word in words]
            told = verify(workspace, lambda _done, _of: None, kept).unproven
            return " ".join(text.en for text in told)

        assert "cut the end off" in unproven()
        assert "cut" not in unproven(receipt.spoken)
        newer = Acts(workspace, "M-1").new("book", None, {"title": "門"})
        assert f"after the first {FOUNDED} of {newer.size}" in unproven(receipt.spoken)
        assert "cut" not in unproven(receipt.spoken, newer.spoken)


def test_a_checkpoint_file_that_is_altered_is_named(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        path = tmp_path / seal(workspace).file
    text = path.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    stripped = "".join(lines[:-1])
    for bad, why in (
        (text.replace("— ", "- "), "damaged"),
        (text[:-6] + "AAA=\n", "does not fit|damaged"),
        (stripped, "missing"),
    ):
        path.write_text(bad, "utf-8")
        with pytest.raises(TamperError, match=why):
            checked(tmp_path)
    path.write_text(text, "utf-8")
    assert checked(tmp_path) == 2
    path.rename(path.with_name("9.note"))
    with pytest.raises(TamperError, match="damaged"):
        checked(tmp_path)
    # Nor is anything written beside a checkpoint that nobody can read.
    with library(tmp_path) as workspace, pytest.raises(TamperError):
        Acts(workspace, "M-1").set("B-001", {"pages": "3"})


def test_real_keys_lie_outside_the_project(tmp_path: Path) -> None:
    found(tmp_path, simulated=False)
    assert not (tmp_path / "keys").exists()
    folder = Path(os.environ["TADASU_KEYS"]) / "library.example.jp+loans"
    assert (folder / "log.pem").is_file()
    with Workspace.open(tmp_path) as workspace:
        assert seal(workspace).size == FOUNDED


def test_a_log_that_runs_ahead_stops_the_writer(tmp_path: Path) -> None:
    stocked(tmp_path / "one")
    found(tmp_path / "other")
    with library(tmp_path / "one") as workspace:
        ahead = tmp_path / "one" / seal(workspace).file
    place = tmp_path / "other" / "record" / "checkpoints"
    (place / ahead.name).write_bytes(ahead.read_bytes())
    with library(tmp_path / "other") as workspace:
        with pytest.raises(ConflictError, match="tadasu restore"):
            Acts(workspace, "M-1").new("book", None, {"title": "門"})
        assert len(Looks(workspace).log()) == FOUNDED
