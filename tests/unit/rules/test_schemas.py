"""Schemas for editors accept what the models accept, and are always the same text."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from tadasu.rules.schemas import schema_texts
from tests.unit.rules.library import CATALOGUE, COMPLAINT, LOAN, PERSON, POLICIES


def objections(kind: str, text: str) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_texts()[f"{kind}.schema.json"]))
    documents = (one for one in yaml.safe_load_all(text) if kind in one)
    return [error.message for one in documents for error in validator.iter_errors(one)]


def test_they_are_schemas_and_stay_the_same() -> None:
    texts = schema_texts()
    assert texts == schema_texts()
    assert sorted(texts) == [
        f"{kind}.schema.json"
        for kind in (
            "calendar",
            "checklist",
            "definition",
            "form",
            "migration",
            "parameters",
            "policy",
            "project",
            "sheet",
            "standard",
            "test",
            "workflow",
        )
    ]
    for text in texts.values():
        Draft202012Validator.check_schema(json.loads(text))
        assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("workflow", PERSON),
        ("workflow", LOAN),
        ("workflow", COMPLAINT),
        ("policy", POLICIES),
        ("standard", CATALOGUE),
        ("parameters", CATALOGUE),
        ("project", "project: tadasu/1\nlog: example.co.jp/x\ndatabase: d\n"),
    ],
)
def test_they_accept_what_we_accept(kind: str, text: str) -> None:
    assert objections(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [
        ("workflow", LOAN, "    from: lent\n    to: back\n", "    to: back\n"),
        ("workflow", LOAN, "writable:", "writeable:"),
        ("workflow", LOAN, "{condition: required}", "{condition: needed}"),
        ("workflow", LOAN, "title: {en: Lent, ja: 貸出中}", "title: {en: Lent}"),
        ("policy", POLICIES, "level: floor", "level: flor"),
        ("parameters", CATALOGUE, "default: 14", "default: 1.4"),
    ],
)
def test_they_refuse_what_we_refuse(kind: str, text: str, old: str, new: str) -> None:
    assert text.count(old) == 1
    assert objections(kind, text.replace(old, new))


def test_unquoted_numbers_are_texts() -> None:
    bare = "standard: 2022\ntitle: {en: A, ja: あ}\nedition: 2022\n"
    assert (
        objections("standard", bare + "clauses: {a: {title: {en: 1, ja: 2}, kind: clause}}") == []
    )


def test_they_explain_keys() -> None:
    schema = json.loads(schema_texts()["workflow.schema.json"])
    assert schema["properties"]["plural"]["description"].startswith("What the parent calls")
    assert schema["$defs"]["Transition"]["properties"]["by"]["description"]
