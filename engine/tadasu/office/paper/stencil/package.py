"""An office file as its parts: read with every limit checked first, written the same every time.

ECMA-376 part 2: a zip of parts. Nobody else ever sees the bytes that came from outside: what the
libraries open is a zip made here, from parts that were checked.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from tadasu.office.paper.stencil.faults import refused

MOST_BYTES = 20_000_000
"""Of the file as it comes."""
MOST_UNPACKED = 60_000_000
"""Of all parts together."""
MOST_XML = 12_000_000
"""Of one part in XML: what a parser makes of it takes ten times as much memory."""
MOST_PARTS = 2_000
_RATIO, _SMALL = 200, 1_000_000
"""How much smaller a part may be packed, unless it has no more than so many bytes."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How old Word and Excel files begin, and new ones under a password ([MS-CFB])."""

_ODD = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|\x00")

Parts = dict[str, bytes]
"""What a package holds, by the names of its parts."""


def read_package(content: bytes) -> Parts:
    """The parts of an office file, in their order; RefusalError where it can't be one."""
    if content.startswith(_COMPOUND):
        raise refused(
            "It is a file of an old Word or Excel (.doc, .xls), or kept under a password: save it "
            "as .docx or .xlsx, without one.",
            "旧形式(.doc・.xls)か、パスワード付きのファイルです。パスワードを外して .docx か .xlsx "
            "で保存してください。",
        )
    if len(content) > MOST_BYTES:
        raise refused("It is larger than 20 MB.", "20 MB を超えています。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir()]
            _check_sizes(infos)
            return {info.filename: packed.read(info) for info in infos}
    except _UNREADABLE as wrong:
        raise refused(
            "It is no .docx or .xlsx file, or it is damaged: the zip in it can't be read.",
            ".docx や .xlsx のファイルではないか、壊れています。中の zip を読めません。",
        ) from wrong


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file: the same parts give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            packed.writestr(info, content)
    return file.getvalue()


def is_xml(name: str) -> bool:
    """Whether a part is XML, as its name says."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    # Declared sizes suffice: zipfile reads no byte more than is declared.
    names = [info.filename.lower() for info in infos]
    if len(names) > MOST_PARTS or len(set(names)) != len(names) or any(map(_ODD.search, names)):
        raise refused(
            "The zip in it is not as Word or Excel make one: it holds very many parts, one of "
            "them twice, or one with an odd name.",
            "中の zip が Word や Excel の作るものと異なります。部品が多すぎるか、重複しているか、"
            "名前が不正です。",
        )
    if any(info.flag_bits & 0x1 for info in infos):
        raise refused(
            "It is kept under a password: save it without one.",
            "パスワードが付いています。外して保存してください。",
        )
    if (
        sum(info.file_size for info in infos) > MOST_UNPACKED
        or any(is_xml(info.filename) and info.file_size > MOST_XML for info in infos)
        or any(_squeezed(info) for info in infos)
    ):
        raise refused(
            "Unpacked, it is too large for a form (60 MB, and 12 MB for one part).",
            "展開すると様式としては大きすぎます(合計 60 MB、一つの部品で 12 MB まで)。",
        )


def _squeezed(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(_SMALL, _RATIO * info.compress_size)
