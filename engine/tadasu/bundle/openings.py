"""`openings.jsonl`: what sealed values say, as far as the receiver may see it.

A line is canonical JSON: `commitment`, as entries have it, and `opening`, the text whose SHA-256
it is.
"""

from collections.abc import Collection

from tadasu.bundle.report import wrong
from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from tadasu.ledger.opening import OpeningError, check_opening

_LINE = {"commitment", "opening"}


def format_revealed(commitment: str, opening: bytes) -> bytes:
    """A line."""
    return canonical_bytes({"commitment": commitment, "opening": opening.decode()}) + b"\n"


def parse_revealed(line: bytes) -> tuple[str, bytes]:
    """The commitment and the opening of a line, or OpeningError."""
    try:
        read = parse_canonical(line)
    except NotCanonicalError as error:
        raise OpeningError(str(error)) from error
    if not isinstance(read, dict) or read.keys() != _LINE:
        raise OpeningError("it is not a commitment and an opening")
    return str(read["commitment"]), str(read["opening"]).encode()


def check_openings(content: bytes, sealed: Collection[str]) -> int:
    """How many values are opened, each once and each sealed in an entry; WrongError otherwise."""
    seen: set[str] = set()
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            committed, opening = parse_revealed(line)
            check_opening(opening, committed)
        except OpeningError as error:
            wrong(
                f"openings.jsonl, line {number}: {error}.",
                f"openings.jsonl の {number} 行目が正しくありません({error})。",
            )
        if committed not in sealed or committed in seen:
            wrong(
                f"openings.jsonl, line {number}: no entry has sealed it, or it is there twice.",
                f"openings.jsonl の {number} 行目は、どの記録にもないか、重複しています。",
            )
        seen.add(committed)
    if content and not content.endswith(b"\n"):
        wrong("openings.jsonl has no end.", "openings.jsonl が途中で切れています。")
    return len(seen)
