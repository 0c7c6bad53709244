"""The vault: whole files or none, each under its digest, whatever happens meanwhile."""

import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.errors import TamperError, UnavailableError
from tadasu.store.vault import CHUNK, FORGOTTEN_SECONDS, UNFINISHED, Vault
from tests.unit.store.hardship import is_bilingual, little_room, powerless

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike pytest's own."""
    outer = Path(tempfile.mkdtemp(prefix="vault-"))
    outer.chmod(0o777)
    yield outer / "evidence"
    for path in (path for path in outer.iterdir() if path.is_dir()):
        path.chmod(0o755)
    shutil.rmtree(outer)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_what_goes_in_comes_out(folder: Path, size: int) -> None:
    content = os.urandom(size)  # noqa: TID251 (chance is the point)
    vault = Vault(folder)
    digest, length = vault.put(io.BytesIO(content))
    assert (digest, length) == (digest_of(content), size)
    vault.check(digest)
    with vault.open(digest) as file:
        assert file.read() == content
    assert files(folder) == [f"{digest[:2]}/{digest[2:]}"]
    assert (folder / digest[:2] / digest[2:]).stat().st_mode & 0o777 == 0o444


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    vault = Vault(folder)
    first = vault.put(io.BytesIO(b"photo"))
    place = folder / first[0][:2] / first[0][2:]
    before = place.stat()
    assert vault.put(io.BytesIO(b"photo")) == first
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(files(folder)) == 1


def test_many_at_once(folder: Path) -> None:
    vault = Vault(folder)
    answers: list[tuple[str, int]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(vault.put(io.BytesIO(b"x" * CHUNK))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {(digest_of(b"x" * CHUNK), CHUNK)}
    assert len(answers) == 8
    assert len(files(folder)) == 1


class Breaking(io.RawIOBase):
    """A stream that ends badly after its first chunk."""

    def __init__(self, wrong: BaseException) -> None:
        self._wrong = wrong
        self._given = False

    def read(self, size: int = -1) -> bytes:
        if self._given:
            raise self._wrong
        self._given = True
        return b"x" * max(size, 1)


@pytest.mark.parametrize(
    "wrong", [OSError(5, "Input/output error"), KeyboardInterrupt(), MemoryError()], ids=repr
)
def test_a_stream_that_breaks_leaves_nothing(folder: Path, wrong: BaseException) -> None:
    expected = UnavailableError if isinstance(wrong, OSError) else type(wrong)
    with pytest.raises(expected):
        Vault(folder).put(Breaking(wrong))  # type: ignore[arg-type]
    assert files(folder) == []


def test_a_full_disk_leaves_nothing(folder: Path) -> None:
    vault = Vault(folder)
    with little_room(CHUNK), pytest.raises(UnavailableError, match="Nothing was recorded") as told:
        vault.put(io.BytesIO(b"x" * 2 * CHUNK))
    assert is_bilingual(told.value)
    assert files(folder) == []
    vault.put(io.BytesIO(b"x" * 2 * CHUNK))
    assert len(files(folder)) == 1


def test_a_read_only_folder_leaves_nothing(folder: Path) -> None:
    folder.mkdir(mode=0o555)
    with powerless(), pytest.raises(UnavailableError) as told:
        Vault(folder).put(io.BytesIO(b"photo"))
    assert is_bilingual(told.value)
    assert files(folder) == []


def test_a_place_that_cannot_be_made_leaves_nothing(folder: Path) -> None:
    folder.mkdir()
    digest = digest_of(b"photo")
    (folder / digest[:2]).write_text("in the way")
    with pytest.raises(UnavailableError):
        Vault(folder).put(io.BytesIO(b"photo"))
    assert files(folder) == [digest[:2]]


def test_a_file_in_place_of_the_folder(folder: Path) -> None:
    folder.write_text("in the way")
    with pytest.raises(UnavailableError) as told:
        Vault(folder).put(io.BytesIO(b"photo"))
    assert is_bilingual(told.value)
    assert folder.read_text() == "in the way"
    folder.unlink()


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    digest, _ = Vault(folder).put(io.BytesIO(b"photo"))
    (folder / digest[:2] / digest[2:]).chmod(0)
    with powerless(), pytest.raises(UnavailableError) as told:
        Vault(folder).check(digest)
    assert is_bilingual(told.value)


@pytest.mark.parametrize("attack", ["altered", "shortened", "removed", "emptied folder"])
def test_what_was_done_to_a_file_is_found(folder: Path, attack: str) -> None:
    vault = Vault(folder)
    digest, _ = vault.put(io.BytesIO(b"photo"))
    place = folder / digest[:2] / digest[2:]
    place.chmod(0o644)
    if attack == "altered":
        place.write_bytes(b"phot0")
    elif attack == "shortened":
        place.write_bytes(b"")
    elif attack == "removed":
        place.unlink()
    else:
        shutil.rmtree(folder)
    with pytest.raises(TamperError, match=digest) as told:
        vault.check(digest)
    assert told.value.step == "vault"
    assert is_bilingual(told.value)


def test_other_bytes_in_the_place_are_found_by_whoever_puts(folder: Path) -> None:
    vault = Vault(folder)
    digest, _ = vault.put(io.BytesIO(b"photo"))
    place = folder / digest[:2] / digest[2:]
    place.chmod(0o644)
    place.write_bytes(b"forged")
    with pytest.raises(TamperError):
        vault.put(io.BytesIO(b"photo"))
    assert place.read_bytes() == b"forged"
    assert len(files(folder)) == 1


@pytest.mark.parametrize(
    "name", ["", "../" * 4 + "etc/passwd", "AB" * 32, "ab", "g" * 64, "/" * 64]
)
def test_what_is_no_digest_is_not_looked_for(folder: Path, name: str) -> None:
    with pytest.raises(TamperError):
        Vault(folder).open(name)


def test_a_killed_writer_leaves_no_file_that_looks_whole(folder: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from tadasu.store.vault import Vault\n"
        "Vault(pathlib.Path(sys.argv[1])).put(sys.stdin.buffer)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", script, folder], stdin=subprocess.PIPE, cwd=ROOT
    )
    assert writer.stdin is not None
    writer.stdin.write(b"x" * 3 * CHUNK)
    writer.stdin.flush()
    while not (left := list(folder.glob(f"{UNFINISHED}*"))) or left[0].stat().st_size < CHUNK:
        assert writer.poll() is None
    writer.send_signal(signal.SIGKILL)
    writer.stdin.close()
    writer.wait()
    assert files(folder) == [left[0].name]
    vault = Vault(folder)
    vault.put(io.BytesIO(b"photo"))
    # It may still be somebody's; a day later it is not.
    assert left[0].exists()
    old = left[0].stat().st_mtime - FORGOTTEN_SECONDS - 60
    os.utime(left[0], (old, old))
    vault.put(io.BytesIO(b"photo"))
    assert files(folder) == [f"{digest_of(b'photo')[:2]}/{digest_of(b'photo')[2:]}"]
