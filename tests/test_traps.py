"""Gaps of other products that no case can show closed here, since there is nothing to try."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tadasu.errors import DefinitionError
from tadasu.ledger.entry import format_entry, format_statement
from tadasu.ledger.tree import leaf_hash
from tadasu.office.shipped import shipped_files
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents
from tests.unit.ledger.test_entry import WHOLE
from tests.world import project, shipped_process

PROCESS = shipped_process()

RENAMES = {
    "a transition that an approval is read from": ("  approve_plan:\n", "  approve_the_plan:\n"),
    "a transition that a new round begins with": ("  reanalyse:\n", "  look_again:\n"),
    "a field that a follow-up is named in": ("  follow_up: {", "  following_up: {"),
    "a field that a follow-up is found by": ("  earlier: {", "  previous_finding: {"),
    "a state that ends a round": ("  ineffective:\n", "  failed:\n"),
    "an enum's value that makes a nonconformity": (
        "      major: {en: Major n",
        "      grave: {en: Major n",
    ),
    "a list of children": ("plural: findings\n", "plural: results\n"),
    "a parameter": ("  soak_days: {", "  waiting_days: {"),
    "a rule": ("policy: V-03\n", "policy: V-33\n"),
}


def fields() -> Iterator[tuple[str, str, FieldSpec]]:
    for name, workflow in PROCESS.workflows.items():
        for field, spec in workflow.fields.items():
            yield name, field, spec
            for column, inner in (spec.fields or {}).items():
                yield name, f"{field}.{column}", inner


@pytest.mark.parametrize("what", RENAMES)
def test_a_rename_is_never_silent(what: str) -> None:
    old, new = RENAMES[what]
    texts = {name: path.read_text("utf-8") for name, path in shipped_files()}
    assert sum(text.count(old) for text in texts.values()) >= 1

    renamed = {name: text.replace(old, new) for name, text in texts.items()}
    documents = [one for name, text in renamed.items() for one in read_documents(name, text)]

    with pytest.raises(DefinitionError) as caught:
        assemble(documents, (), project())
    word = old.split(":")[0 if old.startswith(" ") else 1].strip()
    assert any(word in problem.message.en for problem in caught.value.problems)


def test_nobody_types_who_approved() -> None:
    typed = {
        (name, field)
        for name, field, spec in fields()
        if spec.type == PROCESS.people and ("appro" in field or "verif" in field)
    }
    assert typed == set()


def test_people_and_departments_are_references() -> None:
    kinds = {(name, field): spec.type for name, field, spec in fields()}
    assert kinds["audit", "team"] == kinds["audit", "lead"] == PROCESS.people
    assert kinds["person", "memberships.department"] == kinds["audit", "departments"]
    assert kinds["audit", "departments"] == kinds["finding", "department"] == "department"


def test_no_field_has_a_default() -> None:
    """What nobody stated is absent: a judgement can't be there before somebody made it."""
    assert "default" not in FieldSpec.model_fields
    assert not PROCESS.workflows["check"].fields["result"].required


def test_no_setting_is_about_the_record() -> None:
    assert set(Project.model_fields) == {
        "project",
        "log",
        "title",
        "database",
        "timezone",
        "language",
        "signatures",
        "base",
        "parameters",
        "mail",
        "documents",
    }, "a new setting: can it keep anything out of the record? If not, add it here"


def test_who_did_it_is_hashed() -> None:
    other = replace(WHOLE, actor={**WHOLE.actor, "id": "P-666"})
    first, second = (
        leaf_hash(format_entry(format_statement(each), "2026-04-01T00:00:00Z"))
        for each in (WHOLE, other)
    )
    assert first != second
