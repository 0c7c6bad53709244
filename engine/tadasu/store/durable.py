"""Files that are whole or not there, whatever happens to the machine meanwhile."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Put `content` in the place of whatever was at `path`; OSError where that can't be.

    Whoever reads meanwhile sees the older or the newer content, never a part.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(mode)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    force(path.parent)


def force(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    if os.name == "nt":  # where folders can't be opened, and need not be forced
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
