"""The tables: entries, which only grow; the head, which counts them; cases as they are now.

`entry` and `head` are the record. `case_view` follows from the entries and can be made anew.
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

SCHEMA = 1
"""Counts the shapes that these tables have had."""

META = MetaData()

LONG = BigInteger().with_variant(Integer, "sqlite")

ENTRY = Table(
    "entry",
    META,
    Column("position", LONG, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("case_key", Text, nullable=False),
    Column("version", LONG, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    UniqueConstraint("case_key", "version"),
    sqlite_strict=True,
)

HEAD = Table(
    "head",
    META,
    Column("log", Text, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("size", LONG, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("process", Text, nullable=False),
    sqlite_strict=True,
)

CASE = Table(
    "case_view",
    META,
    Column("key", Text, primary_key=True),
    Column("workflow", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("ordinal", LONG, nullable=False),
    Column("state", Text, nullable=False),
    Column("due", Text),
    Column("version", LONG, nullable=False),
    Column("body", Text, nullable=False),
    # Siblings in the order of their opening; the last one's ordinal counts them all.
    Index("case_by_parent", "workflow", "parent", "ordinal"),
    Index("case_by_state", "workflow", "state"),
    sqlite_strict=True,
)
