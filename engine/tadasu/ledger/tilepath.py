"""A log as files: which tiles there are, and where they lie (C2SP tlog-tiles).

A tile holds up to 256 hashes of one level; a tile of a level above holds the roots of full tiles
below. `tile/entries/…` holds the entries themselves. A tile that is not full yet says in its path
how wide it is: `tile/0/x001/234.p/112`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WIDTH = 256
HEIGHT = 8
ENTRIES = "entries"
"""In a path, in place of a level."""

MOST_LEVEL = 63

_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?",
    re.ASCII,
)


class TileError(ValueError):
    """A path or content that is no tile's."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: `level` None for the entries themselves; `width` 256 where it is full."""

    level: int | None
    index: int
    width: int = WIDTH


def tiles_of(size: int) -> Iterator[Tile]:
    """The tiles of a tree of `size` leaves: of its entries first, then level by level."""
    for level in (None, *range((size.bit_length() + HEIGHT - 1) // HEIGHT)):
        count = size >> HEIGHT * (level or 0)
        full, rest = divmod(count, WIDTH)
        yield from (Tile(level, index) for index in range(full))
        if rest:
            yield Tile(level, full, rest)


def format_tile_path(tile: Tile) -> str:
    """Where the tile lies."""
    digits = f"{tile.index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    index = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    level = ENTRIES if tile.level is None else str(tile.level)
    return f"tile/{level}/{index}" + ("" if tile.width == WIDTH else f".p/{tile.width}")


def parse_tile_path(path: str) -> Tile:
    """The tile that lies at `path`, or raise TileError."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise TileError(f"{path!r} is no path of a tile")
    tile = Tile(
        None if found["level"] == ENTRIES else int(found["level"]),
        int(found["index"].replace("x", "").replace("/", "")),
        int(found["width"] or WIDTH),
    )
    if format_tile_path(tile) != path or tile.width > WIDTH or (tile.level or 0) > MOST_LEVEL:
        raise TileError(f"{path!r} is no path of a tile")
    return tile
