"""Receipts: what was recorded, where, and under which root; the first answer again on request."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from tadasu.core.deeds import Decision
from tadasu.core.events import (
    OF_KEYS,
    CaseMoved,
    CaseRefused,
    Event,
    WaiverGranted,
    cosigners,
    parse_event,
)
from tadasu.core.setting import AUTOMATIC, EFFECT
from tadasu.errors import ConflictError, Reason, RefusalError, TamperError, Text
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.entry import Statement
from tadasu.ledger.spoken import format_spoken
from tadasu.office.answers import Followed, Named, Receipt
from tadasu.office.statements import Written
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Head, Shelf, StoredEntry

Told = tuple[Statement, Event, int]
"""An entry's statement, its event, and its position."""

ACTS: Mapping[str, Text] = {
    "case.opened/1": Text(en="Opened", ja="起こしました"),
    "case.amended/1": Text(en="Facts changed", ja="事実を変えました"),
    "evidence.attached/1": Text(en="Evidence attached", ja="証跡を添付しました"),
    "document.issued/1": Text(en="Document issued", ja="文書を発行しました"),
    "waiver.granted/1": Text(en="Rule waived", ja="規則を免除しました"),
    "case.refused/1": Text(en="Refused", ja="拒否しました"),
    "case.migrated/1": Text(en="Migrated", ja="移行しました"),
    "subject.erased/1": Text(en="Personal values erased", ja="個人に関する値を消去しました"),
    "key.enrolled/1": Text(en="Key enrolled", ja="鍵を登録しました"),
    "key.retired/1": Text(en="Key retired", ja="鍵を失効させました"),
    "key.compromised/1": Text(en="Key declared compromised", ja="鍵の漏えいを記録しました"),
    "process.adopted/1": Text(en="Process adopted", ja="プロセスを採用しました"),
    "log.keyed/1": Text(en="The log's key named", ja="ログの鍵を登録しました"),
    "log.restored/1": Text(en="Restoration recorded", ja="復元を記録しました"),
}


def decided(
    workspace: Workspace,
    shelf: Shelf,
    decision: Decision,
    entries: Sequence[Written],
    positions: Sequence[int],
) -> Receipt:
    """The receipt of one decision."""
    made = _grouped(
        workspace,
        shelf,
        [(*pair, position) for pair, position in zip(entries, positions, strict=True)],
    )
    return replace(made[-1], warnings=decision.warnings)


def receipt(
    workspace: Workspace, shelf: Shelf, statement: Statement, event: Event, position: int
) -> Receipt:
    """What one entry did."""
    case = shelf.case(statement.case)
    state = Named("", Text(en="", ja=""))
    if case is not None and not isinstance(event, OF_KEYS):
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
        spoken=spoken(shelf.head),
        behalf=cast("str | None", statement.actor.get("for")),
        cosigned=cosigners(event),
    )


def spoken(head: Head) -> str:
    """The log as it is, to read out."""
    return format_spoken(Checkpoint(head.log, head.size, bytes.fromhex(head.root)))


def act_of(process: Process, shelf: Shelf, statement: Statement, event: Event) -> Named:
    """The act as the process names it."""
    case = shelf.case(statement.case)
    if isinstance(event, CaseMoved) and case is not None:
        workflow = process.workflows.get(case.workflow)
        transition = workflow.transitions.get(event.transition) if workflow else None
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
    told: list[Told] = []
    for stored in earlier:
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, CaseRefused):
            raise _refused_again(workspace.process(statement.process), statement, event)
        told.append((statement, event, stored.position))
    answers = _grouped(workspace, shelf, told)
    if not answers:
        raise TamperError(
            "request", Text(en="A request lacks its act.", ja="要求に行為がありません。")
        )
    return tuple(replace(answer, again=True) for answer in answers)


def _grouped(workspace: Workspace, shelf: Shelf, told: Sequence[Told]) -> list[Receipt]:
    """A receipt for each act, with the waivers granted in it and all that followed from it."""
    answers: list[Receipt] = []
    waivers: tuple[str, ...] = ()
    for statement, event, position in told:
        if isinstance(event, WaiverGranted):
            waivers = (*waivers, event.waiver)
            continue
        made = receipt(workspace, shelf, statement, event, position)
        role = str(statement.actor["role"])
        if role in (EFFECT, AUTOMATIC) and answers:
            step = Followed(made.case, made.act, made.state, role, position)
            answers[-1] = replace(answers[-1], followed=(*answers[-1].followed, step))
            continue
        answers.append(replace(made, waivers=waivers))
        waivers = ()
    return answers


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
