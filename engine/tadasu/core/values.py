"""What a person states, read strictly by the declared type; every fault at once.

Text arrives from a command line, JSON from a program or a structured argument. A blank text, in
any language's sense of blank, states nothing: it clears the fact.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import cast

from tadasu.core.reasons import said
from tadasu.core.sealed import Sealing, is_sealed
from tadasu.errors import Reason, Text
from tadasu.rules.field import FieldSpec
from tadasu.rules.glyphs import piled
from tadasu.rules.process import Process

INT_LIMIT = 2**53
"""Integers stay below this in size: RFC 8785 numbers are IEEE doubles."""

FORMAT_CHARACTERS = "Cf"
"""The Unicode category of zero-width and direction marks, which make no text."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that lies in the vault already."""

    sha256: str
    size: int
    name: str
    media_type: str


class UnreadableError(Exception):
    """A value that its type cannot read; `text` says what was expected."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values for one process in one time zone."""

    process: Process
    zone: tzinfo
    sealing: Sealing = field(default_factory=Sealing)

    def read_all(
        self, specs: Mapping[str, FieldSpec], given: Mapping[str, object]
    ) -> tuple[dict[str, object], list[Reason]]:
        """The values that could be read, None for blank ones, and why the others could not."""
        values: dict[str, object] = {}
        reasons: list[Reason] = []
        for name, raw in given.items():
            try:
                spec = specs[name]
                values[name] = self._seal(name, raw) if spec.personal else self.read(spec, raw)
            except UnreadableError as wrong:
                reasons.append(_unreadable(name, specs[name], wrong.text))
        return values, reasons

    def _seal(self, name: str, raw: object) -> object | None:
        if self.sealing.takes(raw):
            return dict(raw)
        return None if blank(raw) else self.sealing.seal(name, _text(raw))

    def read(self, spec: FieldSpec, raw: object) -> object | None:
        """The JSON value that the log keeps for `raw`, or raise UnreadableError."""
        if spec.personal and is_sealed(raw):
            return dict(raw)
        if not spec.many:
            return None if blank(raw) else self._one(spec, raw)
        items = raw if isinstance(raw, list | tuple) else [raw]
        read = [self._one(spec, item) for item in items if not blank(item)]
        if spec.type != "record" and len({str(item) for item in read}) != len(read):
            raise UnreadableError(Text(en="no item twice", ja="同じものを二度書かないこと"))
        return read or None

    def _one(self, spec: FieldSpec, raw: object) -> object:
        match spec.type:
            case "text":
                return _text(raw)
            case "int":
                return _integer(raw)
            case "bool":
                return _truth(raw)
            case "date":
                return _date(raw).isoformat()
            case "timestamp":
                return stamp(_moment(raw, self.zone))
            case "enum":
                return _choice(raw, tuple(spec.values or ()))
            case "requirement":
                return self._requirement(raw)
            case "record":
                return self._record(spec.fields or {}, raw)
            case _:
                return _narrow(_text(raw))

    def _requirement(self, raw: object) -> str:
        key = _narrow(_text(raw))
        standard, _, clause = key.partition(":")
        known = self.process.standards.get(standard)
        if known is None or clause not in known.clauses:
            raise UnreadableError(
                Text(
                    en="STANDARD:CLAUSE of a standard that the process knows",
                    ja="プロセスが知る規格の「規格:箇条」",
                )
            )
        return key

    def _record(self, specs: Mapping[str, FieldSpec], raw: object) -> dict[str, object]:
        if not isinstance(raw, Mapping) or not set(raw) <= set(specs):
            names = ", ".join(specs)
            raise UnreadableError(
                Text(en=f"an object with {names}", ja=f"{names} をもつオブジェクト")
            )
        row = {name: self.read(specs[name], value) for name, value in raw.items()}
        for name, spec in specs.items():
            if spec.required and row.get(name) is None:
                raise UnreadableError(
                    Text(en=f"an object with {name}", ja=f"{name} をもつオブジェクト")
                )
        return {name: value for name, value in row.items() if value is not None}


def blank(raw: object) -> bool:
    """Whether nothing is stated: null, an empty list, or a text of white space in any script."""
    if isinstance(raw, str):
        return all(c.isspace() or unicodedata.category(c) == FORMAT_CHARACTERS for c in raw)
    return raw is None or raw in ([], ())


def references(
    specs: Mapping[str, FieldSpec], values: Mapping[str, object], process: Process
) -> Iterable[tuple[str, str, str]]:
    """Every (field, workflow, key) that `values` refer to."""
    for name, value in values.items():
        spec = specs[name]
        for item in cast(Sequence[object], value or ()) if spec.many else (value,):
            if item is None:
                continue
            if spec.type == "record":
                row = cast(Mapping[str, object], item)
                for inner, workflow, key in references(spec.fields or {}, row, process):
                    yield f"{name}.{inner}", workflow, key
            elif spec.type in process.workflows:
                yield name, spec.type, cast(str, item)


def stamp(moment: datetime) -> str:
    """The moment as the record writes it: RFC 3339, UTC, to the microsecond, with a Z.

    Such texts sort as the times do.
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _narrow(text: str) -> str:
    """Full-width letters and digits as half-width ones: keys and numbers, never prose."""
    return unicodedata.normalize("NFKC", text).strip()


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise UnreadableError(Text(en="a text", ja="文字列"))
    try:
        raw.encode()
    except UnicodeEncodeError:
        raise UnreadableError(Text(en="a text in UTF-8", ja="UTF-8 の文字列")) from None
    if piled(raw) is not None:
        # Composing them takes time by the square of their number.
        raise UnreadableError(
            Text(en="a text of plain letters", ja="結合文字が連続しすぎない文字列")
        )
    return unicodedata.normalize("NFC", raw)


def _integer(raw: object) -> int:
    expected = UnreadableError(Text(en="a whole number", ja="整数"))
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise expected
    try:
        number = raw if isinstance(raw, int) else int(_narrow(raw).replace("_", "x"))
    except ValueError:
        raise expected from None
    if abs(number) >= INT_LIMIT:
        raise expected
    return number


def _truth(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and _narrow(raw) in ("true", "false"):
        return _narrow(raw) == "true"
    raise UnreadableError(Text(en="true or false", ja="true か false"))


def _date(raw: object) -> date:
    parts = _narrow(raw).replace("/", "-").split("-") if isinstance(raw, str) else ()
    try:
        return date.fromisoformat("-".join(part.zfill(2) for part in parts))
    except ValueError:
        raise UnreadableError(
            Text(en="a date such as 2026-04-01", ja="2026-04-01 のような日付")
        ) from None


def _moment(raw: object, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(_narrow(raw) if isinstance(raw, str) else "")
    except ValueError:
        raise UnreadableError(
            Text(en="a time such as 2026-04-01T09:30", ja="2026-04-01T09:30 のような日時")
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _choice(raw: object, values: tuple[str, ...]) -> str:
    text = _narrow(raw) if isinstance(raw, str) else ""
    if text not in values:
        raise UnreadableError(
            Text(en=f"one of {', '.join(values)}", ja=f"{'、'.join(values)} のいずれか")
        )
    return text


def _unreadable(name: str, spec: FieldSpec, expected: Text) -> Reason:
    title = spec.title.text
    return said(
        "input",
        title=title,
        message=Text(
            en=f"{title.en} ({name}) can't be read: expected {expected.en}.",
            ja=f"「{title.ja}」({name}) を読み取れません。必要なのは {expected.ja} です。",
        ),
        remedy=Text(
            en=f"Give {name}={expected.en}.", ja=f"{name} に {expected.ja} を与えてください。"
        ),
    )
