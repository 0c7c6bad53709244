"""Entries and statements: strict in both directions, and never too large to be kept."""

from dataclasses import replace
from typing import Any

import pytest

from tadasu.ledger.canonical import canonical_bytes, parse_canonical
from tadasu.ledger.entry import (
    MAX_ENTRY,
    EntryError,
    Statement,
    format_entry,
    format_statement,
    parse_entry,
    parse_statement,
)

TIME = "2026-06-01T09:30:00Z"
WHOLE = Statement(
    log="example.org/library",
    id="01890a5d-ac96-774b-bcce-b302099a8057",
    case="B-1",
    version=3,
    kind="case.moved/1",
    process="ab" * 32,
    occurred_at=TIME,
    actor={"id": "P-1", "role": "librarian", "auth": "local"},
    seen={"size": 7, "root": "ef" * 32},
    request="cd" * 32,
    cause="01890a5d-ac96-774b-bcce-b302099a8056",
    data={"transition": "lend", "note": "貸出"},
    sealed={"borrower": "sha256:00"},
    attachments=[{"name": "slip.pdf"}],
)
BEHALF = replace(WHOLE, actor={**WHOLE.actor, "for": "P-2"})
LEAST = replace(WHOLE, case="", seen=None, cause=None, data={}, sealed={}, attachments=[])


@pytest.mark.parametrize("statement", [WHOLE, BEHALF, LEAST], ids=["whole", "behalf", "least"])
def test_a_statement_comes_back(statement: Statement) -> None:
    text = format_statement(statement)
    assert parse_statement(text) == statement
    entry = parse_entry(format_entry(text, TIME))
    assert (entry.statement, entry.text, entry.recorded_at) == (statement, text, TIME)
    assert entry.sigs == []


def test_every_member_is_always_there() -> None:
    names = set(parse_canonical(format_statement(LEAST).encode()))  # type: ignore[call-overload]
    assert names == {"v", *Statement.__slots__}


WRONG: dict[str, dict[str, Any]] = {
    "no-log": {"log": ""},
    "id-no-uuid": {"id": "7"},
    "id-upper-case": {"id": WHOLE.id.upper()},
    "id-braced": {"id": f"{{{WHOLE.id}}}"},
    "version-zero": {"version": 0},
    "version-true": {"version": True},
    "version-text": {"version": "1"},
    "kind-a-path": {"kind": "tadasu.core.events.CaseMoved"},
    "process-short": {"process": "ab"},
    "time-zone": {"occurred_at": "2026-06-01T09:30:00+09:00"},
    "time-no-day": {"occurred_at": "2026-02-30T09:30:00Z"},
    "time-millis": {"occurred_at": "2026-06-01T09:30:00.123Z"},
    "time-full-width": {"occurred_at": "2026-06-01T09:30:0０Z"},
    "actor-alone": {"actor": {"id": "P-1"}},
    "actor-number": {"actor": {"id": 1, "role": "", "auth": ""}},
    "actor-more": {"actor": {**WHOLE.actor, "name": "x"}},
    "for-nobody": {"actor": {**WHOLE.actor, "for": ""}},
    "for-number": {"actor": {**WHOLE.actor, "for": 1}},
    "for-none": {"actor": {**WHOLE.actor, "for": None}},
    "for-oneself": {"actor": {**WHOLE.actor, "for": "P-1"}},
    "for-and-more": {"actor": {**WHOLE.actor, "for": "P-2", "name": "x"}},
    "seen-negative": {"seen": {"size": -1, "root": "ef" * 32}},
    "seen-base64": {"seen": {"size": 1, "root": "AAAA"}},
    "request-none": {"request": None},
    "cause-empty": {"cause": ""},
    "data-list": {"data": []},
    "sealed-none": {"sealed": None},
    "attachment-text": {"attachments": ["slip.pdf"]},
    "float": {"data": {"pages": 1.5}},
    "decomposed": {"data": {"note": "か\u3099"}},
    "surrogate": {"case": "\udc80"},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_nothing_is_written_that_could_not_be_read(change: dict[str, Any]) -> None:
    with pytest.raises(EntryError):
        format_statement(replace(WHOLE, **change))


@pytest.mark.parametrize("change", list(WRONG.values())[:-3], ids=list(WRONG)[:-3])
def test_what_a_stranger_wrote_is_refused_too(change: dict[str, Any]) -> None:
    members: Any = parse_canonical(format_statement(WHOLE).encode())
    with pytest.raises(EntryError):
        parse_statement(canonical_bytes({**members, **change}).decode())


def test_members_are_those_and_no_others() -> None:
    members: Any = parse_canonical(format_statement(WHOLE).encode())
    with pytest.raises(EntryError, match="position"):
        parse_statement(canonical_bytes({**members, "position": 3}).decode())
    for name in members:
        fewer = {key: value for key, value in members.items() if key != name}
        with pytest.raises(EntryError):
            parse_statement(canonical_bytes(fewer).decode())
    with pytest.raises(EntryError, match="another version"):
        parse_statement(canonical_bytes({**members, "v": 2}).decode())


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "\udc80"])
def test_what_is_no_statement(text: str) -> None:
    with pytest.raises(EntryError):
        parse_statement(text)


@pytest.mark.parametrize("time", ["", "now", "2026-06-01", "2026-06-01T25:00:00Z"])
def test_what_is_no_time(time: str) -> None:
    with pytest.raises(EntryError, match="recorded_at"):
        format_entry(format_statement(WHOLE), time)


def test_an_entry_in_another_spelling_is_none() -> None:
    entry = format_entry(format_statement(WHOLE), TIME)
    parse_entry(entry)
    for other in (entry + b"\n", b" " + entry, entry.replace(b'"sigs":[]', b'"sigs": []')):
        with pytest.raises(EntryError):
            parse_entry(other)


def padded(size: int) -> bytes:
    """An entry of exactly `size` bytes."""
    empty = len(format_entry(format_statement(replace(WHOLE, data={"note": ""})), TIME))
    return format_entry(
        format_statement(replace(WHOLE, data={"note": "x" * (size - empty)})), TIME
    )


def test_the_largest_entry() -> None:
    assert len(padded(MAX_ENTRY)) == MAX_ENTRY
    parse_entry(padded(MAX_ENTRY))
    with pytest.raises(EntryError, match="65536"):
        padded(MAX_ENTRY + 1)
    with pytest.raises(EntryError, match="65536"):
        parse_entry(padded(MAX_ENTRY) + b" ")
