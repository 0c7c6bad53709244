"""Every attack of the tables is carried out, and noticed by whom the tables name; by nobody else.

SECURITY.md shows the same tables, row by row.
"""

import sqlite3
from pathlib import Path

import pytest

from tadasu.errors import TamperError
from tadasu.office.workspace import DATABASE_VARIABLE
from tests.tamper import record_attacks
from tests.tamper.keyholders import signed_by_another
from tests.tamper.record_attacks import NOT, REFUSED, Attack, Noticed
from tests.tamper.scene import SIZE, Scene, scene
from tests.tamper.watching import noticed, step
from tests.unit.store.places import Database

PAGE = Path(__file__).parents[2] / "SECURITY.md"
HEAD = "| what is done | with | `verify` | `--law` | `--trust` | older checkpoint | witness |"


@pytest.fixture
def place(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A signed project that nobody has touched yet."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    return scene(tmp_path, database)


def test_without_an_attack_everybody_is_content(place: Scene) -> None:
    assert noticed(place) == Noticed(NOT, NOT, NOT, NOT, NOT)
    assert step(place, law=True, trust=True, kept=True) == NOT


@pytest.mark.parametrize("attack", record_attacks.ATTACKS, ids=lambda one: one.do.__name__)
def test_an_attack_on_the_record_is_noticed_as_the_table_says(
    place: Scene, attack: Attack
) -> None:
    if attack.noticed.verify == REFUSED:
        with pytest.raises((sqlite3.Error, pytest.importorskip("psycopg").Error)):
            attack.do(place)
        assert noticed(place) == Noticed(NOT, NOT, NOT, NOT, NOT)
        return
    attack.do(place)
    assert noticed(place) == attack.noticed
    if attack.noticed.kept != NOT:
        assert step(place, kept=True) != NOT


def test_a_checkpoint_by_another_key_is_not_handed_out(place: Scene) -> None:
    place.seal()
    newest = place.checkpoints / f"{SIZE}.note"
    newest.write_bytes(signed_by_another(place, SIZE).encode())
    with pytest.raises(TamperError, match="no key that is known here"):
        place.seal()


def test_security_md_shows_the_same_table() -> None:
    assert table(HEAD) == [one.row for one in record_attacks.ATTACKS]


def table(head: str) -> list[str]:
    """The rows under a head in SECURITY.md."""
    lines = PAGE.read_text("utf-8").splitlines()
    start = lines.index(head) + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return rows
