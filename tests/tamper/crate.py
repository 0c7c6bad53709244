"""A bundle in an attacker's hands: its files, what they are made of, and how to make them anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tadasu.bundle.archive import Bundle, open_bundle
from tadasu.bundle.contents import Contents
from tadasu.bundle.derived import events_text
from tadasu.bundle.given import sort_out
from tadasu.bundle.layout import (
    ABOUT,
    CHECKPOINT,
    DEFINITIONS,
    EVENTS,
    EVIDENCE,
    LOG_KEYS,
    NOTE_ENDING,
    note_path,
    sha256_of,
)
from tadasu.bundle.write import files_of
from tadasu.ledger.canonical import canonical_bytes, parse_canonical
from tadasu.ledger.checkpoint import format_checkpoint
from tadasu.ledger.entry import parse_entry
from tadasu.ledger.levels import Levels
from tadasu.ledger.note import SignedNote, Signer, format_note, parse_signature, sign_note
from tadasu.ledger.tilepath import WIDTH, format_tile_path, tiles_of
from tadasu.ledger.tiles import format_entries, format_tile, tile_hashes
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.trust import Trust
from tadasu.ledger.whole import Whole
from tadasu.office.exporting import export
from tests.tamper.scene import LOAN, Scene, scene
from tests.unit.office.desk import library
from tests.unit.store.places import Database

Files = dict[str, bytes]


@dataclass
class Crate:
    """A bundle of a scene: of the whole log, and of a part of it."""

    scene: Scene
    files: Files
    part: Files
    trust: Trust
    """All that a careful auditor has from outside."""


@dataclass(frozen=True)
class Lying:
    """Files as a bundle."""

    files: Mapping[str, bytes]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(sorted(self.files))

    def read(self, name: str) -> bytes:
        """The bytes of a file; KeyError where there is none."""
        return self.files[name]


def crate(folder: Path) -> Crate:
    """The bundles of a signed library, with all that an auditor may know."""
    found = sqlite_scene(folder)
    cosigned(found)
    people, witness = found.keys, found.witness_keys
    trust = Trust((*found.vkeys, *witness), [found.kept.spoken], people)
    return Crate(found, exported(found), exported(found, LOAN), trust)


def sqlite_scene(folder: Path) -> Scene:
    """A signed library in a file."""
    place = folder / "project" / "record" / "log.db"
    return scene(folder, Database("sqlite", f"sqlite:///{place}", place))


def cosigned(scene: Scene) -> None:
    """The newest checkpoint, cosigned by the witness."""
    scene.seal()
    newest = scene.anchors.newest()
    assert newest is not None
    lines = scene.cosigned(newest.note)
    signatures = (*newest.note.signatures, *map(parse_signature, lines.splitlines()))
    scene.anchors.put(SignedNote(newest.note.text, signatures))


def exported(scene: Scene, case: str | None = None) -> Files:
    """A bundle of the log as it is now, or of a case."""
    target = scene.root.parent / f"bundle-{len(list(scene.root.parent.iterdir()))}.zip"
    with library(scene.root) as workspace:
        return unpacked(open_bundle(export(workspace, target, case=case).file))


def unpacked(bundle: Bundle) -> Files:
    """Its files."""
    return {name: bundle.read(name) for name in bundle.names}


def vouched(files: Mapping[str, bytes], more: Iterable[str] = ()) -> Files:
    """The same with a `bundle.json` that fits, which also names `more`."""
    about = parse_canonical(files[ABOUT])
    assert isinstance(about, dict)
    named = sorted({name for name, _ in about["files"] if name in files} | set(more))
    pairs = [[name, sha256_of(files[name])] for name in named]
    return {**files, ABOUT: canonical_bytes({**about, "files": pairs})}


def contents_of(files: Mapping[str, bytes]) -> Contents:
    """What a whole bundle was made of."""
    given = sort_out(Lying(files))
    return Contents(
        log=given.log,
        entries=[content for _, content in given.entries()],
        checkpoint=files[CHECKPOINT].decode(),
        notes={size: files[note_path(size)].decode() for size in given.sized(NOTE_ENDING)},
        stamps={},
        vkeys=files[LOG_KEYS].decode().splitlines(),
        definitions=_below(files, DEFINITIONS, ".json"),
        evidence=_below(files, EVIDENCE, ""),
    )


def remade(contents: Contents) -> Files:
    """The files of such contents."""
    return {name: file() for name, file in files_of(contents).items()}


def retold(files: Mapping[str, bytes], entries: Sequence[bytes]) -> Files:
    """Other entries, as many, with tiles and events that fit; the checkpoint stays."""
    levels = Levels(map(leaf_hash, entries))
    made = dict(files)
    for tile in tiles_of(levels.size):
        made[format_tile_path(tile)] = (
            format_entries(entries[tile.index * WIDTH :][: tile.width])
            if tile.level is None
            else format_tile(tile_hashes(levels, tile))
        )
    made[EVENTS] = events_text((at, parse_entry(one)) for at, one in enumerate(entries))
    return vouched(made)


def resigned(files: Mapping[str, bytes], entries: list[bytes], signers: Iterable[Signer]) -> Files:
    """Likewise, under a checkpoint that fits them and is signed by whoever has a key."""
    whole = Whole(contents_of(files).log)
    for entry in entries:
        whole.add("", entry)
    note = format_note(sign_note(format_checkpoint(whole.checkpoint()), signers, 0))
    return vouched({**retold(files, entries), CHECKPOINT: note.encode()})


def _below(files: Mapping[str, bytes], folder: str, ending: str) -> dict[str, Callable[[], bytes]]:
    return {
        name.removeprefix(folder).removesuffix(ending): partial(_same, content)
        for name, content in files.items()
        if name.startswith(folder)
    }


def _same(content: bytes) -> bytes:
    return content
