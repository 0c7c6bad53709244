"""Files that are no sheet, bombs and strangers; and what other programs do to one that is."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tadasu.office.acts import Acts
from tadasu.office.roundtrip.slip import HEADER, Line, Slip
from tadasu.office.workspace import Workspace
from tests.unit.office.rounds import (
    FIRST,
    cell,
    exported,
    filled,
    remark,
    saved,
    table,
    taken,
    told,
)

LAST = "xl/worksheets/sheet1.xml"


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ROOM = b"</sheetData>"


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("xl/bomb.xml", lambda _: b"0" * 11_000_000, "too large"),
        ("xl/huge.bin", lambda _: b"\0" * 70_000_000, "too large"),
        ("xl/vbaProject.bin", lambda _: b"Sub", "macros"),
        ("../outside", lambda _: b"", "odd name"),
        (LAST, lambda xml: LAUGHS + xml, "can be read"),
        (LAST, lambda xml: OUTSIDE + xml, "can be read"),
        (LAST, lambda xml: xml[:-9], "can be read"),
        (LAST, lambda xml: xml.replace(b"row", b"raw"), "titles"),
        ("xl/workbook.xml", lambda _: b"<a/>", "pages are gone"),
        ("[Content_Types].xml", lambda _: b"<a/>", "can be read"),
        (
            LAST,
            lambda xml: xml.replace(
                ROOM, b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>' + ROOM
            ),
            "of at most 10,000",
        ),
    ],
    ids=map(str, range(11)),
)
def test_a_file_that_no_spreadsheet_writes_is_refused(
    workspace: Workspace, sheet: bytes, name: str, change: Callable[[bytes], bytes], words: str
) -> None:
    parts = parts_of(sheet)
    parts[name] = change(parts.get(name, b""))
    assert words in told(workspace, packed(parts))[0][1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no .docx or .xlsx"),
        (b"key,grade\n", "no .docx or .xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word or Excel"),
        (packed({"a.txt": b"a"}), "can be read"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(
    workspace: Workspace, content: bytes, words: str
) -> None:
    assert words in told(workspace, content)[0][1]


def test_cells_merged_to_the_end_of_the_page_cost_nothing(
    workspace: Workspace, sheet: bytes
) -> None:
    parts = parts_of(sheet)
    merged = b'<mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>'
    parts[LAST] = parts[LAST].replace(ROOM, ROOM + merged)
    assert taken(workspace, packed(parts)).rows == ()


def test_a_sheet_of_another_record_is_refused(
    workspace: Workspace, sheet: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for change in ({"log": "elsewhere.example/log"}, {"position": 9_999}, {"columns": "0" * 16}):
        with monkeypatch.context() as patch:
            patch.setattr(
                "tadasu.office.roundtrip.exporting.Slip",
                lambda new=change, **old: Slip(**old | new),
            )
            other = exported(workspace)
        assert len(told(workspace, filled(other, {cell("remark"): "x"}))) == 1
    assert taken(workspace, filled(sheet, {cell("remark"): "x"})).kept == 1


def test_a_hidden_page_that_was_forged_is_no_way_in(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed anew, so that only what it says can tell."""
    forged: list[Callable[[Line], Line]] = [
        lambda line: replace(line, base=line.base[:-1]),
        lambda line: replace(line, locked=()),
        lambda line: replace(line, held=(*line.held, "0")),
        lambda line: replace(line, key="M-1"),
        lambda line: replace(line, key=HEADER),
    ]
    for forge in forged:
        with monkeypatch.context() as patch:
            patch.setattr(
                "tadasu.office.roundtrip.exporting.Line",
                lambda *parts, forge=forge: forge(Line(*parts)),
            )
            content = filled(exported(workspace), {cell("remark"): "x"})
        assert told(workspace, content)


def test_a_row_of_a_case_elsewhere_is_not_taken(workspace: Workspace, sheet: bytes) -> None:
    acts = Acts(workspace, "M-1")
    acts.new("round", None, {"place": "別館"})
    acts.new("point", "R-002", {"question": "?"})
    book, page = table(sheet)
    page[f"A{FIRST}"].value = "R-002-P01"
    assert "not written with" in told(workspace, saved(book))[0][1]


def office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(office() is None, reason="LibreOffice isn't here")
def test_it_survives_libreoffice(workspace: Workspace, sheet: bytes, tmp_path: Path) -> None:
    """Saved by it untouched it changes nothing; filled in and saved, all is read."""
    assert taken(workspace, through_libreoffice(sheet, tmp_path)).rows == ()
    content = filled(sheet, {cell("since"): "2026-05-01", cell("remark", 2): "+81 3"})
    found = taken(workspace, through_libreoffice(content, tmp_path))
    assert [(c.field, c.after) for row in found.rows for c in row.cells] == [
        ("since", "2026-05-01"), ("remark", "+81 3"),
    ]  # fmt: skip


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    (folder / "in.xlsx").write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/home"
    words = [str(office()), home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*words, "--outdir", str(folder / "out"), str(folder / "in.xlsx")], check=True)
    return (folder / "out" / "in.xlsx").read_bytes()


def test_it_survives_what_other_programs_do_to_texts(workspace: Workspace, sheet: bytes) -> None:
    """Line ends of Windows, shared texts with readings, hidden instead of very hidden pages."""
    parts = parts_of(sheet)
    xml = parts[LAST].decode()
    told_apart = "扉は閉まるか。".encode("ascii", "xmlcharrefreplace").decode()
    lamp = "灯りは".encode("ascii", "xmlcharrefreplace").decode()
    assert f"<t>{told_apart}</t>" in xml
    assert f"{lamp}\n" in xml
    xml = xml.replace(f"{lamp}\n", f"{lamp}_x000D_\n")
    reading = '<rPh sb="0" eb="1"><t>トビラ</t></rPh>'
    parts[LAST] = xml.replace(f"<t>{told_apart}</t>", f"<t>{told_apart}</t>{reading}").encode()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"veryHidden", b"hidden")
    assert taken(workspace, packed(parts)).rows == ()
    content = filled(packed(parts), {cell("remark", 3): "一\r\n二"})
    found = taken(workspace, content)
    assert [c.after for row in found.rows for c in row.cells] == ["一\n二"]
    assert remark(workspace, "R-001-P03") == "一\n二"
