"""Any single byte of a signed bundle changed: it is refused, in a folder and in a zip.

Of each file some bytes are taken, the first and the last among them, by TADASU_SEED; with
TADASU_FLIPS=all every byte of every file, which takes hours.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

import pytest

from tadasu.bundle.archive import BundleError, open_bundle
from tadasu.bundle.check import check_bundle
from tadasu.ledger.trust import Trust
from tests.tamper.crate import Crate, Files, crate
from tests.tamper.zips import honest, laid_out

ASKED = os.environ.get("TADASU_FLIPS", "8")
SEED = int(os.environ.get("TADASU_SEED", "1"))
IN_THE_ZIP = 25
"""So many times as many bytes are taken of a zip as of a file."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Crate:
    """A signed project with its bundles; nothing here changes them."""
    return crate(tmp_path_factory.mktemp("flips"))


def flips(content: bytes, times: int = 1) -> Iterator[tuple[int, bytes]]:
    """Places in the content, and the byte that is put there instead."""
    chance = Random(SEED)  # noqa: S311
    places = range(len(content))
    if ASKED != "all":
        some = chance.sample(places, min(len(content), int(ASKED) * times))
        places = sorted({0, len(content) - 1, *some})  # type: ignore[assignment]
    for at in places:
        yield at, bytes([content[at] ^ chance.randrange(1, 256)])


def test_something_is_flipped(place: Crate) -> None:
    content = place.files["checkpoint"]
    assert len(list(flips(content))) >= min(len(content), 9)
    assert all(content[at : at + 1] != byte for at, byte in flips(content))


@pytest.mark.parametrize("which", ["files", "part"])
def test_a_byte_of_a_file_in_a_folder(place: Crate, which: str, tmp_path: Path) -> None:
    files: Files = getattr(place, which)
    folder = tmp_path / "open"
    laid_out(files, folder)
    assert check_bundle(open_bundle(folder), Trust()).state == "unchecked"
    for name, content in files.items():
        for at, byte in flips(content):
            (folder / name).write_bytes(content[:at] + byte + content[at + 1 :])
            report = check_bundle(open_bundle(folder), Trust())
            assert report.state == "wrong", (name, at, byte)
        (folder / name).write_bytes(content)
    assert check_bundle(open_bundle(folder), Trust()).state == "unchecked"


@pytest.mark.parametrize("which", ["files", "part"])
def test_a_byte_of_the_zip(place: Crate, which: str, tmp_path: Path) -> None:
    packed = honest(getattr(place, which))
    target = tmp_path / "flipped.zip"
    for at, byte in flips(packed, IN_THE_ZIP):
        target.write_bytes(packed[:at] + byte + packed[at + 1 :])
        try:
            state = check_bundle(open_bundle(target), Trust()).state
        except BundleError:
            continue
        assert state == "wrong", (at, byte)
