"""Evidence and process documents by the SHA-256 of their bytes, written once and never again.

A file is written beside its place, forced to the disk, and linked into place; the folder is
forced too. What has a digest's name has that digest, unless somebody altered it, which `check`
finds.
"""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tadasu.errors import TamperError, Text, UnavailableError

CHUNK = 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")
READ_ONLY = 0o444
UNFINISHED = ".unfinished-"


class Vault:
    """A folder of files by digest: ab/cdef…"""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, stream: BinaryIO) -> tuple[str, int]:
        """Keep the bytes of `stream`; their SHA-256 in hex and how many they are.

        Raises UnavailableError where they can't be kept; then nothing of them stays.
        """
        with _told_plainly():
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=self._folder)
            unfinished = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    digest, size = _copy(stream, file)
                self._place(unfinished, digest)
            finally:
                unfinished.unlink(missing_ok=True)
        return digest, size

    def open(self, digest: str) -> BinaryIO:
        """The bytes of `digest`, or raise TamperError where the file is gone."""
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise _gone(digest) from None
        except OSError as wrong:
            raise _unfit(wrong) from wrong

    def check(self, digest: str) -> None:
        """Hash the file again, or raise TamperError where it is gone or altered."""
        with self.open(digest) as file, _told_plainly():
            found = _digest(file)
        if found != digest:
            raise TamperError(
                "vault",
                Text(
                    en=f"The file {digest} has been altered: its hash is {found}.",
                    ja=f"ファイル {digest} が改変されています(ハッシュは {found})。",
                ),
            )

    def _place(self, unfinished: Path, digest: str) -> None:
        place = self._path(digest)
        place.parent.mkdir(exist_ok=True)
        unfinished.chmod(READ_ONLY)
        # A link fails where the name exists, and the same digest is the same bytes.
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, place)
        _force(place.parent)
        _force(self._folder)

    def _path(self, digest: str) -> Path:
        if not DIGEST.fullmatch(digest):
            raise _gone(digest)
        return self._folder / digest[:2] / digest[2:]


def _copy(stream: BinaryIO, file: BinaryIO) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _force(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told_plainly() -> Generator[None]:
    try:
        yield
    except OSError as wrong:
        raise _unfit(wrong) from wrong


def _unfit(wrong: OSError) -> UnavailableError:
    return UnavailableError(
        Text(
            en=f"The evidence folder can't be used: {wrong.strerror}. Nothing was recorded.",
            ja=f"証跡フォルダーを使えません: {wrong.strerror}。何も記録していません。",
        )
    )


def _gone(digest: str) -> TamperError:
    return TamperError(
        "vault",
        Text(
            en=f"The file {digest} is not in the evidence folder.",
            ja=f"ファイル {digest} が証跡フォルダーにありません。",
        ),
    )
