"""OpenSSL alone checks a checkpoint: its three lines, the signature, the log's public key."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from tadasu.ledger.checkpoint import Checkpoint, format_checkpoint
from tadasu.ledger.note import sign_note
from tests.unit.ledger.signers import ed25519_signer

TEXT = format_checkpoint(Checkpoint("example.org/library", 7, bytes(range(32))))


def test_openssl_checks_the_three_lines(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    signer = ed25519_signer("example.org/library")
    (signature,) = sign_note(TEXT, [signer], 0).signatures
    public = ed25519.Ed25519PublicKey.from_public_bytes(signer.vkey.key)
    pem, pkcs = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    (tmp_path / "log.pub").write_bytes(public.public_bytes(pem, pkcs))
    (tmp_path / "signature").write_bytes(signature.blob)
    words = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "log.pub"]
    words += ["-sigfile", "signature", "-in", "checkpoint"]
    for text, code in ((TEXT, 0), (TEXT.replace("\n7\n", "\n8\n"), 1)):
        (tmp_path / "checkpoint").write_text(text)
        done = subprocess.run([openssl, *words], cwd=tmp_path, check=False, capture_output=True)
        assert done.returncode == code, done.stderr
