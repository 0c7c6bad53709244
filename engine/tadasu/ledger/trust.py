"""The file in which an auditor keeps whom and what to trust, one thing on a line.

    VKEY                       a verifier key: of the log itself, or of a witness of it
    checkpoint SPOKEN          a checkpoint as it was read out or printed
    person KEY TYPE BASE64     a public key that is really this person's (OpenSSH's form)

Lines that are empty or begin with # are passed over. All of it comes from the auditor's own hands,
never from the record that it is to judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tadasu.errors import Text
from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.roster import Roster
from tadasu.ledger.spoken import Spoken, SpokenError, parse_spoken
from tadasu.ledger.sshkey import parse_public
from tadasu.ledger.sshwire import SignatureError
from tadasu.ledger.vkey import VerifierKey, parse_vkey

People = Mapping[str, frozenset[str]]
"""Fingerprints by person."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known from outside."""

    keys: Sequence[VerifierKey] = ()
    checkpoints: Sequence[Spoken] = ()
    people: People = field(default_factory=dict)


def parse_trust(text: str) -> Trust:
    """What such a file says, or raise NoteError."""
    keys: list[VerifierKey] = []
    checkpoints: list[Spoken] = []
    people: dict[str, set[str]] = {}
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        try:
            match words:
                case []:
                    pass
                case ["checkpoint", *said]:
                    checkpoints.append(parse_spoken(" ".join(said)))
                case ["person", person, *public]:
                    key = parse_public(" ".join(public))
                    people.setdefault(person, set()).add(key.fingerprint)
                case _:
                    keys.append(parse_vkey(line.strip()))
        except (SpokenError, SignatureError) as wrong:
            raise NoteError(f"{line.strip()}: {wrong}") from wrong
    if not (keys or checkpoints or people):
        raise NoteError("there is nothing to trust in it")
    return Trust(keys, checkpoints, {name: frozenset(held) for name, held in people.items()})


def stranger(roster: Roster, people: People) -> Text | None:
    """What is wrong with the first key that is enrolled for one of `people` and is not theirs."""
    for held in roster.held():
        known, key, person = people.get(held.person), held.public.fingerprint, held.person
        if known is not None and key not in known:
            return Text(
                en=f"{key} is enrolled for {person}, but is not among your keys of {person}.",
                ja=f"{person} の鍵として登録された {key} は、手元の鍵にありません。",
            )
    return None
