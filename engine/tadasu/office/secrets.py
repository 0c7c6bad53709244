"""What unlocks the keys of people: a file that was named, and passphrases.

A passphrase comes from a person at a terminal, or from a file; never from the environment or the
command line, where others could read it.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import Text, UnavailableError

KEY = "TADASU_KEY"
PHRASE = "TADASU_PASSPHRASE_FILE"


def phrase_from_file(path: Path) -> str | None:  # noqa: ARG001 - one file for all keys
    """The first line of the file that the environment names; None where it names none."""
    named = os.environ.get(PHRASE)
    if not named:
        return None
    try:
        return Path(named).read_text("utf-8").split("\n", 1)[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as wrong:
        raise UnavailableError(
            Text(
                en=f"The file that {PHRASE} names can't be read ({type(wrong).__name__}).",
                ja=f"{PHRASE} のファイルを読めません({type(wrong).__name__})。",
            )
        ) from wrong


def file_from_environment() -> Path | None:
    """The key that the environment names, if it names one."""
    named = os.environ.get(KEY)
    return Path(named) if named else None


@dataclass(frozen=True, slots=True)
class Secrets:
    """How to come by keys."""

    file: Path | None = None
    """A private key, or a public one whose private half ssh-agent has."""
    ask: Callable[[Path], str | None] = phrase_from_file
    """The passphrase of the key in a file; None where nobody can be asked."""
