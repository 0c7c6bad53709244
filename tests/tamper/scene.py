"""A signed library with an outside world: what somebody kept, and a witness who cosigned."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from tadasu.ledger.addition import Addition, format_addition
from tadasu.ledger.checkpoint import NoteError, format_checkpoint
from tadasu.ledger.note import SignedNote, Signer, parse_signature, sign_note
from tadasu.ledger.proof import prove_consistency
from tadasu.ledger.sshsig import SshSigner
from tadasu.ledger.trust import People
from tadasu.ledger.vkey import COSIGNED_ED25519, VerifierKey, parse_vkey
from tadasu.ledger.whole import Whole
from tadasu.office.acts import Acts
from tadasu.office.checkpoints import log_signers
from tadasu.office.comparison import Kept, read_kept
from tadasu.office.keyfile import unlock
from tadasu.office.sealing import log_keys, seal
from tadasu.office.signingkey import make_signers
from tadasu.office.witness import Reply, Witness
from tadasu.store.anchors import Anchors
from tests.unit.office.desk import library
from tests.unit.office.renaming import ADOPTING
from tests.unit.office.signers import keyed
from tests.unit.store.places import Database

LOAN, FIRST, SECOND = "B-001-L1", 8, 9
"""The loan, and the positions of its two photographs."""
BOOK, PAGES = "B-001", 10
"""A book, and where its pages were first stated."""
OTHER, OPENED = "B-002", 11
"""Another book, and where it was opened."""
OUTSIDE = 12
"""Entries of the checkpoint that was kept outside, and that the witness cosigned."""
SIZE = 15
PHOTOS = (b"photo one", b"photo two")
WITNESS = "witness.example/1"


@dataclass
class Scene:
    """The project, its database, and what others have of it."""

    root: Path
    database: Database
    kept: Kept
    """Read out when the log had OUTSIDE entries."""
    vkeys: tuple[VerifierKey, ...]
    """The log's keys, as somebody wrote them down."""
    keys: People
    """People's own keys, as they gave them to somebody."""
    witness: Witness
    witness_keys: tuple[VerifierKey, ...]

    @property
    def anchors(self) -> Anchors:
        """The checkpoints beside the database."""
        return Anchors(self.checkpoints)

    @property
    def checkpoints(self) -> Path:
        """Where they lie."""
        return self.root / "record" / "checkpoints"

    def act(self, pages: int, book: str = BOOK) -> None:
        """One more lawful, signed entry."""
        with library(self.root) as workspace:
            Acts(workspace, "M-1").set(book, {"pages": str(pages)})

    def seal(self) -> None:
        """A checkpoint as the log stands."""
        with library(self.root) as workspace:
            seal(workspace)

    def whole(self) -> Whole:
        """The log, hashed anew from the bytes that lie in the database, whatever they are."""
        with library(self.root) as workspace, workspace.journal.reading() as shelf:
            whole = Whole(shelf.head.log)
            for row in shelf.rows():
                whole.add(row.kind, row.entry)
        return whole

    def log_signers(self) -> tuple[Signer, ...]:
        """The log's own keys."""
        with library(self.root) as workspace:
            return log_signers(workspace)

    def people(self) -> Mapping[str, SshSigner]:
        """Everybody's keys, by name and by fingerprint."""
        held = {name: unlock(self.root / "keys" / name, lambda _: None) for name in ("M-1", "M-2")}
        return {**held, **{key.public.fingerprint: key for key in held.values()}}

    def asked(self) -> str:
        """What the witness answers to a checkpoint of the log as it is, whoever signed it."""
        text = format_checkpoint(self.whole().checkpoint())
        reply = self._put_to_witness(sign_note(text, self.log_signers(), 0))
        return "–" if reply.status == 200 else str(reply.status)

    def cosigned(self, note: SignedNote) -> str:
        """The witness's lines under a checkpoint of the log as it is."""
        reply = self._put_to_witness(note)
        assert reply.status == 200
        return reply.body

    def fits_kept(self) -> bool:
        """Whether the log goes on from what was kept outside."""
        spoken, whole = self.kept.spoken, self.whole()
        try:
            return spoken.fits(whole.checkpoint(spoken.size))
        except (IndexError, NoteError, ValueError):
            return False

    def _put_to_witness(self, note: SignedNote) -> Reply:
        whole = self.whole()
        reply = self.witness.add(_addition(Addition(0, (), note)))
        if reply.status == 409 and (old := int(reply.body)) <= whole.size:
            path = prove_consistency(whole.levels, old, whole.size)
            reply = self.witness.add(_addition(Addition(old, path, note)))
        return reply


def _addition(addition: Addition) -> bytes:
    return format_addition(addition).encode()


def scene(folder: Path, database: Database, process: str = ADOPTING) -> Scene:
    """A library of SIZE entries, signed by M-1 and M-2, with checkpoints at 4, OUTSIDE and 13."""
    root = folder / "project"
    keyed(root, process)
    with library(root) as workspace:
        for number, photo in enumerate(PHOTOS, 1):
            given = {"method": "photo"}
            Acts(workspace, "M-2").attach(LOAN, BytesIO(photo), f"{number}.jpg", given)
        Acts(workspace, "M-1").set(BOOK, {"pages": "300"})
        Acts(workspace, "M-1").new("book", None, {"title": "草枕"})
        kept = read_kept(seal(workspace).spoken)
        vkeys = tuple(map(parse_vkey, log_keys(workspace).vkeys))
        newest = workspace.anchors.newest()
        assert newest is not None
    cosigner = make_signers(folder / "witness.pem", WITNESS, COSIGNED_ED25519)
    witness = Witness(cosigner, vkeys, folder / "seen")
    reply = witness.add(_addition(Addition(0, (), newest.note)))
    assert reply.status == 200
    cosigned = (*newest.note.signatures, *map(parse_signature, reply.body.splitlines()))
    keys = {
        name: frozenset({unlock(root / "keys" / name, lambda _: None).public.fingerprint})
        for name in ("M-1", "M-2")
    }
    names = tuple(one.vkey for one in cosigner)
    found = Scene(root, database, kept, vkeys, keys, witness, names)
    found.anchors.put(SignedNote(newest.note.text, cosigned))
    found.act(301)
    found.seal()
    found.act(250, OTHER)
    found.act(302)
    assert found.whole().size == SIZE
    return found
