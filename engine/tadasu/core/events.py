"""What can happen to a case: the closed list, with names that outlive any module.

An event is data. It is stored under `kind` ("case.moved/1"), never under a class path, so that a
renamed module breaks no record. `to_data` and `parse_event` are each other's inverse.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from tadasu.core.issued import DocumentIssued
from tadasu.core.shapes import misfit
from tadasu.errors import TamperError, Text

Json = Mapping[str, object]
Facts = Mapping[str, object]
"""Field values as JSON: text, bool, int, lists and records; references by key; None clears."""
Note = str | Mapping[str, str] | None
"""A text, or a sealed one."""
Names = Mapping[str, str | None]
"""Names before → names after; None drops what is called so."""


@dataclass(frozen=True, slots=True)
class ProcessAdopted:
    """The definitions in force from here on; `document` lies in the vault under `digest`."""

    kind: ClassVar[str] = "process.adopted/1"
    digest: str
    size: int
    clock: str
    """real, or simulated for demonstrations and training; only the log's first event sets it."""


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case began its life in `state`."""

    kind: ClassVar[str] = "case.opened/1"
    workflow: str
    state: str
    parent: str | None = None
    fields: Facts = field(default_factory=dict)
    due: str | None = None
    refs: Sequence[str] = ()
    """The references by which others find the case: FIELD, or LIST.FIELD in each row of a list."""
    verdicts: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class CaseAmended:
    """Facts changed while the state allowed it; None clears a fact."""

    kind: ClassVar[str] = "case.amended/1"
    fields: Facts = field(default_factory=dict)
    verdicts: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A transition was made, with all that was stated and every verdict that allowed it."""

    kind: ClassVar[str] = "case.moved/1"
    transition: str
    source: str
    target: str
    fields: Facts = field(default_factory=dict)
    input: Facts = field(default_factory=dict)
    note: Note = None
    covers: Sequence[str] = ()
    """The approval stands only while none of these fields changes."""
    cosigned: Sequence[Json] = ()
    """Who signed beside the actor: `person`, and the `role` in which he or she might."""
    round: int = 1
    due: str | None = None
    verdicts: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class CaseRefused:
    """Someone tried, and a rule said no; `act` is a transition, open, change or evidence."""

    kind: ClassVar[str] = "case.refused/1"
    act: str
    asked: Facts = field(default_factory=dict)
    reasons: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class EvidenceAttached:
    """A file became evidence of a case; its bytes lie in the vault under `sha256`."""

    kind: ClassVar[str] = "evidence.attached/1"
    evidence: str
    """The evidence's own key, such as AUD-1-C03-E2."""
    sha256: str
    size: int
    name: str
    media_type: str
    fields: Facts = field(default_factory=dict)
    verdicts: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class WaiverGranted:
    """A rule was set aside for named items until a day, with a reason and another measure."""

    kind: ClassVar[str] = "waiver.granted/1"
    waiver: str
    policy: str
    act: str
    reason: str
    measure: str
    until: str
    """The last day, inclusive, as an ISO date."""
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CaseMigrated:
    """The case goes on under another process; a name that is not renamed here stays as it is."""

    kind: ClassVar[str] = "case.migrated/1"
    before: str
    """Digest of the process that it leaves."""
    after: str
    """Digest of the process that it goes on under."""
    workflow: str
    """Its workflow's name there."""
    source: str
    target: str
    """The states; no transition leads from one to the other."""
    transitions: Names = field(default_factory=dict)
    fields: Names = field(default_factory=dict)
    """By name, FIELD.INNER in the rows of a list, evidence.FIELD in the evidence."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By a field's name before: values of an enum, renamed."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Told to readers; nothing of a case depends on the name of a role."""
    refs: Sequence[str] = ()
    """As of an opening, by the new names."""
    stated: Facts = field(default_factory=dict)
    """Facts that it lacked, as the plan states them."""


@dataclass(frozen=True, slots=True)
class LogKeyed:
    """The keys that sign the log's checkpoints from here on, as C2SP verifier keys."""

    kind: ClassVar[str] = "log.keyed/1"
    vkeys: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LogRestored:
    """The database fell behind a checkpoint, and work goes on from where it fell back to."""

    kind: ClassVar[str] = "log.restored/1"
    anchor: Facts
    """`size` and `root` (hex) of the checkpoint that is no longer reached."""
    reason: str


@dataclass(frozen=True, slots=True)
class KeyEnrolled:
    """A key became the person's, whose case this is; it signs from the next entry on."""

    kind: ClassVar[str] = "key.enrolled/1"
    key: str
    """The OpenSSH public key as one line, without a comment."""
    proof: str
    """Base64 of an SSHSIG by that very key over its enrolment."""


@dataclass(frozen=True, slots=True)
class KeyRetired:
    """A key of the person signs nothing more."""

    kind: ClassVar[str] = "key.retired/1"
    key: str
    """Its fingerprint."""
    reason: str


@dataclass(frozen=True, slots=True)
class KeyCompromised:
    """Others may have a key of the person: what it signed from `since` on proves nothing."""

    kind: ClassVar[str] = "key.compromised/1"
    key: str
    """Its fingerprint."""
    since: int
    """A position of the log."""
    reason: str


@dataclass(frozen=True, slots=True)
class SubjectErased:
    """The key to all that is sealed about the person, whose case this is, was destroyed."""

    kind: ClassVar[str] = "subject.erased/1"
    act: str
    """The transition that asked for it."""


Event = (
    ProcessAdopted
    | CaseOpened
    | CaseAmended
    | CaseMoved
    | CaseRefused
    | EvidenceAttached
    | WaiverGranted
    | CaseMigrated
    | LogKeyed
    | LogRestored
    | KeyEnrolled
    | KeyRetired
    | KeyCompromised
    | SubjectErased
    | DocumentIssued
)

OF_THE_LOG = (ProcessAdopted, LogKeyed, LogRestored)
"""Events that are about no case."""

OF_KEYS = (KeyEnrolled, KeyRetired, KeyCompromised)
"""Events of a person's case that leave its state and facts alone."""

KINDS: Mapping[str, Callable[..., Event]] = {
    kind.kind: kind
    for kind in (
        ProcessAdopted,
        CaseOpened,
        CaseAmended,
        CaseMoved,
        CaseRefused,
        EvidenceAttached,
        WaiverGranted,
        CaseMigrated,
        LogKeyed,
        LogRestored,
        SubjectErased,
        DocumentIssued,
        *OF_KEYS,
    )
}


def cosigners(event: Event) -> tuple[str, ...]:
    """Who signed beside the actor."""
    told = event.cosigned if isinstance(event, CaseMoved) else ()
    return tuple(str(one.get("person", "")) for one in told)


def to_data(event: Event) -> dict[str, object]:
    """The event as the `data` of its statement; fields left at None or empty are left out."""
    data: dict[str, object] = {}
    for name in event.__slots__:
        value = getattr(event, name)
        if value is None or value in ((), {}):
            continue
        data[name] = list(value) if isinstance(value, tuple) else value
    return data


def attachments_of(event: Event) -> list[dict[str, object]]:
    """The files that a statement of `event` speaks of."""
    if not isinstance(event, EvidenceAttached | DocumentIssued):
        return []
    return [
        {
            "name": event.name,
            "media_type": event.media_type,
            "size": event.size,
            "sha256": event.sha256,
        }
    ]


def parse_event(kind: str, data: Mapping[str, object]) -> Event:
    """The event that `to_data` wrote, or raise TamperError for a kind or shape nobody writes."""
    make = KINDS.get(kind)
    wrong = kind if make is None else misfit(make, data)
    if make is not None and wrong is None:
        try:
            return make(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items()})
        except TypeError as error:
            wrong = str(error)
    raise TamperError(
        "event",
        Text(
            en=f"An entry of kind {kind!r} has a shape that nobody writes ({wrong}).",
            ja=f"種別 {kind!r} の記録が、書かれるはずのない形をしています({wrong})。",
        ),
    )
