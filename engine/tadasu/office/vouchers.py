"""What the counter answers about checkpoints."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LogKeys:
    """The keys that sign a log's checkpoints now."""

    log: str
    vkeys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voucher:
    """A signature under a checkpoint that was found to hold."""

    name: str
    vkey: str
    """The verifier key (C2SP signed-note) that it was checked with."""
    time: int | None
    """Seconds since 1970 by the signer's clock; None where the signature has no time."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint: what the log comes down to, and who vouches for it."""

    log: str
    size: int
    root: str
    """Hex."""
    spoken: str
    """Size and root to read out, type back, and hand to `tadasu verify --checkpoint`."""
    file: Path
    """The signed note, in the project."""
    stamp: Path | None
    """The time stamp over it (RFC 3161), if there is one."""
    vouchers: tuple[Voucher, ...]
    unchecked: tuple[str, ...] = ()
    """Names in further signatures, for which no verifier key was given."""
