"""What is asked of the database and done to it: every statement made once, none per call.

Pages follow the columns that order them (keyset), never an offset: the last page costs no more
than the first. Those columns come first in a page's rows.
"""

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from tadasu.store.line import Prepared
from tadasu.store.tables import CASE, ENTRY, HEAD, LINK, REMINDED, SEALED

PAGE = 500
COMPLETIONS = 50


def _one_of(column: ColumnElement[str], name: str) -> tuple[ColumnElement[bool], ...]:
    """That `column` is one of the texts in a parameter, for SQLite and for PostgreSQL."""
    listed = func.json_each(bindparam(name)).table_valued("value")
    return (
        column.in_(select(listed.c.value)),
        column == func.any(bindparam(name, type_=ARRAY(Text))),
    )


_head = select(HEAD.c.log, HEAD.c.size, HEAD.c.frontier, HEAD.c.recorded_at, HEAD.c.process)
READ_HEAD = Prepared(_head)
LOCK_HEAD = Prepared(_head.with_for_update())

BODIES = Prepared(
    *(select(CASE.c.key, CASE.c.body).where(one_of) for one_of in _one_of(CASE.c.key, "keys"))
)
CHILDREN = Prepared(
    *(
        select(CASE.c.key, CASE.c.body)
        .where(CASE.c.workflow == bindparam("workflow"), one_of)
        .order_by(CASE.c.parent, CASE.c.ordinal)
        for one_of in _one_of(CASE.c.parent, "parents")
    )
)
REFERRERS = Prepared(
    *(
        select(CASE.c.parent, CASE.c.ordinal, LINK.c.target, CASE.c.key, CASE.c.body)
        .join_from(LINK, CASE, CASE.c.key == LINK.c.source)
        .where(LINK.c.workflow == bindparam("workflow"), LINK.c.path == bindparam("path"), one_of)
        for one_of in _one_of(LINK.c.target, "targets")
    )
)
COUNT = Prepared(
    select(func.coalesce(func.max(CASE.c.ordinal), 0)).where(
        CASE.c.workflow == bindparam("workflow"), CASE.c.parent == bindparam("parent")
    )
)
TOTAL = Prepared(
    select(func.count()).select_from(CASE).where(CASE.c.workflow == bindparam("workflow"))
)
_of_workflow = (
    select(CASE.c.parent, CASE.c.ordinal, CASE.c.key, CASE.c.body)
    .where(
        CASE.c.workflow == bindparam("workflow"),
        tuple_(CASE.c.parent, CASE.c.ordinal) > tuple_(bindparam("parent"), bindparam("ordinal")),
    )
    .order_by(CASE.c.parent, CASE.c.ordinal)
    .limit(PAGE)
)
OF_WORKFLOW = Prepared(_of_workflow)
IN_STATE = Prepared(_of_workflow.where(CASE.c.state == bindparam("state")))
KEYS = Prepared(
    select(CASE.c.key)
    .where(CASE.c.key >= bindparam("prefix"), CASE.c.key < bindparam("end"))
    .order_by(CASE.c.key)
    .limit(COMPLETIONS)
)
VIEWS = Prepared(
    select(*CASE.c).where(CASE.c.key > bindparam("key")).order_by(CASE.c.key).limit(PAGE)
)
LINKS = Prepared(
    select(*LINK.c)
    .where(tuple_(*LINK.c) > tuple_(*(bindparam(column.name) for column in LINK.c)))
    .order_by(*LINK.c)
    .limit(PAGE)
)

AT = Prepared(select(*ENTRY.c).where(ENTRY.c.position == bindparam("position")))
ENTRIES = Prepared(
    select(*ENTRY.c)
    .where(ENTRY.c.position > bindparam("position"))
    .order_by(ENTRY.c.position)
    .limit(PAGE)
)
OF_CASE = Prepared(
    select(ENTRY.c.version.label("after"), *ENTRY.c)
    .where(ENTRY.c.case_key == bindparam("case_key"), ENTRY.c.version > bindparam("after"))
    .order_by(ENTRY.c.version)
    .limit(PAGE)
)
OF_KIND = Prepared(
    select(*ENTRY.c)
    .where(ENTRY.c.kind == bindparam("kind"), ENTRY.c.position > bindparam("position"))
    .order_by(ENTRY.c.position)
    .limit(PAGE)
)
BY_ID = Prepared(select(*ENTRY.c).where(ENTRY.c.id == bindparam("id")))
VERSION = Prepared(
    select(func.coalesce(func.max(ENTRY.c.version), 0)).where(
        ENTRY.c.case_key == bindparam("case_key")
    )
)

INSERT_ENTRY = Prepared(insert(ENTRY))
UPDATE_HEAD = Prepared(
    update(HEAD).values(
        {name: bindparam(f"new_{name}") for name in ("size", "frontier", "recorded_at", "process")}
    )
)
INSERT_CASE = Prepared(insert(CASE))


def _changing(*names: str) -> Prepared:
    statement = update(CASE).where(CASE.c.key == bindparam("of"))
    return Prepared(statement.values({name: bindparam(f"new_{name}") for name in names}))


MOVE_CASE = _changing("state", "due", "version", "body")
# For a case that stays in its state: to name an indexed column is to write its index anew.
AMEND_CASE = _changing("due", "version", "body")
# For a case whose workflow is called otherwise now.
RENAME_CASE = _changing("workflow", "ordinal", "state", "due", "version", "body")
DELETE_CASES = Prepared(delete(CASE))
INSERT_LINK = Prepared(insert(LINK))
DELETE_LINK = Prepared(delete(LINK).where(*(c == bindparam(c.name) for c in LINK.c)))
DELETE_LINKS = Prepared(delete(LINK))

BOXES = Prepared(
    *(
        select(SEALED.c.commitment, SEALED.c.subject, SEALED.c.box).where(one_of)
        for one_of in _one_of(SEALED.c.commitment, "commitments")
    )
)
INSERT_BOX = Prepared(insert(SEALED))
DELETE_BOXES = Prepared(delete(SEALED).where(SEALED.c.subject == bindparam("subject")))

TOLD = Prepared(
    select(*REMINDED.c).where(REMINDED.c.person == bindparam("person")).order_by(*REMINDED.c)
)
_of_reminder = tuple(
    column == bindparam(f"of_{column.name}") for column in REMINDED.primary_key.columns
)
INSERT_TOLD = Prepared(insert(REMINDED))
UPDATE_TOLD = Prepared(
    update(REMINDED)
    .where(*_of_reminder)
    .values(sent=bindparam("new_sent"), at=bindparam("new_at"))
)
DELETE_TOLD = Prepared(delete(REMINDED).where(*_of_reminder))
