"""What a bundle is made of, before it is files."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

File = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Contents:
    """The record and what belongs to it."""

    log: str
    entries: Sequence[bytes]
    """All entries of the log, up to the checkpoint."""
    checkpoint: str
    """The note over all of them."""
    notes: Mapping[int, str]
    """Earlier checkpoints by size."""
    stamps: Mapping[int, bytes]
    """Time stamps of checkpoints by size."""
    vkeys: Sequence[str]
    definitions: Mapping[str, File]
    evidence: Mapping[str, File]
    openings: bytes = b""
    only: Collection[int] | None = field(default=None)
    """The positions of a part of the log; None for the whole."""

    def chosen(self) -> list[tuple[int, bytes]]:
        """The entries that are in the bundle, with their positions."""
        wanted = range(len(self.entries)) if self.only is None else sorted(self.only)
        return [(at, self.entries[at]) for at in wanted]
