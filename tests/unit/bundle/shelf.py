"""Bundles for tests: of a small library, and with something changed in them."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from tadasu.bundle.archive import Bundle, open_bundle, write_zip
from tadasu.ledger.trust import Trust
from tadasu.ledger.vkey import parse_vkey
from tadasu.office.acts import Acts
from tadasu.office.exporting import export
from tadasu.office.sealing import log_keys
from tests.unit.office.desk import library, stocked


class Changed:
    """A bundle with other files in the place of some, or without them (None)."""

    def __init__(self, bundle: Bundle, files: Mapping[str, bytes | None]) -> None:
        self._bundle = bundle
        self._files = files
        gone = {name for name, content in files.items() if content is None}
        self.names = tuple(sorted((set(bundle.names) | set(files)) - gone))

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        if name not in self.names:
            raise KeyError(name)
        content = self._files.get(name)
        return self._bundle.read(name) if content is None else content


def bundle_of(root: Path, name: str = "out.zip", case: str | None = None) -> Path:
    """The bundle of a library with a book that was lent, and with evidence."""
    stocked(root)
    with library(root) as workspace:
        acts = Acts(workspace, "M-2")
        acts.attach("B-001-L1", BytesIO("写真".encode()), "写真.jpg", {"method": "photo"})
        return export(workspace, root / name, case=case).file


def trust_of(root: Path) -> Trust:
    """The keys of the library's log."""
    with library(root) as workspace:
        return Trust(keys=tuple(map(parse_vkey, log_keys(workspace).vkeys)))


def repacked(path: Path, files: Mapping[str, bytes | None]) -> Path:
    """The zip with other files, packed as ours are."""
    changed = Changed(open_bundle(path), files)
    target = path.with_name(f"changed-{path.name}")
    with target.open("wb") as stream:
        write_zip(stream.write, ((name, changed.read(name)) for name in changed.names))
    return target
