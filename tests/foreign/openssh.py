"""OpenSSH's own commands, in a folder of their own."""

import shutil
import subprocess
from pathlib import Path

import pytest


def program(name: str) -> str:
    """The path of one of OpenSSH's programs; the test is skipped where it is missing."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def keygen(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What `ssh-keygen` does with `words`, fed with `given`."""
    run = [program("ssh-keygen"), *words]
    return subprocess.run(run, cwd=folder, input=given, check=False, capture_output=True)


def make_key(folder: Path, kind: str, bits: str | None = None, phrase: str = "") -> Path:
    """A new private key, with its public half beside it."""
    words = ["-q", "-t", kind, "-N", phrase, "-C", "", "-f", "id"]
    done = keygen(folder, *words, *(["-b", bits] if bits else []))
    assert done.returncode == 0, done.stderr
    return folder / "id"


def verify(folder: Path, line: str, namespace: str, message: bytes, signature: str) -> bool:
    """Whether `ssh-keygen -Y verify` accepts a signature by the key of `line`."""
    (folder / "allowed").write_text(f"M-1 {line}\n")
    (folder / "signature").write_text(signature)
    words = ["-Y", "verify", "-f", "allowed", "-I", "M-1", "-n", namespace, "-s", "signature"]
    return keygen(folder, *words, given=message).returncode == 0
