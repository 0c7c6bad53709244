"""Attacks on what is sealed: nobody reads another value, and nothing vanishes without a word."""

from pathlib import Path

import pytest

from tadasu.office.workspace import DATABASE_VARIABLE
from tests.unit.office import privacy
from tests.unit.office.desk import library
from tests.unit.office.signers import sound
from tests.unit.store.places import Database


@pytest.fixture
def root(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that talked with people."""
    root = tmp_path / "project"
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    privacy.found(root)
    with library(root) as workspace:
        privacy.people(workspace)
        privacy.talked(workspace)
    assert told(root) == ""
    return root


def told(root: Path) -> str:
    """What verification says of values that it can't open."""
    with library(root) as workspace:
        texts = sound(workspace).unproven
    return " ".join(text.en for text in texts if "sealed values" in text.en)


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM sealed WHERE subject = 'M-9'",
        "UPDATE sealed SET subject = 'M-1' WHERE subject = 'M-9'",
        "UPDATE sealed SET box = (SELECT min(box) FROM sealed)",
    ],
    ids=["destroyed", "another-s", "exchanged"],
)
def test_values_that_were_made_unreadable_are_told(
    root: Path, database: Database, attack: str
) -> None:
    database.ask(attack)
    assert "can't be opened here (no erasure is on record)" in told(root)


def test_keys_that_vanished_are_told(root: Path, database: Database) -> None:
    if database.place is not None:
        database.place.with_name("subjects.db").unlink()
    else:
        database.ask("DELETE FROM subject_key")
    assert "no erasure is on record" in told(root)


def test_an_erasure_is_told_with_its_name(root: Path) -> None:
    with library(root) as workspace:
        privacy.erase(workspace)
    assert "erasures on record: M-9" in told(root)
