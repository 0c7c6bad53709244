"""Where things lie in a bundle.

bundle.json              what this is, and SHA-256 of each file that nothing else vouches for
checkpoint               the log's checkpoint, as C2SP tlog-tiles wants it
tile/…                   all entries and hashes of the log (C2SP tlog-tiles), in a whole bundle
entries/POSITION.json    the entries of one case, in a bundle of it, and for each
proofs/POSITION.tlog-proof   that it lies in the log (C2SP tlog-proof)
checkpoints/SIZE.note    earlier checkpoints · checkpoints/SIZE.tsr their time stamps
log.vkey                 the keys that sign checkpoints, as the log itself says
allowed_signers          the keys of people, for ssh-keygen
definitions/SHA256.json  every process that was in force
evidence/SHA256          evidence, as it was attached
openings.jsonl           what sealed values say, as far as the receiver may see it
events.jsonl             the entries as CloudEvents
VERIFY.md 検証手順.md verify.py index.html   how to check all this, and a page to look at
"""

from hashlib import sha256

BUNDLE_FORMAT = "tadasu-bundle/1"

ABOUT = "bundle.json"
CHECKPOINT = "checkpoint"
LOG_KEYS = "log.vkey"
SIGNERS = "allowed_signers"
EVENTS = "events.jsonl"
OPENINGS = "openings.jsonl"
PAGE = "index.html"
VERIFIER = "verify.py"
GUIDES = ("VERIFY.md", "検証手順.md")

LOOSE = frozenset((CHECKPOINT, LOG_KEYS, SIGNERS, EVENTS, OPENINGS, PAGE, VERIFIER, *GUIDES))
"""Files for which `bundle.json` vouches, besides those in `checkpoints/`."""

CHECKPOINTS = "checkpoints/"
DEFINITIONS = "definitions/"
ENTRY_FILES = "entries/"
EVIDENCE = "evidence/"
PROOFS = "proofs/"

NOTE_ENDING = ".note"
STAMP_ENDING = ".tsr"
PROOF_ENDING = ".tlog-proof"


def sha256_of(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def definition_path(sha: str) -> str:
    """Where the process document of a digest lies."""
    return f"{DEFINITIONS}{sha}.json"


def note_path(size: int) -> str:
    """Where an earlier checkpoint lies."""
    return f"{CHECKPOINTS}{size}{NOTE_ENDING}"


def stamp_path(size: int) -> str:
    """Where the time stamp of a checkpoint lies."""
    return f"{CHECKPOINTS}{size}{STAMP_ENDING}"


def evidence_path(sha: str) -> str:
    """Where the file of a digest lies."""
    return f"{EVIDENCE}{sha}"


def entry_path(position: int) -> str:
    """Where an entry of a bundle of one case lies."""
    return f"{ENTRY_FILES}{position}.json"


def proof_path(position: int) -> str:
    """Where the proof of such an entry lies."""
    return f"{PROOFS}{position}{PROOF_ENDING}"
