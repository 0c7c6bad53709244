"""A case goes on under another process: by the event alone, or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tadasu.core.case import Case, Done, Evidence, Round, Stamp, Waiver
from tadasu.core.events import CaseMigrated, parse_event, to_data
from tadasu.core.fold import evolve
from tadasu.core.keeping import format_case, parse_case
from tadasu.core.migrate import Passage, passage
from tadasu.core.obstacles import Obstacle, reasons_of, told
from tadasu.errors import TamperError
from tadasu.rules.plan import WorkflowPlan
from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.unit.core.library import PROCESS
from tests.world import project

AT = "2026-06-01T00:00:00.000000Z"
LATER = "2026-06-02T00:00:00.000000Z"


def done(*by: str, at: str = AT, covers: tuple[str, ...] = ()) -> Done:
    return Done(by=by, voices=by, actor=by[-1], at=at, count=len(by), covers=covers)


LOAN = Case(
    key="B-001-L1",
    workflow="loan",
    process="old",
    parent="B-001",
    state="out",
    version=7,
    opened_at=AT,
    opened_by="M-1",
    entered_at=AT,
    due="2026-06-15",
    round=2,
    rounds=(Round(1, AT, {"reader": "M-2", "remark": "前"}, {"extend": done("M-3")}),),
    fields={"reader": "M-2", "condition": "bad", "remark": "濡れた"},
    did={"extend": done("M-2", covers=("condition", "remark"))},
    ever={"extend": done("M-3", "M-2"), "postpone": done("M-1", at=LATER)},
    evidence=(Evidence("E1", "0" * 64, 1, "a", "b", "M-2", AT, {"method": "photo"}),),
    waivers=(
        Waiver("W1", "L-03", "return", (), "r", "m", "2026-06-30", "M-1", AT),
        Waiver("W2", "L-03", "extend", (), "r", "m", "2026-06-30", "M-1", AT),
    ),
)


def process(*edits: tuple[str, str]) -> Process:
    text = PROCESS
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return assemble((), read_documents("library.yaml", text), project(base="none"))


def belongs(key: str) -> str | None:
    return {"B": "book", "M": "member"}.get(key[0])


def going(plan: Mapping[str, Any], *edits: tuple[str, str], case: Case = LOAN) -> Passage:
    return passage(case, process(*edits), WorkflowPlan.model_validate(plan), belongs)


def gone(plan: Mapping[str, Any], *edits: tuple[str, str]) -> Case:
    """The loan after its migration, by the event as it is written and read."""
    found = going(plan, *edits)
    assert found.obstacles == ()
    read = parse_event(found.event.kind, to_data(found.event))
    after = evolve(LOAN, read, Stamp(LOAN.key, 8, found.event.after, LATER, "M-1"))
    assert after is not None
    assert format_case(parse_case(format_case(after))) == format_case(after)
    return after


EXTEND = (("  extend:\n", "  prolong:\n"), ("did.extend", "did.prolong"))
REMARK = (
    ("  remark: {type", "  note: {type"),
    ("[remark]", "[note]"),
    ("{remark: required}", "{note: required}"),
    ("case.remark", "case.note"),
)
POSTPONE = (("  postpone:\n", "  defer:\n"),)


def test_nothing_but_the_process_changes_where_nothing_is_renamed() -> None:
    found = going({})
    assert not found.renames
    assert gone({}) == replace(LOAN, process=found.event.after, version=8)
    assert set(to_data(found.event)) == {"before", "after", "workflow", "source", "target"}


def test_a_renamed_transition_keeps_its_history_everywhere() -> None:
    after = gone({"transitions": {"extend": "prolong"}}, *EXTEND)
    assert after.did == {"prolong": LOAN.did["extend"]}
    assert after.ever == {"prolong": LOAN.ever["extend"], "postpone": LOAN.ever["postpone"]}
    assert after.rounds[0].did == {"prolong": LOAN.rounds[0].did["extend"]}
    assert [waiver.act for waiver in after.waivers] == ["return", "prolong"]
    assert (after.due, after.round, after.entered_at) == (LOAN.due, 2, AT)


def test_two_transitions_that_become_one_count_as_one() -> None:
    plan = {"transitions": {"extend": "prolong", "postpone": "prolong"}}
    gone_too = ("  postpone:\n", "  prolong:\n")
    rest = PROCESS[PROCESS.index("  extend:\n") : PROCESS.index("  postpone:\n")]
    after = gone(plan, (rest, ""), gone_too, ("did.extend", "did.prolong"))
    assert after.ever["prolong"] == Done(
        by=("M-3", "M-2", "M-1"), voices=("M-3", "M-2", "M-1"), actor="M-1", at=LATER, count=3
    )


def test_a_renamed_field_keeps_its_value_and_its_approvals() -> None:
    after = gone({"fields": {"remark": "note"}}, *REMARK)
    assert after.fields == {"reader": "M-2", "condition": "bad", "note": "濡れた"}
    assert after.did["extend"].covers == ("condition", "note")
    assert after.rounds[0].fields == {"reader": "M-2", "note": "前"}


def test_a_field_that_is_given_up_takes_its_approvals_along() -> None:
    found = going({"fields": {"remark": None}}, *REMARK)
    assert found.event.fields == {"remark": None}
    after = gone({"fields": {"remark": None}}, *REMARK)
    assert "remark" not in after.fields
    assert after.did == {}
    assert after.ever == LOAN.ever


def test_values_and_fields_of_evidence_are_renamed() -> None:
    torn = ("bad: {en", "torn: {en"), ("'bad'", "'torn'")
    after = gone({"values": {"condition": {"bad": "torn", "good": "good"}}}, *torn)
    assert after.fields["condition"] == "torn"

    kind = ("    method:\n", "    kind:\n")
    image = ("values: {photo:", "values: {image:")
    plan = {
        "fields": {"evidence.method": "kind"},
        "values": {"evidence.method": {"photo": "image"}},
    }
    assert gone(plan, kind, image).evidence[0].fields == {"kind": "image"}


def test_states_and_missing_facts_are_filled_in() -> None:
    edits = (
        ("  out:\n", "  lent:\n"),
        ("[out]", "[lent]"),
        ("from: out", "from: lent"),
        ("to: out", "to: lent"),
        (
            "  reader: {type: member, r",
            (
                "  desk: {type: int, required: true, title: {en: D, ja: 窓}}\n"
                "  reader: {type: member, r"
            ),
        ),
    )
    after = gone({"states": {"out": "lent"}, "defaults": {"desk": "3", "remark": "x"}}, *edits)
    assert (after.state, after.fields["desk"], after.fields["remark"]) == ("lent", 3, "濡れた")


BRANCH = (
    "  reader: {type: member, r",
    (
        "  branch: {type: enum, values: {a: {en: A, ja: あ}},"
        " required: true, title: {en: B, ja: 支所}}\n  reader: {type: member, r"
    ),
)


@pytest.mark.parametrize(
    ("plan", "edits", "obstacle"),
    [
        ({}, EXTEND, Obstacle("transition", "loan", "extend")),
        ({}, POSTPONE, Obstacle("transition", "loan", "postpone")),
        ({}, REMARK, Obstacle("field", "loan", "remark")),
        ({"fields": {"remark": "reader"}}, (), Obstacle("twice", "loan", "reader")),
        (
            {},
            (("bad: {en", "torn: {en"), ("'bad'", "'torn'")),
            Obstacle("value", "loan", "condition", "bad"),
        ),
        (
            {},
            (("  remark: {type: text", "  remark: {type: int"),),
            Obstacle("value", "loan", "remark", "濡れた"),
        ),
        (
            {},
            (("  remark: {type: text", "  remark: {type: text, many: true"),),
            Obstacle("value", "loan", "remark", "濡れた"),
        ),
        (
            {},
            (("reader: {type: member, r", "reader: {type: book, r"),
             ("actor == case.reader", "actor == case.opened_by"),
             ("beneficiaries: case.reader", "beneficiaries: case.opened_by")),
            Obstacle("value", "loan", "reader", "M-2"),
        ),
        ({}, (BRANCH,), Obstacle("required", "loan", "branch")),
        ({"defaults": {"branch": "z"}}, (BRANCH,), Obstacle("value", "loan", "branch", "z")),
        (
            {},
            (("  back: {title", "  away: {title: {en: Away, ja: 外}}\n  back: {title"),
             ("  out:\n", "  lent:\n"), ("[out]", "[lent]"), ("from: out", "from: lent"),
             ("to: out", "to: lent")),
            Obstacle("state", "loan", "out"),
        ),
        (
            {},
            (("values: {photo:", "values: {image:"),),
            Obstacle("value", "loan", "evidence.method", "photo"),
        ),
    ],
)  # fmt: skip
def test_what_has_no_place_stops_the_case(
    plan: Mapping[str, Any], edits: tuple[tuple[str, str], ...], obstacle: Obstacle
) -> None:
    found = going(plan, *edits)
    assert obstacle in found.obstacles
    (reason, *_) = reasons_of({"B-001-L1": (obstacle,), "B-001-L2": (obstacle,)})
    assert reason.code == "migration"
    assert [item.key for item in reason.items] == ["B-001-L1", "B-001-L2"]
    assert told(obstacle).ja != told(obstacle).en


def test_a_parent_of_another_kind_stops_the_case() -> None:
    orphan = replace(LOAN, parent=None)
    assert Obstacle("parent", "loan", "book", "") in going({}, case=orphan).obstacles
    under = replace(LOAN, parent="M-1")
    assert Obstacle("parent", "loan", "book", "member") in going({}, case=under).obstacles


@pytest.mark.parametrize("change", [{"process": "other"}, {"state": "back"}])
def test_an_event_that_does_not_follow_is_tampering(change: dict[str, str]) -> None:
    event = CaseMigrated("old", "new", "loan", "out", "out")
    case = replace(LOAN, **change)  # type: ignore[arg-type]
    with pytest.raises(TamperError):
        evolve(case, event, Stamp(LOAN.key, 8, "new", LATER, "M-1"))
