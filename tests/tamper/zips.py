"""Tricks with a zip, each of which shows two readers different files, or too many."""

import stat
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final
from warnings import catch_warnings, simplefilter

from tadasu.bundle.archive import write_zip
from tests.tamper.crate import Files

EPOCH = (1980, 1, 1, 0, 0, 0)


def honest(files: Files) -> bytes:
    """The zip as we write it."""
    packed = bytearray()
    write_zip(packed.extend, sorted(files.items()))
    return bytes(packed)


def twice(files: Files) -> bytes:
    """A name that stands twice: the first for one reader, the second for another."""
    return _packed([*_infos(files), (_info("checkpoint"), b"another")])


def upwards(files: Files) -> bytes:
    """A name that leads out of the folder."""
    return _packed([*_infos(files), (_info("../../outside"), b"x")])


def absolute(files: Files) -> bytes:
    """A name that begins at the root."""
    return _packed([*_infos(files), (_info("/outside"), b"x")])


def a_link(files: Files) -> bytes:
    """A symbolic link."""
    info = _info("log.vkey")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    others = {name: one for name, one in files.items() if name != "log.vkey"}
    return _packed([*_infos(others), (info, b"/etc/passwd")])


def a_folder(files: Files) -> bytes:
    """An entry for a folder."""
    return _packed([(_info("evidence/"), b""), *_infos(files)])


def another_order(files: Files) -> bytes:
    """The same files in another order."""
    return _packed(reversed(list(_infos(files))))


def squeezed(files: Files) -> bytes:
    """Compressed, a thousandfold: a bomb."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
        zipped.writestr("evidence/" + "0" * 64, bytes(20_000_000))
    return made.getvalue()


def boasting(files: Files) -> bytes:
    """A file that says it has two gigabytes."""
    packed = bytearray(honest(files))
    struct.pack_into("<II", packed, packed.index(b"PK\x01\x02") + 20, 2**31, 2**31)
    return bytes(packed)


def before(files: Files) -> bytes:
    """Bytes before the zip, which most readers pass over."""
    return b"#!/bin/sh\nrm -rf .\n" + honest(files)


def behind(files: Files) -> bytes:
    """Bytes behind it."""
    return honest(files) + b"PK\x05\x06" + bytes(18)


def between(files: Files) -> bytes:
    """Bytes between the files and the list of them."""
    packed = honest(files)
    start, end = packed.index(b"PK\x01\x02"), packed.rindex(b"PK\x05\x06")
    tail = bytearray(packed[end:])
    struct.pack_into("<I", tail, 16, start + 7)
    return packed[:start] + b"between" + packed[start:end] + bytes(tail)


def remarked(files: Files) -> bytes:
    """A remark at the end."""
    packed = bytearray(honest(files))
    packed[-2:] = struct.pack("<H", 6)
    return bytes(packed) + b"remark"


def two_names(files: Files) -> bytes:
    """One name in the list, another before the file."""
    return honest(files).replace(b"log.vkey", b"log.vkez", 1)


def locked(files: Files) -> bytes:
    """A file that says it is encrypted."""
    packed = bytearray(honest(files))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def dated(files: Files) -> bytes:
    """A time, in which something may be hidden."""
    packed = bytearray(honest(files))
    packed[packed.index(b"PK\x01\x02") + 12] ^= 2
    return bytes(packed)


def shorter(files: Files) -> bytes:
    """The end is missing."""
    return honest(files)[:-1]


Trick = Callable[[Files], bytes]
TRICKS: Final[tuple[Trick, ...]] = (
    twice,
    upwards,
    absolute,
    a_link,
    a_folder,
    another_order,
    squeezed,
    boasting,
    before,
    behind,
    between,
    remarked,
    two_names,
    locked,
    dated,
    shorter,
)


def laid_out(files: Files, folder: Path) -> None:
    """The files in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    return info


def _infos(files: Files) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for name, content in sorted(files.items()):
        yield _info(name), content


def _packed(infos: Iterable[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as zipped, catch_warnings():
        simplefilter("ignore")
        for info, content in infos:
            zipped.writestr(info, content)
    return made.getvalue()
