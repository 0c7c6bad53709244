"""The record compared with checkpoints: those in its own files, and those that somebody kept."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import NotFoundError, TamperError, Text
from tadasu.ledger.checkpoint import NoteError, parse_checkpoint
from tadasu.ledger.note import SignedNote, open_note, parse_note
from tadasu.ledger.spoken import Spoken, SpokenError, format_spoken, parse_spoken
from tadasu.ledger.trust import Trust, parse_trust
from tadasu.ledger.vkey import VerifierKey
from tadasu.ledger.whole import Whole
from tadasu.store.anchors import Anchors

LONGEST = 1_000_000
"""Bytes of a file that holds a checkpoint or keys."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that somebody kept: a signed note, or no more than was read out."""

    shown: str
    said: Spoken | SignedNote

    @property
    def spoken(self) -> Spoken:
        """What it says of size and root, as far as it would be read out."""
        if isinstance(self.said, Spoken):
            return self.said
        return parse_spoken(format_spoken(parse_checkpoint(self.said.text)))


def read_kept(word: str) -> Kept:
    """The checkpoint in the file `word`, or in the word itself; NotFoundError for neither."""
    path = Path(word)
    try:
        if path.is_file():
            return Kept(word, parse_note(_text(path)))
        return Kept(word, parse_spoken(word))
    except (NoteError, SpokenError, OSError, UnicodeDecodeError) as wrong:
        raise NotFoundError(
            Text(
                en=f"{word} is no checkpoint: {wrong}. Give a file, or what was read out.",
                ja=f"{word} はチェックポイントではありません({wrong})。"
                "ファイル名か照合符号を指定してください。",
            )
        ) from wrong


def read_trust(path: Path | None) -> Trust:
    """What an auditor's file says, nothing without one, or NotFoundError."""
    if path is None:
        return Trust()
    try:
        return parse_trust(_text(path))
    except (NoteError, OSError, UnicodeDecodeError) as wrong:
        raise NotFoundError(
            Text(
                en=f"{path} holds nothing to trust: {wrong}.",
                ja=f"{path} から信頼するものを読めません({wrong})。",
            )
        ) from wrong


def check_anchors(anchors: Anchors, whole: Whole, trust: Sequence[VerifierKey]) -> int:
    """Check the checkpoints in their files; how many there are, or TamperError.

    Each is what the record was at its size and is signed by the keys that the record names. The
    newest is signed by a key of `trust` too, if there are any; then one has to be there. What was
    set aside is on record as lost.
    """
    count = 0
    newest = None
    for newest in anchors.every():
        with told("5", newest.path.name):
            whole.check_prefix(newest.checkpoint)
            whole.check_signed(newest.note)
        count += 1
    if trust:
        with told("5", "-" if newest is None else newest.path.name):
            if newest is None:
                raise NoteError("there is none, and keys are given that should have signed it")
            open_note(newest.note, trust)
    for lost in anchors.lost():
        if all(lost.checkpoint.size > one.lost.size for one in whole.restored):
            with told("5", f"lost/{lost.path.name}"):
                raise NoteError("it was set aside, but no restoration is on record")
    return count


def check_kept(kept: Sequence[Kept], whole: Whole, trust: Sequence[VerifierKey]) -> int:
    """Check that the record goes on from each; the size of the largest, or TamperError.

    A signed note must be signed by a key of `trust`, or if there are none, by those that the
    record names.
    """
    largest = 0
    for one in kept:
        with told("7", one.shown):
            largest = max(largest, _check_one(one.said, whole, trust))
    return largest


def _check_one(said: Spoken | SignedNote, whole: Whole, trust: Sequence[VerifierKey]) -> int:
    if isinstance(said, SignedNote):
        checkpoint = parse_checkpoint(said.text)
        whole.check_prefix(checkpoint)
        if trust:
            open_note(said, trust)
        else:
            whole.check_signed(said)
        return checkpoint.size
    if said.size > whole.size:
        raise NoteError(f"it tells of {said.size} entries, and there are {whole.size}")
    if not said.fits(whole.checkpoint(said.size)):
        raise NoteError(f"the first {said.size} entries have another root")
    return said.size


@contextmanager
def told(step: str, which: str) -> Generator[None]:
    """Turn what is wrong with a checkpoint into TamperError of a step."""
    try:
        yield
    except NoteError as wrong:
        raise TamperError(
            step,
            Text(
                en=f"Step {step}: the record is not that of the checkpoint {which}: {wrong}.",
                ja=f"手順 {step}: 記録がチェックポイント {which} と合いません({wrong})。",
            ),
        ) from wrong


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(LONGEST + 1).decode()
