"""A document that was made and is to be handed out, before anybody has decided on it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.core.issued import DocumentIssued
from tadasu.errors import ConflictError, Text

MEDIA: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media types (IANA) of the files that documents are."""


@dataclass(frozen=True, slots=True)
class Made:
    """The file, and what the record is to say of it."""

    content: bytes
    form: str
    name: str
    media_type: str
    language: str
    entries: int
    """The size of the log that it was filled from."""
    root: str
    """Its root, in hex."""

    def document(self) -> DocumentIssued:
        """The event, for when the file is in the vault."""
        return DocumentIssued(
            form=self.form,
            sha256=hashlib.sha256(self.content).hexdigest(),
            size=len(self.content),
            name=self.name,
            media_type=self.media_type,
            language=self.language,
            record={"size": self.entries, "root": self.root},
        )


def gone_on(key: str) -> ConflictError:
    """That a case has changed since a document about it was filled."""
    return ConflictError(
        Text(
            en=f"{key} has changed since the document was filled. Nothing was issued; ask again.",
            ja=f"文書の作成後に {key} の記録が変わりました。発行していません。もう一度実行してください。",
        )
    )
