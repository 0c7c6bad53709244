"""The line to the database: statements made once, spoken straight to the driver.

SQLAlchemy says what a statement is, in the database's own tongue, and holds connections and
transactions. Once a statement is words, the driver takes them as they are: taking them
through every layer again costs ten times what SQLite needs to answer.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from tadasu.store.complaints import translated

CHUNK = 500
"""Rows handed to the driver at a time."""

_NAMED = sqlite.dialect(paramstyle="named")

Params = Mapping[str, object]


class Prepared:
    """A statement, put into words once for each database; PostgreSQL may need another one."""

    def __init__(self, statement: ClauseElement, postgresql: ClauseElement | None = None) -> None:
        self._statements = {
            "sqlite": statement,
            "postgresql": statement if postgresql is None else postgresql,
        }
        self._words: dict[str, tuple[str, Params]] = {}

    def words(self, dialect: Dialect) -> tuple[str, Params]:
        """The statement in the tongue of `dialect`, and the parameters that never change."""
        name = dialect.name
        if name not in self._words:
            tongue = _NAMED if name == "sqlite" else dialect
            compiled = self._statements[name].compile(dialect=tongue)
            given = (compiled.params or {}).items()
            fixed = {key: value for key, value in given if value is not None}
            self._words[name] = (str(compiled), fixed)
        return self._words[name]


class Line:
    """One connection inside its transaction; complaints arrive as errors of ours."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect
        self._complaints: type[Exception] = connection.dialect.loaded_dbapi.Error
        self._cursor: Any = connection.connection.cursor()

    def ask(self, question: Prepared, params: Params) -> list[Any]:
        """All rows of the answer."""
        self.do(question, params)
        rows: list[Any] = self._cursor.fetchall()
        return rows

    def ask_one(self, question: Prepared, params: Params) -> Any:
        """The only row of the answer, or None."""
        self.do(question, params)
        return self._cursor.fetchone()

    def pages(self, question: Prepared, params: Params, size: int, *names: str) -> Iterator[Any]:
        """The rows of the answer, asked for page by page of `size`.

        The first columns of each row are the parameters `names`, by which the next page begins.
        """
        while True:
            page = self.ask(question, params)
            yield from page
            if len(page) < size:
                return
            params = {**params, **dict(zip(names, page[-1], strict=False))}

    def texts(self, texts: Sequence[str]) -> object:
        """A list of texts as one parameter."""
        return json.dumps(texts) if self._dialect.name == "sqlite" else list(texts)

    def do(self, statement: Prepared, params: Params) -> None:
        """Do it."""
        words, fixed = statement.words(self._dialect)
        try:
            self._cursor.execute(words, {**fixed, **params} if fixed else params)
        except self._complaints as wrong:
            raise translated(wrong) from wrong

    def do_all(self, statement: Prepared, rows: Sequence[Params]) -> None:
        """Do it for each of `rows`, in order."""
        if not rows:
            return
        if len(rows) == 1:
            self.do(statement, rows[0])
            return
        words, _ = statement.words(self._dialect)
        try:
            for start in range(0, len(rows), CHUNK):
                self._cursor.executemany(words, rows[start : start + CHUNK])
        except self._complaints as wrong:
            raise translated(wrong) from wrong

    def undo(self) -> None:
        """Roll the transaction back and hang up."""
        self._connection.rollback()
        self.close()

    def close(self) -> None:
        """Hang up: what is said from now on, outside any transaction, is not heard."""
        self._cursor.close()
