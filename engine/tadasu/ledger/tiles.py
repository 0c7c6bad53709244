"""A log as files: what the tiles hold (C2SP tlog-tiles), to write and to read back."""

from collections.abc import Sequence

from tadasu.ledger.levels import Levels
from tadasu.ledger.tilepath import HEIGHT, WIDTH, Tile, TileError
from tadasu.ledger.tree import HASH_SIZE

_LENGTH = 2
_LONGEST = 0xFFFF
"""Bytes of an entry at most."""


def tile_hashes(levels: Levels, tile: Tile) -> tuple[bytes, ...]:
    """The hashes that a tile of a level holds."""
    if tile.level is None:
        raise TileError("a tile of entries holds no hashes")
    first = tile.index * WIDTH
    return tuple(levels.node(tile.level * HEIGHT, first + n) for n in range(tile.width))


def format_tile(hashes: Sequence[bytes]) -> bytes:
    """Hashes one after another."""
    return b"".join(hashes)


def parse_tile(content: bytes, tile: Tile) -> tuple[bytes, ...]:
    """The hashes of a tile, as many as it is wide, or raise TileError."""
    if len(content) != tile.width * HASH_SIZE:
        raise TileError(f"{len(content)} bytes are not {tile.width} hashes")
    return tuple(content[at : at + HASH_SIZE] for at in range(0, len(content), HASH_SIZE))


def format_entries(entries: Sequence[bytes]) -> bytes:
    """Entries one after another, each behind its length in two bytes, or raise TileError."""
    if any(len(entry) > _LONGEST for entry in entries):
        raise TileError(f"an entry of more than {_LONGEST} bytes")
    return b"".join(len(entry).to_bytes(_LENGTH, "big") + entry for entry in entries)


def parse_entries(content: bytes, tile: Tile) -> tuple[bytes, ...]:
    """The entries of a tile, as many as it is wide, or raise TileError."""
    entries = []
    at = 0
    while at < len(content):
        start = at + _LENGTH
        at = start + int.from_bytes(content[at:start], "big")
        if start > len(content) or at > len(content):
            raise TileError("the last entry is cut off")
        entries.append(content[start:at])
    if len(entries) != tile.width:
        raise TileError(f"there are {len(entries)} entries, not {tile.width}")
    return tuple(entries)
