"""The journal: the log at rest, written by one at a time.

A writer locks the head first (BEGIN IMMEDIATE, or SELECT … FOR UPDATE), reads what the decision
needs, appends, and commits. So positions have no gaps and follow the order of the commits, and
"all are closed" cannot race with "a new one is open".
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine, bindparam, insert, inspect, select, text, update

from tadasu.core.case import Case, Stamp, evolve
from tadasu.core.events import Event, ProcessAdopted
from tadasu.core.keeping import format_case
from tadasu.errors import ConflictError, Text, UnavailableError
from tadasu.ledger.canonical import NotCanonicalError
from tadasu.ledger.entry import EntryError, Statement, format_entry, format_statement
from tadasu.ledger.tree import Frontier, leaf_hash
from tadasu.store.database import APPLICATION_ID, open_engine, told_plainly
from tadasu.store.shelf import Head, Shelf, StoredEntry
from tadasu.store.tables import CASE, ENTRY, HEAD, META, SCHEMA
from tadasu.store.triggers import GRANTS, POSTGRESQL, SQLITE

__all__ = ["Desk", "Head", "Journal", "Shelf", "StoredEntry"]

_INSERT_ENTRY = insert(ENTRY)
_UPDATE_HEAD = update(HEAD).values(
    size=bindparam("new_size"),
    frontier=bindparam("new_frontier"),
    recorded_at=bindparam("new_recorded_at"),
    process=bindparam("new_process"),
)
_INSERT_CASE = insert(CASE)
_UPDATE_CASE = (
    update(CASE)
    .where(CASE.c.key == bindparam("of"))
    .values(
        state=bindparam("new_state"),
        due=bindparam("new_due"),
        version=bindparam("new_version"),
        body=bindparam("new_body"),
    )
)


class Desk(Shelf):
    """Where one writer works: everything a shelf has, as of the lock, and the pen."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, lock=True)

    def append(
        self, written: Sequence[tuple[Statement, Event]], recorded_at: str
    ) -> tuple[int, ...]:
        """Record the statements with their events, in order; their positions.

        Raises ConflictError where a version does not follow, UnavailableError where an entry
        would be too large.
        """
        frontier = self._frontier
        process = self.head.process
        rows: list[dict[str, object]] = []
        touched: dict[str, Case] = {}
        for statement, event in written:
            entry = _entry(statement, recorded_at)
            leaf = leaf_hash(entry)
            rows.append(_entry_row(statement, recorded_at, frontier.size, entry, leaf))
            frontier = frontier.append(leaf)
            case = self._fold(statement, event)
            if case is not None:
                touched[case.key] = case
            if isinstance(event, ProcessAdopted):
                process = event.digest
        self._connection.execute(_INSERT_ENTRY, rows)
        self._update_head(frontier, recorded_at, process)
        for case in touched.values():
            self._keep(case)
        return tuple(range(frontier.size - len(rows), frontier.size))

    def _fold(self, statement: Statement, event: Event) -> Case | None:
        before = self.case(statement.case) if statement.case else None
        version = before.version if before else statement.version - 1
        if statement.version != version + 1:
            raise ConflictError(
                Text(
                    en=f"{statement.case} has changed since. Run it again.",
                    ja=f"{statement.case} はその後変わりました。もう一度実行してください。",
                )
            )
        mark = Stamp(
            case=statement.case,
            version=statement.version,
            process=statement.process,
            at=statement.occurred_at,
            actor=str(statement.actor["id"]),
        )
        after = evolve(before, event, mark)
        if after is not None:
            self._kept[after.key] = after
        return after

    def _update_head(self, frontier: Frontier, recorded_at: str, process: str) -> None:
        params = {
            "new_size": frontier.size,
            "new_frontier": frontier.to_bytes(),
            "new_recorded_at": recorded_at,
            "new_process": process,
        }
        self._connection.execute(_UPDATE_HEAD, params)
        self._frontier = frontier
        self.head = Head(
            self.head.log, frontier.size, frontier.root.hex(), recorded_at, process
        )

    def _keep(self, case: Case) -> None:
        body = format_case(case)
        changing = {
            "of": case.key,
            "new_state": case.state,
            "new_due": case.due,
            "new_version": case.version,
            "new_body": body,
        }
        if self._connection.execute(_UPDATE_CASE, changing).rowcount:
            return
        ordinal = self.count(case.workflow, case.parent) + 1
        self._connection.execute(_INSERT_CASE, view_row(case, ordinal))


class Journal:
    """One log in one database."""

    def __init__(self, engine: Engine, log: str) -> None:
        self._engine = engine
        self.log = log

    @classmethod
    def create(cls, url: str, log: str, application_role: str | None = None) -> Self:
        """Make the tables for an empty log; in PostgreSQL with least rights for another role.

        Raises ConflictError where there is a log already.
        """
        with told_plainly():
            engine = open_engine(url, create=True)
            with engine.execution_options(writing=True).begin() as connection:
                _refuse_second(connection)
                META.create_all(connection)
                _guard(connection, application_role)
                connection.execute(
                    insert(HEAD),
                    {
                        "log": log,
                        "schema": SCHEMA,
                        "size": 0,
                        "frontier": b"",
                        "recorded_at": "",
                        "process": "",
                    },
                )
        return cls(engine, log)

    @classmethod
    def open(cls, url: str, log: str) -> Self:
        """The log of that name; UnavailableError where the database holds no such log."""
        with told_plainly():
            engine = open_engine(url)
            try:
                with engine.connect() as connection:
                    _check_ours(connection, log)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, log)

    @contextmanager
    def writing(self) -> Generator[Desk]:
        """A desk for one transaction: committed at the end, undone by any exception."""
        with told_plainly(), self._engine.connect() as connection:
            writer = connection.execution_options(writing=True)
            with writer.begin():
                yield Desk(writer)

    @contextmanager
    def reading(self) -> Generator[Shelf]:
        """A shelf as of one moment."""
        with told_plainly(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield Shelf(connection)

    def describe(self) -> str:
        """The database as a person may see it, without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def view_row(case: Case, ordinal: int) -> dict[str, object]:
    """A case as a row of its view; `ordinal` counts its siblings from 1."""
    return {
        "key": case.key,
        "workflow": case.workflow,
        "parent": case.parent or "",
        "ordinal": ordinal,
        "state": case.state,
        "due": case.due,
        "version": case.version,
        "body": format_case(case),
    }


def _entry(statement: Statement, recorded_at: str) -> bytes:
    try:
        return format_entry(format_statement(statement), recorded_at)
    except (EntryError, NotCanonicalError) as wrong:
        raise UnavailableError(
            Text(
                en=f"This can't be recorded: {wrong}. Put long texts into evidence files.",
                ja=f"記録できません({wrong})。長い文章は証跡ファイルにしてください。",
            )
        ) from wrong


def _entry_row(
    statement: Statement, recorded_at: str, position: int, entry: bytes, leaf: bytes
) -> dict[str, object]:
    return {
        "position": position,
        "id": statement.id,
        "case_key": statement.case,
        "version": statement.version,
        "kind": statement.kind,
        "recorded_at": recorded_at,
        "entry": entry,
        "leaf": leaf,
    }


def _refuse_second(connection: Connection) -> None:
    if inspect(connection).has_table(HEAD.name):
        raise ConflictError(
            Text(en="The database holds a log already.", ja="データベースにはすでに記録があります。")
        )
    if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise ConflictError(
            Text(
                en="The database file belongs to something else.",
                ja="このデータベースファイルは別のものです。",
            )
        )


def _guard(connection: Connection, application_role: str | None) -> None:
    if connection.dialect.name == "sqlite":
        statements = [*SQLITE, f"PRAGMA application_id={APPLICATION_ID}"]
    else:
        role = application_role
        quoted = connection.dialect.identifier_preparer.quote(role) if role else ""
        grants = [grant.format(role=quoted) for grant in GRANTS] if role else []
        statements = [*POSTGRESQL, *grants]
    for statement in statements:
        connection.execute(text(statement.replace(":", r"\:")))


def _check_ours(connection: Connection, log: str) -> None:
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if found != APPLICATION_ID:
            raise _foreign("the file is of another kind", "別の種類のファイルです")
    row = connection.execute(select(HEAD.c.log, HEAD.c.schema)).one_or_none()
    if row is None:
        raise _foreign("it holds no log", "記録がありません")
    if row.schema != SCHEMA:
        raise _foreign(
            f"its tables are of version {row.schema}, this tadasu knows {SCHEMA}",
            f"表の版は {row.schema} で、この tadasu が扱えるのは {SCHEMA} です",
        )
    if row.log != log:
        raise _foreign(f"it holds the log {row.log}, not {log}", f"{log} ではなく {row.log} の記録です")


def _foreign(en: str, ja: str) -> UnavailableError:
    return UnavailableError(
        Text(
            en=f"This database can't be used: {en}.", ja=f"このデータベースは使えません: {ja}。"
        )
    )
