"""Entries as CloudEvents 1.0, one JSON object on a line, for tools that collect events.

A copy for convenience: what counts is the entry. `sequence` is the position in the log (the
extension of that name); `data` is the statement's.
"""

from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.entry import Entry


def format_event(entry: Entry, position: int) -> bytes:
    """The line of an entry, with its newline."""
    statement = entry.statement
    event = {
        "specversion": "1.0",
        "id": statement.id,
        "source": f"//{statement.log}",
        "type": f"tadasu.{statement.kind}",
        **({"subject": statement.case} if statement.case else {}),
        "time": statement.occurred_at,
        "datacontenttype": "application/json",
        "sequence": str(position),
        "actor": statement.actor["id"],
        "recordedat": entry.recorded_at,
        "data": statement.data,
    }
    return canonical_bytes(event) + b"\n"
