"""The pages that lead from clauses to rules and records name only what there is."""

import re
from collections.abc import Iterator

import pytest

from tadasu.guard.guard import Guard
from tests.house.rooms import ROOT
from tests.house.rulebook import VIEWS, family
from tests.world import shipped_process

PAGES = ("docs/clauses.md", "docs/clauses.ja.md")
PROCESS = shipped_process()

SENTENCES = {"9.2.1": 4, "9.2.2": 7, "10.2": 11, "9.3.2": 10}
"""How many sentences or points each clause has."""


def rows(page: str) -> Iterator[list[str]]:
    for line in (ROOT / page).read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and re.match(r"\d", cells[0]):
            yield cells


@pytest.mark.parametrize("page", PAGES)
def test_each_sentence_is_there(page: str) -> None:
    found = [row[0].split()[0] for row in rows(page)]
    assert {clause: found.count(clause) for clause in SENTENCES} == SENTENCES
    assert len(found) == sum(SENTENCES.values())
    assert all(len(row) == 5 for row in rows(page))


@pytest.mark.parametrize("page", PAGES)
def test_each_clause_and_rule_exists(page: str) -> None:
    clauses = PROCESS.standards["iso27001-2022"].clauses
    for clause, _, rules, _, _ in rows(page):
        assert clause.split()[0] in clauses
        for rule in re.findall(r"[A-Z]-\d\d(?:-[A-Z])?", rules):
            assert family(rule, PROCESS) or rule in VIEWS, rule


@pytest.mark.parametrize("page", PAGES)
def test_each_act_and_field_exists(page: str) -> None:
    for _, _, _, acts, record in rows(page):
        for name, act in _named(acts):
            assert act in PROCESS.workflows[name].transitions, f"{name}.{act}"
        for name, field in _named(record):
            workflow = PROCESS.workflows[name]
            there = field in workflow.fields or (field == "evidence" and workflow.evidence)
            assert there, f"{name}.{field}"


def _named(cell: str) -> list[tuple[str, str]]:
    assert re.fullmatch(r"–|(`\w+\.\w+`(, )?)+", cell), cell
    return re.findall(r"`(\w+)\.(\w+)`", cell)


def test_both_languages_say_the_same() -> None:
    english, japanese = ([[row[0], *row[2:]] for row in rows(page)] for page in PAGES)
    assert english == japanese


@pytest.mark.parametrize("page", PAGES)
def test_the_conditions_can_be_asked(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    asked = re.findall(r'list (\w+) --where "(.*)"', text)
    assert len(asked) == 3
    for workflow, condition in asked:
        made = PROCESS.guards.expression(workflow, condition)
        assert isinstance(made, Guard)
