"""Whose keys there are, and from which position on each may sign, as the log itself tells.

    key.enrolled/1     of a person's case: the key signs from the next entry on
    key.retired/1      it signs nothing more after this entry
    key.compromised/1  likewise, and what it signed from `since` on proves nothing

A key belongs to one person for ever: a retired one never comes back. What a compromised key
enrolled proves nothing either, so that such keys end with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.entry import Entry, Statement
from tadasu.ledger.sshkey import PublicKey, format_public, parse_public
from tadasu.ledger.sshsig import ENROLMENT, check_sshsig, unbase64
from tadasu.ledger.sshwire import SignatureError

ENROLLED: Final = "key.enrolled/1"
RETIRED: Final = "key.retired/1"
COMPROMISED: Final = "key.compromised/1"
KEY_KINDS: Final = (ENROLLED, RETIRED, COMPROMISED)


@dataclass(slots=True)
class Held:
    """A key that was enrolled."""

    person: str
    public: PublicKey
    position: int
    """Of its enrolment."""
    start: int
    """The first position that it may sign."""
    last: int | None = None
    """The last position that it may sign, once it has ended."""
    doubted: int | None = None
    """From this position on, what it signed proves nothing."""
    enrolled_by: frozenset[str] = frozenset()
    """Fingerprints of the keys that signed its enrolment."""
    signed: list[int] = field(default_factory=list)
    """The positions that it did sign, ascending."""

    @property
    def valid(self) -> bool:
        """Whether it may sign what comes next."""
        return self.last is None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry that a key signed which others may have had by then."""

    position: int
    person: str
    fingerprint: str


class Roster:
    """The keys of a log, as far as its entries were read."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}

    def held(self, person: str | None = None) -> tuple[Held, ...]:
        """All keys that were ever enrolled, or those of one person, in that order."""
        return tuple(key for key in self._held.values() if person in (None, key.person))

    def read(self, position: int, entry: Entry, start: int | None = None) -> None:
        """Go on by an entry; SignatureError where it does with keys what can't be done.

        `start` is the first position that a key enrolled here may sign; else the next one.
        """
        statement = entry.statement
        if statement.kind == ENROLLED:
            self._enrol(position, entry, position + 1 if start is None else start)
        elif statement.kind in KEY_KINDS:
            key = self._named(statement)
            if statement.kind == RETIRED:
                if not key.valid:
                    raise SignatureError("it retires a key that has ended before")
                key.last = position
            else:
                self._doubt(key, position, _since(statement, position))

    def signing(self, fingerprint: object, person: str, position: int) -> Held:
        """The key with which `person` may sign at `position`, or raise SignatureError."""
        key = self._held.get(str(fingerprint))
        if key is None or key.person != person:
            raise SignatureError(f"{fingerprint} is no key of {person}")
        if position < key.start or (key.last is not None and position > key.last):
            raise SignatureError(f"{fingerprint} was not valid for {person} there")
        return key

    def doubts(self) -> Iterator[Doubt]:
        """What the signatures of compromised keys do not prove, key by key."""
        for key in self._held.values():
            if key.doubted is not None:
                for position in key.signed:
                    if position >= key.doubted:
                        yield Doubt(position, key.person, key.public.fingerprint)

    def _enrol(self, position: int, entry: Entry, start: int) -> None:
        statement = entry.statement
        public = check_enrolment(statement)
        if public.fingerprint in self._held:
            raise SignatureError(f"{public.fingerprint} was enrolled before")
        signers = frozenset(str(sig["key"]) for sig in entry.sigs)
        self._held[public.fingerprint] = Held(
            statement.case, public, position, start, enrolled_by=signers
        )

    def _named(self, statement: Statement) -> Held:
        key = self._held.get(str(statement.data.get("key")))
        if key is None or key.person != statement.case:
            raise SignatureError("it ends a key that the person does not have")
        return key

    def _doubt(self, key: Held, position: int, since: int) -> None:
        key.last = position if key.last is None else key.last
        if key.doubted is not None and key.doubted <= since:
            return
        key.doubted = since
        for other in self._held.values():
            doubtful = key.public.fingerprint in other.enrolled_by and other.position >= since
            if doubtful and other is not key:
                self._doubt(other, position, other.start)


def check_enrolment(statement: Statement) -> PublicKey:
    """The key that an enrolment names and that has signed it, or raise SignatureError."""
    line, proof = statement.data.get("key"), statement.data.get("proof")
    if not isinstance(line, str) or not isinstance(proof, str):
        raise SignatureError("it enrols no key, or without its proof")
    public = parse_public(line)
    if format_public(public) != line:
        raise SignatureError("the key that it enrols has a comment")
    asked = enrolment(public, statement.log, statement.case)
    check_sshsig(unbase64(proof), public, ENROLMENT, asked)
    return public


def enrolment(public: PublicKey, log: str, person: str) -> bytes:
    """What a new key signs, so that nobody enrols a key that he or she doesn't have."""
    return canonical_bytes({"key": format_public(public), "log": log, "person": person})


def _since(statement: Statement, position: int) -> int:
    since = statement.data.get("since")
    if not isinstance(since, int) or isinstance(since, bool) or not 0 <= since <= position:
        raise SignatureError("it does not say since when, or a time to come")
    return since
