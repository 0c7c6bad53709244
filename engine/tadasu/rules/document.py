"""A document of a definition file: its data, and where in the file each part of it stands."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tadasu.errors import Place, Problem, Severity, Text
from tadasu.rules.remedies import REMEDIES
from tadasu.rules.scalar import BREAK, Style, spots_of

LONGEST_LINE = 2_000
"""Characters of a line that is still shown beside a problem."""

Path = tuple[str | int, ...]
"""Keys and list positions from the root of a document to a part of it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a part stands, as offsets into the file's text: its key, its value, its quoting."""

    key: int | None
    start: int
    end: int
    style: Style | None = None


@dataclass(frozen=True)
class Page:
    """A file's text, able to say on which line and in which column an offset lies."""

    file: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in BREAK.finditer(self.text))]

    def place(self, offset: int) -> Place:
        """Line and column, from 1, of a character offset."""
        line = bisect_right(self._starts, offset) - 1
        return Place(self.file, line + 1, offset - self._starts[line] + 1)

    def line(self, number: int) -> str:
        """The text of a line, without its end; nothing of a line too long to be shown."""
        start = self._starts[number - 1]
        known = number < len(self._starts)
        end = self._starts[number] if known else len(self.text)
        return "" if end - start > LONGEST_LINE else self.text[start:end].rstrip("\r\n")

    def problem(
        self, code: str, offset: int, message: Text, remedy: Text | None = None
    ) -> Problem:
        """An error at an offset."""
        place = self.place(offset)
        told = remedy or REMEDIES.get(code)
        return Problem(code, "error", place, message, told, self.line(place.line))


@dataclass(frozen=True)
class Document:
    """One YAML document; `problems` are those of the YAML itself, and then data may be partial."""

    page: Page
    data: Mapping[str, object]
    spans: Mapping[Path, Span]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def file(self) -> str:
        """The file's name, as it was handed in."""
        return self.page.file

    def place(self, path: Path, *, key: bool = False, offset: int | None = None) -> Place:
        """Where a part stands, or its key, or the character `offset` of its text.

        A part that the file does not spell out stands where the nearest one around it does. An
        offset is exact unless the text is folded (`>`); then it is the start of the text.
        """
        return self.page.place(self._offset(path, key=key, offset=offset))

    def problem(
        self,
        code: str,
        path: Path,
        message: Text,
        remedy: Text | None = None,
        *,
        severity: Severity = "error",
        key: bool = False,
        offset: int | None = None,
    ) -> Problem:
        """A problem at a part of this document, with the line that shows it."""
        place = self.place(path, key=key, offset=offset)
        told = remedy or REMEDIES.get(code)
        return Problem(code, severity, place, message, told, self.page.line(place.line))

    def _offset(self, path: Path, *, key: bool, offset: int | None) -> int:
        while path and path not in self.spans:
            path, offset = path[:-1], None
        span = self.spans.get(path)
        if span is None:
            return 0
        if key and span.key is not None:
            return span.key
        if offset is None or span.style is None:
            return span.start
        value: object = self.data
        for step in path:
            value = value[step]  # type: ignore[index]  # spans and data come from one pass
        spots = spots_of(self.page.text, span.start, span.end, span.style, str(value))
        if spots is None:
            return span.start
        return spots[min(offset, len(spots) - 1)]
