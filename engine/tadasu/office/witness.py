"""A witness: it cosigns the checkpoints of other people's logs, each only if it goes on.

What it cosigned last for a log lies in its folder, in a file named after SHA-256 of the origin, as
a note with the log's signature and its own. It is written before the answer goes out. One process
at a time keeps such a folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from tadasu.errors import Text, UnavailableError
from tadasu.ledger.addition import parse_addition
from tadasu.ledger.checkpoint import Checkpoint, NoteError, parse_checkpoint
from tadasu.ledger.note import (
    SignedNote,
    Signer,
    format_note,
    format_signature,
    open_note,
    parse_note,
    sign_note,
)
from tadasu.ledger.vkey import VerifierKey
from tadasu.ledger.witness import Trusted, WitnessError, check_addition
from tadasu.office.clock import posix
from tadasu.store.durable import write_whole

PLAIN = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer by HTTP."""

    status: int
    body: str
    kind: str = PLAIN


class Witness:
    """One witness, with its keys, the logs that it knows, and what it saw of them."""

    def __init__(
        self, signers: Sequence[Signer], trust: Sequence[VerifierKey], folder: Path
    ) -> None:
        self._signers = signers
        self._folder = folder
        self._trusted: Trusted = {
            key.name: [one for one in trust if one.name == key.name] for key in trust
        }
        self._turn = Lock()

    def add(self, body: bytes) -> Reply:
        """The answer to add-checkpoint: the cosignatures, or why not."""
        try:
            addition = parse_addition(body.decode())
        except (NoteError, UnicodeDecodeError) as wrong:
            return Reply(400, f"{wrong}\n")
        with self._turn:
            try:
                latest = self._latest(addition.note)
                _, vouched = check_addition(addition, self._trusted, latest)
            except WitnessError as no:
                if no.size is not None:
                    return Reply(no.status, f"{no.size}\n", SIZE)
                return Reply(no.status, f"{no}\n")
            own = sign_note(addition.note.text, self._signers, posix()).signatures
            known = {(one.vkey.name, one.vkey.id) for one in vouched}
            kept = [one for one in addition.note.signatures if (one.name, one.id) in known]
            self._keep(SignedNote(addition.note.text, (*kept, *own)))
        return Reply(200, "".join(map(format_signature, own)))

    def seen(self, digest: str) -> Reply:
        """The last checkpoint cosigned for the log whose origin has that SHA-256, in hex."""
        for origin in self._trusted:
            if _digest(origin) == digest and (note := self._note(origin)) is not None:
                return Reply(200, format_note(note))
        return Reply(404, "no checkpoint of that log was cosigned here\n")

    def _latest(self, submitted: SignedNote) -> Checkpoint | None:
        """The last checkpoint that was cosigned for the origin of a note."""
        note = self._note(submitted.text.partition("\n")[0])
        return parse_checkpoint(note.text) if note is not None else None

    def _note(self, origin: str) -> SignedNote | None:
        path = self._path(origin)
        if origin not in self._trusted or not path.exists():
            return None
        try:
            note = parse_note(path.read_text("utf-8"))
            open_note(note, [signer.vkey for signer in self._signers])
        except (NoteError, OSError, UnicodeDecodeError) as wrong:
            # Beginning anew would be to forget what was seen.
            raise UnavailableError(
                Text(
                    en=f"What was cosigned last can't be read from {path}: {wrong}.",
                    ja=f"最後に連署したチェックポイントを {path} から読めません({wrong})。",
                )
            ) from wrong
        return note

    def _keep(self, note: SignedNote) -> None:
        origin = parse_checkpoint(note.text).origin
        write_whole(self._path(origin), format_note(note).encode())

    def _path(self, origin: str) -> Path:
        return self._folder / f"{_digest(origin)}.note"


def _digest(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()
