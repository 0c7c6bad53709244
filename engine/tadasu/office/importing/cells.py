"""The text of a cell as the value of its field, as people in Japan write values."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tadasu.core.sealed import Sealing
from tadasu.core.values import Reader, UnreadableError
from tadasu.errors import Text
from tadasu.rules.field import FieldSpec

Find = Callable[[str, str], str | None]
"""The key of a workflow's case by its key or label; None where not exactly one is called so."""

ERAS: Mapping[str, int] = {
    "令和": 2018,
    "R": 2018,
    "平成": 1988,
    "H": 1988,
    "昭和": 1925,
    "S": 1925,
}
"""The year before the first of each era."""

_ERA = re.compile(r"(令和|平成|昭和|[RHS])(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_SEVERAL = re.compile(r"[;；、\n]")
_TRUE = frozenset({"true", "yes", "1", "はい", "○", "〇", "有", "y"})
_FALSE = frozenset({"false", "no", "0", "いいえ", "×", "無", "n"})


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads cells for one process."""

    reader: Reader
    find: Find

    def value(self, spec: FieldSpec, text: str) -> object | None:
        """The value as the log would keep it in the clear; None for a blank cell.

        UnreadableError where it can't be read.
        """
        if spec.many:
            parts = [part for part in _SEVERAL.split(text) if part.strip()]
            found = [self._one(spec, part) for part in parts]
            return self.reader.read(spec, found)
        return self.reader.read(spec, self._one(spec, text))

    def _one(self, spec: FieldSpec, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain:
            return ""
        match spec.type:
            case "text":
                return text.strip()
            case "int":
                return plain.replace(",", "")
            case "date":
                return _day(plain)
            case "bool":
                return _truth(plain)
            case "enum":
                return _choice(spec, plain)
            case "requirement" | "timestamp":
                return plain
            case _:
                return self._reference(spec.type, text, plain)

    def _reference(self, workflow: str, text: str, plain: str) -> str:
        found = self.find(workflow, text.strip()) or self.find(workflow, plain)
        if found is None:
            raise UnreadableError(
                Text(
                    en=f"the key or the name of one {workflow}",
                    ja=f"一つに決まる {workflow} のキーまたは名称",
                )
            )
        return found


def plain_reader(reader: Reader) -> Reader:
    """The same reader, which seals nothing: what it reads is compared, not recorded."""
    return Reader(reader.process, reader.zone, Sealing(plain=True))


def _day(text: str) -> str:
    era = _ERA.fullmatch(text)
    if era is not None:
        year = 1 if era[2] == "元" else int(era[2])
        return f"{ERAS[era[1]] + year}-{era[3]}-{era[4]}"
    found = _DATE.fullmatch(text)
    return f"{found[1]}-{found[2]}-{found[3]}" if found is not None else text


def _truth(text: str) -> str:
    word = text.lower()
    return "true" if word in _TRUE else "false" if word in _FALSE else text


def _choice(spec: FieldSpec, text: str) -> str:
    for value, title in (spec.values or {}).items():
        same = (unicodedata.normalize("NFKC", each) for each in (value, title.en, title.ja))
        if text in same:
            return str(value)
    return text
