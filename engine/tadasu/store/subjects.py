"""The keys to what is sealed, one for each person: kept apart, and gone for good when destroyed.

With SQLite they lie in a file of their own beside the log's, so that long-lived copies of the log
need not hold them; with PostgreSQL in a table that dumps can leave out. Who keeps copies of them
for ever can erase nobody.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, select

from tadasu.errors import TadasuError
from tadasu.store.complaints import told_plainly
from tadasu.store.database import make_file, open_engine, sqlite_file, transaction
from tadasu.store.tables import APART, SUBJECT_KEY

FILE = "subjects.db"
"""The name of the file, beside the log's."""

_OWNER_ONLY = 0o600
_CLEANED = ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
_SWEPT = "VACUUM FULL subject_key"


class SubjectKeys:
    """Keys by the person whom they seal."""

    def __init__(self, url: str, path: Path | None) -> None:
        self._url = url
        self._path = path
        """The SQLite file; None on a server."""
        self._opened: Engine | None = None

    @classmethod
    def beside(cls, url: str) -> Self:
        """Those of the log at `url`; nothing is opened or made yet."""
        path = sqlite_file(url)
        if path is None:
            return cls(url, None)
        apart = path.with_name(FILE)
        return cls(f"sqlite:///{apart}", apart)

    def find(self, subjects: Collection[str]) -> dict[str, bytes]:
        """The keys of those of `subjects` that have one."""
        if not subjects or (self._path is not None and not self._path.exists()):
            return {}
        with told_plainly(self._engine), transaction(self._engine, writing=False) as connection:
            return _found(connection, subjects)

    def obtain(self, subjects: Collection[str], make: Callable[[], bytes]) -> dict[str, bytes]:
        """The keys of `subjects`, each made where there is none; they are kept when this ends."""
        keys = self.find(subjects)
        missing = sorted(set(subjects) - set(keys))
        if not missing:
            return keys
        self._make_file()
        with told_plainly(self._engine), transaction(self._engine, writing=True) as connection:
            keys = _found(connection, subjects)
            for subject in missing:
                if subject not in keys:
                    keys[subject] = make()
                    row = {"subject": subject, "key": keys[subject]}
                    connection.execute(insert(SUBJECT_KEY), row)
        return keys

    def destroy(self, subject: str) -> bool:
        """Throw a key away, and what the database may still hold of it.

        Whether the server could be swept too: only the owner of the table may do that.
        """
        if subject not in self.find([subject]):
            return True
        with told_plainly(self._engine), transaction(self._engine, writing=True) as connection:
            connection.execute(delete(SUBJECT_KEY).where(SUBJECT_KEY.c.subject == subject))
        return self._sweep()

    def close(self) -> None:
        """Let go of the database."""
        if self._opened is not None:
            self._opened.dispose()

    @property
    def _engine(self) -> Engine:
        if self._opened is None:
            self._opened = open_engine(self._url)
        return self._opened

    def _make_file(self) -> None:
        if self._path is None:
            return
        if not self._path.exists():
            make_file(self._path, _OWNER_ONLY)
        with told_plainly(self._engine), transaction(self._engine, writing=True) as connection:
            APART.create_all(connection)

    def _sweep(self) -> bool:
        statements = _CLEANED if self._path is not None else (_SWEPT,)
        with suppress(TadasuError), told_plainly(self._engine):
            with self._engine.connect().execution_options(
                isolation_level="AUTOCOMMIT"
            ) as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement)
            return True
        return False


def _found(connection: Connection, subjects: Collection[str]) -> dict[str, bytes]:
    asked = select(SUBJECT_KEY.c.subject, SUBJECT_KEY.c.key)
    rows = connection.execute(asked.where(SUBJECT_KEY.c.subject.in_(list(subjects))))
    return {subject: bytes(key) for subject, key in rows}
