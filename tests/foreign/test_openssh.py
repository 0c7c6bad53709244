"""OpenSSH accepts our signatures, and we accept its, of every kind; neither accepts others."""

from pathlib import Path

import pytest

from tadasu.ledger.sshkey import format_public, parse_public
from tadasu.ledger.sshsig import (
    ENROLMENT,
    STATEMENT,
    armor,
    check_sshsig,
    sign_sshsig,
    unarmor,
)
from tadasu.ledger.sshwire import SignatureError
from tests.foreign.openssh import keygen, make_key, verify
from tests.unit.ledger.sshkeys import KINDS, TOKENS, signer

MESSAGE = "議事録".encode()


@pytest.mark.parametrize("kind", [*KINDS, *TOKENS])
def test_openssh_accepts_ours(kind: str, tmp_path: Path) -> None:
    key = signer(kind)
    line = format_public(key.public)
    signature = armor(sign_sshsig(key, STATEMENT, MESSAGE))
    assert verify(tmp_path, line, STATEMENT, MESSAGE, signature)
    assert not verify(tmp_path, line, ENROLMENT, MESSAGE, signature)
    assert not verify(tmp_path, line, STATEMENT, MESSAGE + b"\n", signature)
    other = format_public(signer("ssh-ed25519", 9).public)
    assert not verify(tmp_path, other, STATEMENT, MESSAGE, signature)


@pytest.mark.parametrize(
    ("kind", "bits"),
    [
        ("ed25519", None),
        ("ecdsa", "256"),
        ("ecdsa", "384"),
        ("ecdsa", "521"),
        ("rsa", "2048"),
        ("rsa", "3072"),
    ],
)
@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_we_accept_openssh(kind: str, bits: str | None, algorithm: str, tmp_path: Path) -> None:
    key = make_key(tmp_path, kind, bits)
    words = ["-Y", "sign", "-f", str(key), "-n", STATEMENT, "-O", f"hashalg={algorithm}"]
    done = keygen(tmp_path, *words, given=MESSAGE)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    public = parse_public(key.with_suffix(".pub").read_text())
    blob = unarmor(text)
    check_sshsig(blob, public, STATEMENT, MESSAGE)
    assert armor(blob) == text
    for namespace, message in ((ENROLMENT, MESSAGE), (STATEMENT, b"")):
        with pytest.raises(SignatureError):
            check_sshsig(blob, public, namespace, message)


def test_fingerprints_are_openssh_s(tmp_path: Path) -> None:
    key = make_key(tmp_path, "ed25519")
    shown = keygen(tmp_path, "-l", "-f", str(key)).stdout.decode().split()[1]
    assert parse_public(key.with_suffix(".pub").read_text()).fingerprint == shown


def test_openssh_s_small_rsa_keys_are_refused(tmp_path: Path) -> None:
    key = make_key(tmp_path, "rsa", "1024")
    with pytest.raises(SignatureError, match="1024 bits"):
        parse_public(key.with_suffix(".pub").read_text())
