"""A case as its events tell it: one immutable value, folded from the beginning by `fold`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from tadasu.core.events import EvidenceAttached, Facts
from tadasu.core.issued import DocumentIssued, Issued


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the log knows about an event besides the event: whose, when, under which process."""

    case: str
    version: int
    process: str
    at: str
    """RFC 3339, UTC, with a Z."""
    actor: str
    behalf: str | None = None
    """In whose name the actor acted; None for his or her own."""


@dataclass(frozen=True, slots=True)
class Done:
    """That a transition was made: by whom (distinct, in order), last by whom and when."""

    by: tuple[str, ...]
    """Whoever acted, and those in whose name."""
    voices: tuple[str, ...]
    """Those in whose name it was made: whoever acted in no other's name counts for himself."""
    actor: str
    at: str
    count: int
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that supports a case."""

    key: str
    sha256: str
    size: int
    name: str
    media_type: str
    collector: str
    attached_at: str
    fields: Facts
    collected_for: str | None = None
    """In whose name it was attached, if it wasn't the collector's own."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule set aside for `items` in one act, up to and including the day `until`."""

    key: str
    policy: str
    act: str
    items: tuple[str, ...]
    reason: str
    measure: str
    until: str
    grantor: str
    granted_at: str
    granted_for: str | None = None
    """In whose name it was granted, if it wasn't the grantor's own."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round that has ended, with the facts and the transitions as they were."""

    number: int
    ended_at: str
    fields: Facts
    did: Mapping[str, Done]


@dataclass(frozen=True, slots=True)
class Case:
    """Anything that has a lifecycle: an audit, a finding, a person, a loan."""

    key: str
    workflow: str
    process: str
    """Digest of the process that the case was opened under."""
    parent: str | None
    state: str
    version: int
    """How many events the case has."""
    opened_at: str
    opened_by: str
    entered_at: str
    """When the present state was entered."""
    opened_for: str | None = None
    """In whose name it was opened, if it wasn't the opener's own."""
    due: str | None = None
    refs: tuple[str, ...] = ()
    """The references by which others find the case: FIELD, or LIST.FIELD in each row of a list."""
    round: int = 1
    rounds: tuple[Round, ...] = ()
    """Those that have ended, oldest first."""
    fields: Facts = field(default_factory=dict)
    did: Mapping[str, Done] = field(default_factory=dict)
    """Transitions made in this round; an approval leaves when a field that it covers changes."""
    ever: Mapping[str, Done] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    documents: tuple[Issued, ...] = ()
    """What was handed out about it, oldest first."""
    refused: int = 0
    """Attempts that a rule refused."""
    warned: int = 0
    """Acts that a rule warned of."""
    erased: str | None = None
    """When what was sealed about this person was erased."""


def stated(case: Case, facts: Facts) -> Case:
    """The case with `facts` stated, and without the approvals that covered a changed one."""
    changed = {name for name, value in facts.items() if case.fields.get(name) != value}
    if not changed:
        return case
    did = {name: done for name, done in case.did.items() if changed.isdisjoint(done.covers)}
    return replace(case, fields=merged(case.fields, facts), did=did)


def merged(before: Facts, facts: Facts) -> Facts:
    """Facts laid over facts; what is stated as None is no longer there."""
    return {name: value for name, value in {**before, **facts}.items() if value is not None}


def issued(case: Case, event: DocumentIssued, stamp: Stamp) -> Case:
    """The case with one more document."""
    document = Issued(
        form=event.form,
        sha256=event.sha256,
        name=event.name,
        language=event.language,
        edition=event.edition,
        entries=cast(int, event.record.get("size", 0)),
        issuer=stamp.actor,
        issued_at=stamp.at,
        issued_for=stamp.behalf,
    )
    return replace(case, documents=(*case.documents, document))


def supported(case: Case, event: EvidenceAttached, stamp: Stamp) -> Case:
    """The case with one more piece of evidence."""
    item = Evidence(
        key=event.evidence,
        sha256=event.sha256,
        size=event.size,
        name=event.name,
        media_type=event.media_type,
        collector=stamp.actor,
        attached_at=stamp.at,
        fields=event.fields,
        collected_for=stamp.behalf,
    )
    return replace(case, evidence=(*case.evidence, item))


def joined(names: tuple[str, ...], *more: str) -> tuple[str, ...]:
    """Names with more of them, each once, in the order in which they came."""
    return tuple(dict.fromkeys((*names, *more)))
