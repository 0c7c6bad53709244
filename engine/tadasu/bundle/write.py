"""A bundle's files, made from entries and what they name: the same bytes from the same record."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from tadasu.bundle.contents import Contents, File
from tadasu.bundle.derived import events_text, keys_text, people_of, signers_text
from tadasu.bundle.layout import (
    ABOUT,
    BUNDLE_FORMAT,
    CHECKPOINT,
    EVENTS,
    LOG_KEYS,
    OPENINGS,
    PAGE,
    SIGNERS,
    definition_path,
    entry_path,
    evidence_path,
    note_path,
    proof_path,
    sha256_of,
    stamp_path,
)
from tadasu.bundle.page import page_of
from tadasu.bundle.papers import papers
from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.entry import parse_entry
from tadasu.ledger.levels import Levels
from tadasu.ledger.proof import prove_inclusion
from tadasu.ledger.tilepath import WIDTH, Tile, format_tile_path, tiles_of
from tadasu.ledger.tiles import format_entries, format_tile, tile_hashes
from tadasu.ledger.tlogproof import format_proof
from tadasu.ledger.tree import leaf_hash

Files = Mapping[str, File]
"""Files by name, sorted, each read when it is wanted."""


def files_of(contents: Contents) -> Files:
    """Every file of the bundle, `bundle.json` over all others included."""
    vouched = {
        **_log(contents),
        **{definition_path(sha): file for sha, file in contents.definitions.items()},
        **{evidence_path(sha): file for sha, file in contents.evidence.items()},
    }
    chosen = contents.chosen()
    others: dict[str, bytes] = {
        CHECKPOINT: contents.checkpoint.encode(),
        LOG_KEYS: keys_text(contents.vkeys),
        SIGNERS: signers_text(*people_of(chosen)).encode(),
        EVENTS: events_text((at, parse_entry(one)) for at, one in chosen),
        **{note_path(size): note.encode() for size, note in contents.notes.items()},
        **{stamp_path(size): stamp for size, stamp in contents.stamps.items()},
        **({OPENINGS: contents.openings} if contents.openings else {}),
        **papers(),
        PAGE: page_of(contents),
    }
    about = {
        "format": BUNDLE_FORMAT,
        "log": contents.log,
        "size": len(contents.entries),
        "whole": contents.only is None,
        "files": [[name, sha256_of(others[name])] for name in sorted(others)],
    }
    found: dict[str, File] = {
        **vouched,
        **{name: partial(_same, content) for name, content in others.items()},
        ABOUT: partial(_same, canonical_bytes(about)),
    }
    return {name: found[name] for name in sorted(found)}


def read_all(files: Files) -> Iterator[tuple[str, bytes]]:
    """Each file with its bytes, in order."""
    for name, file in files.items():
        yield name, file()


def _same(content: bytes) -> bytes:
    return content


def _log(contents: Contents) -> dict[str, File]:
    """The entries: all of them as tiles, or some with proofs."""
    levels = Levels(leaf_hash(entry) for entry in contents.entries)
    if contents.only is None:
        return {
            format_tile_path(tile): partial(_tile, contents.entries, levels, tile)
            for tile in tiles_of(levels.size)
        }
    found: dict[str, File] = {}
    for at, entry in contents.chosen():
        path = prove_inclusion(levels, at, levels.size)
        found[entry_path(at)] = partial(_same, entry)
        text = format_proof(at, path, contents.checkpoint)
        found[proof_path(at)] = partial(_same, text.encode())
    return found


def _tile(entries: Sequence[bytes], levels: Levels, tile: Tile) -> bytes:
    if tile.level is not None:
        return format_tile(tile_hashes(levels, tile))
    first = tile.index * WIDTH
    return format_entries(entries[first : first + tile.width])
