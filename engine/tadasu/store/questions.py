"""What a shelf asks the database: every question made once, so that none is built per call.

Pages follow the columns that order them (keyset), never an offset: the last page costs no more
than the first.
"""

from sqlalchemy import Select, bindparam, func, select, tuple_

from tadasu.store.tables import CASE, ENTRY
from tadasu.store.tables import HEAD as HEAD_TABLE

PAGE = 500
COMPLETIONS = 50

HEAD = select(HEAD_TABLE)
LOCK_HEAD = select(HEAD_TABLE).with_for_update()

BODIES = select(CASE.c.key, CASE.c.body).where(CASE.c.key.in_(bindparam("keys", expanding=True)))
CHILDREN = (
    select(CASE.c.key, CASE.c.body)
    .where(
        CASE.c.workflow == bindparam("workflow"),
        CASE.c.parent.in_(bindparam("parents", expanding=True)),
    )
    .order_by(CASE.c.parent, CASE.c.ordinal)
)
COUNT = select(func.max(CASE.c.ordinal)).where(
    CASE.c.workflow == bindparam("workflow"), CASE.c.parent == bindparam("parent")
)
OF_WORKFLOW = (
    select(CASE.c.parent, CASE.c.ordinal, CASE.c.body)
    .where(
        CASE.c.workflow == bindparam("workflow"),
        tuple_(CASE.c.parent, CASE.c.ordinal) > tuple_(bindparam("parent"), bindparam("ordinal")),
    )
    .order_by(CASE.c.parent, CASE.c.ordinal)
    .limit(PAGE)
)
IN_STATE: Select[str, int, str] = OF_WORKFLOW.where(CASE.c.state == bindparam("state"))
KEYS = (
    select(CASE.c.key)
    .where(CASE.c.key >= bindparam("prefix"), CASE.c.key < bindparam("end"))
    .order_by(CASE.c.key)
    .limit(COMPLETIONS)
)
VIEWS = select(CASE).where(CASE.c.key > bindparam("key")).order_by(CASE.c.key).limit(PAGE)

ENTRIES = (
    select(ENTRY)
    .where(ENTRY.c.position > bindparam("position"))
    .order_by(ENTRY.c.position)
    .limit(PAGE)
)
OF_CASE = (
    select(ENTRY)
    .where(ENTRY.c.case_key == bindparam("case_key"), ENTRY.c.version > bindparam("version"))
    .order_by(ENTRY.c.version)
    .limit(PAGE)
)
FIRST = select(ENTRY).where(ENTRY.c.position == 0)
BY_ID = select(ENTRY).where(ENTRY.c.id == bindparam("id"))
VERSION = select(func.max(ENTRY.c.version)).where(ENTRY.c.case_key == bindparam("case_key"))
