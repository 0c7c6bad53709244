"""Anchors: the checkpoints of the log, in files beside the database and never inside it.

Whoever cuts the log's end off, or puts an older copy of the database back, has to do the same to
these files; that they lie elsewhere is their use. `record/checkpoints/SIZE.note` is a signed note,
`SIZE.tsr` a time stamp over it; those that the log no longer reaches are set aside in `lost`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import TamperError, Text, UnavailableError
from tadasu.ledger.checkpoint import Checkpoint, NoteError, parse_checkpoint
from tadasu.ledger.note import SignedNote, format_note, parse_note
from tadasu.store.durable import force, write_whole

_NAME = re.compile(r"(0|[1-9][0-9]{0,17})\.note", re.ASCII)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint as it lies in its file; nothing in it has been verified."""

    checkpoint: Checkpoint
    note: SignedNote
    path: Path


class Anchors:
    """The folder of checkpoints, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lost = folder / "lost"

    def newest(self) -> Anchor | None:
        """The anchor of the most entries, or None; TamperError where it is no checkpoint."""
        sizes = _sizes(self._folder)
        return _read(self._folder, max(sizes)) if sizes else None

    def every(self) -> Iterator[Anchor]:
        """The anchors from the fewest entries to the most, or TamperError."""
        for size in sorted(_sizes(self._folder)):
            yield _read(self._folder, size)

    def lost(self) -> Iterator[Anchor]:
        """Those that were set aside."""
        for size in sorted(_sizes(self._lost)):
            yield _read(self._lost, size)

    def put(self, note: SignedNote) -> Anchor:
        """Keep a signed checkpoint, in the place of one of the same size."""
        checkpoint = parse_checkpoint(note.text)
        path = self._folder / f"{checkpoint.size}.note"
        self._write(path, format_note(note).encode())
        return Anchor(checkpoint, note, path)

    def put_stamp(self, size: int, token: bytes) -> Path:
        """Keep a time stamp over the checkpoint of that size."""
        path = self._folder / f"{size}.tsr"
        self._write(path, token)
        return path

    def stamp_file(self, anchor: Anchor) -> Path | None:
        """Where the time stamp beside an anchor lies, if there is one."""
        path = anchor.path.with_suffix(".tsr")
        return path if path.is_file() else None

    def stamp(self, anchor: Anchor) -> bytes | None:
        """The time stamp beside an anchor, if there is one."""
        path = self.stamp_file(anchor)
        return path.read_bytes() if path is not None else None

    def set_aside(self, anchor: Anchor) -> None:
        """Take out of sight what the log no longer reaches; it stays as evidence."""
        self._write(self._lost / anchor.path.name, format_note(anchor.note).encode())
        anchor.path.unlink(missing_ok=True)
        force(self._folder)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            write_whole(path, content)
        except OSError as wrong:
            raise UnavailableError(
                Text(
                    en=f"The folder of checkpoints can't be used: {wrong.strerror}.",
                    ja=f"チェックポイントのフォルダーを使えません({wrong.strerror})。",
                )
            ) from wrong


def _sizes(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    found = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return [int(name[1]) for name in found if name]


def _read(folder: Path, size: int) -> Anchor:
    path = folder / f"{size}.note"
    try:
        note = parse_note(path.read_text("utf-8"))
        checkpoint = parse_checkpoint(note.text)
        if checkpoint.size != size:
            raise NoteError(f"it is of {checkpoint.size} entries")
    except (OSError, ValueError) as wrong:
        raise TamperError(
            "anchor",
            Text(
                en=f"The checkpoint {path.name} has been damaged: {wrong}.",
                ja=f"チェックポイント {path.name} が壊れています({wrong})。",
            ),
        ) from wrong
    return Anchor(checkpoint, note, path)
