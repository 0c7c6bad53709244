"""The question bank that ships reaches all, repeats nothing, and is whole in both languages."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from tadasu.rules.catalogue import Checklist, ChecklistItem
from tadasu.rules.process import process_from
from tadasu.rules.words import Words
from tests.unit.rules.test_shipped import ROOT, shipped

STANDARD = "iso27001-2022"
TEXTS = ("question", "expected", "point")
FIELDS = {"item", "category", *TEXTS, "requirements", "suggested_methods", "suggested_departments"}
CLOSED = re.compile(
    r"^(is|are|was|were|do|does|did|has|have|can|could|will|would)\b", re.IGNORECASE
)
ALIKE = 0.35
"""Of the runs of three characters in two texts, the share that stands in both; a copy has more."""


def lists(name: str) -> tuple[Checklist, ...]:
    whole = shipped().checklists[name]
    return (*(shipped().checklists[each] for each in whole.includes), whole)


@cache
def items() -> tuple[ChecklistItem, ...]:
    """Those of both banks, and the follow-up that both include once."""
    every = {each.name: each for name in ("isms-full", "isms-basic") for each in lists(name)}
    return tuple(item for each in every.values() for item in each.items)


def words(item: ChecklistItem, field: str) -> Words:
    given = item.fields[field]
    assert isinstance(given, Words), (item.id, field)
    return given


def listed(item: ChecklistItem, field: str) -> tuple[str, ...]:
    given = item.fields[field]
    assert isinstance(given, tuple), (item.id, field)
    return given


def test_every_clause_and_every_control_is_asked_about() -> None:
    clauses = shipped().standards[STANDARD].clauses
    assert Counter(each.kind for each in clauses.values()) == {"clause": 30, "control": 93}
    asked = {
        requirement
        for each in lists("isms-full")
        for item in each.items
        if not item.each
        for requirement in listed(item, "requirements")
    }
    assert asked == {f"{STANDARD}:{number}" for number in clauses}


def test_every_part_of_the_full_bank_is_chosen_by_scope_and_opened_once() -> None:
    *themes, follow_up, whole = lists("isms-full")
    assert {each.choose for each in themes} == {
        "case.requirements.exists(r, r in case.parent.criteria)"
    }
    assert {each.once for each in themes} == {"item"}
    assert (follow_up.name, follow_up.once, whole.items) == ("earlier-findings", "earlier", ())


def test_every_item_is_whole() -> None:
    workflow = shipped().workflows["check"]
    method = workflow.evidence.fields["method"].values if workflow.evidence else None
    assert workflow.facts["suggested_methods"].values == method
    for item in items():
        assert set(item.fields) | set(item.computed) >= FIELDS - {"suggested_departments"}
        assert item.fields["item"] == item.id
        assert len(set(listed(item, "suggested_methods"))) >= 1
        for field in (*TEXTS, "category"):
            assert len(words(item, field).en) >= 6, (item.id, field)
            assert len(words(item, field).ja) >= 2, (item.id, field)
        if not item.each:
            assert set(item.fields) == FIELDS, item.id
            assert listed(item, "suggested_departments"), item.id


def test_names_of_items_are_there_once() -> None:
    assert [name for name, n in Counter(item.id for item in items()).items() if n > 1] == []


def test_questions_are_open_and_points_say_what_decides() -> None:
    for item in items():
        question, point = words(item, "question"), words(item, "point")
        assert not CLOSED.search(question.en), item.id
        assert question.en[-1] in ".?", item.id
        assert (question.ja[-1], point.en[-1]) == ("。", "."), item.id
        assert re.search(r"(こと|不可)。$", point.ja), item.id


def grams(text: str) -> set[str]:
    bare = re.sub(r"\W", "", text.lower())
    return {bare[n : n + 3] for n in range(len(bare) - 2)}


def near(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    runs = [(name, grams(text)) for name, text in texts]
    for (one, left), (other, right) in combinations(runs, 2):
        if len(left & right) > ALIKE * len(left | right):
            yield one, other


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("field", TEXTS)
def test_no_two_items_say_the_same(field: str, language: str) -> None:
    texts = [(item.id, getattr(words(item, field), language)) for item in items()]
    assert list(near(texts)) == []
    double = [*texts, ("copy", texts[0][1].replace("the ", "").replace("を", "は"))]
    assert list(near(double)) == [(texts[0][0], "copy")]


def test_a_bank_is_not_read_by_who_does_not_ask_for_it() -> None:
    process = process_from(shipped().document)
    read = vars(process.checklists)["_read"]
    process.guards.bound("check", "judge")
    assert read == {}
    assert process.checklists["isms-people"] == shipped().checklists["isms-people"]
    assert list(read) == ["isms-people"]


@pytest.mark.parametrize("page", ["question-bank.md", "question-bank.ja.md"])
def test_the_page_counts_as_the_files_do(page: str) -> None:
    text = Path(ROOT, "docs", page).read_text("utf-8")
    told = {
        name: (int(questions), int(controls))
        for name, questions, controls in re.findall(
            r"^\| `([a-z-]+)` \|[^|]*\| (\d+) \| (\d+) \|", text, re.MULTILINE
        )
    }
    counted = {}
    for each in (*lists("isms-full")[:-2], *lists("isms-basic")[-1:]):
        plain = [item for item in each.items if not item.each]
        reached = {one for item in plain for one in listed(item, "requirements")}
        counted[each.name] = (len(each.items), len(reached))
    assert told == counted
