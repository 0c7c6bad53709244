"""Random histories as records: entries of the right form, as they were written or forged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random  # noqa: TID251  (seeded, so that every run is the same)
from uuid import UUID, uuid5

from tadasu.core.deeds import Decision, Deed
from tadasu.core.events import CaseRefused, Event, ProcessAdopted, attachments_of, to_data
from tadasu.core.folded import Folded
from tadasu.core.law import Lawful, judge
from tadasu.core.setting import FOUNDER
from tadasu.core.values import stamp
from tadasu.errors import RefusalError, TadasuError
from tadasu.ledger.entry import (
    Entry,
    Statement,
    format_entry,
    format_statement,
    parse_entry,
    parse_statement,
)
from tadasu.rules.process import Process
from tests.property.process_papers import issuing, papered
from tests.property.process_play import Crowd, Play, Request, result

LOG = "random.example.jp/log"
DIGEST = "0" * 64
PAPERS = 0.1
"""How often somebody asks for a document."""

Told = list[Statement]
"""The statements of one request."""


@dataclass
class Record:
    """A process, and requests as they were written, each on what those before it made."""

    process: Process
    requests: list[Told] = field(default_factory=list)
    folded: Folded = field(default_factory=Folded)

    def write(self, request: Request, outcome: Decision | TadasuError) -> None:
        """Write down what came of a request, if a record keeps it."""
        if isinstance(outcome, Decision):
            deeds = outcome.deeds
            if not self.requests:
                adopted = ProcessAdopted(self.process.digest, len(self.process.document), "real")
                deeds = (Deed("", adopted, FOUNDER), *deeds)
            self._append(request, deeds, outcome.behalf)
        elif isinstance(outcome, RefusalError) and request.act != "open":
            self._append(request, [Deed(request.on or "", CaseRefused(request.act), "")], None)

    def _append(self, request: Request, deeds: Sequence[Deed], behalf: str | None) -> None:
        said = [self._statement(request, deed, behalf) for deed in deeds]
        self.requests.append(said)
        for each in sealed(self.requests)[-len(said) :]:
            self.folded.take(each.statement)

    def _statement(self, request: Request, deed: Deed, behalf: str | None) -> Statement:
        proxy = {"for": behalf} if behalf is not None else {}
        event: Event = deed.event
        return Statement(
            log=LOG,
            id=str(UUID(int=len(self.requests), version=4)),
            case=deed.case,
            version=1,
            kind=event.kind,
            process=self.process.digest,
            occurred_at=stamp(request.now),
            actor={"id": request.actor, "role": deed.role, "auth": "local", **proxy},
            seen=None,
            request=DIGEST,
            cause=None,
            data=to_data(event),
            attachments=attachments_of(event),
        )


def sealed(requests: Sequence[Told]) -> list[Entry]:
    """The entries as a careful writer makes them: ids, causes and versions in their order."""
    versions: Counter[str] = Counter()
    entries: list[Entry] = []
    for told in requests:
        for number, each in enumerate(told):
            first = told[0].id
            versions[each.case] += 1
            statement = replace(
                each,
                id=str(uuid5(UUID(first), str(number))) if number else first,
                cause=first if number else None,
                version=versions[each.case],
            )
            text = format_statement(statement)
            assert parse_statement(text) is not None
            entries.append(parse_entry(format_entry(text, told[0].occurred_at)))
    return entries


def judged(process: Process, requests: Sequence[Told]) -> Lawful:
    """What the law says of a record."""
    return judge(enumerate(sealed(requests)), lambda digest: {process.digest: process}[digest])


def record(seed: int, acts: int) -> Record:
    """A random process with forms, and what people did under it."""
    play = Play(papered(seed))
    crowd = Crowd(Random(seed), play.world)  # noqa: S311  (no secret)
    kept = Record(play.process)
    waiting = crowd.begin()
    papers = Random(f"papers {seed}")  # noqa: S311  (no secret)
    for _ in range(acts):
        asked = [waiting.pop(0) if waiting else crowd.ask()]
        if not waiting and papers.random() < PAPERS:
            asked.append(issuing(crowd, papers, tuple(play.process.forms)))
        for request in asked:
            outcome = result(request, request.setting(play.process, kept.folded))
            kept.write(request, outcome)
            if isinstance(outcome, Decision):
                play.keep(request, outcome)
    return kept


def with_data(statement: Statement, **members: object) -> Statement:
    """The statement with other members of its event; None takes one out."""
    data: Mapping[str, object] = {**statement.data, **members}
    return replace(statement, data={k: v for k, v in data.items() if v is not None})
