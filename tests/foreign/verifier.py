"""Go's verifier of signed notes and of logs, built once from what its distribution holds."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tadasu.ledger.checkpoint import Checkpoint, format_checkpoint
from tadasu.ledger.note import format_note, sign_note
from tadasu.ledger.verifying import can_check
from tadasu.ledger.vkey import COSIGNED_MLDSA44, KEY_SIZES, VerifierKey, format_vkey
from tests.unit.ledger.signers import mldsa44_signer

HERE = Path(__file__).parent
SUMDB = Path("src/cmd/vendor/golang.org/x/mod/sumdb")
MODULE = """module verifier

go 1.24

require golang.org/x/mod v0.0.0

replace golang.org/x/mod => ./mod
"""

Claim = Mapping[str, object]


def go() -> str:
    """Where Go is, or skip the test."""
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    found = shutil.which("go", path=beside)
    if found is None:
        pytest.skip("go is not installed: nobody else's verifier looks at our notes here")
    return found


def build(folder: Path) -> Path:
    """The verifier, made in `folder` once for all who share it."""
    verifier = folder / "verifier"
    if not verifier.exists():
        making = folder / f"making-{os.getpid()}"
        _place_sources(making)
        offline = {
            "GOFLAGS": "-mod=mod",
            "GOPROXY": "off",
            "GOTOOLCHAIN": "local",
            "GOCACHE": str(folder / "cache"),
            "CGO_ENABLED": "0",
        }
        subprocess.run(
            [go(), "build", "-o", "verifier", "."],
            cwd=making,
            check=True,
            env={**os.environ, **offline},
        )
        (making / "verifier").replace(verifier)
    return verifier


def _place_sources(making: Path) -> None:
    root = subprocess.run([go(), "env", "GOROOT"], check=True, capture_output=True, text=True)
    for package in ("note", "tlog"):
        source = Path(root.stdout.strip()) / SUMDB / package
        shutil.copytree(source, making / "mod" / "sumdb" / package)
    (making / "mod" / "go.mod").write_text("module golang.org/x/mod\n\ngo 1.24\n")
    (making / "go.mod").write_text(MODULE)
    for source in HERE.glob("*.go"):
        shutil.copy(source, making)


def ask(verifier: Path, claims: Sequence[Claim]) -> list[str]:
    """What the verifier says of each claim: empty where it holds, else why not."""
    told = json.dumps(claims, default=_base64)
    answer = subprocess.run(
        [verifier], input=told, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    said: list[str] = json.loads(answer.stdout)
    return said


def knows_mldsa(verifier: Path) -> bool:
    """Whether both sides can do ML-DSA-44: not every Go has it, nor every `cryptography`."""
    if not can_check(VerifierKey("m", COSIGNED_MLDSA44, bytes(KEY_SIZES[COSIGNED_MLDSA44]))):
        return False
    signer = mldsa44_signer("example.org/log")
    text = format_checkpoint(Checkpoint("example.org/log", 1, bytes(32)))
    note = format_note(sign_note(text, [signer], 1))
    claim = {"kind": "note", "note": note, "vkeys": [format_vkey(signer.vkey)]}
    return ask(verifier, [claim]) == [""]


def _base64(value: object) -> str:
    assert isinstance(value, bytes)
    return base64.b64encode(value).decode()
