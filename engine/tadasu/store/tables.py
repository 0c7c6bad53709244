"""The tables: entries, which only grow; the head, which counts them; cases as they are now.

`entry` and `head` are the record. `case_view` and `case_link` follow from the entries and can be
made anew. `sealed` holds what commitments of the record say, locked with a key for each person;
the keys are in `subject_key`, which is kept apart, so that no old copy brings them back.
`reminded` keeps reminders from being sent twice.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = 3
"""Counts the shapes that these tables have had."""

META = MetaData()

_LONG = BigInteger().with_variant(Integer, "sqlite")
# By code point, as SQLite compares: the same order on every server, whatever its locale.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

ENTRY = Table(
    "entry",
    META,
    Column("position", _LONG, primary_key=True, autoincrement=False),
    Column("id", _TEXT, nullable=False, unique=True),
    Column("case_key", _TEXT, nullable=False),
    Column("version", _LONG, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("recorded_at", _TEXT, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    UniqueConstraint("case_key", "version"),
    sqlite_strict=True,
)

HEAD = Table(
    "head",
    META,
    Column("log", _TEXT, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("size", _LONG, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    # Of the last entry, and of the last adoption; empty before the first.
    Column("recorded_at", _TEXT, nullable=False),
    Column("process", _TEXT, nullable=False),
    sqlite_strict=True,
)

CASE = Table(
    "case_view",
    META,
    Column("key", _TEXT, primary_key=True),
    Column("workflow", _TEXT, nullable=False),
    Column("parent", _TEXT, nullable=False),  # empty where there is none
    Column("ordinal", _LONG, nullable=False),  # the n-th of its workflow under its parent
    Column("state", _TEXT, nullable=False),
    Column("due", _TEXT),
    Column("version", _LONG, nullable=False),
    Column("body", _TEXT, nullable=False),
    Index("case_by_parent", "workflow", "parent", "ordinal"),
    Index("case_by_state", "workflow", "state", "parent", "ordinal"),
    sqlite_strict=True,
)

LINK = Table(
    "case_link",
    META,
    # Asked for from the target's side: which cases of a workflow name it in a field.
    Column("target", _TEXT, primary_key=True),
    Column("workflow", _TEXT, primary_key=True),  # of the source
    Column("path", _TEXT, primary_key=True),
    Column("source", _TEXT, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

SEALED = Table(
    "sealed",
    META,
    Column("commitment", _TEXT, primary_key=True),
    Column("subject", _TEXT, nullable=False, index=True),
    Column("box", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

REMINDED = Table(
    "reminded",
    META,
    # Who was told of which stay of a case in a state, at which step; no part of the record.
    Column("person", _TEXT, primary_key=True),
    Column("case_key", _TEXT, primary_key=True),
    Column("since", _TEXT, primary_key=True),
    Column("step", _TEXT, primary_key=True),
    Column("sent", Integer, nullable=False),  # 0 while it is being sent
    Column("at", _TEXT, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

APART = MetaData()

SUBJECT_KEY = Table(
    "subject_key",
    APART,
    Column("subject", _TEXT, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    sqlite_strict=True,
)
