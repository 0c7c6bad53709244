"""Where private keys lie: a folder of the person's own, outside the project and its backups.

    TADASU_KEYS, else XDG_CONFIG_HOME/tadasu/keys, else ~/.config/tadasu/keys
      example.com+records/     one folder for each log, named after it
        P-1  P-1.pub           a person's key
        log.pem                the log's own, if it is kept on this machine

A simulated record keeps its keys in its project, in `keys`: they prove nothing anyway.
"""

import os
import re
from pathlib import Path

from tadasu.errors import ConflictError, Text, UnavailableError

VARIABLE = "TADASU_KEYS"
SIMULATED = "keys"
OURS_ALONE = 0o600
FOLDER_MODE = 0o700

_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|%]")


def keys_folder(root: Path, log: str, *, simulated: bool) -> Path:
    """The folder of the keys for the log `log` of the project in `root`; it need not exist."""
    if simulated:
        return root / SIMULATED
    named = os.environ.get(VARIABLE)
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    folder = Path(named) if named else Path(config) / "tadasu" / "keys"
    return folder / log.replace("/", "+")


def key_file(folder: Path, person: str) -> Path:
    """Where a person's key lies: the key of the case is the name, but for what no name holds."""
    name = _UNNAMEABLE.sub(lambda found: f"%{ord(found[0]):02X}", person)
    return folder / (name if name.strip(".") else name.replace(".", "%2E"))


def keep_secret(path: Path, content: bytes) -> None:
    """Write a private key that nobody else can read; ConflictError where one lies there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise ConflictError(
            Text(
                en=f"There is a key already: {path}. It is never written over.",
                ja=f"鍵がすでにあります: {path}。上書きはしません。",
            )
        ) from None
    except OSError as wrong:
        raise unusable(path, wrong) from wrong


def read_secret(path: Path) -> bytes | None:
    """What lies at `path`, or None where nothing does; UnavailableError where it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as wrong:
        raise unusable(path, wrong) from wrong


def unusable(path: Path, wrong: Exception) -> UnavailableError:
    """That a key can't be used, and why."""
    reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
    return UnavailableError(
        Text(
            en=f"The key {path} can't be used: {reason}.",
            ja=f"鍵 {path} を使えません({reason})。",
        )
    )
