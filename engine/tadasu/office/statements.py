"""What was decided, as statements: the part of an entry that the actor stands for."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.core.deeds import Decision
from tadasu.core.events import CaseRefused, Event, ProcessAdopted, attachments_of, to_data
from tadasu.core.judge import item_data
from tadasu.core.sealed import sealed_in
from tadasu.errors import RefusalError
from tadasu.ledger.entry import Statement
from tadasu.office.clock import REAL, SIMULATED
from tadasu.office.pen import UNSIGNED, Pen
from tadasu.rules.process import Process
from tadasu.store.journal import Desk, Head

ASKED_LIMIT = 8_000
"""Characters of a refused request that the record keeps."""

REASONS_LIMIT = 50
"""Reasons of a refusal that the record keeps: an act of many parts may have thousands."""

Written = tuple[Statement, Event]


@dataclass(frozen=True, slots=True)
class Author:
    """Who asks, under which request id, the SHA-256 of what is asked, and how it is signed."""

    actor: str
    request: str
    digest: str
    pen: Pen = UNSIGNED


def written(
    decision: Decision, author: Author, desk: Desk, process: str, at: str, *, first: int
) -> list[Written]:
    """A statement for each deed of `decision`; `first` is how many the request has already."""
    versions: dict[str, int] = {}
    made: list[Written] = []
    for n, deed in enumerate(decision.deeds):
        if deed.case not in versions:
            case = desk.case(deed.case)
            versions[deed.case] = case.version if case else 0
        versions[deed.case] += 1
        words = statement(
            author,
            desk.head,
            deed.event,
            case=deed.case,
            version=versions[deed.case],
            process=process,
            role=deed.role,
            behalf=decision.behalf,
            at=at,
            ordinal=first + n,
        )
        made.append((words, deed.event))
    return made


def refusal(
    act: str,
    on: str | None,
    words: Mapping[str, object],
    no: RefusalError,
    author: Author,
    desk: Desk,
    at: str,
) -> Written:
    """The refused attempt as an event of the case, or of the log where there is no case."""
    case = desk.case(on) if on is not None else None
    text = json.dumps(words, ensure_ascii=False, default=str)[:ASKED_LIMIT]
    event = CaseRefused(
        act=act,
        asked={"text": text.encode("utf-8", "replace").decode()},
        reasons=tuple(
            {
                "code": reason.code,
                "rule": reason.rule,
                "level": reason.level,
                "items": [item_data(item) for item in reason.items],
            }
            for reason in no.reasons[:REASONS_LIMIT]
        ),
    )
    return (
        statement(
            author,
            desk.head,
            event,
            case=case.key if case else "",
            version=case.version + 1 if case else desk.version("") + 1,
            process=case.process if case else desk.head.process,
            role="",
            at=at,
            ordinal=0,
        ),
        event,
    )


def statement(
    author: Author,
    head: Head,
    event: Event,
    *,
    case: str,
    version: int,
    process: str,
    role: str,
    at: str,
    ordinal: int,
    behalf: str | None = None,
) -> Statement:
    """The statement of one event; `ordinal` counts the events of the request from 0."""
    proxy = {"for": behalf} if behalf is not None else {}
    return Statement(
        log=head.log,
        id=statement_id(author.request, ordinal),
        case=case,
        version=version,
        kind=event.kind,
        process=process,
        occurred_at=at,
        actor={"id": author.actor, "role": role, "auth": author.pen.auth, **proxy},
        seen={"size": head.size, "root": head.root},
        request=author.digest,
        cause=author.request if ordinal else None,
        data=to_data(event),
        sealed=sealed_in(event),
        attachments=attachments_of(event),
    )


def adoption(process: Process, *, simulated: bool) -> ProcessAdopted:
    """That `process` is in force from here on; its document goes into the vault."""
    return ProcessAdopted(
        digest=process.digest,
        size=len(process.document),
        clock=SIMULATED if simulated else REAL,
    )


def statement_id(request: str, ordinal: int) -> str:
    """The request's own id for its first event, and ids derived from it for the others."""
    return request if ordinal == 0 else str(uuid.uuid5(uuid.UUID(request), str(ordinal)))
