"""Expressions are checked where they stand, to the character."""

import pytest

from tests.unit.rules.library import edited, made, refused

POLICIES, LOAN = "policies.yaml", "loan.yaml"


def pointed(*edit: str) -> list[tuple[str, str]]:
    """Code of each problem, and the text that its place points at."""
    file, old, new = edit
    return [
        (one.code, one.source[one.place.column - 1 :].strip()) for one in refused((file, old, new))
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param(
            *(POLICIES, "c.parent.key != case.key", "c.parent.kee != case.key"),
            [("T033", "kee != case.key")],
            id="second line of a block",
        ),
        pytest.param(
            *(POLICIES, "c.state == 'settled' ||", "c.state == 'setled' ||"),
            [("T036", "'setled' ||")],
            id="value of an enum",
        ),
        pytest.param(
            *(POLICIES, "'2020-01-01'", "'2020-13-01'"),
            [("T034", "'2020-13-01') <= k.held_on)\"")],
            id="inside double quotes",
        ),
        pytest.param(
            *(POLICIES, "!(actor in case.did.bring.by)", "!(actor in case.did.brng.by)"),
            [("T033", "brng.by)'")],
            id="inside single quotes",
        ),
        pytest.param(
            *(POLICIES, "case.reader == old.reader", "case.reader == old.condition"),
            [("T035", "old.condition"), ("T034", "case.reader == old.condition")],
            id="may be absent",
        ),
        pytest.param(
            *(POLICIES, "Complaint {c.key} is open.", "Complaint {c.keys} is open."),
            [("T033", 'keys} is open.", ja: "苦情 {c.key} が未解決です。"}')],
            id="message",
        ),
        pytest.param(
            *(POLICIES, "苦情 {c.key} が", "苦情 {c.kye} が"),
            [("T033", 'kye} が未解決です。"}')],
            id="behind full-width letters",
        ),
        pytest.param(
            *(POLICIES, 'en: "Settle {c.key}."', 'en: "Settle {c.key."'),
            [("T030", '{c.key.", ja: "{c.key} を解決してください。"}')],
            id="open brace",
        ),
        pytest.param(
            *(POLICIES, "each: {c: case.complaints}", "each: {c: case.reader}"),
            [("T034", "case.reader}")],
            id="each over no list",
        ),
        pytest.param(
            *(POLICIES, "beneficiaries: actor", "beneficiaries: case.book"),
            [("T034", "case.book, longest: params.loan_days}")],
            id="beneficiaries who are no people",
        ),
        pytest.param(
            *(POLICIES, "longest: params.loan_days", "longest: today"),
            [("T034", "today}")],
            id="term that is no number",
        ),
        pytest.param(
            *(LOAN, "due: params.loan_days", "due: params.load_days"),
            [("T033", "load_days")],
            id="due",
        ),
        pytest.param(
            *(LOAN, "guard: actor != case.reader", "guard: actor != old.reader"),
            [("T033", "old.reader}")],
            id="old only where facts change",
        ),
        pytest.param(
            *(POLICIES, "require: case.reader == old.reader", "require: input.reason == 'x'"),
            [("T033", "input.reason == 'x'")],
            id="input only in transitions",
        ),
        pytest.param(
            *(POLICIES, "each: {c: case.complaints}", "each: {actor: case.complaints}"),
            [("T029", "actor: case.complaints}")],
            id="a variable that hides a name is blamed alone",
        ),
    ],
)
def test_the_place_is_the_character(
    file: str, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(pointed(file, old, new)) == sorted(expected)


def test_a_rule_bound_twice_is_told_once_and_says_where() -> None:
    problems = refused(
        (LOAN, "policies: [B-01, B-04]", "policies: [B-01, B-04, B-02]"),
        (POLICIES, "k.held_on)", "k.heldon)"),
    )
    assert [one.source[one.place.column - 1 :] for one in problems] == ['heldon)"']
    assert problems[0].message.en.endswith("(bound at loan.open)")
    assert problems[0].message.ja.endswith("(loan.open での適用)")


BRING = "    facts: {condition: required}\n"


def setting(value: str) -> tuple[str, str, str]:
    """The edit by which bringing back writes `value` into the condition."""
    return LOAN, BRING, f'{BRING}    effects: [{{set: {{condition: "{value}"}}}}]\n'


@pytest.mark.parametrize("value", ["'good'", "has(case.rule) ? 'good' : 'torn'"])
def test_an_effect_may_write_a_value_of_an_enumeration(value: str) -> None:
    assert made(edited(setting(value))).digest


@pytest.mark.parametrize(
    ("value", "code"), [("'bad'", "T036"), ("case.book", "T034"), ("today", "T038")]
)
def test_an_effect_writes_nothing_else_into_it(value: str, code: str) -> None:
    found = [(each, rest.lstrip('"')) for each, rest in pointed(*setting(value))]
    assert [(each, rest[: len(value)]) for each, rest in found] == [(code, value)]
