"""The entries of a bundle, read one by one and checked against its checkpoint.

A whole bundle holds every entry: they are hashed anew. A bundle of one case holds some, each with
a proof that it lies in the log.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tadasu.bundle.given import Given
from tadasu.bundle.layout import proof_path
from tadasu.bundle.report import wrong
from tadasu.errors import Text
from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.entry import Entry
from tadasu.ledger.note import format_note
from tadasu.ledger.past import Past
from tadasu.ledger.proof import ProofError, check_inclusion
from tadasu.ledger.signed import Signatures
from tadasu.ledger.tilepath import TileError
from tadasu.ledger.tlogproof import parse_proof
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.walk import ADOPTED, Walk, WalkError
from tadasu.ledger.whole import KEYED, Whole

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Read:
    """What one pass over the entries leaves behind."""

    whole: Whole
    """All leaves, in a whole bundle; in another only the keys that the log named."""
    times: dict[int, str] = field(default_factory=dict)
    """Time of recording by position, of the entries that are there."""
    definitions: dict[str, int] = field(default_factory=dict)
    """The position of each adoption by the digest of its process."""
    evidence: dict[str, int] = field(default_factory=dict)
    """The position of each file by its SHA-256."""
    sealed: set[str] = field(default_factory=set)
    """What entries have committed to."""


def read_entries(given: Given, progress: Progress = lambda _done, _of: None) -> Read:
    """Check form, order, numbers and times of all entries, or raise WrongError."""
    read, walk, past = Read(Whole(given.log)), Walk(given.log), Past()
    count = given.size if given.whole else len(given.positions())
    try:
        for done, (position, content) in enumerate(given.entries(), 1):
            entry = walk.read(position, content)
            leaf = leaf_hash(content)
            if not given.whole:
                _check_proof(given, position, leaf)
            walk.step(position, entry)
            if given.whole:
                past.check(entry)
                past.add(leaf)
            _remember(read, position, entry)
            if given.whole or entry.statement.kind == KEYED:
                read.whole.add(entry.statement.kind, content)
            progress(done, count)
    except WalkError as found:
        wrong(found.text.en, found.text.ja)
    except (KeyError, TileError, NoteError) as found:
        wrong(f"the entries can't be read: {found}.", f"記録を読み取れません({found})。")
    return read


_FILES = frozenset({"evidence.attached/1", "document.issued/1"})
"""Kinds of entries that name a file."""


def check_people(given: Given, signatures: Signatures) -> None:
    """Check who signed what, entry by entry, or raise WrongError."""
    walk = Walk(given.log)
    try:
        for position, content in given.entries():
            signatures.step(position, walk.read(position, content))
        signatures.end()
    except WalkError as found:
        wrong(found.text.en, found.text.ja)


def parsed(given: Given) -> Iterator[tuple[int, Entry]]:
    """The entries, which have been checked."""
    walk = Walk(given.log)
    for position, content in given.entries():
        yield position, walk.read(position, content)


def _remember(read: Read, position: int, entry: Entry) -> None:
    statement = entry.statement
    read.times[position] = entry.recorded_at
    read.sealed.update(map(str, statement.sealed.values()))
    if statement.kind == ADOPTED:
        read.definitions[str(statement.data.get("digest"))] = position
    elif statement.kind in _FILES:
        read.evidence[str(statement.data.get("sha256"))] = position


def _check_proof(given: Given, position: int, leaf: bytes) -> None:
    name = proof_path(position)
    try:
        proof = parse_proof(given.bundle.read(name).decode())
        if proof.index != position or proof.checkpoint != format_note(given.note):
            raise ProofError("it is of another entry or checkpoint")
        root, size = given.checkpoint.root, given.size
        check_inclusion(leaf, position, size, proof.path, root)
    except (KeyError, ValueError) as found:
        text = Text(
            en=f"the entry at position {position} is not proved to lie in the log: {found}.",
            ja=f"位置 {position} の記録がログに含まれることを証明できません({found})。",
        )
        wrong(text.en, text.ja)
