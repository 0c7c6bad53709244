"""Every finding has a definition that causes it, and a sound process has none."""

import pytest

from tadasu.rules.lint import lint
from tadasu.rules.process import Process, process_from
from tests.unit.rules.library import FILES, edited, made, spot

LOAN, POLICIES, PERSON = "loan.yaml", "policies.yaml", "person.yaml"
COMPLAINT, CATALOGUE = "complaint.yaml", "catalogue.yaml"

SKIP = "  skip: {title: {en: S, ja: 省く}, from: raised, to: settled, by: desk}\n"
LOSE = "  lose: {title: {en: L, ja: 失う}, from: lent, to: lost, by: desk}\n"
REASON = "    input: {reason: {type: text, required: true, title: {en: Reason, ja: 理由}}}\n"
SETTLING = FILES[COMPLAINT][FILES[COMPLAINT].index("  settled:") :]


def found(*edits: tuple[str, str, str]) -> list[str]:
    return [spot(one) for one in lint(made(edited(*edits)))]


def test_a_sound_process_is_quiet(process: Process) -> None:
    assert lint(process) == ()
    assert lint(process, process) == ()


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param(
            [
                (
                    LOAN,
                    "  closed: {title",
                    "  odd: {title: {en: O, ja: 変}, final: true}\n  closed: {title",
                )
            ],
            ["T101 loan.yaml:31:3"],
            id="unreachable",
        ),
        pytest.param(
            [(COMPLAINT, "解決}, final: true}", "解決}}")],
            ["T105 complaint.yaml:11:1", "T102 complaint.yaml:13:3"],
            id="no end, and a dead end",
        ),
        pytest.param(
            [
                (LOAN, "  back: {title", "  lost: {title: {en: Lost, ja: 紛失}}\n  back: {title"),
                (
                    LOAN,
                    "transitions:\n",
                    "transitions:\n" + LOSE,
                ),
            ],
            ["T102 loan.yaml:30:3"],
            id="dead end",
        ),
        pytest.param(
            [
                (
                    LOAN,
                    "  back: {title",
                    (
                        "  lost: {title: {en: Lost, ja: 紛失}}\n"
                        "  sought: {title: {en: Sought, ja: 捜索中}}\n  back: {title"
                    ),
                ),
                (
                    LOAN,
                    "transitions:\n",
                    (
                        "transitions:\n"
                        + LOSE.replace("from: lent", "from: [lent, sought]")
                        + "  seek: {title: {en: B, ja: い}, from: lost, to: sought, by: desk}\n"
                    ),
                ),
            ],
            ["T103 loan.yaml:30:3", "T103 loan.yaml:31:3"],
            id="trap",
        ),
        pytest.param(
            [(LOAN, "from: lent\n    to: back", "from: [lent, closed]\n    to: back")],
            ["T104 loan.yaml:42:18"],
            id="way out of an end",
        ),
        pytest.param(
            [(COMPLAINT, "to: settled, by: desk", "to: settled, by: []")],
            ["T106 complaint.yaml:15:3"],
            id="nobody",
        ),
        pytest.param(
            [(COMPLAINT, 'guard: "true"', "guard: 1 > 2")],
            ["T106 complaint.yaml:10:1", "T106 complaint.yaml:15:3"],
            id="a role that is never held",
        ),
        pytest.param(
            [
                (
                    COMPLAINT,
                    "transitions:\n",
                    "transitions:\n" + SKIP,
                )
            ],
            ["T107 complaint.yaml:16:3"],
            id="parallel",
        ),
        pytest.param(
            [
                (
                    LOAN,
                    REASON,
                    "",
                )
            ],
            ["T108 loan.yaml:34:3"],
            id="an act that changes nothing",
        ),
        pytest.param(
            [(LOAN, "{policies: [B-03]}", "{policies: []}")],
            ["T109 policies.yaml:20:1"],
            id="unbound",
        ),
        pytest.param(
            [
                (LOAN, "    due: params.loan_days\n", ""),
                (POLICIES, "longest: params.loan_days", "longest: '5'"),
            ],
            ["T110 catalogue.yaml:16:3"],
            id="unread parameter",
        ),
        pytest.param(
            [
                (
                    COMPLAINT,
                    "open: {by",
                    '  boss: {title: {en: Boss, ja: 長}, guard: "true"}\nopen: {by',
                )
            ],
            ["T111 complaint.yaml:10:3"],
            id="idle role",
        ),
        pytest.param(
            [(COMPLAINT, "open: {by: desk}", "open: {by: []}")],
            ["T112 catalogue.yaml:8:1", "T106 complaint.yaml:10:1"],
            id="checklist for nobody",
        ),
        pytest.param(
            [(LOAN, "ja: 延長する", "ja: Extend")],
            ["T113 loan.yaml:35:29"],
            id="not translated",
        ),
        pytest.param(
            [(LOAN, "title: {en: Extend, ja: 延長する}", "title: {en: A4, ja: A4}")],
            [],
            id="a designation",
        ),
        pytest.param(
            [
                (
                    COMPLAINT,
                    SETTLING,
                    "",
                ),
                (POLICIES, "c.state == 'settled' ||", "c.fact != 'lost' ||"),
            ],
            [],
            id="a register of one state",
        ),
        pytest.param(
            [(COMPLAINT, 'guard: "true"', "guard: now < timestamp('2000-01-01T00:00:00Z')")],
            [],
            id="a role that depends on the time",
        ),
    ],
)
def test_findings(edits: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert found(*edits) == expected


def test_findings_have_severities_and_remedies() -> None:
    (unwise,) = lint(made(edited((LOAN, "{policies: [B-03]}", "{policies: []}"))))
    assert unwise.severity == "warning"
    (wrong,) = lint(made(edited((COMPLAINT, "to: settled, by: desk", "to: settled, by: []"))))
    assert wrong.severity == "error"
    assert wrong.remedy is not None
    assert "settle:" in wrong.source


def test_without_files_the_definition_is_the_place() -> None:
    process = process_from(made(edited((LOAN, "{policies: [B-03]}", "{policies: []}"))).document)
    (problem,) = lint(process)
    assert spot(problem) == "T109 policy B-03:1:1"
