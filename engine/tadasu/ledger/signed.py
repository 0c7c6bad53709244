"""Who signed what: the signatures of entries, checked along the way against the log's own keys.

(1) A statement that says `auth: sshsig` is signed, one that says `local` is not; where the
    process in force requires signatures, each is.
(2) The signers are the actor and then, in their order, whoever cosigned; each another person.
(3) Each key is one that its person could sign with at that position.
(4) Each signature fits the statement's exact text.
(5) What the entry does with keys can be done, and a key that it enrols has signed for that.

The founding request enrols the founder's key: its entries are signed with it beforehand.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tadasu.ledger.entry import Entry, Statement
from tadasu.ledger.roster import Doubt, Roster
from tadasu.ledger.sshsig import STATEMENT, check_sshsig, unbase64
from tadasu.ledger.sshwire import SignatureError
from tadasu.ledger.walk import ADOPTED, refuse

SIGNED: Final = "sshsig"
"""`auth` of an actor who signed."""
STEP: Final = "9"
"""As `tadasu.ledger.check` counts."""

Requires = Callable[[str], bool]
"""Whether the process of a digest requires that everybody signs."""


def requires_signatures(document: bytes) -> bool:
    """Whether a process document says so; ValueError for what is no document."""
    try:
        said = json.loads(document)
    except RecursionError as wrong:
        raise ValueError("it is nested too deeply") from wrong
    return isinstance(said, dict) and said.get("signatures") == "required"


class Signatures:
    """How far a reader has come, and what the signatures of entries prove."""

    def __init__(self, requires: Requires = lambda _digest: False) -> None:
        """`requires` is asked for each process that is adopted; without it, none does."""
        self.roster = Roster()
        self.signed = 0
        """Entries that bear signatures."""
        self.unsigned = 0
        """Entries that rest on somebody's word."""
        self._requires = requires
        self._required = False
        self._founding: list[tuple[int, Entry]] | None = []

    def step(self, position: int, entry: Entry) -> None:
        """Go on by an entry, or raise WalkError."""
        if self._founding is not None:
            founder = self._founding[0][1].statement.id if self._founding else None
            if founder is None or entry.statement.cause == founder:
                self._founding.append((position, entry))
                return
            self.end()
        self._check(position, entry)
        self._read(position, entry)

    def end(self) -> None:
        """No entry follows: what waited for the end of the founding is checked."""
        waiting, self._founding = self._founding or (), None
        for position, entry in waiting:
            self._read(position, entry, start=0)
        for position, entry in waiting:
            self._check(position, entry)

    def doubts(self) -> tuple[Doubt, ...]:
        """What the signatures of keys do not prove that were declared compromised."""
        return tuple(sorted(self.roster.doubts(), key=lambda doubt: doubt.position))

    def _check(self, position: int, entry: Entry) -> None:
        statement = entry.statement
        if statement.kind == ADOPTED:
            digest = str(statement.data.get("digest"))
            before, self._required = self._required, self._requires(digest)
            required = before or self._required
        else:
            required = self._required
        # (1)
        auth = statement.actor["auth"]
        if (auth == SIGNED) != bool(entry.sigs):
            en = f"it says {auth!r}, and bears {len(entry.sigs)} signatures"
            refuse(STEP, position, en, f"認証は {auth!r}、署名は {len(entry.sigs)} 個です")
        if not entry.sigs:
            if required:
                refuse(STEP, position, "it is not signed", "署名がありません")
            self.unsigned += 1
            return
        try:
            self._check_signed(position, entry)
        except SignatureError as wrong:
            refuse(STEP, position, f"{wrong}", f"署名が正しくありません({wrong})")
        self.signed += 1

    def _check_signed(self, position: int, entry: Entry) -> None:
        # (2)
        signers = signers_of(entry.statement)
        if len(set(signers)) != len(signers) or len(signers) != len(entry.sigs):
            raise SignatureError("its signers are not the actor and those who cosigned")
        for person, sig in zip(signers, entry.sigs, strict=True):
            # (3)
            key = self.roster.signing(sig["key"], person, position)
            # (4)
            blob = unbase64(str(sig["sshsig"]))
            check_sshsig(blob, key.public, STATEMENT, entry.text.encode())
            key.signed.append(position)

    def _read(self, position: int, entry: Entry, start: int | None = None) -> None:
        # (5)
        try:
            self.roster.read(position, entry, start)
        except SignatureError as wrong:
            refuse(STEP, position, f"{wrong}", f"鍵の扱いが正しくありません({wrong})")


def signers_of(statement: Statement) -> tuple[str, ...]:
    """Who has to sign: the actor, then those who cosigned, as the statement names them."""
    cosigned = statement.data.get("cosigned", ())
    actor = str(statement.actor["id"])
    if not isinstance(cosigned, Sequence):
        raise SignatureError("it names cosigners in a way that nobody writes")
    return (actor, *(_person(one) for one in cosigned))


def _person(one: object) -> str:
    if not isinstance(one, Mapping) or not isinstance(one.get("person"), str):
        raise SignatureError("it names cosigners in a way that nobody writes")
    return str(one["person"])
