"""Signatures in OpenSSH's form for files (PROTOCOL.sshsig): `ssh-keygen -Y verify` reads them.

    blob   = "SSHSIG" version=1 public-key namespace reserved="" hash-algorithm signature
    signed = "SSHSIG" namespace reserved="" hash-algorithm hash(message)

The namespace says what a signature is for, so that none given for one thing passes for another.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tadasu.ledger.sshkey import PublicKey, public_from
from tadasu.ledger.sshverify import check_raw
from tadasu.ledger.sshwire import LENGTH_SIZE, SignatureError, Wire, string

STATEMENT: Final = "tadasu.statement.v1"
"""Over the exact text of a statement."""
ENROLMENT: Final = "tadasu.enrol.v1"
"""By a new key over its enrolment: whoever enrols it has it."""

MAGIC = b"SSHSIG"
SSHSIG_VERSION = 1
HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
USUAL = b"sha512"

BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
LINE_WIDTH = 70


@dataclass(frozen=True, slots=True)
class SshSigner:
    """A private key, wherever it is: its public half, and what signs."""

    public: PublicKey
    sign: Callable[[bytes], bytes]
    """From data to a raw SSH signature over it."""


def sign_sshsig(signer: SshSigner, namespace: str, message: bytes) -> bytes:
    """The blob of a signature over `message` in `namespace`."""
    raw = signer.sign(_signed(namespace, USUAL, message))
    parts = (signer.public.blob, namespace.encode(), b"", USUAL, raw)
    return MAGIC + SSHSIG_VERSION.to_bytes(LENGTH_SIZE, "big") + b"".join(map(string, parts))


def open_sshsig(blob: bytes, namespace: str, message: bytes) -> PublicKey:
    """The key that signed `message` in `namespace`, or raise SignatureError."""
    public = public_from(_begun(blob).string())
    check_sshsig(blob, public, namespace, message)
    return public


def check_sshsig(blob: bytes, public: PublicKey, namespace: str, message: bytes) -> None:
    """Check that `public` signed `message` in `namespace`, or raise SignatureError."""
    wire = _begun(blob)
    if wire.string() != public.blob:
        raise SignatureError("the signature is by another key")
    if wire.string() != namespace.encode():
        raise SignatureError(f"a signature that was not given in {namespace}")
    if wire.string():
        raise SignatureError("an SSH signature with something nobody knows")
    algorithm, raw = wire.string(), wire.string()
    wire.end()
    if algorithm not in HASHES:
        raise SignatureError("an SSH signature over an unknown hash")
    check_raw(public, raw, _signed(namespace, algorithm, message))


def armor(blob: bytes) -> str:
    """The signature as `ssh-keygen -Y` reads and writes it."""
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + LINE_WIDTH] for at in range(0, len(text), LINE_WIDTH)]
    return "\n".join((BEGIN, *lines, END, ""))


def unarmor(text: str) -> bytes:
    """The blob of a signature that `armor` or `ssh-keygen -Y` wrote, or raise SignatureError."""
    lines = text.strip().splitlines()
    if not lines or (lines[0], lines[-1]) != (BEGIN, END):
        raise SignatureError("this is no armored SSH signature")
    return unbase64("".join(lines[1:-1]))


def unbase64(text: str) -> bytes:
    """The blob of base64 in its only spelling, or raise SignatureError."""
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise SignatureError("this is no base64") from wrong
    if base64.b64encode(blob).decode() != text:
        raise SignatureError("this is base64 in another spelling than its only one")
    return blob


def _begun(blob: bytes) -> Wire:
    wire = Wire(blob)
    if wire.take(len(MAGIC)) != MAGIC:
        raise SignatureError("this is no SSH signature")
    if int.from_bytes(wire.take(LENGTH_SIZE), "big") != SSHSIG_VERSION:
        raise SignatureError("an SSH signature of another version")
    return wire


def _signed(namespace: str, algorithm: bytes, message: bytes) -> bytes:
    digest = HASHES[algorithm](message).digest()
    return MAGIC + b"".join(map(string, (namespace.encode(), b"", algorithm, digest)))
