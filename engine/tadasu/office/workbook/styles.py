"""How the cells of our workbooks look: what is asked for is yellow and unlocked."""

from collections.abc import Iterator, Mapping
from typing import Any

from tadasu.office.workbook.pages import Look


def styles() -> Iterator[Any]:
    """A named style for each look."""
    from openpyxl.styles import (  # noqa: PLC0415 (an extra)
        Alignment,
        Border,
        Font,
        NamedStyle,
        PatternFill,
        Protection,
        Side,
    )

    side = Side(style="thin", color="A6A6A6")
    lines = Border(left=side, right=side, top=side, bottom=side)
    for look, (size, bold, fill, form) in _LOOKS.items():
        asked = look in ("asked", "day", "moment", "number")
        yield NamedStyle(
            f"tadasu {look}",
            font=Font(name="游ゴシック", size=size, bold=bold),
            fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
            border=lines if asked or look in ("head", "shown") else Border(),
            alignment=Alignment(wrap_text=look not in ("title", "plain", "note"), vertical="top"),
            protection=Protection(locked=not asked),
            number_format=form,
        )


_LOOKS: Mapping[Look, tuple[int, bool, str, str]] = {
    "title": (14, True, "", "@"),
    "note": (9, False, "", "@"),
    "head": (10, True, "D9E1F2", "@"),
    "shown": (10, False, "", "@"),
    "asked": (10, False, "FFF9E5", "@"),
    "day": (10, False, "FFF9E5", "yyyy-mm-dd"),
    "moment": (10, False, "FFF9E5", "yyyy-mm-dd hh:mm"),
    "number": (10, False, "FFF9E5", "0"),
    "plain": (10, False, "", "@"),
}
