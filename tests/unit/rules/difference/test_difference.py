"""Which way each kind of change goes."""

from collections.abc import Sequence

import pytest

from tadasu.rules.difference.change import Group
from tadasu.rules.difference.whole import difference
from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.unit.core import library, works
from tests.world import project


def process(text: str) -> Process:
    return assemble((), read_documents("all.yaml", text), project(base="none"))


def edited(text: str, edits: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    changed = text
    for old, new in edits:
        assert old in changed, old
        changed = changed.replace(old, new)
    return difference(process(text), process(changed))


def told(groups: Sequence[Group]) -> list[tuple[str, str, str, str | None, str | None]]:
    return [
        (f"{group.workflow}.{group.part}", each.effect, each.what.en, each.before, each.after)
        for group in groups
        for each in group.changes
    ]


EXTEND = "  extend:\n    title: {en: Extend, ja: 延長}\n    from: out\n    to: out\n"
LENDING = "    by: [reader]\n    covers: [condition]\n    policies: [L-04]\n"

LADDER = "escalation: [{after: params.days, to: [staff]}]"

LIBRARY = [
    ((EXTEND + LENDING, EXTEND + LENDING.replace("[reader]", "[reader, staff]")),
     ("loan.extend", "widened", "who may do it", None, "staff")),
    ((EXTEND + LENDING, EXTEND + LENDING.replace("[reader]", "[staff]")),
     ("loan.extend", "tightened", "who may do it", "reader", None)),
    ((EXTEND + LENDING, EXTEND + LENDING.replace("    policies: [L-04]\n", "")),
     ("loan.extend", "widened", "under which rule", "L-04", None)),
    ((EXTEND + LENDING, EXTEND + LENDING.replace("[L-04]", "[{policy: L-04, level: floor}]")),
     ("loan.extend", "tightened", "the rule L-04", "block", "floor")),
    ((EXTEND + LENDING, EXTEND + LENDING.replace("[condition]", "[condition, remark]")),
     ("loan.extend", "tightened", "falls when this changes", None, "remark")),
    ((EXTEND + LENDING, EXTEND.replace("to: out", "to: back") + LENDING),
     ("loan.extend", "changed", "to where", "out", "back")),
    (("from: shelved\n", "from: [shelved, gone]\n"),
     ("book.discard", "widened", "from where", None, "gone")),
    (("input.counter < 10", "input.counter < 9"),
     (".L-05", "tightened", "what it requires", "input.counter < 10", "input.counter < 9")),
    (("input.counter < 10", "10 > input.counter"),
     (".L-05", "words", "what it requires", "input.counter < 10", "10 > input.counter")),
    (("when: x.key != case.key\nempty: pass", "when: x.key != case.key\nempty: refuse"),
     (".L-01", "tightened", "what holds when nothing is left", "pass", "refuse")),
    (("when: has(case.condition) && case.condition == 'bad'\n", ""),
     (".L-03", "tightened", "when it applies", "has(case.condition) && case.condition == 'bad'",
      None)),
    (("waiver: {by: [staff], b", "waiver: {by: [staff, reader], b"),
     (".L-03", "widened", "who may waive it", None, "reader")),
    (('default: "14"', 'default: "7"'),
     (".days", "tightened", "value in force", "14", "7")),
    (('default: "14"', 'default: "7"'),
     ("loan.states", "tightened", "out is due after", "params.days", "params.days")),
    (("    due: params.days\n", "    due: params.days + 1\n"),
     ("loan.states", "widened", "out is due after", "params.days", "params.days + 1")),
    (("    due: params.days\n", "    due: params.days - 1\n"),
     ("loan.states", "tightened", "out is due after", "params.days", "params.days - 1")),
    (("    due: params.days\n", "    due: 14\n"),
     ("loan.states", "changed", "out is due after", "params.days", "14")),
    (("    due: params.days\n", ""),
     ("loan.states", "widened", "out is due after", "params.days", None)),
    (("change: {policies: [L-02]}", f"change: {{policies: [L-02]}}\n{LADDER}"),
     ("loan.workflow", "changed", "`escalation`", None, "{after: params.days, to: [staff]}")),
    (("writable: {reader: [remark], staff", "writable: {staff"),
     ("loan.writable", "tightened", "remark may be written", "out: reader", None)),
    (("guard: actor == case.reader}", "guard: actor == case.reader || actor == case.opened_by}"),
     ("loan.extend", "widened", "who holds the role reader", None, None)),
    (("remark: {type: text, title", "remark: {type: text, required: true, title"),
     ("loan.fields", "tightened", "remark: required", "false", "true")),
    (("bad: {en: Bad, ja: 悪い}}", "bad: {en: Bad, ja: 悪い}, lost: {en: Lost, ja: 紛失}}"),
     ("loan.fields", "widened", "condition: values", None, "lost")),
    (("facts: {remark: required}", "facts: {remark: optional}"),
     ("loan.postpone", "widened", "states remark", "required", "optional")),
    (("{en: Postpone, ja: 延期}", "{en: Postpone it, ja: 延期}"),
     ("loan.postpone", "words", "`title`", "Postpone / 延期", "Postpone it / 延期")),
    (("round: new}", "}"), ("loan.renew", "changed", "begins a round", "new", None)),
    (("back: {title: {en: Back, ja: 返却}, final: true}", "back: {title: {en: Back, ja: 返却}}"),
     ("loan.states", "widened", "back is final", "true", "false")),
    (("evidence:\n  by: [reader]\n  in: [out]", "evidence:\n  by: [reader]\n  in: [out, back]"),
     ("loan.evidence", "widened", "from where", None, "back")),
    ((EXTEND + LENDING, EXTEND + "    cosign: [staff]\n" + LENDING),
     ("loan.extend", "tightened", "who signs as the second person", None, "staff")),
]  # fmt: skip

WORKS = [
    (("{state: small, when: case.size <= 10}", "{state: small, when: case.size <= 12}"),
     ("order.grant", "changed", "to where", "small (case.size <= 10), large",
      "small (case.size <= 12), large")),
    (("automatic: size(case.jobs) > 0 && case", "automatic: size(case.jobs) > 1 && case"),
     ("order.finish", "changed", "made by itself when",
      "size(case.jobs) > 0 && case.jobs.all(j, j.state == 'done')",
      "size(case.jobs) > 1 && case.jobs.all(j, j.state == 'done')")),
    (("from: [small, large]\n    to: done\n    by:", "from: [small]\n    to: done\n    by:"),
     ("order.finish", "changed", "from where", "large", None)),
    (("round: new\n    clear: [reason]", "round: new\n    clear: [reason, last]"),
     ("order.again", "changed", "clears", None, "last")),
    (("what: required, size: required, workers", "what: required, size: optional, workers"),
     ("order.open", "widened", "states size", "required", "optional")),
    (("  facts: {what: required, size: required, workers: optional, reason: required}\n", ""),
     ("order.open", "widened", "what may be stated",
      "{what: required, size: required, workers: optional, reason: required}",
      None)),
    (("writable: {anyone: [stage, last]}", "writable: {anyone: [last]}"),
     ("order.writable", "tightened", "stage may be written", "large: anyone", None)),
    (("once: worker, with", "with"),
     ("order.grant", "changed", "`effects.1.once`", "worker", None)),
    (("      - {set: {last: \"'granted'\"}, clear: [reason]}\n", ""),
     ("order.grant", "changed", "`effects`", "{set: {last: 'granted'}, clear: [reason]}", None)),
    ((", delegable: true", ""),
     ("order.roles", "tightened", "may be acted in for another", "true", "false")),
    (("draft: {en: Draft, ja: 案}, final", "plan: {en: Draft, ja: 案}, final"),
     ("order.states", "changed", "`large.stages.draft`", "Draft / 案", None)),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "line"), LIBRARY)
def test_a_change_in_the_library(
    edit: tuple[str, str], line: tuple[str, str, str, str | None, str | None]
) -> None:
    assert line in told(edited(library.PROCESS, [edit]))


@pytest.mark.parametrize(("edit", "line"), WORKS)
def test_a_change_in_the_works(
    edit: tuple[str, str], line: tuple[str, str, str, str | None, str | None]
) -> None:
    assert line in told(edited(works.PROCESS, [edit]))


@pytest.mark.parametrize(
    ("edit", "part"),
    [
        (("when: case.size > 100, with", "when: case.size > 10, with"), "order.open"),
        (("once: worker, with", "with"), "order.grant"),
        (("derive: size(open_jobs)", "derive: size(open_jobs) + 1"), "order.fields"),
        (("in: [small, large], when: case.busy > 0", "in: [small], when: case.busy > 0"),
         "order.workflow"),
        (("filter(j, j.state != 'done')", "filter(j, j.state == 'todo')"), "order.workflow"),
        (("d.from <= today &&", "d.from < today &&"), "person.workflow"),
    ],
)  # fmt: skip
def test_what_no_comparison_weighs_is_told_as_changed(edit: tuple[str, str], part: str) -> None:
    lines = told(edited(works.PROCESS, [edit]))
    assert (part, "changed") in {(where, effect) for where, effect, *_ in lines}


SIGNED = EXTEND + "    cosign: [staff, boss]\n" + LENDING
BOSS = "  boss: {title: {en: Boss, ja: 長}, guard: has(actor.librarian)}\n"
STAFF = "has(actor.librarian) && actor.librarian}\n  reader"


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (("[staff, boss]", "[staff]"), ("tightened", "who signs as the second person", "boss")),
        (("[staff, boss]", "[staff, boss, reader]"),
         ("widened", "who signs as the second person", None)),
        (("[staff, boss]", "[boss, staff]"),
         ("changed", "who signs as the second person", "staff boss")),
        (("    cosign: [staff, boss]\n", ""),
         ("widened", "who signs as the second person", "staff boss")),
        (("guard: has(actor.librarian)}", "guard: has(actor.librarian) && actor.librarian}"),
         ("tightened", "who holds the role boss", None)),
    ],
)  # fmt: skip
def test_a_change_in_who_signs_second(
    edit: tuple[str, str], line: tuple[str, str, str | None]
) -> None:
    text = library.PROCESS.replace(EXTEND + LENDING, SIGNED)
    text = text.replace(STAFF, STAFF.replace("  reader", f"{BOSS}  reader"))
    assert edit[0] in text
    groups = difference(process(text), process(text.replace(*edit)))
    assert ("loan.extend", *line) in {one[:4] for one in told(groups)}


WAIVED = "level: waiver\nwaiver: {by: [staff], beneficiaries: actor, longest: '7'}\nrequire: "


@pytest.mark.parametrize(
    ("rule", "level", "guard", "way"),
    [
        ("L-04", "block", "case.did.extend.count < 2", "widened"),
        ("L-05", "warn", "input.counter < 10", "tightened"),
    ],
)
def test_a_waiver_comes_and_goes_with_the_level(
    rule: str, level: str, guard: str, way: str
) -> None:
    before = f"level: {level}\nrequire: {guard}"
    waived = library.PROCESS.replace(before, f"{WAIVED}{guard}")
    assert waived != library.PROCESS
    came = difference(process(library.PROCESS), process(waived))
    went = difference(process(waived), process(library.PROCESS))
    assert {group.effect for group in came if group.part == rule} == {way}
    back = "widened" if way == "tightened" else "tightened"
    assert {group.effect for group in went if group.part == rule} == {back}
    assert "`waiver`" in {line[2] for line in told(came)}


def test_what_is_the_same_with_the_settings_in_force_is_not_the_same() -> None:
    guard = "require: case.did.extend.count < 2"
    whole = library.PROCESS.replace(guard, f"{guard} && params.days > 7")
    assert {
        each.effect
        for group in edited(whole, [("params.days > 7", "params.days > 6")])
        for each in group.changes
    } == {"widened"}
    assert {
        each.effect
        for group in edited(whole, [(" && params.days > 7", "")])
        for each in group.changes
    } == {"widened"}
    assert {
        each.effect
        for group in edited(whole, [("params.days > 7", "7 < params.days")])
        for each in group.changes
    } == {"words"}


def test_names_for_expressions_are_read_where_they_are_used() -> None:
    define = 'key: "{parent}-L{n}"\n'
    named = library.PROCESS.replace(define, define + "define: {many: case.did.extend.count}\n")
    groups = edited(named, [("require: case.did.extend.count < 2", "require: many < 2")])
    assert {change.effect for group in groups for change in group.changes} == {"words"}
    groups = edited(named, [("require: case.did.extend.count < 2", "require: many < 1")])
    assert (".L-04", "tightened") in {(p, e) for p, e, *_ in told(groups)}


def test_the_same_definitions_have_no_difference() -> None:
    assert edited(works.PROCESS, []) == ()


def test_a_whole_workflow_comes_and_goes() -> None:
    note = works.PROCESS[works.PROCESS.index("workflow: note") :].split("---\n")[0]
    without = works.PROCESS.replace(note + "---\n", "").replace(
        "  effects:\n    - {open: note, when: case.size > 100,"
        " with: {text: \"'large'\", about: case}}\n",
        "",
    )
    came = difference(process(without), process(works.PROCESS))
    went = difference(process(works.PROCESS), process(without))
    assert ("note.workflow", "widened", "new workflow", None, "note") in told(came)
    assert ("note.open", "widened", "new act", None, "open") in told(came)
    assert ("note.workflow", "tightened", "workflow that is gone", "note", None) in told(went)
