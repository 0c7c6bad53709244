"""Bad places: locked, full, read-only, foreign, vanished, out of reach; told plainly."""

import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tadasu.errors import ConflictError, UnavailableError
from tadasu.store.journal import Journal
from tadasu.store.tables import SCHEMA
from tests.databases import Server, running_server
from tests.unit.store import places
from tests.unit.store.hardship import impatient, is_bilingual, little_room, powerless, tell
from tests.unit.store.pen import LOG, amended, begun, opened, verified, write
from tests.unit.store.places import Database

database = places.database


@pytest.fixture
def place() -> Iterator[Path]:
    """A file to be in a folder that everybody may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="log-"))
    folder.chmod(0o755)
    yield folder / "log.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def url(place: Path) -> str:
    return f"sqlite:///{place}"


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Somebody else holds the lock."""
    other = Journal.open(database.url, LOG)
    with other.writing():
        yield
    other.close()


def test_a_locked_log_is_a_conflict_and_waits_no_longer(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    impatient(journal)
    with locked(database):
        with pytest.raises(ConflictError) as told:
            write(journal, amended("B-1", 2))
        # Whoever only reads isn't held up.
        assert verified(journal).size == 2
    assert is_bilingual(told.value)
    assert write(journal, amended("B-1", 2)) == (2,)
    journal.close()


def test_a_file_that_another_program_locked(tmp_path: Path) -> None:
    place = tmp_path / "log.db"
    journal = begun(url(place), LOG, opened("B-1"))
    impatient(journal)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ConflictError):
            write(journal, amended("B-1", 2))
        other.execute("ROLLBACK")
    assert verified(journal).size == 2
    journal.close()


def _fill(journal: Journal) -> None:
    for number in range(2, 1_000):
        write(journal, opened(f"B-{number}"))


def test_a_full_database_keeps_what_it_has(tmp_path: Path) -> None:
    journal = begun(url(tmp_path / "log.db"), LOG, opened("B-1"))
    tell(journal, "PRAGMA max_page_count = 20")
    with pytest.raises(UnavailableError, match="full") as told:
        _fill(journal)
    assert is_bilingual(told.value)
    size = verified(journal).size
    assert size > 2
    tell(journal, "PRAGMA max_page_count = 100000")
    assert write(journal, amended("B-1", 2)) == (size,)
    journal.close()


def test_a_full_disk_keeps_what_it_has(tmp_path: Path) -> None:
    place = tmp_path / "log.db"
    journal = begun(url(place), LOG, opened("B-1"))
    with little_room(200_000), pytest.raises(UnavailableError) as told:
        _fill(journal)
    assert is_bilingual(told.value)
    size = verified(journal).size
    assert size > 2
    assert write(journal, amended("B-1", 2)) == (size,)
    journal.close()


def test_a_log_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    with little_room(20_000), pytest.raises(UnavailableError):
        Journal.create(url(tmp_path / "log.db"), LOG)
    assert list(tmp_path.iterdir()) == []
    Journal.create(url(tmp_path / "log.db"), LOG).close()


def test_a_read_only_file_can_be_read(place: Path) -> None:
    begun(url(place), LOG, opened("B-1")).close()
    place.chmod(0o444)
    place.parent.chmod(0o777)  # where the write-ahead log may be
    with powerless():
        journal = Journal.open(url(place), LOG)
        assert verified(journal).size == 2
        with pytest.raises(UnavailableError, match="Nothing was written") as told:
            write(journal, amended("B-1", 2))
        journal.close()
    assert is_bilingual(told.value)


def test_a_read_only_folder_is_told_plainly(place: Path) -> None:
    begun(url(place), LOG, opened("B-1")).close()
    place.chmod(0o444)
    place.parent.chmod(0o555)
    with powerless(), pytest.raises(UnavailableError) as told:
        write(Journal.open(url(place), LOG), amended("B-1", 2))
    assert is_bilingual(told.value)
    with powerless(), pytest.raises(UnavailableError) as told:
        Journal.create(url(place.parent / "new.db"), LOG)
    assert is_bilingual(told.value)
    assert [path.name for path in place.parent.iterdir()] == ["log.db"]


def _text(place: Path) -> None:
    place.write_text("This is a letter, and long enough to be taken for a header. " * 20)


def _foreign(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE head (log TEXT, schema INT)")
        connection.execute("INSERT INTO head VALUES ('library.example.jp/loans', 1)")
        connection.commit()


def _empty(place: Path) -> None:
    place.touch()


def _folder(place: Path) -> None:
    place.mkdir()


@pytest.mark.parametrize(
    "make", [_text, _foreign, _empty, _folder], ids=lambda make: make.__name__
)
def test_what_is_not_ours_is_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    place = tmp_path / "log.db"
    make(place)
    before = place.read_bytes() if place.is_file() else None
    with pytest.raises(UnavailableError) as told:
        Journal.open(url(place), LOG)
    assert is_bilingual(told.value)
    with pytest.raises(ConflictError) as refused:
        Journal.create(url(place), LOG)
    assert is_bilingual(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["log.db"]
    assert (place.read_bytes() if place.is_file() else None) == before


def test_a_damaged_header_is_told_plainly(tmp_path: Path) -> None:
    place = tmp_path / "log.db"
    begun(url(place)).close()
    place.write_bytes(b"\xff" * 4096 + place.read_bytes()[4096:])
    with pytest.raises(UnavailableError) as told:
        Journal.open(url(place), LOG)
    assert is_bilingual(told.value)


@pytest.mark.parametrize("name", ["log.db", "gone/log.db"])
def test_opening_never_makes_anything(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnavailableError) as told:
        Journal.open(url(tmp_path / name), LOG)
    assert is_bilingual(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_log_cannot_be_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as told:
        Journal.create(url(tmp_path / "gone" / "log.db"), LOG)
    assert is_bilingual(told.value)


def test_an_empty_place_holds_no_log(database: Database) -> None:
    with pytest.raises(UnavailableError) as told:
        Journal.open(database.url, LOG)
    assert is_bilingual(told.value)


def test_a_log_is_made_once_and_opened_by_its_own_name(database: Database) -> None:
    begun(database.url).close()
    with pytest.raises(ConflictError) as twice:
        Journal.create(database.url, "other.example")
    with pytest.raises(UnavailableError, match=r"not other\.example") as other:
        Journal.open(database.url, "other.example")
    assert is_bilingual(twice.value)
    assert is_bilingual(other.value)
    journal = Journal.open(database.url, LOG)
    assert verified(journal).size == 1
    journal.close()


def test_tables_of_a_newer_tadasu_are_left_alone(database: Database) -> None:
    begun(database.url).close()
    database.ask("UPDATE head SET schema = schema + 1")
    with pytest.raises(UnavailableError, match=f"version {SCHEMA + 1}") as told:
        Journal.open(database.url, LOG)
    assert is_bilingual(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:secret@localhost/d",
        "postgresql+nodriver://u:secret@localhost/d",
        "sqlite://",
        "",
        "://",
        "log.db",
    ],
    ids=["mysql", "driver", "memory", "nothing", "marks", "path"],
)
def test_what_is_no_address_of_a_log(address: str) -> None:
    with pytest.raises(UnavailableError) as told:
        Journal.open(address, LOG)
    assert is_bilingual(told.value)
    assert "secret" not in told.value.text.en + told.value.text.ja


def test_a_vanished_file_is_not_there_any_more(tmp_path: Path) -> None:
    place = tmp_path / "log.db"
    journal = begun(url(place), LOG, opened("B-1"))
    journal.close()
    place.unlink()
    with pytest.raises(UnavailableError) as told:
        write(journal, amended("B-1", 2))
    assert is_bilingual(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_down_and_comes_back() -> None:
    with running_server() as server:
        address = server.url(server.new_schema())
        journal = begun(address, LOG, opened("B-1"))
        # As when the machine loses its power, but for the disk's own memory.
        server.stop(signal.SIGKILL)
        for attempt in (
            lambda: write(journal, amended("B-1", 2)),
            lambda: verified(journal),
            lambda: Journal.open(address, LOG),
        ):
            with pytest.raises(UnavailableError) as told:
                attempt()
            assert is_bilingual(told.value)
            assert "server" in told.value.text.en
        server.start()
        assert verified(journal).size == 2
        assert write(journal, amended("B-1", 2)) == (2,)
        server.stop()
        server.start()
        # The pool's connection is dead; nobody needs to know.
        assert write(journal, amended("B-1", 3)) == (3,)
        journal.close()


def test_a_full_server_is_told_plainly(postgresql: Server) -> None:
    database = places.served(postgresql)
    journal = begun(database.url, LOG, opened("B-1"))
    database.break_down("BEFORE UPDATE ON head", "53100")
    with pytest.raises(UnavailableError, match="full") as told:
        write(journal, amended("B-1", 2))
    assert is_bilingual(told.value)
    assert verified(journal).size == 2
    journal.close()
