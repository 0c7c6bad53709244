"""After an erasure: nothing readable in the database, its log, the views, our log or a bundle."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tadasu.office.exporting import export
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import DATABASE_VARIABLE, Workspace
from tadasu.store.rebuild import rebuild_views
from tests.unit.office import privacy
from tests.unit.office.desk import library
from tests.unit.office.privacy import NAMES, SAID
from tests.unit.office.signers import sound
from tests.unit.store.places import Database

SECRETS = (NAMES["M-9"], *SAID)


@pytest.fixture
def root(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in which M-9 was talked with, and left."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    root = tmp_path / "project"
    privacy.found(root)
    with library(root) as workspace:
        privacy.people(workspace)
        privacy.talked(workspace)
    return root


@pytest.fixture
def operators(root: Path) -> Iterator[io.StringIO]:  # noqa: ARG001 - the founding is no concern
    """What operators read."""
    heard = io.StringIO()
    with structlog.testing.capture_logs() as lines:
        yield heard
        heard.write(repr(lines))


def kept(root: Path, database: Database) -> bytes:
    """Every byte that the machine keeps: the project, a SQLite file and what lies beside it.

    Of a server the files of its tables; its own write-ahead log is its owner's concern.
    """
    places = [root.parent]
    if database.server is not None:
        database.ask("CHECKPOINT")
        places.append(database.server.folder / "data" / "base")
    files = (path for place in places for path in sorted(place.rglob("*")) if path.is_file())
    return b"".join(path.read_bytes() for path in files)


def found_in(content: bytes, *texts: str) -> list[str]:
    """The texts that can be read in some bytes."""
    return [text for text in texts if text.encode() in content]


def test_nothing_readable_lies_at_rest_even_before(root: Path, database: Database) -> None:
    assert found_in(kept(root, database), *SECRETS) == []


def test_the_key_is_destroyed_to_the_last_byte(root: Path, database: Database) -> None:
    with library(root) as workspace:
        key = workspace.subjects.find(["M-9"])["M-9"]
        other = workspace.subjects.find(["M-2"])["M-2"]
        assert key in kept(root, database)
        privacy.erase(workspace)
        assert workspace.subjects.find(["M-9"]) == {}
        assert key not in kept(root, database)
        assert other in kept(root, database)


def test_views_made_anew_and_bundles_hold_nothing(root: Path, tmp_path: Path) -> None:
    with library(root) as workspace:
        privacy.erase(workspace)
        rebuild_views(workspace.journal)
        sound(workspace)
        reveal = ["member.name", "talk.said", "talk.voice", "talk.summary", "talk.note"]
        answer = export(workspace, tmp_path / "later", reveal=reveal)
        assert answer.openings == 2
    bundle = b"".join(p.read_bytes() for p in (tmp_path / "later").rglob("*") if p.is_file())
    assert found_in(bundle, *SECRETS, NAMES["M-2"]) == [NAMES["M-2"]]


def test_an_earlier_bundle_reveals_what_was_chosen_and_no_more(root: Path, tmp_path: Path) -> None:
    with library(root) as workspace:
        assert export(workspace, tmp_path / "closed").openings == 0
        answer = export(workspace, tmp_path / "said", reveal=["talk.said"])
        assert answer.openings == 2
    for name, readable in (("closed", []), ("said", list(SAID[:2]))):
        bundle = b"".join(p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file())
        assert found_in(bundle, *SECRETS) == readable


def test_operators_read_nothing_personal(root: Path, operators: io.StringIO) -> None:
    with library(root) as workspace:
        privacy.erase(workspace)
    assert found_in(operators.getvalue().encode(), *SECRETS) == []


def test_boxes_without_their_key_stay_closed(root: Path) -> None:
    """A copy of the log that was put back brings no value back: its key is gone."""
    with library(root) as workspace:
        with workspace.journal.reading() as shelf:
            sealed = [
                str(one)
                for stored in shelf.entries()
                for one in stored.entry.statement.sealed.values()
            ]
            boxes = shelf.boxes(sealed)
        privacy.erase(workspace)
        own = {one: box for one, box in boxes.items() if box.subject == "M-9"}
        assert len(own) == len(SAID) + 2
        with workspace.journal.writing() as desk:
            assert desk.boxes(list(own)) == {}
            desk.seal(own)
        assert readable(workspace, list(own)) == []


def readable(workspace: Workspace, commitments: list[str]) -> list[str]:
    """Those that can be opened."""
    with workspace.journal.reading() as shelf:
        return list(Openings(shelf, workspace.subjects).find(commitments))
