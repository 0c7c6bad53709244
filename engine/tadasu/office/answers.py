"""What the counter answers: plain frozen records, in both languages, ready for table or JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.bundle.known import Recognised
from tadasu.errors import Reason, Text


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the process with its title."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that an act brought about: by an effect, or because a guard came to hold."""

    case: str
    act: Named
    state: Named
    role: str
    """effect or automatic."""
    position: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was recorded: keep it, and the record cannot be cut back behind your act unnoticed."""

    request: str
    case: str
    act: Named
    state: Named
    version: int
    position: int
    """Leaf index of the last entry that the act wrote."""
    at: str
    size: int
    """Entries in the log after the act."""
    root: str
    """Root of the tree over them, in hex (RFC 9162 section 2.1.1)."""
    spoken: str
    """Size and root to read out, type back, and hand to `tadasu verify --checkpoint`."""
    signed: str | None = None
    """Likewise of the newest checkpoint that the log's key has signed, if there is one."""
    notices: tuple[Text, ...] = ()
    """What else there is to say, such as that no checkpoint could be made."""
    warnings: tuple[Reason, ...] = ()
    waivers: tuple[str, ...] = ()
    followed: tuple[Followed, ...] = ()
    """What the act brought about, in order."""
    behalf: str | None = None
    """The person in whose name it was done, if it wasn't the actor's own."""
    cosigned: tuple[str, ...] = ()
    """Who signed beside the actor."""
    again: bool = False
    """The request had been answered before; this is the first answer again."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a case: its value, and the value as people read it (None: not stated)."""

    name: str
    title: Text
    value: object
    shown: Text | None


@dataclass(frozen=True, slots=True)
class Cause:
    """The act from which something followed."""

    role: str
    """effect, or automatic where a guard came to hold."""
    case: str
    act: Named


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did something, in whose name if not in the own, and what made it if nobody did."""

    person: str
    behalf: str | None = None
    cause: Cause | None = None
    """Then `person` did the act from which it followed."""
    cosigned: tuple[str, ...] = ()
    """Who signed beside."""


@dataclass(frozen=True, slots=True)
class Step:
    """A transition that was made."""

    act: Named
    by: tuple[Doer, ...]
    at: str
    count: int


@dataclass(frozen=True, slots=True)
class Attached:
    """A piece of evidence."""

    key: str
    name: str
    sha256: str
    size: int
    collector: Doer
    attached_at: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver."""

    key: str
    policy: str
    items: tuple[str, ...]
    reason: str
    measure: str
    until: str
    grantor: Doer


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was issued about a case."""

    form: Named
    edition: str | None
    """Of the form."""
    language: str
    name: str
    """What the file was called."""
    sha256: str
    entries: int
    """How many entries the record had when it was filled."""
    issuer: Doer
    issued_at: str
    newest: bool
    """No later one of the same form was issued."""


@dataclass(frozen=True, slots=True)
class Brood:
    """The cases of one list, children or those that refer here: how many in which state."""

    workflow: Named
    states: tuple[tuple[Named, int], ...]


@dataclass(frozen=True, slots=True)
class AsOf:
    """A point of the record: what is shown was so then."""

    position: int
    """Of the last entry that counts."""
    at: str
    """RFC 3339, UTC: the moment as of which days and conditions are told."""
    process: str
    """Digest of the process that was in force for new cases."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All there is to see of one case."""

    key: str
    label: str
    workflow: Named
    state: Named
    parent: str | None
    round: int
    version: int
    due: str | None
    overdue: bool
    conditions: tuple[Named, ...]
    """What may be said of the case today, such as that it has expired."""
    process: str
    opened_by: Doer
    opened_at: str
    facts: tuple[Fact, ...]
    children: tuple[Brood, ...]
    referring: tuple[Brood, ...]
    """The lists of cases that refer to it, those that hold any; each by its name."""
    evidence: tuple[Attached, ...]
    waivers: tuple[Granted, ...]
    steps: tuple[Step, ...]
    documents: tuple[Document, ...] = ()
    """What was issued about it, oldest first."""
    climbed: tuple[Named, ...] = ()
    """The roles that it has climbed to, being overdue, in the order of the ladder."""
    as_of: AsOf | None = None
    """Where the case is shown as it was; None: as it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the log."""

    position: int
    at: str
    actor: str
    role: str
    case: str
    kind: str
    what: Text
    refused_by: tuple[str, ...]
    waived: tuple[str, ...]
    warned: tuple[str, ...]
    leaf: str
    behalf: str | None = None
    """The person in whose name it was done, if it wasn't the actor's own."""
    cosigned: tuple[str, ...] = ()
    """Who signed beside the actor."""


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered step of a verification that holds."""

    number: int
    what: Text
    count: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Every act was lawful, as far as it was judged."""

    acts: int
    entries: int
    """Those that the acts made."""
    refused: int
    """Refused attempts, which are not judged."""
    unjudged: Mapping[str, int]
    """By kind: entries of which the law says nothing."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The record adds up: each step, and the root to compare with one that you kept."""

    log: str
    size: int
    root: str
    spoken: str
    """Size and root to read out."""
    checks: tuple[Check, ...]
    simulated: bool
    remarks: tuple[Text, ...]
    """What whoever reads the record should know, such as that it was restored."""
    unproven: tuple[Text, ...]
    """What this verification cannot show."""
    law: Judged | None = None
    """What came of judging every act again; None: it was not asked for."""
    file: Recognised | None = None
    """What the record says of a file that somebody holds; None: none was asked about."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """One line of the doctor: what was looked at, how it is, and what to do about it."""

    what: Text
    state: str
    """ok, warning or error."""
    found: Text
    remedy: Text | None = None
