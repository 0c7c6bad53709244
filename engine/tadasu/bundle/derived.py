"""What a bundle holds besides the record, worked out from the entries alone.

Whoever checks makes them anew and compares.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta

from tadasu.bundle.events import format_event
from tadasu.ledger.entry import Entry, parse_entry
from tadasu.ledger.roster import Held, Roster
from tadasu.ledger.shape import moment
from tadasu.ledger.signed import Signatures
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.sshsig import STATEMENT


def events_text(entries: Iterable[tuple[int, Entry]]) -> bytes:
    """`events.jsonl`: the entries with their positions, as CloudEvents."""
    return b"".join(format_event(entry, position) for position, entry in entries)


def signers_text(roster: Roster, times: Mapping[int, str]) -> str:
    """`allowed_signers` for `ssh-keygen -Y verify`, a line for each key that was ever enrolled.

    `times` has the time of recording by position. What was signed while the key was valid fits
    with `-Overify-time`; positions are exact where seconds are not.
    """
    return "".join(_line(held, times) for held in roster.held())


def keys_text(vkeys: Iterable[str]) -> bytes:
    """`log.vkey`: the keys that sign the log's checkpoints, each on a line."""
    return "".join(f"{vkey}\n" for vkey in vkeys).encode()


def people_of(entries: Iterable[tuple[int, bytes]]) -> tuple[Roster, dict[int, str]]:
    """The keys that entries enrol and end, and the times of recording, by position."""
    signatures, times = Signatures(), {}
    for position, content in entries:
        entry = parse_entry(content)
        signatures.step(position, entry)
        times[position] = entry.recorded_at
    signatures.end()
    return signatures.roster, times


def _line(held: Held, times: Mapping[int, str]) -> str:
    options = [f'namespaces="{STATEMENT}"']
    if held.start in times:
        options.append(f'valid-after="{_second(times[held.start])}"')
    if held.last is not None and held.last in times:
        options.append(f'valid-before="{_second(times[held.last], 1)}"')
    return f"{_principal(held.person)} {','.join(options)} {format_public(held.public)}\n"


def _second(time: str, more: int = 0) -> str:
    return (moment(time).astimezone(UTC) + timedelta(seconds=more)).strftime("%Y%m%d%H%M%SZ")


def _principal(person: str) -> str:
    """A key as OpenSSH's pattern lists take it: one word, nothing that means more."""
    return "".join(f"%{ord(one):x}" if one in '"\\,*?! \t\n\r#' else one for one in person)
