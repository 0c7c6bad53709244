"""Bad circumstances for a while: no rights, no room, no patience."""

import os
import pwd
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from tadasu.errors import TadasuError
from tadasu.store.journal import Journal


@contextmanager
def powerless() -> Iterator[None]:
    """Without root's power to pass by what files forbid; an ordinary user has none anyway."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def little_room(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: what a full disk looks like."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def tell(journal: Journal, *settings: str) -> None:
    """Set something on the journal's connection, which it goes on to use."""
    with journal._engine.connect() as connection:
        for setting in settings:
            connection.exec_driver_sql(setting)
        connection.commit()


def impatient(journal: Journal) -> None:
    """Wait for others a moment only."""
    server = journal._engine.dialect.name == "postgresql"
    tell(journal, "SET lock_timeout = '200ms'" if server else "PRAGMA busy_timeout = 200")


def is_bilingual(error: TadasuError) -> bool:
    """Whether it says the same in two languages, at least by their letters."""
    japanese = any("\u3040" <= letter <= "\u9fff" for letter in error.text.ja)
    return japanese and error.text.en.isascii() and error.text.en.endswith(".")
