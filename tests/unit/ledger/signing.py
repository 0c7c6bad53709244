"""A small signed log in memory: its entries, and whoever signs them."""

import base64
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tadasu.ledger.check import Row, check_entries
from tadasu.ledger.entry import Statement, format_entry, format_statement, parse_entry
from tadasu.ledger.roster import enrolment
from tadasu.ledger.signed import Signatures
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.sshsig import ENROLMENT, STATEMENT, SshSigner, sign_sshsig
from tadasu.ledger.tree import leaf_hash
from tests.unit.ledger.rows import ADOPTION, LOG, PROCESS, claim, time
from tests.unit.ledger.sshkeys import signer

Json = Mapping[str, object]

FOUNDER, SECOND, THIRD = (signer("ssh-ed25519", n) for n in (1, 2, 3))


def signature(key: SshSigner, text: str) -> dict[str, object]:
    """One of an entry's `sigs`."""
    blob = sign_sshsig(key, STATEMENT, text.encode())
    return {"key": key.public.fingerprint, "sshsig": base64.b64encode(blob).decode()}


def enrolled(key: SshSigner, person: str, log: str = LOG) -> dict[str, object]:
    """What `key.enrolled/1` holds."""
    blob = sign_sshsig(key, ENROLMENT, enrolment(key.public, log, person))
    return {"key": format_public(key.public), "proof": base64.b64encode(blob).decode()}


@dataclass
class Book:
    """A log that grows; P-1 signs with FOUNDER unless it is said otherwise."""

    rows: list[Row] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    founder: str | None = None
    process: str = PROCESS

    @classmethod
    def founded(cls, process: str = PROCESS) -> "Book":
        """A log of three entries, all signed with the key that the third enrols."""
        book = cls(process=process)
        book.add("", "process.adopted/1", {**ADOPTION, "digest": process})
        book.founder = book.rows[0].id
        book.add("P-1", "case.opened/1", {"workflow": "member", "state": "active"})
        book.add("P-1", "key.enrolled/1", enrolled(FOUNDER, "P-1"))
        book.founder = None
        return book

    def add(
        self,
        case: str = "B-1",
        kind: str = "case.amended/1",
        data: Json | None = None,
        *,
        actor: str = "P-1",
        keys: Sequence[SshSigner] = (FOUNDER,),
        auth: str | None = None,
        other: str | None = None,
    ) -> Row:
        """The next entry; `other` is a text that is signed instead of the statement's."""
        self.versions[case] = self.versions.get(case, 0) + 1
        n = len(self.rows)
        statement = Statement(
            log=LOG,
            id=str(uuid.UUID(int=n + 1)),
            case=case,
            version=self.versions[case],
            kind=kind,
            process=self.process,
            occurred_at=time(n),
            actor={
                "id": actor,
                "role": "librarian",
                "auth": auth or ("sshsig" if keys else "local"),
            },
            seen=None,
            request="cd" * 32,
            cause=self.founder,
            data=data if data is not None else {"fields": {}},
        )
        text = format_statement(statement)
        sigs = [signature(key, other or text) for key in keys]
        row = put(n, format_entry(text, time(n), sigs))
        self.rows.append(row)
        return row

    def enrol(
        self, key: SshSigner, person: str, by: SshSigner = FOUNDER, actor: str = "P-1"
    ) -> None:
        """Enrol a further key."""
        self.add(person, "key.enrolled/1", enrolled(key, person), keys=[by], actor=actor)

    def retire(self, key: SshSigner, person: str) -> None:
        """Retire a key."""
        data = {"key": key.public.fingerprint, "reason": "a new one"}
        self.add(person, "key.retired/1", data)

    def compromise(
        self,
        key: SshSigner,
        person: str,
        since: object,
        by: SshSigner = FOUNDER,
        actor: str = "P-1",
    ) -> None:
        """Say that others may have a key."""
        data = {"key": key.public.fingerprint, "since": since, "reason": "lost"}
        self.add(person, "key.compromised/1", data, keys=[by], actor=actor)


def put(position: int, entry: bytes) -> Row:
    """An entry's bytes as a row that fits them."""
    read = parse_entry(entry)
    said = read.statement
    return Row(
        position,
        said.id,
        said.case,
        said.version,
        said.kind,
        read.recorded_at,
        entry,
        leaf_hash(entry),
    )


def check(book: Book, *, required: bool = True) -> Signatures:
    """The log's signatures, or TamperError."""
    signatures = Signatures(lambda _digest: required)
    check_entries(book.rows, claim(book.rows), signatures=signatures)
    return signatures


def with_second() -> Book:
    """A log in which P-2 has a key too; six entries."""
    book = Book.founded()
    book.add("P-2", "case.opened/1", {"workflow": "member", "state": "active"})
    book.enrol(SECOND, "P-2")
    book.add(actor="P-2", keys=[SECOND])
    return book
