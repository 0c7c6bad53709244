"""Receipts: what was recorded, where, and under which root; the first answer again on request."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from tadasu.core.decide import Decision
from tadasu.core.events import CaseMoved, CaseRefused, Event, WaiverGranted, parse_event
from tadasu.errors import ConflictError, Reason, RefusalError, TamperError, Text
from tadasu.ledger.entry import Statement
from tadasu.office.answers import Named, Receipt
from tadasu.office.statements import Written
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf, StoredEntry

ACTS: Mapping[str, Text] = {
    "case.opened/1": Text(en="Opened", ja="起こしました"),
    "case.amended/1": Text(en="Facts changed", ja="事実を変えました"),
    "evidence.attached/1": Text(en="Evidence attached", ja="証跡を添付しました"),
    "waiver.granted/1": Text(en="Rule waived", ja="規則を免除しました"),
    "case.refused/1": Text(en="Refused", ja="拒否しました"),
    "process.adopted/1": Text(en="Process adopted", ja="プロセスを採用しました"),
}


def decided(
    workspace: Workspace,
    shelf: Shelf,
    decision: Decision,
    entries: Sequence[Written],
    positions: Sequence[int],
) -> Receipt:
    """The receipt of one decision."""
    statement, event = entries[-1]
    made = receipt(workspace, shelf, statement, event, positions[-1])
    waivers = tuple(e.waiver for e in decision.events if isinstance(e, WaiverGranted))
    return replace(made, warnings=decision.warnings, waivers=waivers)


def receipt(
    workspace: Workspace, shelf: Shelf, statement: Statement, event: Event, position: int
) -> Receipt:
    """What one entry did."""
    case = shelf.case(statement.case)
    state = Named("", Text(en="", ja=""))
    if case is not None:
        here = workspace.process(case.process).workflows[case.workflow].states[case.state]
        state = Named(case.state, here.title.text)
    return Receipt(
        request=statement.cause or statement.id,
        case=statement.case,
        act=act_of(workspace.process(statement.process), shelf, statement, event),
        state=state,
        version=statement.version,
        position=position,
        at=statement.occurred_at,
        size=shelf.head.size,
        root=shelf.head.root,
    )


def act_of(process: Process, shelf: Shelf, statement: Statement, event: Event) -> Named:
    """The act as the process names it."""
    case = shelf.case(statement.case)
    if isinstance(event, CaseMoved) and case is not None:
        transition = process.workflows[case.workflow].transitions.get(event.transition)
        if transition is not None:
            return Named(event.transition, transition.title.text)
    return Named(statement.kind, ACTS.get(statement.kind, Text(en=event.kind, ja=event.kind)))


def again(
    workspace: Workspace, shelf: Shelf, earlier: Sequence[StoredEntry], digest: str
) -> tuple[Receipt, ...]:
    """The first answer to a request that came again, or raise what was raised then."""
    first = earlier[0].entry.statement
    if first.request != digest:
        raise ConflictError(
            Text(
                en=f"Request {first.id} was used before, with other words.",
                ja=f"要求 {first.id} は、別の内容ですでに使われています。",
            )
        )
    answers: list[Receipt] = []
    for stored in earlier:
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, CaseRefused):
            raise _refused_again(workspace.process(statement.process), statement, event)
        if isinstance(event, WaiverGranted):
            continue
        made = receipt(workspace, shelf, statement, event, stored.position)
        answers.append(replace(made, again=True))
    if not answers:
        raise TamperError(
            "request", Text(en="A request lacks its act.", ja="要求に行為がありません。")
        )
    return tuple(answers)


def _refused_again(process: Process, statement: Statement, event: CaseRefused) -> RefusalError:
    attempt = Text(
        en=f"{event.act} {statement.case}".strip(), ja=f"{statement.case} {event.act}".strip()
    )
    return RefusalError(attempt, [_reason(process, data) for data in event.reasons])


def _reason(process: Process, data: Mapping[str, object]) -> Reason:
    rule = cast(str, data["rule"])
    policy = process.policies.get(rule)
    title = policy.title.text if policy else Text(en=rule, ja=rule)
    return Reason(
        code=cast(str, data["code"]),
        rule=rule,
        level=cast(str, data["level"]),
        title=title,
        message=Text(
            en="The request was refused before; nothing changed.",
            ja="この要求は以前に拒否されています。何も変わっていません。",
        ),
        remedy=Text(
            en="Ask anew with `tadasu why`.", ja="`tadasu why` で改めて確かめてください。"
        ),
    )
