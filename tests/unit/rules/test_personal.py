"""What may be personal, whose it is, and who may erase it."""

import pytest

from tadasu.errors import DefinitionError
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents
from tests.unit.office.privacy import PROCESS, RULES

PROJECT = Project(
    project="tadasu/1",
    log="library.example.jp/loans",
    database="record/log.db",
    timezone="Asia/Tokyo",
    base="none",
    language="ja",
)


def made(process: str, rules: str = RULES) -> Process:
    """The process of these texts."""
    documents = [*read_documents("a.yaml", process), *read_documents("b.yaml", rules)]
    return assemble((), documents, PROJECT)


def refused(old: str, new: str) -> list[tuple[str, str]]:
    """The codes and messages after an edit of the process or its rules."""
    assert old in PROCESS + RULES
    with pytest.raises(DefinitionError) as caught:
        made(PROCESS.replace(old, new), RULES.replace(old, new))
    return [(problem.code, problem.message.en) for problem in caught.value.problems]


def test_personal_values_have_a_type_of_their_own() -> None:
    assert made(PROCESS).workflows["talk"].fields["said"].personal == "with"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("personal: with, title: {en: What", "personal: true, title: {en: What", "T026", "whom"),
        ("personal: with, title: {en: What", "personal: topic, title: {en: What", "T026", "whom"),
        ("personal: with, title: {en: What", "personal: who, title: {en: What", "T026", "whom"),
        ("voice: {type: text, personal: with", "voice: {type: text, personal: me", "T026", "whom"),
        ("summary: {type: text", "summary: {type: int", "T026", "single text"),
        ("said: {type: text,", "said: {type: text, many: true,", "T026", "single text"),
        ("    personal: with\n", "    personal: true\n", "T026", "whom"),
        ('key: "{id}"', 'key: "{name}"', "T022", "part of a key"),
        ("    cosign: [staff]\n", "", "T023", "alone"),
        ("    policies: [H-3]\n", "    policies: [H-3]\n    erase: true\n", "T023", "people"),
        ("require: has(case.said)", "require: case.said != ''", "T040", "sealed"),
        ("{en: Nothing was said.,", '{en: "{case.said}",', "T040", "sealed"),
        ("require: has(case.said)", "require: case.said == case.said", "T040", "sealed"),
        ("require: has(case.said)", "require: case.with.name.contains('x')", "T040", "sealed"),
    ],
)
def test_what_can_t_be_sealed_or_erased_is_refused(
    old: str, new: str, code: str, said: str
) -> None:
    problems = refused(old, new)
    assert any(said in message for _, message in problems), problems
    assert {found for found, message in problems if said in message} == {code}


def test_rows_hold_nothing_personal() -> None:
    rows = "topic: {type: record, many: true, fields: {x: {type: text, personal: with, "
    rows += "title: {en: X, ja: X}}}, title"
    problems = refused("topic: {type: text, title", rows)
    assert [code for code, _ in problems] == ["T026"]
    assert "a row" in problems[0][1]
