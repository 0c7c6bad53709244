"""Tiles: the paths of C2SP tlog-tiles, and contents that come back as they were."""

import pytest

from tadasu.ledger.tilepath import (
    Tile,
    TileError,
    format_tile_path,
    parse_tile_path,
    tiles_of,
)
from tadasu.ledger.tiles import (
    format_entries,
    format_tile,
    parse_entries,
    parse_tile,
    tile_hashes,
)
from tadasu.ledger.tree import root_of
from tests.unit.ledger.trees import LEAVES, LEVELS, root

PATHS = {
    "tile/0/000": Tile(0, 0),
    "tile/0/x001/x234/067": Tile(0, 1234067),
    "tile/1/999.p/1": Tile(1, 999, 1),
    "tile/entries/x001/000.p/255": Tile(None, 1000, 255),
    "tile/63/000": Tile(63, 0),
}


@pytest.mark.parametrize("path", PATHS)
def test_paths_are_those_of_the_specification(path: str) -> None:
    assert format_tile_path(PATHS[path]) == path
    assert parse_tile_path(path) == PATHS[path]


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/0/001/000",
        "tile/0/x000/001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/../000",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/000\n",
        "tile/0/٠٠٠",
    ],
)
def test_no_other_path_is_a_tiles(path: str) -> None:
    with pytest.raises(TileError):
        parse_tile_path(path)


def test_the_tiles_of_seventy_thousand() -> None:
    # The example of the specification.
    tiles = list(tiles_of(70_000))
    assert sum(tile.level == 0 for tile in tiles) == 274
    assert sum(tile.level is None for tile in tiles) == 274
    assert [tile for tile in tiles if tile.level == 0][-1].width == 112
    assert [tile for tile in tiles if tile.level == 1] == [Tile(1, 0), Tile(1, 1, 17)]
    assert [tile for tile in tiles if tile.level == 2] == [Tile(2, 0, 1)]


@pytest.mark.parametrize(("size", "count"), [(0, 0), (1, 2), (255, 2), (256, 3), (257, 5)])
def test_there_is_no_empty_tile(size: int, count: int) -> None:
    tiles = list(tiles_of(size))
    assert len(tiles) == count
    assert all(tile.width for tile in tiles)


def test_hashes_come_back() -> None:
    tile = Tile(0, 0, 129)
    hashes = tile_hashes(LEVELS, tile)
    assert hashes == LEAVES
    assert root_of(parse_tile(format_tile(hashes), tile)) == root(129)
    with pytest.raises(TileError):
        parse_tile(format_tile(hashes)[:-1], tile)
    with pytest.raises(TileError):
        parse_tile(format_tile(hashes[:-1]), tile)
    with pytest.raises(TileError):
        tile_hashes(LEVELS, Tile(None, 0, 1))


def test_entries_come_back() -> None:
    entries = (b"", b"one", b"x" * 65_535)
    tile = Tile(None, 0, 3)
    content = format_entries(entries)
    assert parse_entries(content, tile) == entries
    for cut in (1, 2, 4, 10, len(content) - 1):
        with pytest.raises(TileError):
            parse_entries(content[:cut], tile)
    with pytest.raises(TileError):
        parse_entries(content + b"\0\0", tile)
    with pytest.raises(TileError):
        format_entries([b"x" * 65_536])
