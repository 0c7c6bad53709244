"""Forgers: whoever writes past the law, one lie at a time, with ids and versions as they must be.

Each takes one request of a record and gives it back changed so that no act can have made it; or
nothing, where that request can't tell its lie.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from tadasu.core.values import stamp
from tadasu.ledger.entry import Statement
from tadasu.rules.process import Process
from tests.property.process_record import Told, with_data

PROCESS_ITSELF = ("effect", "automatic")
OTHER_TYPE: Mapping[str, object] = {
    "text": 7,
    "int": "x",
    "bool": "perhaps",
    "date": "someday",
    "timestamp": "then",
    "enum": "none of them",
    "requirement": "norm:9.9",
    "record": 3,
}


@dataclass(frozen=True)
class Case:
    """A request, the process, and the entry before it."""

    process: Process
    told: Told
    before: Statement | None

    def changed(self, number: int, statement: Statement) -> Told:
        """The request with another statement in one place."""
        return [*self.told[:number], statement, *self.told[number + 1 :]]

    def each(self, *kinds: str) -> Iterator[tuple[int, Statement]]:
        """The statements of some kinds, with their places."""
        for number, statement in enumerate(self.told):
            if statement.kind in kinds:
                yield number, statement


Forger = Callable[[Case], Iterator[Told]]
ACTS = (
    "case.opened/1",
    "case.moved/1",
    "case.amended/1",
    "evidence.attached/1",
    "document.issued/1",
)


def an_effect_left_out(case: Case) -> Iterator[Told]:
    """What the act brings about is missing."""
    for number, statement in enumerate(case.told):
        if statement.actor["role"] == "effect":
            yield [*case.told[:number], *case.told[number + 1 :]]


def an_automatic_act_left_out(case: Case) -> Iterator[Told]:
    """What happens by itself is missing."""
    for number, statement in enumerate(case.told):
        if statement.actor["role"] == "automatic":
            yield [*case.told[:number], *case.told[number + 1 :]]


def a_follower_made_up(case: Case) -> Iterator[Told]:
    """What the process is said to have done by itself."""
    for _, statement in case.each("case.amended/1", "case.moved/1"):
        again = replace(statement, actor={**statement.actor, "role": "effect"})
        yield [*case.told, again]


def another_act_in_the_request(case: Case) -> Iterator[Told]:
    """Two acts under the name of one."""
    for _, statement in case.each("case.amended/1"):
        if statement.actor["role"] not in PROCESS_ITSELF:
            yield [*case.told, statement]


def another_role(case: Case) -> Iterator[Told]:
    """A role that nobody has."""
    for number, statement in case.each(*ACTS, "waiver.granted/1"):
        yield case.changed(number, replace(statement, actor={**statement.actor, "role": "boss9"}))


def nobody_acts(case: Case) -> Iterator[Told]:
    """Somebody who is no person yet."""
    if case.before is not None:
        yield [replace(each, actor={**each.actor, "id": "P-99"}) for each in case.told]


def in_anothers_name(case: Case) -> Iterator[Told]:
    """Somebody is said to stand behind it who never was there."""
    yield [replace(each, actor={**each.actor, "for": "P-99"}) for each in case.told]


def a_verdict_changed(case: Case) -> Iterator[Told]:
    """A rule is said to have found something else."""
    for number, statement in case.each(*ACTS):
        verdicts = cast("list[dict[str, object]]", statement.data.get("verdicts", []))
        for place, verdict in enumerate(verdicts):
            for lie in ({"result": "passed"}, {"looked": 99}, {"policy": "Z-99"}):
                lies = [*verdicts[:place], {**verdict, **lie}, *verdicts[place + 1 :]]
                yield case.changed(number, with_data(statement, verdicts=lies))
            left = [*verdicts[:place], *verdicts[place + 1 :]]
            yield case.changed(number, with_data(statement, verdicts=left or None))


def a_verdict_made_up(case: Case) -> Iterator[Told]:
    """A rule is said to have been asked."""
    lie = {"policy": "Z-99", "level": "block", "result": "pass", "looked": 1, "counted": 1}
    for number, statement in case.each(*ACTS):
        verdicts = cast("list[object]", statement.data.get("verdicts", []))
        yield case.changed(number, with_data(statement, verdicts=[*verdicts, lie]))


def another_due(case: Case) -> Iterator[Told]:
    """The day due is another."""
    for number, statement in case.each("case.opened/1", "case.moved/1"):
        due = statement.data.get("due")
        yield case.changed(number, with_data(statement, due="2026-06-30" if due is None else None))
        if due is not None:
            later = datetime.fromisoformat(str(due)) + timedelta(days=1)
            yield case.changed(number, with_data(statement, due=later.date().isoformat()))


def another_state(case: Case) -> Iterator[Told]:
    """The case is said to have come from somewhere else, or to stand somewhere else."""
    for number, statement in case.each("case.moved/1"):
        yield case.changed(number, with_data(statement, source="nowhere"))
        yield case.changed(number, with_data(statement, target="nowhere"))
    for number, statement in case.each("case.opened/1"):
        yield case.changed(number, with_data(statement, state="nowhere"))


def another_frame(case: Case) -> Iterator[Told]:
    """What the workflow says of an act, changed."""
    for number, statement in case.each("case.moved/1"):
        yield case.changed(number, with_data(statement, round=7))
        covers = cast("list[str]", statement.data.get("covers", []))
        yield case.changed(number, with_data(statement, covers=[*covers, "other"]))
    for number, statement in case.each("case.opened/1"):
        refs = cast("list[str]", statement.data.get("refs", []))
        yield case.changed(number, with_data(statement, refs=[*refs, "other"]))
        yield case.changed(number, replace(statement, case=f"{statement.case}-X"))


def an_unknown_fact(case: Case) -> Iterator[Told]:
    """A fact that nothing there is called like."""
    for number, statement in case.each(*ACTS):
        facts = cast("dict[str, object]", statement.data.get("fields", {}))
        lie = with_data(statement, fields={**facts, "strange": "x"})
        yield case.changed(number, lie)
    for number, statement in case.each("case.moved/1"):
        given = cast("dict[str, object]", statement.data.get("input", {}))
        yield case.changed(number, with_data(statement, input={**given, "strange": "x"}))


def a_fact_of_another_type(case: Case) -> Iterator[Told]:
    """A value that its field can't hold."""
    workflow = None
    for number, statement in case.each("case.opened/1"):
        workflow = case.process.workflows[str(statement.data["workflow"])]
        facts = cast("dict[str, object]", statement.data.get("fields", {}))
        for name in facts:
            spec = workflow.facts[name]
            lie = OTHER_TYPE.get(spec.type, "P-99")
            whole = with_data(statement, fields={**facts, name: [lie] if spec.many else lie})
            yield case.changed(number, whole)


def a_waiver_forged(case: Case) -> Iterator[Told]:
    """A waiver that goes on for ever, for another rule, for others, or for no act."""
    for number, statement in case.each("waiver.granted/1"):
        for lie in (
            {"until": "2999-01-01"},
            {"until": "2020-01-01"},
            {"policy": "Z-99"},
            {"items": ["other"]},
            {"reason": " "},
            {"act": "open"},
        ):
            yield case.changed(number, with_data(statement, **lie))
        yield [*case.told[:number], *case.told[number + 1 :]]
        yield case.told[: number + 1]


def another_document(case: Case) -> Iterator[Told]:
    """A form that isn't the case's, or isn't issued, or of another edition or number."""
    for number, statement in case.each("document.issued/1"):
        looked = str(statement.data["form"]).replace("_slip", "_look")
        lies = ({"form": "certificate"}, {"form": looked}, {"edition": "2"}, {"number": "F-1"})
        for lie in (*lies, {"edition": None}, {"sha256": "1" * 64}):
            yield case.changed(number, with_data(statement, **lie))


def before_its_predecessor(case: Case) -> Iterator[Told]:
    """An act that is said to have happened before the one before it."""
    if case.before is not None:
        earlier = datetime.fromisoformat(case.before.occurred_at) - timedelta(seconds=1)
        yield [replace(each, occurred_at=stamp(earlier)) for each in case.told]


def under_another_process(case: Case) -> Iterator[Told]:
    """A process that was not in force."""
    if case.before is not None:
        yield [replace(each, process="1" * 64) for each in case.told]


FORGERS: tuple[Forger, ...] = (
    an_effect_left_out,
    an_automatic_act_left_out,
    a_follower_made_up,
    another_act_in_the_request,
    another_role,
    nobody_acts,
    in_anothers_name,
    a_verdict_changed,
    a_verdict_made_up,
    another_due,
    another_state,
    another_frame,
    an_unknown_fact,
    a_fact_of_another_type,
    a_waiver_forged,
    another_document,
    before_its_predecessor,
    under_another_process,
)
