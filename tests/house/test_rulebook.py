"""The rules of the table are all there, seen to hold and to fail; the pages tell them."""

import re

import pytest

from tadasu.office.trial.coverage import Coverage
from tests.house.rooms import ROOT
from tests.house.rulebook import LANGUAGES, PARAMETERS, RULES, VIEWS, family, ids, pages
from tests.house.test_cases import FILES, shown_by
from tests.house.traps import TRAPS
from tests.world import shipped_process

PROCESS = shipped_process()
RULED = [one for one in ids() if one not in VIEWS]

TIMED = ("programme", "audit", "check", "finding", "action")
"""Workflows in which nothing may wait without a date."""


@pytest.fixture(scope="module")
def whole() -> Coverage:
    return shown_by(FILES)


def test_the_table_is_whole() -> None:
    assert len(ids()) == 41
    assert (ids()[0], ids()[-1]) == ("P-01", "Z-02")


@pytest.mark.parametrize("wanted", RULED)
def test_each_rule_is_a_policy_and_is_asked_somewhere(wanted: str) -> None:
    asked = {
        binding.policy
        for workflow in PROCESS.workflows.values()
        for act in workflow.acts
        for binding in workflow.bindings(act)
    }
    said = family(wanted, PROCESS)
    assert said
    assert [one for one in said if one not in asked] == []


def test_each_rule_is_seen_to_hold_and_to_fail(whole: Coverage) -> None:
    shown = {one.name: one for one in whole.covered if one.kind == "policy"}
    for wanted in RULED:
        for policy in family(wanted, PROCESS):
            assert shown[policy].missing == (), policy
            assert {"pass", "fail"} <= {way for way, n in shown[policy].seen.items() if n}


def test_each_message_names_what_offends() -> None:
    for policy in PROCESS.policies.values():
        for text in (policy.message.en, policy.message.ja):
            assert re.search(rf"\.key\}}|\{{{policy.variable or '-'}\b", text), policy.id


def test_each_rule_of_the_table_rests_on_a_clause() -> None:
    for wanted in RULED:
        assert [one for one in family(wanted, PROCESS) if not PROCESS.policies[one].refs] == []


def test_the_floors_are_floors() -> None:
    """What no local configuration may weaken, by the rules that say it."""
    floors = {"A-02", "E-01", "R-04", "K-05", "V-01", "X-02", "Z-02"}
    assert {one for one in floors if PROCESS.policies[one].level != "floor"} == set()


@pytest.mark.parametrize("workflow", TIMED)
def test_nothing_waits_without_a_date(workflow: str) -> None:
    open_ended = [
        name
        for name, state in PROCESS.workflows[workflow].states.items()
        if not (state.final or state.settled or state.due)
    ]
    assert open_ended == []


def test_the_pages_are_up_to_date() -> None:
    stale = [name for name, text in pages().items() if (ROOT / name).read_text("utf-8") != text]
    assert stale == [], "run `make schemas`"


@pytest.mark.parametrize("suffix", ["" if one == "en" else f".{one}" for one in LANGUAGES])
def test_the_pages_hold_all_of_it(suffix: str) -> None:
    rules = pages()[f"{RULES}{suffix}.md"]
    assert [one for one in [*PROCESS.policies, *VIEWS] if f"| {one} |" not in rules] == []
    parameters = pages()[f"{PARAMETERS}{suffix}.md"]
    assert [one for one in PROCESS.declared if f"`{one}`" not in parameters] == []


def test_what_shows_the_traps_exists() -> None:
    cases = {path.stem: path.read_text("utf-8") for path in FILES}
    for trap in TRAPS:
        for shown in trap.shown:
            if "::" in shown:
                file, name = shown.split("::")
                assert f"def {name}(" in (ROOT / file).read_text("utf-8"), shown
            else:
                file, say = shown.split(": ", 1)
                assert re.search(rf"- say: {re.escape(say)}\n", cases[file]), shown
    assert len(TRAPS) == 8


def test_no_parameter_switches_a_floor_off() -> None:
    """A day of waiting, one why, one minute of reading: never none."""
    least = {name: one.min for name, one in PROCESS.declared.items() if one.type == "int"}
    zero = {name for name, value in least.items() if value is not None and int(value) < 1}
    assert zero == {"lead_experience", "extension_limit"}
