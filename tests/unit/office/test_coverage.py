"""What tests show of a process: rules, acts, roles, conditions."""

from pathlib import Path

import pytest

from tadasu.office.trial.coverage import Covered
from tests.unit.core.library import PROCESS
from tests.unit.office.trying import WORLD, outcome

EXTEND = "  - {say: one, when: {do: extend, on: B-001-L1, as: M-2}}\n"
TWICE = "given: {B-001-L1: {did: {extend: [M-2, M-2]}}}, when: {do: extend, on: B-001-L1, as: M-2}"


def seen(root: Path, cases: str, *, process: str = PROCESS, more: str = "") -> dict[str, Covered]:
    """Everything by its kind, name and text."""
    found = outcome(root, cases + more, process=process)
    assert found.failed == ()
    return {
        f"{each.kind} {each.name} {each.text}".strip(): each for each in found.coverage.covered
    }


def test_a_rule_holds_and_fails(tmp_path: Path) -> None:
    cases = f"{EXTEND}  - {{say: two, {TWICE}, then: {{refused: L-04}}}}\n"
    found = seen(tmp_path, cases)

    assert found["policy L-04"].seen == {
        "pass": 1,
        "fail": 1,
        "not_applicable": 0,
        "waived": 0,
        "error": 0,
    }
    assert found["policy L-04"].missing == ()
    assert found["policy L-04"].place.line == PROCESS.splitlines().index("policy: L-04") + 1
    assert found["policy L-03"].missing == ("pass", "fail", "not_applicable", "waived")
    assert found["policy B-01"].missing == ("pass", "fail", "not_applicable")
    assert found["atom L-04 require case.did.extend.count < 2"].missing == ()


def test_an_error_is_no_failure(tmp_path: Path) -> None:
    process = PROCESS.replace("require: input.counter < 10", "require: input.counter * 2 < 10")
    number = "{condition: good, counter: 9000000000000000}"
    cases = f"""
  - say: one
    when: {{do: return, on: B-001-L1, with: {number}}}
    then: {{warned: L-05}}
"""
    assert seen(tmp_path, cases, process=process)["policy L-05"].seen["fail"] == 1
    bad = process.replace("* 2 < 10", "* 9000000000000000 < 10")
    assert seen(tmp_path, cases.replace("warned", "refused"), process=bad)["policy L-05"].seen == {
        "pass": 0,
        "fail": 0,
        "not_applicable": 0,
        "waived": 0,
        "error": 1,
    }


def test_an_act_is_done_or_refused_for_a_reason_that_counts(tmp_path: Path) -> None:
    cases = (
        "  - {say: one, when: {do: return, on: B-001-L1}, then: {refused: input}}\n"
        "  - {say: two, when: {do: extend, on: B-001-L1}, then: {refused: role}}\n"
        "  - {say: three, when: {set: B-001-L1, with: {condition: bad}}}\n"
        "  - {say: four, when: {attach: B-001-L1, as: M-2, with: {method: photo}}}\n"
    )
    found = seen(tmp_path, cases)

    assert found["act loan.return"].missing == ("taken", "refused")
    assert found["act loan.extend"].missing == ("taken",)
    assert found["act loan.change"].missing == ("refused",)
    assert found["act loan.evidence"].missing == ("refused",)
    assert found["act loan.open"].missing == ("taken", "refused")


def test_a_role_is_held_and_not_held(tmp_path: Path) -> None:
    more = "  - {say: two, when: {do: extend, on: B-001-L1}, then: {refused: role}}\n"

    assert seen(tmp_path, EXTEND)["role loan.reader"].missing == ("not_held",)
    found = seen(tmp_path, EXTEND, more=more)
    assert found["role loan.reader"].missing == ()
    assert found["atom loan.reader actor == case.reader"].missing == ()


def test_a_rule_set_aside_is_not_one_that_refuses(tmp_path: Path) -> None:
    cases = """
  - say: one
    when:
      do: return
      on: B-001-L1
      with: {condition: bad, counter: 1}
      waive: {policy: L-03, reason: hurry, measure: later, until: 2026-06-02}
"""
    assert seen(tmp_path, cases)["policy L-03"].missing == ("pass", "fail", "not_applicable")


EITHER = (
    ("workflow: loan\n", "workflow: loan\ndefine: {early: case.round < 2}\n"),
    ("  back: {title", "  lost: {title: {en: Lost, ja: 紛失}, final: true}\n  back: {title"),
    (
        "    to: back\n",
        "    to: [{state: lost, when: early && has(case.remark)}, {state: back}]\n",
    ),
)


def test_every_state_that_an_act_may_lead_to(tmp_path: Path) -> None:
    process = PROCESS
    for old, new in EITHER:
        process = process.replace(old, new)
    good = "with: {condition: good, counter: 1}"
    cases = f"  - {{say: one, when: {{do: return, on: B-001-L1, {good}}}}}\n"
    found = seen(tmp_path, cases, process=process)

    assert found["act loan.return"].missing == ("to lost", "refused")
    assert found["atom loan.return to has(case.remark)"].missing == ("yes",)
    assert found["atom loan.early case.round < 2"].missing == ("yes", "no")


@pytest.mark.parametrize(
    ("last", "asked"),
    [("input.counter >= 3", False), ("input.counter > 3", True), ("has(case.remark)", True)],
)
def test_a_last_target_that_always_holds_is_not_asked(
    tmp_path: Path, last: str, *, asked: bool
) -> None:
    targets = f"[{{state: lost, when: input.counter < 3}}, {{state: back, when: {last}}}]"
    process = PROCESS
    for old, new in (*EITHER[1:2], ("    to: back\n", f"    to: {targets}\n")):
        process = process.replace(old, new)
    cases = "  - {say: one, when: {do: extend, on: B-001-L1, as: M-2}}\n"
    found = seen(tmp_path, cases, process=process)

    assert "atom loan.return to input.counter < 3" in found
    assert (f"atom loan.return to {last}" in found) == asked


def test_what_is_excused_is_no_gap_and_an_idle_excuse_is_told(tmp_path: Path) -> None:
    excused = """
excused:
  - {of: loan.reader, ways: not_held, reason: tried elsewhere}
  - {of: loan.reader, text: actor == case.reader, ways: [yes, no], reason: as above}
  - {of: loan.reader, ways: held, reason: shown after all}
  - {of: L-77, ways: pass, reason: gone}
"""
    found = outcome(tmp_path, EXTEND + excused, world=WORLD)

    names = [f"{each.kind} {each.name}" for each in found.coverage.gaps]
    assert "role loan.reader" not in names
    assert "atom loan.reader" not in names
    assert found.coverage.idle == ("loan.reader", "L-77")
