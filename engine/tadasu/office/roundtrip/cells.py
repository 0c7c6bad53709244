"""One filled cell as the value of its field: what is unclear is told, never guessed."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tadasu.core.values import UnreadableError
from tadasu.errors import Text
from tadasu.office.importing.cells import Cells, Find
from tadasu.office.roundtrip import faults as told
from tadasu.office.roundtrip.layout import Column
from tadasu.office.workbook.pages import Found
from tadasu.rules.field import FieldSpec

_MOMENT = re.compile(r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?\s+(\d{1,2}):(\d{2})")
MOST_BYTES = 60_000
"""Of one text: an entry of the record holds little more."""

_SOON = timedelta(milliseconds=500)


class OddError(Exception):
    """A cell that can't be taken; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one sheet."""

    cells: Cells
    find: Find
    notes: list[tuple[Column, str, str]] = field(default_factory=list)
    """Columns, what was typed there, and as what it was read."""

    def text(self, column: Column, found: Found | None) -> str:
        """What a cell says, as it would have been written; OddError."""
        if found is None:
            return ""
        kind = column.spec.type if column.spec is not None and not column.spec.many else "text"
        match found.kind:
            case "formula":
                raise OddError(told.FORMULA)
            case "error":
                raise OddError(_with(told.BROKEN, found.text))
            case "bool" if kind != "bool":
                raise OddError(_KIND)
            case "bool":
                return "true" if found.value else "false"
            case "day":
                return _day(kind, found.value)
            case "number" if not isinstance(found.value, int):
                raise OddError(_FRACTION)
            case "number" if kind in ("date", "timestamp"):
                raise OddError(_SERIAL)
            case _:
                if len(found.text.encode(errors="replace")) > MOST_BYTES:
                    raise OddError(_LONG)
                return found.text

    def value(self, column: Column, text: str) -> object | None:
        """The value of a text as the record keeps it; None for a blank one; OddError."""
        spec = column.spec
        if spec is None or not text.strip():
            return None
        try:
            value = self._several(spec, text) if spec.many else self._one(spec, text)
        except UnreadableError as no:
            raise OddError(_expected(spec, text, no.text)) from no
        plain = unicodedata.normalize("NFKC", text).strip()
        if plain != text.strip() and spec.type in _NARROWED:
            self.notes.append((column, text.strip(), plain))
        return value

    def _one(self, spec: FieldSpec, text: str) -> object | None:
        plain = unicodedata.normalize("NFKC", text).strip()
        if spec.type == "timestamp" and (found := _MOMENT.fullmatch(plain)):
            year, month, day, hour, minute = found.groups()
            plain = f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}"
            return self.cells.value(spec, plain)
        key, _, label = text.strip().partition(" ")
        if spec.type not in _SCALARS and label and self.find(spec.type, label.strip()) == key:
            # As the sheet itself writes it: the key, and then what people call it.
            return self.cells.value(spec, key)
        return self.cells.value(spec, text)

    def _several(self, spec: FieldSpec, text: str) -> object | None:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 or spec.type == "text":
            one = spec.model_copy(update={"many": False})
            return self.cells.reader.read(spec, [self._one(one, line) for line in lines])
        return self.cells.value(spec, text)


_SCALARS = frozenset({"text", "int", "bool", "date", "timestamp", "enum", "requirement"})
_NARROWED = _SCALARS - {"text"}


def _day(kind: str, value: object) -> str:
    if not isinstance(value, datetime) or kind not in ("date", "timestamp"):
        raise OddError(_KIND)
    # A spreadsheet keeps moments as fractions of days.
    moment = (value + _SOON).replace(microsecond=0)
    if kind == "timestamp":
        return f"{moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")
    if (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        raise OddError(_CLOCK)
    return moment.date().isoformat()


def _expected(spec: FieldSpec, text: str, expected: Text) -> Text:
    shown = " ".join(text.split())[:60]
    if spec.type == "enum" and spec.values:
        titles = [each.text for each in spec.values.values()]
        expected = Text(
            en=f"one of {', '.join(title.en for title in titles)}",
            ja=f"{'、'.join(title.ja for title in titles)} のいずれか",
        )
    return Text(
        en=f"“{shown}” can't be read: expected {expected.en}.",
        ja=f"「{shown}」は読み取れません。必要なのは {expected.ja} です。",
    )


def _with(text: Text, value: str) -> Text:
    return Text(en=text.en.replace("{}", value), ja=text.ja.replace("{}", value))


_KIND = Text(
    en="There is a date, or true or false, where something else is expected: write it as text.",
    ja="別の種類の値が必要なところに、日付または真偽値が入っています。文字列で記入してください。",
)
_FRACTION = Text(
    en="There is a number with a fraction: write it as text, or as a whole number.",
    ja="小数が入っています。文字列か整数で記入してください。",
)
_SERIAL = Text(
    en="There is a number, and not a date: write it as 2026-04-01.",
    ja="日付ではなく数が入っています。2026-04-01 のように記入してください。",
)
_CLOCK = Text(
    en="There is a time of day besides the date: leave it out.",
    ja="日付に時刻が付いています。日付だけを記入してください。",
)
_LONG = Text(
    en="The text is too long for the record: attach it as a file (`tadasu attach`).",
    ja="記録するには長すぎます。ファイルにして証跡として添付してください(`tadasu attach`)。",
)
