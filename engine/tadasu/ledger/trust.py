"""The file in which an auditor keeps whom to trust: a verifier key on each line.

Lines that are empty or begin with # are passed over. The keys come from the auditor's own hands,
never from the record that they are to judge.
"""

from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.vkey import VerifierKey, parse_vkey


def parse_trust(text: str) -> tuple[VerifierKey, ...]:
    """The keys of such a file, or raise NoteError."""
    stripped = (line.strip() for line in text.splitlines())
    keys = tuple(parse_vkey(line) for line in stripped if line and not line.startswith("#"))
    if not keys:
        raise NoteError("there is no verifier key in it")
    return keys
