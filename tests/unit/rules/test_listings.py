"""Values in a checklist fit the fields that they are for."""

import pytest

from tadasu.errors import DefinitionError
from tests.unit.rules.library import FILES, edited, made, refused

COMPLAINT, CATALOGUE = "complaint.yaml", "catalogue.yaml"


@pytest.mark.parametrize(
    ("spec", "value", "fits"),
    [
        ("text", "x", True),
        ("text", "{en: A, ja: あ}", True),
        ("text", "true", False),
        ("int", "012", True),
        ("int", "-5", True),
        ("int", "1.5", False),
        ("bool", "true", True),
        ("bool", "yes", False),
        ("date", "2026-02-28", True),
        ("date", "2026-02-30", False),
        ("date", "20260228", False),
        ("requirement", "house-rules:5.10", True),
        ("requirement", "house-rules:5.11", False),
        ("enum, values: {low: {en: Low, ja: 低}}", "low", True),
        ("enum, values: {low: {en: Low, ja: 低}}", "lwo", False),
        ("timestamp", "2026-02-28T00:00:00Z", False),
        ("person", "P-001", False),
    ],
)
def test_values_of_checklists_fit_their_fields(spec: str, value: str, fits: bool) -> None:
    files = dict(FILES)
    files[COMPLAINT] = files[COMPLAINT].replace(
        "fields:\n", f"fields:\n  extra: {{type: {spec}, title: {{en: E, ja: 追}}}}\n"
    )
    files[CATALOGUE] = files[CATALOGUE].replace(
        "{id: two, fields: {", f"{{id: two, fields: {{extra: {value}, "
    )
    if fits:
        assert made(files).checklists
    else:
        with pytest.raises(DefinitionError) as caught:
            made(files)
        assert [one.code for one in caught.value.problems] == ["T027"]


ITEM = "{id: two, fields: {fact: {en: Late, ja: 遅れ}}}"
EACH = "{id: two, each: {l: all.loan}, fields: {fact: {en: Late, ja: 遅れ}}}"
SECOND = """
---
checklist: second
title: {en: Second, ja: 第二}
workflow: complaint
includes: [first-books]
"""


def codes(*edits: tuple[str, str]) -> list[str]:
    return [one.code for one in refused(*((CATALOGUE, old, new) for old, new in edits))]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("choose: case.parent.state != ''", "T036"),
        ("choose: has(case.facts)", "T033"),
        ("choose: actor.name != case.fact", "T033"),
        ("choose: size(case.fact)", "T034"),
        ("once: facts", "T020"),
        ("once: fact", None),
        ("includes: [first-books]", "T020"),
        ("includes: [third]", "T020"),
    ],
)
def test_what_a_checklist_asks_and_names_is_there(line: str, code: str | None) -> None:
    edit = ("workflow: complaint\nitems:", f"workflow: complaint\n{line}\nitems:")
    if code is None:
        assert made(edited((CATALOGUE, *edit))).checklists["first-books"].once == "fact"
        return
    assert codes(edit) == [code]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (EACH, None),
        (EACH.replace("Late", "'Late {l.key}'"), None),
        (EACH.replace("Late", "'Late {l.kye}'"), "T033"),
        (EACH.replace("Late", "'Late {x'"), "T030"),
        (EACH.replace("{en: Late, ja: 遅れ}", "'{l.kye}'"), "T033"),
        (EACH.replace("all.loan", "all.loans"), "T033"),
        (EACH.replace("all.loan", "case.key"), "T034"),
        (EACH.replace("l:", "case:"), "T021"),
        (EACH.replace("fields: {fact: {en: Late, ja: 遅れ}}", "with: {fact: l.key}"), None),
        (EACH.replace("fields: {fact: {en: Late, ja: 遅れ}}", "with: {fact: l}"), "T038"),
        (EACH.replace("fields: {fact: {en: Late, ja: 遅れ}}", "with: {fcat: l.key}"), "T020"),
        (EACH.replace("}}}", "}}, with: {fact: l.key}}"), "T015"),
        (ITEM.replace("}}}", "}}, with: {fact: case.key}}"), "T015"),
    ],
)
def test_an_item_for_each_is_right(item: str, code: str | None) -> None:
    if code is None:
        assert made(edited((CATALOGUE, ITEM, item))).checklists
        return
    assert code in codes((ITEM, item))


def test_a_list_with_once_gives_it_in_every_item() -> None:
    line = ("workflow: complaint\nitems:", "workflow: complaint\nonce: fact\nitems:")
    assert codes(line, (ITEM, "{id: two}")) == ["T027", "T027"]


def test_lists_include_lists_of_their_workflow_and_one_level_deep() -> None:
    end = "  loan_days:"
    tail = FILES[CATALOGUE][FILES[CATALOGUE].index(end) :]
    assert made(edited((CATALOGUE, tail, tail + SECOND))).checklists["second"].includes
    other = SECOND.replace("complaint", "person")
    assert codes((tail, tail + other)) == ["T027"]
    third = SECOND.replace("second", "third").replace("first-books", "second")
    assert codes((tail, tail + SECOND + third)) == ["T027"]
    none = SECOND.replace("includes: [first-books]", "")
    assert codes((tail, tail + none)) == ["T015"]
