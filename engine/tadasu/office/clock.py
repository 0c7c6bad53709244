"""The only clock and the only chance in the house."""

import os
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tadasu.errors import Text, UnavailableError

REAL = "real"
SIMULATED = "simulated"
TICK = timedelta(minutes=1)
"""How far a simulated clock goes on by itself between two acts."""


def request_id() -> str:
    """A new UUID of version 7 (RFC 9562 section 5.7): milliseconds, then chance."""
    millis = int(_system().timestamp() * 1000)
    value = (millis << 80) | int.from_bytes(chance(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return str(UUID(int=value))


def chance(count: int) -> bytes:
    """So many bytes that nobody can foretell."""
    return os.urandom(count)


def posix() -> int:
    """Seconds since 1970, by the machine's clock."""
    return int(_system().timestamp())


def elapsed_ms(since: float | None = None) -> float:
    """Milliseconds on a clock that only goes forward, or since an earlier reading of it."""
    now = time.perf_counter() * 1000
    return now if since is None else round(now - since, 1)


class Clock:
    """Tells the time of an act; in a simulated log, the time that the person names."""

    def __init__(self, kind: str, at: datetime | None = None) -> None:
        if at is not None and kind != SIMULATED:
            raise UnavailableError(
                Text(
                    en="This record keeps real time; --at works only in a simulated one.",
                    ja="この記録は実時刻で動いています。--at は模擬時計の記録でだけ使えます。",
                )
            )
        self.simulated = kind == SIMULATED
        self._at = at

    def now(self, last: str) -> datetime:
        """The time of an act that follows an entry recorded at `last`, or UnavailableError.

        A clock behind the record stops writing: two acts would change places in time.
        """
        before = datetime.fromisoformat(last) if last else None
        now = self._played(before) if self.simulated else _system()
        if before is not None and now < before:
            raise UnavailableError(
                Text(
                    en=f"The clock says {now.isoformat()}, but the record's last entry is of "
                    f"{last}. Nothing is written until the clock is right.",
                    ja=f"時計は {now.isoformat()} を指していますが、記録の最後の時刻は {last} です。"
                    "時計が直るまで何も書き込みません。",
                )
            )
        return now

    def _played(self, before: datetime | None) -> datetime:
        return self._at or (before + TICK if before else _system())

    def looking(self, last: str) -> datetime:
        """The time of a look, which writes nothing and so never stops."""
        before = datetime.fromisoformat(last) if last else None
        return (self._at or before or _system()) if self.simulated else _system()


def _system() -> datetime:
    return datetime.now(UTC)
