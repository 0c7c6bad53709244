"""Private keys of people in files, in OpenSSH's format: made, looked at, and unlocked."""

import re
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from tadasu.errors import Text, UnavailableError
from tadasu.ledger.sshkey import PublicKey, format_public, parse_public, public_from
from tadasu.ledger.sshsig import SshSigner, unbase64
from tadasu.ledger.sshsign import signer_of
from tadasu.ledger.sshwire import LENGTH_SIZE, SignatureError, Wire
from tadasu.office.clock import chance
from tadasu.office.keyring import keep_secret, read_secret, unusable

SEED_SIZE = 32

AskPhrase = Callable[[Path], str | None]
"""The passphrase of the key in a file, or None where nobody can be asked."""

_MAGIC = b"openssh-key-v1\0"
_OPENSSH = re.compile(
    r"-----BEGIN OPENSSH PRIVATE KEY-----\s(.+?)-----END OPENSSH PRIVATE KEY-----", re.DOTALL
)


def make_key(path: Path, phrase: str | None) -> PublicKey:
    """A new Ed25519 key at `path`, locked with `phrase` unless it is None; its public half beside.

    Raises ConflictError where a key lies there.
    """
    private = ed25519.Ed25519PrivateKey.from_private_bytes(chance(SEED_SIZE))
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if phrase is not None:
        lock = serialization.BestAvailableEncryption(phrase.encode())
    form = serialization.PrivateFormat.OpenSSH
    try:
        content = private.private_bytes(serialization.Encoding.PEM, form, lock)
    except (UnsupportedAlgorithm, ValueError) as wrong:
        raise unusable(path, wrong) from wrong
    keep_secret(path, content)
    public = signer_of(private).public
    try:
        beside(path).write_text(f"{format_public(public)} {path.name}\n", encoding="utf-8")
    except OSError as wrong:
        raise unusable(beside(path), wrong) from wrong
    return public


def beside(path: Path) -> Path:
    """Where the public half of a key lies."""
    return path.with_name(f"{path.name}.pub")


def public_at(path: Path) -> PublicKey | None:
    """The public half of the key in a file, without unlocking it; None where there is no file.

    Raises UnavailableError for what is no key, or tells its public half nowhere.
    """
    content = read_secret(path)
    if content is None:
        return None
    try:
        text = content.decode()
        found = _OPENSSH.search(text)
        if found is not None:
            return _public_inside(unbase64("".join(found[1].split())))
        if "-----BEGIN" not in text:
            return parse_public(text)
        line = read_secret(beside(path))
        return parse_public(line.decode()) if line is not None else _unlocked(path, None).public
    except (SignatureError, UnicodeDecodeError) as wrong:
        raise unusable(path, wrong) from wrong


def is_private(path: Path) -> bool:
    """Whether a file holds a private key, locked or not."""
    return b"-----BEGIN" in (read_secret(path) or b"")


def unlock(path: Path, ask: AskPhrase) -> SshSigner:
    """What signs with the key in a file; `ask` is asked for its passphrase if it has one.

    Raises UnavailableError where it can't be unlocked.
    """
    try:
        return _unlocked(path, None)
    except TypeError:
        phrase = ask(path)
    if phrase is None:
        raise UnavailableError(
            Text(
                en=f"The key {path} is locked, and there is no terminal to ask for its "
                "passphrase. TADASU_PASSPHRASE_FILE may name a file that holds it.",
                ja=f"鍵 {path} はパスフレーズで保護されていますが、尋ねる端末がありません。"
                "パスフレーズの入ったファイルを TADASU_PASSPHRASE_FILE で指定できます。",
            )
        )
    try:
        return _unlocked(path, phrase)
    except TypeError as wrong:
        raise unusable(path, wrong) from wrong


def _unlocked(path: Path, phrase: str | None) -> SshSigner:
    """TypeError where it is locked and `phrase` is None."""
    content = read_secret(path) or b""
    password = None if phrase is None else phrase.encode()
    try:
        if _MARK in content:
            private: object = serialization.load_ssh_private_key(content, password)
        else:
            private = serialization.load_pem_private_key(content, password)
        return signer_of(private)
    except ValueError as wrong:
        if phrase is None:
            raise unusable(path, wrong) from wrong
        raise _locked(path) from wrong
    except UnsupportedAlgorithm as wrong:
        raise unusable(path, wrong) from wrong


_MARK = b"BEGIN OPENSSH PRIVATE KEY"


def _public_inside(blob: bytes) -> PublicKey:
    """The public half, which lies unlocked in the file (PROTOCOL.key of OpenSSH)."""
    wire = Wire(blob)
    if wire.take(len(_MAGIC)) != _MAGIC:
        raise SignatureError("this is no OpenSSH private key")
    for _ in ("cipher", "key derivation", "its options"):
        wire.string()
    if int.from_bytes(wire.take(LENGTH_SIZE), "big") != 1:
        raise SignatureError("a file with several keys")
    return public_from(wire.string())


def _locked(path: Path) -> UnavailableError:
    return UnavailableError(
        Text(
            en=f"The passphrase of {path} is another one. Nothing was written.",
            ja=f"鍵 {path} のパスフレーズが違います。何も書き込んでいません。",
        )
    )
