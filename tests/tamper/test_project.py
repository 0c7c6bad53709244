"""Attacks on a whole project, found and named by `verify`; and those that only a receipt shows."""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tadasu.errors import TamperError
from tadasu.ledger.tree import Frontier
from tadasu.office.acts import Acts
from tadasu.office.answers import Receipt, Verified
from tadasu.office.inspection import verify
from tadasu.office.workspace import DATABASE_VARIABLE, RECORD
from tadasu.store.rebuild import rebuild_views
from tests.unit.office.desk import FOUNDED, found, library, stocked
from tests.unit.store import places
from tests.unit.store.hardship import is_bilingual
from tests.unit.store.places import Database

database = places.database

STOCKED = FOUNDED + 4
"""Entries of the library."""


@pytest.fixture
def root(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a loan and a piece of evidence."""
    root = tmp_path / "project"
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    stocked(root)
    with library(root) as workspace:
        photo = BytesIO(b"photo")
        Acts(workspace, "M-2").attach("B-001-L1", photo, "a.jpg", {"method": "photo"})
    assert checked(root).size == STOCKED
    return root


def checked(root: Path) -> Verified:
    """The project, verified."""
    with library(root) as workspace:
        return verify(workspace, lambda _done, _of: None)


def named(root: Path, step: str) -> str:
    """What verification says, in English, at the step where it stops."""
    with pytest.raises(TamperError) as caught:
        checked(root)
    assert caught.value.step == step
    assert is_bilingual(caught.value)
    return caught.value.text.en


def evidence(root: Path) -> Path:
    """The file that is evidence; the other is the process."""
    (path,) = (path for path in vault(root) if path.read_bytes() == b"photo")
    return path


def document(root: Path) -> Path:
    """The process document."""
    (path,) = (path for path in vault(root) if path.read_bytes() != b"photo")
    return path


def vault(root: Path) -> list[Path]:
    """What lies in the vault."""
    return [path for path in (root / RECORD / "evidence").rglob("*") if path.is_file()]


def _remove(path: Path) -> None:
    path.unlink()


def _alter(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def _swap_for_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/null")


ATTACKS = pytest.mark.parametrize(
    "attack", [_remove, _alter, _swap_for_a_link], ids=["removed", "altered", "linked"]
)


@ATTACKS
@pytest.mark.parametrize("which", [evidence, document], ids=["evidence", "process"])
def test_a_file_is_named_by_its_digest(
    root: Path, attack: Callable[[Path], None], which: Callable[[Path], Path]
) -> None:
    path = which(root)
    digest = path.parent.name + path.name
    attack(path)
    assert digest in named(root, "vault")


def test_the_whole_vault_is_gone(root: Path) -> None:
    shutil.rmtree(root / RECORD / "evidence")
    named(root, "vault")


def test_files_that_no_entry_tells_of_are_harmless(root: Path) -> None:
    with library(root) as workspace:
        workspace.vault.put(BytesIO(b"an act that was never recorded"))
    (root / RECORD / "evidence" / ".unfinished-x").write_bytes(b"killed")
    assert checked(root).size == STOCKED


def test_a_case_that_is_shown_otherwise_is_named(root: Path, database: Database) -> None:
    database.ask("UPDATE case_view SET state = 'back' WHERE key = 'B-001-L1'")
    assert "B-001-L1" in named(root, "views")


def test_a_body_that_says_otherwise_is_named(root: Path, database: Database) -> None:
    database.ask("UPDATE case_view SET body = replace(body, 'M-2', 'M-1') WHERE key = 'B-001-L1'")
    assert "B-001-L1" in named(root, "views")


def test_a_case_that_is_hidden_is_named(root: Path, database: Database) -> None:
    database.ask("DELETE FROM case_view WHERE key = 'M-2'")
    assert "M-2" in named(root, "views")


def test_a_record_of_another_project_is_refused(
    root: Path, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE)
    other = tmp_path / "other"
    found(other)
    with library(other) as workspace, workspace.journal.reading() as shelf:
        foreign = next(shelf.rows())
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    # A genuine entry of a log of the same name, with its own true hash, in another's place.
    entry, leaf = database.blob(foreign.entry), database.blob(foreign.leaf)
    database.tamper(
        f"UPDATE entry SET entry = {entry}, leaf = {leaf}, id = '{foreign.id}' "  # noqa: S608
        "WHERE position = 0"
    )
    named(root, "10")


def rewind(database: Database, root: Path, size: int) -> None:
    """Cut the tail off and mend everything that tells of it: an older copy put back."""
    with library(root) as workspace:
        frontier = Frontier()
        with workspace.journal.reading() as shelf:
            rows = list(shelf.rows())[:size]
        for row in rows:
            frontier = frontier.append(row.leaf)
        nodes = database.blob(frontier.to_bytes())
        database.tamper(
            f"DELETE FROM entry WHERE position >= {size}",  # noqa: S608
            f"UPDATE head SET size = {size}, frontier = {nodes}, "  # noqa: S608
            f"recorded_at = '{rows[-1].recorded_at}'",
        )
        rebuild_views(workspace.journal)


def agrees(root: Path, receipt: Receipt) -> bool:
    """Whether the record is the one that the receipt was given for: it, or a later state of it."""
    with library(root) as workspace, workspace.journal.reading() as shelf:
        if shelf.head.size < receipt.size:
            return False
        frontier = Frontier()
        for row in shelf.rows():
            if row.position < receipt.size:
                frontier = frontier.append(row.leaf)
        return frontier.root.hex() == receipt.root


def test_what_only_a_receipt_shows(root: Path, database: Database) -> None:
    """Cut off and mended, the record is a good record of an earlier day: nothing inside is wrong.

    `verify` says so among what it does not prove. A receipt that somebody kept shows it.
    """
    with library(root) as workspace:
        receipt = Acts(workspace, "M-1").set("B-001", {"pages": "300"})
    assert agrees(root, receipt)
    rewind(database, root, STOCKED)
    verified = checked(root)
    assert verified.size == STOCKED
    assert any("cut the end off" in text.en for text in verified.unproven)
    assert not agrees(root, receipt)
    # Nor do other entries in their place help: the root is over every byte.
    with library(root) as workspace:
        Acts(workspace, "M-1").set("B-001", {"pages": "301"})
        Acts(workspace, "M-1").set("B-001", {"pages": "302"})
    assert checked(root).size == STOCKED + 2
    assert not agrees(root, receipt)


def test_a_record_that_only_grew_agrees_with_every_receipt(root: Path) -> None:
    receipts = []
    for pages in range(300, 305):
        with library(root) as workspace:
            receipts.append(Acts(workspace, "M-1").set("B-001", {"pages": str(pages)}))
    assert all(agrees(root, receipt) for receipt in receipts)
