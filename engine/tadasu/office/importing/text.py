"""The bytes of a CSV file as rows of texts: strictly, numbered as a spreadsheet numbers them."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from tadasu.core.reasons import said
from tadasu.errors import Reason, RefusalError, Text

ENCODINGS = ("utf-8", "cp932")
"""Tried in this order; the Shift_JIS of Windows holds 髙 and 﨑, that of the standard does not."""

MOST_BYTES = 50_000_000
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
KNOWN = ("utf-8", "cp932", "shift_jis", "euc_jp", "iso2022_jp")
"""What --encoding may say."""

_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp932": "Shift_JIS (CP932)"}
_ATTEMPT = Text(en="import a file", ja="ファイルを取り込む")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that isn't empty."""

    number: int
    """As a spreadsheet shows it; the header is row 1."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's header and rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    """What it was read as, for people."""


def read_sheet(content: bytes, encoding: str | None = None) -> Sheet:
    """The rows of a CSV file in UTF-8, with or without a mark, or in Shift_JIS.

    RefusalError where it is neither, holds no table, or has a row of another width.
    """
    text, name = _decoded(content, encoding)
    rows = list(_rows(text))
    if not rows:
        raise unfit(fault(None, None, _EMPTY))
    header, *others = rows
    names = tuple(cell.strip() for cell in header.cells)
    if len(names) == 1 and "\t" in names[0]:
        raise unfit(fault(header.number, None, _TABS))
    if len(names) == 1 and ";" in names[0]:
        raise unfit(fault(header.number, None, _SEMICOLONS))
    wrong = [
        fault(row.number, None, _width(len(row.cells), len(names)))
        for row in others
        if len(row.cells) != len(names)
    ]
    if wrong:
        raise unfit(*wrong)
    return Sheet(names, tuple(others), _NAMES.get(name, name))


def fault(row: int | None, column: str | None, text: Text) -> Reason:
    """One thing wrong with a file; `column` is how people find it, such as `C (name)`."""
    place = Text(en="The file", ja="ファイル")
    if row is not None:
        place = Text(en=f"Row {row}", ja=f"{row} 行目")
    if column is not None:
        place = Text(en=f"{place.en}, column {column}", ja=f"{place.ja} {column} 列")
    return said("input", place, text, _REMEDY)


def unfit(*reasons: Reason) -> RefusalError:
    """That the file can't be imported."""
    return RefusalError(_ATTEMPT, reasons)


def _decoded(content: bytes, encoding: str | None) -> tuple[str, str]:
    if len(content) > MOST_BYTES:
        raise unfit(fault(None, None, _LARGE))
    if content[:2] in _MARKS:
        raise unfit(fault(None, None, _UTF16))
    if b"\0" in content:
        raise unfit(fault(None, None, _BINARY))
    plain = content.removeprefix(b"\xef\xbb\xbf")
    if encoding is not None and encoding.lower().replace("_", "-") not in _ALLOWED:
        raise unfit(fault(None, None, _unknown(encoding)))
    tried = [encoding] if encoding else ENCODINGS if plain is content else ENCODINGS[:1]
    for name in tried:
        with suppress(UnicodeDecodeError):
            return plain.decode(name), name
    raise unfit(fault(None, None, _UNDECODABLE))


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield Row(number, tuple(cells))
    except csv.Error as wrong:
        told = _LONG if "limit" in str(wrong) else _quoted(str(wrong))
        raise unfit(fault(number + 1, None, told)) from wrong


def _width(found: int, wanted: int) -> Text:
    return Text(
        en=f"It has {found} cells, and the header has {wanted}.",
        ja=f"セルが {found} 個ありますが、見出しは {wanted} 個です。",
    )


def _unknown(name: str) -> Text:
    known = ", ".join(KNOWN)
    return Text(
        en=f"There is no encoding {name} here; there are {known}.",
        ja=f"文字コード {name} は使えません。使えるのは {known} です。",
    )


def _quoted(wrong: str) -> Text:
    return Text(
        en=f"A quotation mark has no partner there or further up ({wrong}).",
        ja=f"この行かそれより上で、引用符が閉じていません({wrong})。",
    )


_REMEDY = Text(
    en="Correct the file and import it again; nothing was changed.",
    ja="ファイルを直して、もう一度取り込んでください。何も変わっていません。",
)
_UNDECODABLE = Text(
    en="It is neither UTF-8 nor Shift_JIS, or not what --encoding says. What Windows calls "
    "Shift_JIS, with more letters of names, is cp932.",
    ja="UTF-8 でも Shift_JIS でもないか、--encoding の指定と違います。髙や﨑を含む Windows の "
    "Shift_JIS は cp932 です。",
)
_LONG = Text(
    en="A cell there is longer than 100,000 characters.",
    ja="10 万文字を超えるセルがあります。",
)
_SEMICOLONS = Text(
    en="Its cells are parted by semicolons; save it as CSV, with commas.",
    ja="セミコロン区切りになっています。コンマ区切りの CSV で保存してください。",
)
_ALLOWED = frozenset(name.replace("_", "-") for name in KNOWN)
_EMPTY = Text(en="It holds no row.", ja="行がありません。")
_TABS = Text(
    en="Its cells are parted by tabs; save it as CSV, with commas.",
    ja="タブ区切りになっています。コンマ区切りの CSV で保存してください。",
)
_UTF16 = Text(
    en="It is UTF-16 (“Unicode text”); save it as CSV UTF-8.",
    ja="UTF-16(「Unicode テキスト」)です。「CSV UTF-8」で保存してください。",
)
_BINARY = Text(
    en="It is no text: save the spreadsheet as CSV.",
    ja="テキストではありません。表計算ソフトで CSV として保存してください。",
)
_LARGE = Text(en="It is larger than 50 MB.", ja="50 MB を超えています。")
