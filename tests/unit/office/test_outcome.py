"""Tests of a process: what they may ask, and how they fail."""

from pathlib import Path

import pytest

from tadasu.errors import NotFoundError
from tadasu.office.trial.outcome import run_tests
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import write_files
from tests.unit.office.test_ladder import CLIMBING
from tests.unit.office.trying import misses, outcome

RETURN = "{do: return, on: B-001-L1, with: {condition: good, counter: 3}}"
LEND = "{new: loan, parent: B-001, with: {reader: M-2}}"
EXTEND = "{do: extend, on: B-001-L1, as: M-2}"

TRUE = f"""
  - say: nothing said is nothing refused and nothing warned of
    when: {RETURN}
  - say: what the case is afterwards
    when: {RETURN}
    then: {{state: back, fields: {{condition: good, remark: null}}, due: null, round: 1}}
  - say: what the rules said
    when: {RETURN}
    then: {{passes: L-05, moved: B-001-L1, opened: []}}
  - say: a warning
    when: {{do: return, on: B-001-L1, with: {{condition: good, counter: 12}}}}
    then: {{warned: L-05}}
  - say: a refusal leaves all as it was
    when: {{do: return, on: B-001-L1}}
    then: {{refused: input, state: out}}
  - say: who lacks a role
    when: {{do: extend, on: B-001-L1}}
    then: {{refused: [role], items: [M-1]}}
  - say: what offends a rule
    when: {LEND}
    then: {{refused: L-01, items: B-001-L1}}
  - say: a due date as it is given
    given: {{B-001-L1: {{due: 2026-06-09}}}}
    when: {{set: B-001-L1, with: {{condition: good}}}}
    then: {{due: 2026-06-09}}
  - say: a due date counted from the day of the act
    when: {{do: postpone, on: B-001-L1, at: 2026-06-03, with: {{remark: 雨}}}}
    then: {{due: 2026-06-17}}
  - say: another parameter
    params: {{days: 7}}
    when: {{do: postpone, on: B-001-L1, at: 2026-06-03, with: {{remark: 雨}}}}
    then: {{due: 2026-06-10}}
  - say: other cases by key
    when: {{do: renew, on: B-001-L1}}
    then: {{cases: {{B-001-L1: {{round: 2}}}}}}
  - say: a case taken out of the world
    given: {{B-001-L1: null}}
    when: {LEND}
    then: {{opened: [B-001-L1], state: out, due: 2026-06-15}}
  - say: as often as there are people
    given: {{B-001-L1: {{did: {{extend: [M-2, M-2]}}}}}}
    when: {EXTEND}
    then: {{refused: L-04}}
  - say: as often as is said
    given: {{B-001-L1: {{did: {{extend: {{by: M-2, count: 1}}}}}}}}
    when: {EXTEND}
    then: {{passes: L-04}}
  - say: a rule set aside
    when:
      do: return
      on: B-001-L1
      with: {{condition: bad, counter: 1}}
      waive: {{policy: L-03, reason: hurry, measure: later, until: 2026-06-02}}
    then: {{waived: L-03}}
"""


def test_what_is_so_passes(tmp_path: Path) -> None:
    assert misses(tmp_path, TRUE) == []
    assert outcome(tmp_path, TRUE).tests == 15


@pytest.mark.parametrize(
    ("when", "then", "expected"),
    [
        (RETURN, "refused: L-03", ("refused by L-03", "the act is accepted")),
        (
            "{do: extend, on: B-001-L1}",
            "refused: [input]",
            ("refused by input", "refused by role"),
        ),
        (RETURN, "state: out", ("B-001-L1.state = out", "back")),
        (RETURN, "round: 2", ("B-001-L1.round = 2", "1")),
        (RETURN, "due: 2026-06-15", ("B-001-L1.due = 2026-06-15", "nothing")),
        (RETURN, "passes: [L-03]", ("L-03 holds", "L-03 is not applicable")),
        (RETURN, "waived: [L-04]", ("L-04 is waived", "L-04 is not asked here")),
        (RETURN, "warned: [L-05]", ("L-05", "nothing")),
        (RETURN, "moved: []", ("nothing", "B-001-L1")),
        (RETURN, "opened: [B-002]", ("B-002", "nothing")),
    ],
)
def test_what_is_not_so_fails_where_it_is_said(
    tmp_path: Path, when: str, then: str, expected: tuple[str, str]
) -> None:
    cases = f"  - say: one\n    when: {when}\n    then:\n      {then}\n"
    assert misses(tmp_path, cases) == [(then, *expected)]


def test_parts_of_an_expectation_have_places_of_their_own(tmp_path: Path) -> None:
    cases = f"""
  - say: one
    when: {RETURN}
    then:
      fields:
        condition: bad
      cases:
        B-001-L1:
          state: out
        B-002: {{state: shelved}}
  - say: two
    when: {LEND}
    then:
      refused: L-01
      items: [B-001]
  - say: three
    when: {{do: return, on: B-001-L1, with: {{condition: good, counter: 12}}}}
"""
    assert misses(tmp_path, cases) == [
        ("condition: bad", "B-001-L1.condition = bad", "good"),
        ("state: out", "B-001-L1.state = out", "back"),
        ("B-002: {state: shelved}", "B-002.key = B-002", "nothing"),
        ("items: [B-001]", "B-001", "B-001-L1"),
        ("- say: three", "nothing", "L-05"),
    ]


HISTORY = """
  - say: two extensions are enough
    when:
      - {do: extend, on: B-001-L1, as: M-2, at: 2026-06-02}
      - {do: extend, on: B-001-L1}
      - {do: extend, on: B-001-L1, then: {refused: L-04}}
      - {do: renew, on: B-001-L1, as: M-1, at: 2026-06-20}
      - {do: extend, on: B-001-L1, as: M-2}
      - {do: postpone, on: B-001-L1, as: M-1, with: {remark: 雨}}
    then: {due: 2026-07-04, round: 2}
"""


FALLEN = """
  - say: an approval that is given falls like any other
    given: {B-001-L1: {did: {extend: [M-2, M-2]}}}
    when:
      - {set: B-001-L1, with: {condition: good}}
      - {do: extend, on: B-001-L1, as: M-2}
    then: {passes: L-04}
"""


def test_what_was_done_before_is_as_if_it_had_been_done(tmp_path: Path) -> None:
    assert misses(tmp_path, FALLEN) == []


FIELDS = """  owner: {type: member, derive: case.reader, title: {en: O, ja: O}}
  since: {type: date, derive: date(case.opened_at), title: {en: S, ja: S}}
  remark: {type: text"""
STAGES = """    stages: {desk: {en: Desk, ja: 窓口}, shelf: {en: Shelf, ja: 棚}}
    writable: {reader: [remark]"""
AGED = """conditions:
  aged: {title: {en: A, ja: A}, in: out, when: case.opened_at < now}
open: {by: [staff], policies: [L-01]}"""
COMPUTED = (
    ("  remark: {type: text", FIELDS),
    ("    writable: {reader: [remark]", STAGES),
    ("open: {by: [staff], policies: [L-01]}", AGED),
)


def test_what_is_computed_counts_as_a_field(tmp_path: Path) -> None:
    process = PROCESS
    for old, new in COMPUTED:
        assert old in process
        process = process.replace(old, new)
    fields = "{owner: M-2, since: 2026-05-02, aged: true, stage: shelf}"
    given = "{opened_at: 2026-05-02, fields: {stage: shelf}}"
    cases = f"""
  - say: one
    given: {{B-001-L1: {given}}}
    when: {{do: extend, on: B-001-L1, as: M-2}}
    then: {{fields: {fields}}}
"""
    assert misses(tmp_path, cases, process=process) == []
    wrong = cases.replace("aged: true", "aged: false").replace("owner: M-2", "owner: M-1")
    assert [(want, got) for _, want, got in misses(tmp_path, wrong, process=process)] == [
        ("B-001-L1.owner = M-1", "M-2"),
        ("B-001-L1.aged = false", "true"),
    ]


def test_acts_follow_one_another(tmp_path: Path) -> None:
    assert misses(tmp_path, HISTORY) == []


def test_a_history_ends_with_the_first_act_that_goes_another_way(tmp_path: Path) -> None:
    found = misses(tmp_path, HISTORY.replace(", then: {refused: L-04}", ""))

    line = "- {do: extend, on: B-001-L1}"
    assert found == [(line, "the act is accepted", "refused by L-04")]


def test_a_refusal_that_nobody_expected_brings_its_reasons(tmp_path: Path) -> None:
    cases = f"  - say: one\n    when: {LEND}\n"
    (failed,) = outcome(tmp_path, cases).failed

    (reason,) = failed.misses[0].reasons
    assert (reason.rule, reason.items[0].key) == ("L-01", "B-001-L1")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    cases = """
  - say: one
    given: {B-001-L1: null}
    when:
      - {new: loan, parent: B-001, with: {reader: M-2}}
      - {do: extend, on: B-001-L2, as: M-2}
"""
    line = "- {do: extend, on: B-001-L2, as: M-2}"
    assert misses(tmp_path, cases) == [(line, "the act is accepted", "There is no case B-001-L2.")]


def test_tests_are_chosen_by_name_or_file(tmp_path: Path) -> None:
    outcome(tmp_path, f"  - say: one\n    when: {RETURN}\n  - say: two\n    when: {RETURN}\n")

    assert run_tests(tmp_path, (), only="tw").tests == 1
    assert run_tests(tmp_path, [tmp_path / "tests" / "loans.yaml"], only="loans.y").tests == 2
    with pytest.raises(NotFoundError, match="three"):
        run_tests(tmp_path, (), only="three")


def test_without_tests_nothing_is_said_to_pass(tmp_path: Path) -> None:
    write_files(tmp_path)

    with pytest.raises(NotFoundError, match="no tests in tests/"):
        run_tests(tmp_path, ())


def test_no_record_is_read_and_none_is_written(tmp_path: Path) -> None:
    outcome(tmp_path, f"  - say: one\n    when: {RETURN}\n")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "tadasu.yaml",
        "tests",
        "workflows",
    ]


LATE = """
  - say: asked
    given: {B-001-L1: {due: 2026-06-15}}
    when: {do: extend, on: B-001-L1, as: M-1, at: DAY}
    then: {refused: role, climbed: ROLES}
"""


def late(root: Path, day: str, roles: str) -> list[tuple[str, str, str]]:
    """What differs where a case, due on 15 June, should have climbed to `roles` by `day`."""
    return misses(root, LATE.replace("DAY", day).replace("ROLES", roles), process=CLIMBING)


@pytest.mark.parametrize(
    ("day", "roles"),
    [("2026-06-15", "[]"), ("2026-06-16", "reader"), ("2026-06-23", "[chief, reader]")],
)
def test_how_far_it_has_climbed(tmp_path: Path, day: str, roles: str) -> None:
    assert late(tmp_path, day, roles) == []


@pytest.mark.parametrize(
    ("day", "roles", "expected", "happened"),
    [
        ("2026-06-16", "[]", "nothing", "reader"),
        ("2026-06-22", "[reader, chief]", "reader, chief", "reader"),
        ("2026-06-23", "reader", "reader", "reader, chief"),
    ],
)
def test_how_far_it_has_not(
    tmp_path: Path, day: str, roles: str, expected: str, happened: str
) -> None:
    then = f"then: {{refused: role, climbed: {roles}}}"
    assert late(tmp_path, day, roles) == [(then, expected, happened)]


def test_how_far_another_has_climbed(tmp_path: Path) -> None:
    asked = "{refused: role, cases: {B-001-L1: {climbed: [reader]}}}"
    case = LATE.replace("on: B-001-L1, ", "on: B-001-L2, ").replace("DAY", "2026-06-16")
    second = "B-001-L2: {workflow: loan, parent: B-001, fields: {reader: M-2}}"
    given = "B-001-L1: {due: 2026-06-15}"
    told = case.replace(given, f"{given}, {second}").replace(
        "{refused: role, climbed: ROLES}", asked
    )
    assert misses(tmp_path, told, process=CLIMBING) == []
