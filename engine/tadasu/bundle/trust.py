"""What a verifier trusts before the bundle is opened, from a file of his or her own.

One thing on a line; `#` begins a remark.

    log VKEY                 a key that signs the log's checkpoints
    witness VKEY             a key of somebody who watches the log
    checkpoint SPOKEN|PATH   a checkpoint from a receipt, last year's report, or a file
    person KEY PUBLIC-KEY    that this is really the key of a person

Without it everything can be checked but what only an outsider knows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tadasu.ledger.checkpoint import Checkpoint, NoteError, parse_checkpoint
from tadasu.ledger.note import parse_note
from tadasu.ledger.spoken import Spoken, SpokenError, parse_spoken
from tadasu.ledger.vkey import VerifierKey, parse_vkey


class TrustError(ValueError):
    """A line of a trust file that says nothing; the text names it."""


@dataclass(slots=True)
class Trust:
    """What is known from outside."""

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: list[VerifierKey] = field(default_factory=list)
    checkpoints: list[Spoken | Checkpoint] = field(default_factory=list)
    people: dict[str, set[str]] = field(default_factory=dict)
    """Public keys in OpenSSH's form, without comments, by person."""


def parse_trust(text: str, read: Callable[[str], str]) -> Trust:
    """What the file says; `read` gives the text of a file that it names. Raises TrustError."""
    trust = Trust()
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        try:
            _take(trust, words, read)
        except (NoteError, SpokenError, OSError, ValueError) as wrong:
            raise TrustError(f"line {number}: {wrong}") from wrong
    return trust


def _take(trust: Trust, words: list[str], read: Callable[[str], str]) -> None:
    match words:
        case ["log", vkey]:
            trust.logs.append(parse_vkey(vkey))
        case ["witness", vkey]:
            trust.witnesses.append(parse_vkey(vkey))
        case ["checkpoint", *said] if said:
            trust.checkpoints.append(_checkpoint(said, read))
        case ["person", key, kind, blob, *_]:
            trust.people.setdefault(key, set()).add(f"{kind} {blob}")
        case _:
            raise TrustError("expected: log VKEY, witness VKEY, checkpoint …, or person KEY …")


def _checkpoint(words: Iterable[str], read: Callable[[str], str]) -> Spoken | Checkpoint:
    said = " ".join(words)
    try:
        return parse_spoken(said)
    except SpokenError:
        return parse_checkpoint(parse_note(read(said)).text)
