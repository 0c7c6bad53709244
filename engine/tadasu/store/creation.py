"""A log's beginning: tables, triggers, rights, and a head of nothing. And what is ours to open."""

from sqlalchemy import Connection, Engine, insert, inspect, select

from tadasu.errors import ConflictError, Text, UnavailableError
from tadasu.store.complaints import told_plainly
from tadasu.store.database import make_file, open_engine, remove_file, sqlite_file, transaction
from tadasu.store.tables import APART, HEAD, META, SCHEMA
from tadasu.store.triggers import GRANTS, POSTGRESQL, SQLITE


def create_log(url: str, log: str, application_role: str | None = None) -> Engine:
    """An engine on the new, empty log `log`; all of it is made, or nothing.

    In PostgreSQL the tables belong to whoever asks; `application_role` may then read, append and
    keep the views, and no more. Raises ConflictError where there is something already,
    UnavailableError where the database can't serve.
    """
    path = sqlite_file(url)
    if path is not None:
        make_file(path)
    engine = None
    try:
        engine = open_engine(url)
        with told_plainly(engine), transaction(engine, writing=True) as connection:
            _refuse_second(connection)
            META.create_all(connection)
            if path is None:
                APART.create_all(connection)
            _guard(connection, application_role)
            connection.execute(insert(HEAD), _nothing(log))
    except BaseException:
        if engine is not None:
            engine.dispose()
        if path is not None:
            remove_file(path)
        raise
    return engine


def open_log(url: str, log: str, *, reading: bool = False) -> Engine:
    """An engine on the log `log`, or UnavailableError where the database does not hold it."""
    engine = open_engine(url, reading=reading)
    try:
        with told_plainly(engine), engine.connect() as connection:
            _check_ours(connection, log)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _nothing(log: str) -> dict[str, object]:
    return {
        "log": log,
        "schema": SCHEMA,
        "size": 0,
        "frontier": b"",
        "recorded_at": "",
        "process": "",
    }


def _refuse_second(connection: Connection) -> None:
    if set(META.tables) & set(inspect(connection).get_table_names()):
        raise ConflictError(
            Text(
                en="The database holds a log already, or tables of the same names.",
                ja="データベースには、すでに記録か、同じ名前の表があります。",
            )
        )


def _guard(connection: Connection, application_role: str | None) -> None:
    if connection.dialect.name == "sqlite":
        for statement in SQLITE:
            connection.exec_driver_sql(statement)
        return
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema = quote(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    for statement in POSTGRESQL:
        connection.exec_driver_sql(statement.replace("{schema}", schema))
    if application_role is not None:
        for grant in GRANTS:
            connection.exec_driver_sql(grant.format(schema=schema, role=quote(application_role)))


def _check_ours(connection: Connection, log: str) -> None:
    rows = connection.execute(select(HEAD.c.log, HEAD.c.schema)).all()
    if len(rows) != 1:
        raise _unfit("it holds no log", "記録がありません")
    (found,) = rows
    if found.schema != SCHEMA:
        raise _unfit(
            f"its tables are of version {found.schema}, and this tadasu knows {SCHEMA}",
            f"表の版が {found.schema} で、この tadasu が扱えるのは {SCHEMA} です",
        )
    if found.log != log:
        raise _unfit(
            f"it holds the log {found.log}, not {log}", f"{log} ではなく {found.log} の記録です"
        )


def _unfit(en: str, ja: str) -> UnavailableError:
    return UnavailableError(
        Text(en=f"This database can't be used: {en}.", ja=f"このデータベースは使えません: {ja}。")
    )
