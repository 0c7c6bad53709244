"""A file that somebody holds, looked for in the project's own record."""

from pathlib import Path

from tadasu.bundle.archive import BundleError, open_bundle
from tadasu.bundle.knowing import recognise, recognise_in
from tadasu.bundle.known import UNKNOWN, Recognised, told_of
from tadasu.errors import NotFoundError, Text
from tadasu.ledger.whole import Whole
from tadasu.office.made import MEDIA
from tadasu.office.workspace import Workspace

__all__ = ["UNKNOWN", "Recognised", "is_document", "known", "known_in", "told_of"]


def is_document(file: Path) -> bool:
    """Whether a file is called like a document, or is neither a folder nor a zip: no bundle."""
    ending = file.suffix.lower()
    if file.is_dir() or ending == ".zip":
        return False
    return ending in MEDIA or _opens_otherwise(file)


def known(workspace: Workspace, file: Path) -> Recognised:
    """What the record says of a file; NotFoundError where it can't be read."""
    with workspace.journal.reading() as shelf:
        whole = Whole(shelf.head.log)

        def root_of(size: int) -> str:
            if not whole.size:
                for row in shelf.rows():
                    whole.add(row.kind, row.entry)
            return whole.checkpoint(size).root.hex()

        entries = ((stored.position, stored.entry) for stored in shelf.entries())
        try:
            return recognise(file, entries, root_of)
        except OSError as wrong:
            raise _unread(file, wrong) from wrong


def known_in(bundle: Path, file: Path) -> Recognised:
    """What a bundle that was checked says of a file; NotFoundError likewise."""
    try:
        return recognise_in(open_bundle(bundle), file)
    except (BundleError, OSError) as wrong:
        raise _unread(file, wrong) from wrong


def _opens_otherwise(file: Path) -> bool:
    """Whether there is a file that does not begin as a zip does."""
    try:
        with file.open("rb") as stream:
            return stream.read(2) != b"PK"
    except OSError:
        return False


def _unread(file: Path, wrong: Exception) -> NotFoundError:
    said = wrong.strerror if isinstance(wrong, OSError) else wrong
    return NotFoundError(
        Text(en=f"{file} can't be read: {said}.", ja=f"{file} を読めません({said})。")
    )
