"""The library, a stricter one, and one in which nearly everything is called otherwise."""

from pathlib import Path

from tadasu.office.adopting import Adopting
from tadasu.office.inspection import verify
from tadasu.office.migrating import Migrating
from tadasu.office.workspace import Workspace
from tadasu.store.rebuild import rebuild_views
from tests.unit.core.library import PROCESS

ADOPTING = PROCESS.replace("open: {by: [staff]}\n", "open: {by: [staff]}\nadopt: [staff]\n", 1)
STRICTER = ADOPTING.replace("input.counter < 10", "input.counter < 2").replace(
    "level: warn", "level: block"
)
BAD = {"condition": "good", "counter": "12"}
REQUEST = "0190a000-0000-7000-8000-000000000001"

TABLE = ADOPTING.replace(
    "input.counter < 10", "params.counters.exists(c, c.number == input.counter)"
)
TABLE = (
    TABLE.replace("level: warn", "level: block")
    + """\
  counters:
    type: table
    title: {en: Counters, ja: 窓口}
    fields: {number: {type: int, required: true, title: {en: Number, ja: 番号}}}
    default: [{number: "1"}]
"""
)

# `out` is `lent` now, `extend` is `prolong`, `remark` is `note`, `bad` is `torn`, loan is lending.
RENAMED = (
    ADOPTING.replace("workflow: loan", "workflow: lending")
    .replace("[out]", "[lent]")
    .replace("  out:\n", "  lent:\n")
    .replace("from: out", "from: lent")
    .replace("to: out", "to: lent")
    .replace("  extend:\n", "  prolong:\n")
    .replace("did.extend", "did.prolong")
    .replace("  remark: {type", "  note: {type")
    .replace("[remark]", "[note]")
    .replace("{remark: required}", "{note: required}")
    .replace("case.remark", "case.note")
    .replace("bad: {en", "torn: {en")
    .replace("'bad'", "'torn'")
)
PLAN = """
migration: tadasu/1
workflows:
  loan:
    to: lending
    states: {out: lent}
    transitions: {extend: prolong}
    fields: {remark: note}
    values: {condition: {bad: torn}}
  book: {}
  member: {}
"""


def plan(root: Path, text: str = PLAN) -> Path:
    path = root / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def adopting(workspace: Workspace, request: str | None = None) -> Adopting:
    return Adopting(workspace, "M-1", request)


def migrating(workspace: Workspace, request: str | None = None) -> Migrating:
    return Migrating(workspace, "M-1", request)


def sound(workspace: Workspace) -> int:
    """The record adds up and is lawful, and its views made anew are the same."""
    before = verify(workspace, lambda _done, _all: None, law=lambda _done, _all: None)
    with workspace.journal.reading() as shelf:
        views = list(shelf.views())
    rebuild_views(workspace.journal)
    with workspace.journal.reading() as shelf:
        assert list(shelf.views()) == views
    return before.size
