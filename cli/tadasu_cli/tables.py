"""Files that a spreadsheet made, or is to open."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import ConflictError, NotFoundError, Text, UnavailableError
from tadasu.office.files import unwritable


def read_file(path: Path) -> bytes:
    """The bytes of a file; NotFoundError or UnavailableError where there are none."""
    try:
        return path.read_bytes()
    except FileNotFoundError as wrong:
        raise NotFoundError(
            Text(en=f"There is no file {path}.", ja=f"ファイル {path} はありません。")
        ) from wrong
    except OSError as wrong:
        raise UnavailableError(
            Text(
                en=f"{path} can't be read: {wrong.strerror}.",
                ja=f"{path} を読み取れません({wrong.strerror})。",
            )
        ) from wrong


def write_new(path: Path, content: bytes) -> None:
    """A new file; ConflictError where there is one, which may have been filled in."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as wrong:
        raise ConflictError(
            Text(en=f"{path} is there already.", ja=f"{path} はすでにあります。")
        ) from wrong
    except OSError as wrong:
        raise unwritable(path, wrong) from wrong


def write_text(path: Path, text: str) -> None:
    """A file of text, in the place of what was there; UnavailableError where it can't be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise unwritable(path, wrong) from wrong


def write_header(path: Path, names: Sequence[str]) -> None:
    """A new CSV file of one row, with the mark by which Excel knows UTF-8.

    ConflictError where there is something already.
    """
    row = io.StringIO()
    csv.writer(row).writerow(names)
    write_new(path, row.getvalue().encode("utf-8-sig"))
