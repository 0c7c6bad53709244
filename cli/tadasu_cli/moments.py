"""Days, times and counts as words of the command line."""

import re
import unicodedata
from datetime import date, datetime

from tadasu.errors import Text
from tadasu_cli.wrong import WrongUseError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_time(option: str, text: str) -> datetime:
    """A time (ISO 8601); without an offset it is the project's. Raises WrongUseError."""
    try:
        return datetime.fromisoformat(_narrow(text))
    except ValueError:
        raise WrongUseError(
            Text(
                en=f"{option} {text}: expected a time such as 2026-04-01T09:30.",
                ja=f"{option} {text}: 2026-04-01T09:30 のような日時を書いてください。",
            )
        ) from None


def read_when(option: str, text: str) -> int | date | datetime:
    """A position of the record, a day, or a time. Raises WrongUseError."""
    narrow = _narrow(text)
    if re.fullmatch(r"[0-9]{1,15}", narrow):
        return int(narrow)
    if _DAY.fullmatch(narrow.replace("/", "-")):
        return read_day(option, narrow)
    return read_time(option, narrow)


def read_day(option: str, text: str) -> date:
    """A day (ISO 8601, or with slashes). Raises WrongUseError."""
    narrow = _narrow(text).replace("/", "-")
    try:
        if _DAY.fullmatch(narrow):
            return date.fromisoformat(narrow)
    except ValueError:
        pass
    raise WrongUseError(
        Text(
            en=f"{option} {text}: expected a day such as 2026-04-01.",
            ja=f"{option} {text}: 2026-04-01 のような日付を書いてください。",
        )
    )


def read_count(option: str, text: str) -> int:
    """A whole number from 1 up. Raises WrongUseError."""
    narrow = _narrow(text)
    if re.fullmatch(r"[0-9]{1,9}", narrow) and int(narrow) > 0:
        return int(narrow)
    raise WrongUseError(
        Text(
            en=f"{option} {text}: expected a whole number from 1 up.",
            ja=f"{option} {text}: 1 以上の整数を書いてください。",
        )
    )


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
