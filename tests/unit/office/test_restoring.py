"""Restoring: writing stops behind a checkpoint until somebody says what happened."""

import shutil
from pathlib import Path

import pytest

from tadasu.errors import ConflictError, RefusalError, TamperError
from tadasu.office.acts import Acts
from tadasu.office.comparison import read_kept
from tadasu.office.inspection import doctor, verify
from tadasu.office.looks import Looks
from tadasu.office.restoring import restore
from tadasu.office.sealing import seal
from tadasu.office.workspace import Workspace
from tests.integration.test_journal_failures import LostError, losing
from tests.unit.office.desk import FOUNDED, library, stocked
from tests.unit.office.renaming import ADOPTING

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
WHY = "Disk failure; three entries are lost."


@pytest.fixture
def fallen(tmp_path: Path) -> Path:
    """A library whose database is of yesterday, beside the checkpoints of today."""
    root = tmp_path / "project"
    stocked(root, ADOPTING)
    with library(root) as workspace:
        seal(workspace)
    backup = shutil.copytree(root / "record", tmp_path / "backup")
    with library(root) as workspace:
        for pages in ("1", "2", "3"):
            Acts(workspace, "M-1").set("B-001", {"pages": pages})
            seal(workspace)
    shutil.copy(backup / "log.db", root / "record" / "log.db")
    for leftover in (root / "record").glob("log.db-*"):
        leftover.unlink()
    return root


def files(root: Path, folder: str = ".") -> list[int]:
    """The sizes of the checkpoints in their folder."""
    found = (root / "record" / "checkpoints" / folder).glob("*.note")
    return sorted(int(path.stem) for path in found)


def told(workspace: Workspace) -> str:
    """What verification remarks."""
    return " ".join(text.en for text in verify(workspace, lambda _done, _of: None).remarks)


def test_nothing_is_written_and_all_say_why(fallen: Path) -> None:
    with library(fallen) as workspace:
        with pytest.raises(ConflictError, match="tadasu restore"):
            Acts(workspace, "M-1").set("B-001", {"pages": "9"})
        with pytest.raises(ConflictError, match="tadasu restore"):
            Acts(workspace, "M-2").do("B-001", "discard", {})
        assert len(Looks(workspace).log()) == FOUNDED + 3
        with pytest.raises(TamperError, match="tells of"):
            told(workspace)
    symptom = next(one for one in doctor(fallen) if one.what.en == "checkpoint")
    assert symptom.state == "error"


def test_a_restoration_is_on_record_and_work_goes_on(fallen: Path) -> None:
    with library(fallen) as workspace:
        receipt = restore(workspace, "M-1", WHY)
        assert receipt.position == FOUNDED + 3
        assert receipt.signed == receipt.spoken
        assert files(fallen) == [FOUNDED, FOUNDED + 3, FOUNDED + 4]
        assert files(fallen, "lost") == [FOUNDED + 4, FOUNDED + 5, FOUNDED + 6]
        Acts(workspace, "M-1").set("B-001", {"pages": "9"})
        assert WHY in told(workspace)
        assert f"of {FOUNDED + 6} entries" in told(workspace)
        line = Looks(workspace).log()[FOUNDED + 3]
        assert (line.kind, line.actor, line.role) == ("log.restored/1", "M-1", "staff")
        assert WHY in line.what.en
        with pytest.raises(ConflictError, match="nothing to restore"):
            restore(workspace, "M-1", WHY)


def test_a_lost_checkpoint_is_still_missed_by_whoever_kept_it(fallen: Path) -> None:
    kept = fallen / "record" / "checkpoints" / f"{FOUNDED + 6}.note"
    elsewhere = fallen.parent / "kept.note"
    shutil.copy(kept, elsewhere)
    with library(fallen) as workspace:
        restore(workspace, "M-1", WHY)
        for pages in ("7", "8", "9"):
            Acts(workspace, "M-1").set("B-001", {"pages": pages})
        with pytest.raises(TamperError) as caught:
            verify(workspace, lambda _done, _of: None, [read_kept(str(elsewhere))])
    assert caught.value.step == "7"


def test_who_may_not_does_not(fallen: Path) -> None:
    with library(fallen) as workspace:
        with pytest.raises(RefusalError):
            restore(workspace, "M-2", WHY)
        assert files(fallen, "lost") == []
        with pytest.raises(ConflictError):
            Acts(workspace, "M-1").set("B-001", {"pages": "9"})


@pytest.mark.parametrize("written", [False, True], ids=["lost", "unheard"])
@pytest.mark.parametrize("request_id", [None, ID])
def test_it_may_be_asked_for_again(fallen: Path, request_id: str | None, *, written: bool) -> None:
    with library(fallen) as workspace:
        with pytest.raises(LostError), losing(workspace.journal, written=written):
            restore(workspace, "M-1", WHY, request_id)
        assert files(fallen, "lost") == []
        receipt = restore(workspace, "M-1", WHY, request_id)
        assert receipt.again is (written and request_id is not None)
        assert len(files(fallen, "lost")) == 3
        assert [line.kind for line in Looks(workspace).log()].count("log.restored/1") == 1


def test_a_checkpoint_set_aside_by_hand_is_named(fallen: Path) -> None:
    folder = fallen / "record" / "checkpoints"
    (folder / "lost").mkdir()
    for size in range(FOUNDED + 4, FOUNDED + 7):
        (folder / f"{size}.note").rename(folder / "lost" / f"{size}.note")
    with (
        library(fallen) as workspace,
        pytest.raises(TamperError, match="no restoration is on record"),
    ):
        told(workspace)


def test_another_history_of_the_same_length_stops_the_writer_too(fallen: Path) -> None:
    folder = fallen / "record" / "checkpoints"
    for size in (FOUNDED + 5, FOUNDED + 6):
        (folder / f"{size}.note").unlink()
    aside = folder / f"{FOUNDED + 4}.note"
    aside.rename(fallen / "aside.note")
    with library(fallen) as workspace:
        Acts(workspace, "M-1").set("B-001", {"pages": "77"})
        (fallen / "aside.note").rename(aside)
        with pytest.raises(ConflictError):
            Acts(workspace, "M-1").set("B-001", {"pages": "78"})
        restore(workspace, "M-1", WHY)
        assert files(fallen, "lost") == [FOUNDED + 4]
        Acts(workspace, "M-1").set("B-001", {"pages": "78"})
        told(workspace)


def test_an_older_checkpoint_of_another_history_stops_the_signing(fallen: Path) -> None:
    folder = fallen / "record" / "checkpoints"
    other = folder / f"{FOUNDED + 4}.note"
    for size in (FOUNDED + 5, FOUNDED + 6):
        (folder / f"{size}.note").unlink()
    other.rename(fallen / "aside.note")
    with library(fallen) as workspace:
        for pages in ("7", "8"):
            Acts(workspace, "M-1").set("B-001", {"pages": pages})
        (fallen / "aside.note").rename(other)
        # Nothing tells a writer yet; whoever signs hashes everything anew.
        Acts(workspace, "M-1").set("B-001", {"pages": "9"})
        with pytest.raises(TamperError, match="another root"):
            seal(workspace)
        restore(workspace, "M-1", WHY)
        assert seal(workspace).size == FOUNDED + 7
