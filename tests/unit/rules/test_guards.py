"""Guards are compiled when asked for, and know what they read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from tadasu.errors import Text
from tadasu.guard.guard import GuardProblems
from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar
from tadasu.rules.process import Process
from tests.unit.rules.library import FILES, POLICIES, edited, made, refused

PERSON = RecordOf("person")


@dataclass(frozen=True)
class Thing:
    """A record as the guard language reads one."""

    key: str | None
    members: dict[str, object]

    @property
    def shown(self) -> str:
        return str(self.key)

    def get(self, name: str) -> object | None:
        return self.members.get(name)


def test_every_case_has_its_members(process: Process) -> None:
    loan = process.guards.schema["loan"]
    assert loan["key"] == Member(Scalar.STRING)
    assert loan["state"] == Member(EnumOf(("lent", "back", "closed")))
    assert loan["opened_by"] == Member(PERSON)
    assert loan["due"] == Member(Scalar.DATE, optional=True)
    assert loan["complaints"] == Member(ListOf(RecordOf("complaint")))
    assert loan["evidence"] == Member(ListOf(RecordOf("loan.evidence")))
    assert loan["did"] == loan["ever"] == Member(RecordOf("loan.did"))
    assert loan["book"] == Member(Scalar.STRING)
    assert loan["rule"] == Member(RecordOf("requirement"), optional=True)
    assert loan["condition"] == Member(EnumOf(("good", "torn")), optional=True)
    assert "parent" not in loan
    complaint = process.guards.schema["complaint"]
    assert complaint["parent"] == Member(RecordOf("loan"))
    assert "evidence" not in complaint


def test_parts_of_cases_are_records(process: Process) -> None:
    schema = process.guards.schema
    assert schema["person"]["courses"] == Member(ListOf(RecordOf("person.courses")))
    assert schema["person.courses"]["held_on"] == Member(Scalar.DATE)
    assert schema["loan.did"]["bring"] == Member(RecordOf("done"))
    assert schema["done"]["by"] == Member(ListOf(PERSON))
    assert schema["done"]["actor"] == Member(PERSON, optional=True)
    assert schema["loan.evidence"]["collector"] == Member(PERSON)
    assert schema["loan.evidence"]["method"] == Member(EnumOf(("photo", "note")))
    assert schema["loan.extend.input"] == {"reason": Member(Scalar.STRING)}
    assert schema["loan.close.input"] == {}
    assert schema["params"] == {"loan_days": Member(Scalar.INT)}
    assert schema["requirement"]["kind"] == Member(EnumOf(("clause", "control")))


def test_names_depend_on_the_act(process: Process) -> None:
    guards = process.guards
    always = {"case", "actor", "params", "now", "today", "all"}
    assert set(guards.names("loan", "open")) == always
    assert set(guards.names("loan", "evidence")) == always
    assert set(guards.names("loan", "change")) == always | {"old"}
    assert set(guards.names("loan", "extend")) == always | {"input", "old"}
    assert guards.names("loan", "extend")["input"] == RecordOf("loan.extend.input")


def test_roles_and_due_dates(process: Process) -> None:
    ada, ben = Thing("P-001", {}), Thing("P-002", {})
    names = {"actor": ada, "case": Thing("L-0001", {"reader": ben})}
    assert process.guards.role("loan", "desk").value(names, zone=UTC) is True
    assert process.guards.role("loan", "reader").value(names, zone=UTC) is False
    due = process.guards.due("loan", "lent")
    assert due is not None
    assert due.value({"params": Thing(None, {"loan_days": 14})}, zone=UTC) == 14
    assert process.guards.due("loan", "back") is None


def test_what_is_compiled_is_kept(process: Process) -> None:
    guards = process.guards
    assert process.guards is guards
    assert guards.bound("loan", "close") is guards.bound("loan", "close")
    assert guards.role("loan", "desk") is guards.role("loan", "desk")
    assert guards.expression("loan", "true") is guards.expression("loan", "true")


def test_a_policy_is_bound_with_all_its_parts(process: Process) -> None:
    first, second = process.guards.bound("loan", "close")
    assert (first.policy.id, first.level, first.variable, first.empty) == (
        *("B-01", "floor"),
        *("c", "pass"),
    )
    assert first.each is not None
    assert first.each.type == ListOf(RecordOf("complaint"))
    assert first.when is None
    assert first.beneficiaries is None
    assert second.policy.id == "B-04"
    assert second.beneficiaries is not None
    assert second.longest is not None
    assert second.each is None


def test_the_footprint_spells_the_variable_out(process: Process) -> None:
    first, second = process.guards.bound("loan", "close")
    assert first.footprint >= {
        ("case", "complaints"),
        ("case", "complaints", "state"),
        ("case", "complaints", "parent", "key"),
        ("case", "complaints", "key"),
        ("case", "key"),
    }
    assert not any(path[0] == "c" for path in first.footprint)
    assert second.footprint >= {
        ("actor",),
        ("case", "did", "bring", "by"),
        ("params", "loan_days"),
    }


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("case.complaints.filter(x, has(x.due))", ("case", "complaints", "fact")),
        ("case.complaints.map(x, x.parent)", ("case", "complaints", "parent", "book")),
        ("[case.reader]", ("case", "reader", "name")),
        ("[actor]", ("actor", "name")),
    ],
)
def test_the_footprint_follows_a_computed_list(listed: str, expected: tuple[str, ...]) -> None:
    process = made(
        edited(
            ("policies.yaml", "each: {c: case.complaints}", f"each: {{c: '{listed}'}}"),
            ("policies.yaml", "c.state == 'settled' ||\n  c.parent.key", f"c.{expected[-1]}"),
        )
    )
    assert expected in process.guards.bound("loan", "close")[0].footprint


def test_messages_are_in_both_languages(process: Process) -> None:
    first, _ = process.guards.bound("loan", "close")
    scope = {"c": Thing("L-0001-C1", {"key": "L-0001-C1"})}
    assert first.message.text(scope, zone=UTC) == Text(
        en="Complaint L-0001-C1 is open.", ja="苦情 L-0001-C1 が未解決です。"
    )


def test_a_binding_raises_the_level() -> None:
    process = made(
        edited(("loan.yaml", "{policies: [B-03]}", "{policies: [{policy: B-03, level: block}]}"))
    )
    (bound,) = process.guards.bound("loan", "change")
    assert (bound.level, bound.policy.level) == ("block", "warn")


def test_lists_are_picked_by_expression(process: Process) -> None:
    late = process.guards.expression("loan", "has(case.due) && case.due < today")
    names = {"case": Thing("L", {"due": date(2026, 1, 1)}), "today": date(2026, 1, 2)}
    assert late.value({**names, "now": datetime(2026, 1, 2, tzinfo=UTC)}, zone=UTC) is True
    with pytest.raises(GuardProblems):
        process.guards.expression("loan", "case.nothing")
    with pytest.raises(GuardProblems):
        process.guards.expression("loan", "1 + 1")


def test_what_a_list_proves_of_its_items_is_there_in_the_rule() -> None:
    listed = "each: {c: 'case.reader.courses.filter(k, has(k.kind))'}"
    asked = "require: c.kind == 'basic'"
    rule = POLICIES.replace("each: {c: case.complaints}", listed)
    rule = rule.replace("require: |\n  c.state == 'settled' ||\n  c.parent.key != case.key", asked)
    rule = rule.replace("{c.key}", "{c.kind}")
    (bound, *_) = made({**FILES, "policies.yaml": rule}).guards.bound("loan", "close")
    assert bound.require.source == "c.kind == 'basic'"
    loose = rule.replace("has(k.kind)", "k.held_on < today")
    problems = refused(("policies.yaml", POLICIES, loose))
    assert {problem.code for problem in problems} == {"T035"}
