"""The journal: the log at rest, written by one at a time.

A writer locks the head first (BEGIN IMMEDIATE, or SELECT … FOR UPDATE), reads what the decision
needs, appends, and commits. So positions have no gaps and follow the order of the commits, and
"all are closed" cannot race with "a new one is open".
"""

from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import Self

from sqlalchemy import Engine

from tadasu.errors import Text, UnavailableError
from tadasu.store.complaints import told_plainly
from tadasu.store.creation import create_log, open_log
from tadasu.store.database import transaction
from tadasu.store.desk import Desk
from tadasu.store.line import Line
from tadasu.store.shelf import Box, Head, Shelf, StoredEntry

__all__ = ["Box", "Desk", "Head", "Journal", "Shelf", "StoredEntry"]


class Journal:
    """One log in one database; may be shared by threads."""

    def __init__(self, engine: Engine, log: str, *, reading: bool = False) -> None:
        self._engine = engine
        self._reading = reading
        self.log = log

    @classmethod
    def create(cls, url: str, log: str, application_role: str | None = None) -> Self:
        """The new, empty log `log`, as `create_log` makes it."""
        return cls(create_log(url, log, application_role), log)

    @classmethod
    def open(cls, url: str, log: str, *, reading: bool = False) -> Self:
        """The log `log`; UnavailableError where the database holds no such log of ours.

        Opened for `reading`, it takes nothing.
        """
        return cls(open_log(url, log, reading=reading), log, reading=reading)

    @contextmanager
    def writing(self) -> Generator[Desk]:
        """A desk for one transaction: committed at the end, undone by any exception.

        Where the commit itself raises UnavailableError, it may have happened: whoever asks again
        with the same request id learns it.
        """
        if self._reading:
            raise UnavailableError(
                Text(
                    en="The log was opened for reading; nothing can be written.",
                    ja="記録は読み取り専用で開いています。何も書き込めません。",
                )
            )
        with (
            told_plainly(self._engine),
            transaction(self._engine, writing=True) as connection,
            closing(Line(connection)) as line,
        ):
            yield Desk(line)
            if not connection.in_transaction():
                raise UnavailableError(
                    Text(
                        en="The transaction was undone. Nothing was written.",
                        ja="トランザクションは取り消されました。何も書き込んでいません。",
                    )
                )

    @contextmanager
    def reading(self) -> Generator[Shelf]:
        """A shelf as of one moment; readers and the writer do not wait for each other."""
        with (
            told_plainly(self._engine),
            transaction(self._engine, writing=False) as connection,
            closing(Line(connection)) as line,
        ):
            yield Shelf(line)

    def describe(self) -> str:
        """The database as a person may see it, without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
