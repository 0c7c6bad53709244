"""That a document was handed out: the event, and what a case keeps of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A form was filled from the record and handed out; its bytes lie in the vault."""

    kind: ClassVar[str] = "document.issued/1"
    form: str
    sha256: str
    size: int
    """Bytes of the file."""
    name: str
    """What the file was called when it was written."""
    media_type: str
    language: str
    record: Mapping[str, object]
    """`size` and `root` (hex) of the log as it was when the form was filled."""
    number: str | None = None
    """The organisation's number of the form, with `edition`."""
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that was handed out about a case."""

    form: str
    sha256: str
    name: str
    language: str
    edition: str | None
    entries: int
    """How many entries the log had when the form was filled."""
    issuer: str
    issued_at: str
    issued_for: str | None = None
    """In whose name it was issued, if it wasn't the issuer's own."""
