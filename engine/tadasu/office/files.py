"""A project's files, read without opening its record."""

import os
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

from tadasu.errors import DefinitionError, NotFoundError, Text, UnavailableError
from tadasu.rules.document import Document
from tadasu.rules.project import Project
from tadasu.rules.settings import read_project
from tadasu.rules.source import MAX_BYTES, refused

SETTINGS = "tadasu.yaml"


def read_bytes(path: Path, shown: str) -> bytes:
    """What a definition file holds; of one that is too large, no more than shows that it is.

    Raises NotFoundError, UnavailableError, or DefinitionError for what is no ordinary file.
    """
    try:
        # Without waiting for somebody to write into a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise DefinitionError(refused(shown, "T001", _NO_FILE).problems)
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFoundError(
            Text(en=f"There is no file {shown}.", ja=f"ファイル {shown} がありません。")
        ) from None
    except IsADirectoryError:
        raise DefinitionError(refused(shown, "T001", _NO_FILE).problems) from None
    except OSError as wrong:
        raise UnavailableError(
            Text(
                en=f"{shown} can't be read: {wrong.strerror}.",
                ja=f"{shown} を読めません: {wrong.strerror}。",
            )
        ) from wrong


def unwritable(path: Path, wrong: OSError) -> UnavailableError:
    """That a file can't be put where somebody wants it."""
    return UnavailableError(
        Text(
            en=f"{path} can't be written: {wrong.strerror}.",
            ja=f"{path} に書き込めません({wrong.strerror})。",
        )
    )


_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FILE = Text(en="This is no ordinary file.", ja="通常のファイルではありません。")


def read_settings(root: Path) -> tuple[Project, Document]:
    """The project's settings and the document they stand in, or DefinitionError."""
    path = root / SETTINGS
    if not path.is_file():
        raise NotFoundError(
            Text(
                en=f"{root} is no tadasu project: it has no {SETTINGS}. `tadasu init` makes one.",
                ja=f"{root} は tadasu のプロジェクトではありません({SETTINGS} がありません)。"
                "`tadasu init` で作れます。",
            )
        )
    return read_project(SETTINGS, read_bytes(path, SETTINGS))


def project_zone(root: Path) -> ZoneInfo:
    """The time zone in which the project counts its days."""
    return ZoneInfo(read_settings(root)[0].timezone)
