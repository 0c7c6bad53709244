"""Evidence and process documents by the SHA-256 of their bytes, written once and never again.

A file is written beside its place, forced to the disk, and linked into place; the folders are
forced too. What has a digest's name has that digest, unless somebody altered it, which `check`
finds. No name that a user gives becomes a name in the folder.
"""

import contextlib
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from tadasu.errors import TamperError, Text, UnavailableError
from tadasu.store.durable import force

CHUNK = 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")
READ_ONLY = 0o444
UNFINISHED = ".unfinished-"
FORGOTTEN_SECONDS = 24 * 3600
"""After which an unfinished file belongs to a writer that is no more."""


class Vault:
    """A folder of files, each under its digest: ab/cdef…, of 2 and 62 hex digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, stream: BinaryIO) -> tuple[str, int]:
        """Keep the bytes of `stream`; their SHA-256 in hex, and how many they are.

        Raises UnavailableError where they can't be kept, TamperError where other bytes lie in
        their place.
        """
        with _told_plainly():
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=self._folder)
            unfinished = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    self._sweep(os.fstat(file.fileno()).st_mtime)
                    digest, size = _copy(stream, file)
                unfinished.chmod(READ_ONLY)
                new = self._place(unfinished, digest)
            finally:
                with contextlib.suppress(OSError):
                    unfinished.unlink()
        if not new:
            self.check(digest)
        return digest, size

    def open(self, digest: str) -> BufferedReader:
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
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != digest:
            raise TamperError(
                "vault",
                Text(
                    en=f"The file {digest} has been altered: its hash is {found}.",
                    ja=f"ファイル {digest} が改変されています(ハッシュは {found})。",
                ),
            )

    def _place(self, unfinished: Path, digest: str) -> bool:
        """Whether the bytes were new; a file that is there already stays as it is."""
        place = self._path(digest)
        place.parent.mkdir(exist_ok=True)
        new = True
        try:
            # A link fails where the name exists; a rename would put itself over it.
            os.link(unfinished, place)
        except FileExistsError:
            new = False
        except OSError as wrong:
            if wrong.errno not in _NO_LINKS:
                raise
            new = not place.exists()
            if new:
                unfinished.rename(place)
        force(place.parent)
        force(self._folder)
        return new

    def _path(self, digest: str) -> Path:
        if not DIGEST.fullmatch(digest):
            raise _gone(digest)
        return self._folder / digest[:2] / digest[2:]

    def _sweep(self, now: float) -> None:
        """Remove what writers left that were killed; `now` is by the folder's own clock."""
        for left in self._folder.glob(f"{UNFINISHED}*"):
            with contextlib.suppress(OSError):
                if now - left.stat().st_mtime > FORGOTTEN_SECONDS:
                    left.unlink()


_NO_LINKS = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What file systems without hard links say."""


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
            ja=f"証跡フォルダーを使えません({wrong.strerror})。何も記録していません。",
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
