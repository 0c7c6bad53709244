"""`index.html` of a bundle: a page that shows the record and verifies it, without a network.

One file: the record and what belongs to it as text, a style and a script. The policy in its head
allows these two by their hashes and nothing else; nothing of the record is ever read as HTML.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources

from tadasu.bundle.contents import Contents
from tadasu.bundle.openings import parse_revealed
from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.levels import Levels
from tadasu.ledger.note import SignedNote, format_note, parse_note
from tadasu.ledger.proof import prove_inclusion
from tadasu.ledger.tree import leaf_hash

SCRIPTS = (
    *("words", "bytes", "canonical", "walk", "tree", "note", "sshsig", "trust", "people"),
    *(
        "unproven",
        "astray",
        "checkpoints",
        "verify",
        "bundle",
        "fold",
        "titles",
        "elements",
        "values",
        "draw",
    ),
    *("timeline", "cases", "attention", "evidence", "verdict", "main"),
)
"""The parts of the script in their order."""

LONGEST_SIGNATURE = 100
"""Bytes of a signature that a browser may be able to check; longer ones stay in the notes."""

_PLACE = re.compile(r"@(\w+)@")


def page_of(contents: Contents) -> bytes:
    """The page of these contents: the same bytes every time."""
    chosen = contents.chosen()
    shas = sorted(contents.definitions)
    documents = (contents.definitions[sha]().decode() for sha in shas)
    style, script = _part("page.css"), _script()
    policy = (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "title": escape(contents.log),
        "style": style,
        "script": script,
        "about": canonical_bytes(_about(contents, chosen, shas)).decode().replace("<", "\\u003c"),
        "definitions": _lines(documents),
        "entries": _lines(entry.decode() for _, entry in chosen),
    }
    return _PLACE.sub(lambda found: parts[found[1]], _part("template.html")).encode()


def _about(
    contents: Contents, chosen: Iterable[tuple[int, bytes]], shas: list[str]
) -> dict[str, object]:
    """Everything but entries and definitions: checkpoints, leaves or proofs, names of files."""
    leaves = [leaf_hash(entry) for entry in contents.entries]
    whole = contents.only is None
    levels, size = Levels(leaves), len(leaves)
    paths = [] if whole else [prove_inclusion(levels, at, size) for at, _ in chosen]
    return {
        "log": contents.log,
        "positions": None if whole else [at for at, _ in chosen],
        "checkpoint": contents.checkpoint,
        "notes": [[size, _light(contents.notes[size])] for size in sorted(contents.notes)],
        "leaves": b64encode(b"".join(leaves)).decode() if whole else "",
        "proofs": [[b64encode(node).decode() for node in path] for path in paths],
        "definitions": shas,
        "evidence": sorted(contents.evidence),
        "stamps": sorted(contents.stamps),
        "openings": [
            [committed, opening.decode()]
            for committed, opening in map(parse_revealed, contents.openings.splitlines())
        ],
    }


def _light(text: str) -> str:
    """An earlier checkpoint without signatures that are large and of no use to a browser."""
    note = parse_note(text)
    light = [one for one in note.signatures if len(one.blob) <= LONGEST_SIGNATURE]
    return format_note(SignedNote(note.text, tuple(light))) if light else text


def _lines(texts: Iterable[str]) -> str:
    """Texts, one on a line, in which nothing can end the block that holds them."""
    return "\n".join(text.replace("%", "%25").replace("<", "%3C") for text in texts)


@cache
def _script() -> str:
    parts = "\n".join(_part(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def _part(name: str) -> str:
    return (resources.files("tadasu.bundle") / "page" / name).read_text("utf-8")


def _source(text: str) -> str:
    """The text as a content security policy names it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
