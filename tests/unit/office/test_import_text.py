"""The bytes of a file as rows: strictly, in the encodings that people have."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.errors import RefusalError
from tadasu.office.importing.text import Row, read_sheet

NAMES = "番号,氏名\nP-1,髙﨑 一郎\nP-2,𠮷野\n"
WINDOWS = "番号,氏名\nP-1,髙﨑 一郎\n"


def refused(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Where and what is wrong, in English."""
    with pytest.raises(RefusalError) as caught:
        read_sheet(content, encoding)
    reason = caught.value.reasons[0]
    assert reason.message.en != reason.message.ja
    return reason.title.en, reason.message.en


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        (NAMES.encode(), None, "UTF-8"),
        (b"\xef\xbb\xbf" + NAMES.encode(), None, "UTF-8"),
        (WINDOWS.encode("cp932"), None, "Shift_JIS (CP932)"),
        (WINDOWS.encode("cp932"), "cp932", "Shift_JIS (CP932)"),
        (WINDOWS.encode("euc_jp", "replace"), "euc_jp", "euc_jp"),
    ],
)
def test_the_encoding_is_told(content: bytes, encoding: str | None, told: str) -> None:
    sheet = read_sheet(content, encoding)
    assert sheet.encoding == told
    assert sheet.header == ("番号", "氏名")


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    sheet = read_sheet(b'a,b\r\n\r\n1,"two\nlines"\r\n,,\r\n3,=1+1\r\n'.replace(b",,", b","))
    assert sheet.rows == (Row(3, ("1", "two\nlines")), Row(5, ("3", "=1+1")))


@pytest.mark.parametrize(
    ("content", "encoding", "place", "said"),
    [
        (b"", None, "The file", "no row"),
        (b"\n\n", None, "The file", "no row"),
        (b"a\tb\n1\t2\n", None, "Row 1", "tabs"),
        ("a,b\n".encode("utf-16"), None, "The file", "UTF-16"),
        (b"PK\x03\x04\0\0", None, "The file", "no text"),
        (b"a,b\n1,2,3\n", None, "Row 2", "3 cells"),
        (b'a,b\n1,"2\n', None, "Row 2", "quotation"),
        (b'a,b\n1,"2"x\n', None, "Row 2", "quotation"),
        (b"a,\x81\n", None, "The file", "neither UTF-8 nor Shift_JIS"),
        (b"\xef\xbb\xbfa,\x82\xa0\n", None, "The file", "neither"),
        (NAMES.encode(), "cp932", "The file", "neither"),
        (NAMES.encode(), "klingon", "The file", "no encoding klingon"),
        (NAMES.encode(), "undefined", "The file", "no encoding undefined"),
        (NAMES.encode(), "unicode_escape", "The file", "no encoding unicode_escape"),
        (b"a;b\n1;2\n", None, "Row 1", "semicolons"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", None, "Row 2", "longer"),
    ],
)
def test_what_is_no_table_is_told(
    content: bytes, encoding: str | None, place: str, said: str
) -> None:
    where, what = refused(content, encoding)
    assert (where, said in what) == (place, True), what


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_what_a_spreadsheet_writes_is_read(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("a", "b"), *rows])
    sheet = read_sheet(b"\xef\xbb\xbf" + text.getvalue().encode())
    kept = [cells for cells in rows if any(cell.strip() for cell in cells)]
    assert [row.cells for row in sheet.rows] == kept
