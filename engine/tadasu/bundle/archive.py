"""A bundle's files, in a folder or in a zip, read without trusting who packed them.

A zip is read only in the one form in which `zip_bytes` writes it: names sorted, stored without
compression, no times, no comments, nothing before, between or after. So there is one zip for
given files, and no trick of the format can show two readers different ones.
"""

import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Protocol

MOST_FILES = 200_000
LARGEST = 16 * 1024**3
"""Bytes of all files together."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*){0,5}", re.ASCII)
_NAMES_OF_OURS = frozenset({"検証手順.md"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FILE = (stat.S_IFREG | 0o644) << 16
_BLOCK = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, struct.error)
"""What the library raises for files that are no zip, or one that it can't read."""


class BundleError(ValueError):
    """What is no bundle in its strict form."""


class Bundle(Protocol):
    """Files by name, as they came."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file; KeyError where there is none."""
        ...


class Folder:
    """A bundle that lies open."""

    def __init__(self, root: Path) -> None:
        """The files under `root`, or raise BundleError for links, odd names and too much."""
        self._root = root
        self._sizes: dict[str, int] = {}
        for path in root.rglob("*"):
            kind = path.lstat().st_mode
            if stat.S_ISDIR(kind):
                continue
            name = path.relative_to(root).as_posix()
            if not stat.S_ISREG(kind):
                raise BundleError(f"{name} is no plain file")
            self._sizes[check_name(name)] = path.lstat().st_size
            check_extent(len(self._sizes), sum(self._sizes.values()))
        self.names = tuple(sorted(self._sizes))

    def read(self, name: str) -> bytes:
        """The bytes of a file; KeyError where there is none."""
        if name not in self._sizes:
            raise KeyError(name)
        return (self._root / name).read_bytes()


class Zip:
    """A bundle in one file."""

    def __init__(self, path: Path) -> None:
        """The files of the zip, or raise BundleError where it isn't the one way to pack them."""
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except _UNREADABLE as wrong:
            raise BundleError(f"this is no zip: {wrong}") from wrong
        self._infos = {check_name(info.filename): info for info in self._zip.infolist()}
        for info in self._infos.values():
            if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
                raise BundleError(f"{info.filename} is compressed")
        size = sum(info.file_size for info in self._infos.values())
        check_extent(len(self._zip.infolist()), size)
        if size > path.stat().st_size:
            raise BundleError("the zip tells of more bytes than it has")
        self.names = tuple(sorted(self._infos))
        self._check_spelling()

    def read(self, name: str) -> bytes:
        """The bytes of a file; KeyError where there is none."""
        try:
            return self._zip.read(self._infos[name])
        except _UNREADABLE as wrong:
            raise BundleError(f"{name} can't be read: {wrong}") from wrong

    def _check_spelling(self) -> None:
        ours = sha256()
        write_zip(ours.update, ((name, self.read(name)) for name in self.names))
        theirs = sha256()
        with self._path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                theirs.update(block)
        if ours.digest() != theirs.digest():
            raise BundleError("the zip holds more than its files, or is not in its one form")


class _Forward(io.RawIOBase):
    """A stream that only goes forward, so that each zip is written in the same way.

    Where no seeking is, zipfile writes checksums behind the contents instead of going back.
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        super().__init__()
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        content = bytes(memoryview(data))  # type: ignore[arg-type]
        self._write(content)
        return len(content)


def open_bundle(path: Path) -> Bundle:
    """The bundle in a folder or a zip; raises BundleError where it is none."""
    return Folder(path) if path.is_dir() else Zip(path)


def write_zip(write: Callable[[bytes], object], files: Iterable[tuple[str, bytes]]) -> None:
    """Pack `files`, which come sorted by name, in the one form that `Zip` reads."""
    with zipfile.ZipFile(_Forward(write), "w", zipfile.ZIP_STORED) as packed:
        for name, content in files:
            info = zipfile.ZipInfo(check_name(name), _EPOCH)
            info.create_system, info.external_attr = 3, _FILE
            packed.writestr(info, content)


def write_folder(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Lay `files` out below `root`, which is made."""
    root.mkdir()
    for name, content in files:
        path = root / check_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def check_name(name: str) -> str:
    """The name of a file in a bundle, or raise BundleError for one that no bundle has."""
    if name not in _NAMES_OF_OURS and not _NAME.fullmatch(name):
        raise BundleError(f"{name!r} is no name of a file in a bundle")
    return name


def check_extent(files: int, size: int) -> None:
    """Raise BundleError where a bundle holds more than any of ours."""
    if files > MOST_FILES or size > LARGEST:
        raise BundleError(f"{files} files of {size} bytes are more than any bundle holds")
