"""A bundle as it was given: its files, sorted out, before anything in it is believed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tadasu.bundle.archive import Bundle
from tadasu.bundle.layout import (
    ABOUT,
    BUNDLE_FORMAT,
    CHECKPOINT,
    ENTRY_FILES,
    LOOSE,
    entry_path,
    proof_path,
    sha256_of,
)
from tadasu.bundle.report import wrong
from tadasu.ledger.canonical import NotCanonicalError, parse_canonical
from tadasu.ledger.checkpoint import Checkpoint, NoteError, parse_checkpoint
from tadasu.ledger.note import SignedNote, parse_note
from tadasu.ledger.tilepath import format_tile_path, tiles_of
from tadasu.ledger.tiles import parse_entries

_SIZED = re.compile(r"checkpoints/(0|[1-9][0-9]{0,14})\.(note|tsr)", re.ASCII)
_PLACED = re.compile(r"(?:entries|proofs)/(0|[1-9][0-9]{0,14})\.(?:json|tlog-proof)", re.ASCII)
_HASHED = re.compile(r"(?:definitions|evidence)/[0-9a-f]{64}(?:\.json)?", re.ASCII)
_ABOUT_MEMBERS = {"format", "log", "size", "whole", "files"}


@dataclass(frozen=True, slots=True)
class Given:
    """The files and what they claim to be."""

    bundle: Bundle
    log: str
    size: int
    whole: bool
    """All of the log, or some of its entries with proofs."""
    vouched: Mapping[str, str]
    """SHA-256 of each file that stands in `bundle.json`."""
    note: SignedNote
    checkpoint: Checkpoint

    def sized(self, ending: str) -> Iterator[int]:
        """The sizes of the checkpoints that have a file with this ending, ascending."""
        found = (_SIZED.fullmatch(name) for name in self.bundle.names)
        yield from sorted(int(one[1]) for one in found if one and f".{one[2]}" == ending)

    def positions(self) -> list[int]:
        """Where the entries of this bundle stand in the log."""
        if self.whole:
            return list(range(self.size))
        names = [name for name in self.bundle.names if name.startswith(ENTRY_FILES)]
        return sorted(int(found[1]) for name in names if (found := _PLACED.fullmatch(name)))

    def entries(self) -> Iterator[tuple[int, bytes]]:
        """The entries with their positions, in order; a tile at a time."""
        if not self.whole:
            for position in self.positions():
                yield position, self.bundle.read(entry_path(position))
            return
        position = 0
        for tile in tiles_of(self.size):
            if tile.level is None:
                for content in parse_entries(self.bundle.read(format_tile_path(tile)), tile):
                    yield position, content
                    position += 1


def sort_out(bundle: Bundle) -> Given:
    """The bundle's claims, each file where such a file belongs; raises WrongError."""
    about = _about(bundle)
    files, size = _vouched(about["files"]), about["size"]
    if files is None or not isinstance(size, int) or isinstance(size, bool):
        wrong("bundle.json is not of its form.", "bundle.json の形式が違います。")
    try:
        note = parse_note(_text(bundle, CHECKPOINT))
        checkpoint = parse_checkpoint(note.text)
    except NoteError as error:
        wrong(f"checkpoint: {error}.", f"checkpoint の形式が違います({error})。")
    if (checkpoint.origin, checkpoint.size) != (about["log"], size):
        en = "bundle.json and the checkpoint speak of different logs or sizes."
        wrong(en, "bundle.json とチェックポイントで、ログの名前か件数が違います。")
    whole = about["whole"] is True
    given = Given(bundle, checkpoint.origin, size, whole, files, note, checkpoint)
    _check_names(given)
    return given


def _about(bundle: Bundle) -> dict[str, object]:
    try:
        about = parse_canonical(bundle.read(ABOUT))
    except (KeyError, NotCanonicalError) as error:
        wrong(f"bundle.json: {error}.", f"bundle.json を読めません({error})。")
    if not isinstance(about, dict) or about.keys() != _ABOUT_MEMBERS:
        wrong("bundle.json is not of its form.", "bundle.json の形式が違います。")
    if about["format"] != BUNDLE_FORMAT:
        en = f"This verifier reads {BUNDLE_FORMAT}, not {about['format']}."
        wrong(en, f"この検証器が読めるのは {BUNDLE_FORMAT} です。")
    return about


def _vouched(files: object) -> dict[str, str] | None:
    """SHA-256 by name, as `bundle.json` lists them: pairs in the order of their names."""
    if not isinstance(files, list):
        return None
    if not all(isinstance(one, list) and list(map(type, one)) == [str, str] for one in files):
        return None
    found = dict(files)
    return found if sorted(found) == [name for name, _ in files] else None


def _check_names(given: Given) -> None:
    """Each file is vouched for in one way, and none is missing."""
    tiles = {format_tile_path(tile) for tile in tiles_of(given.size)} if given.whole else set()
    names = set(given.bundle.names) - {ABOUT}
    for name in sorted((set(given.vouched) | tiles) - names):
        wrong(f"{name} is missing.", f"{name} がありません。")
    places = () if given.whole else given.positions()
    placed = {*map(entry_path, places), *map(proof_path, places)}
    for name in sorted(names - tiles - placed):
        vouched = name in given.vouched and (name in LOOSE or _SIZED.fullmatch(name))
        if not vouched and (name in given.vouched or not _HASHED.fullmatch(name)):
            wrong(f"{name} belongs to nothing.", f"{name} は何にも属さないファイルです。")
    for name, sha in given.vouched.items():
        if sha256_of(given.bundle.read(name)) != sha:
            en = f"{name} is not the file that was exported."
            wrong(en, f"{name} は書き出されたときの内容ではありません。")


def _text(bundle: Bundle, name: str) -> str:
    try:
        return bundle.read(name).decode()
    except KeyError:
        wrong(f"{name} is missing.", f"{name} がありません。")
    except UnicodeDecodeError:
        wrong(f"{name} is no text.", f"{name} はテキストではありません。")
