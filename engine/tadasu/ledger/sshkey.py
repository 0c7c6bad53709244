"""OpenSSH public keys: `ssh-ed25519 AAAA… comment`, read strictly, each in its one spelling.

Taken are Ed25519, ECDSA over the three NIST curves, RSA of 2048 to 8192 bits, and keys on security
tokens (`sk-…`, PROTOCOL.u2f of OpenSSH). A comment names nobody: it is passed over.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from tadasu.ledger.sshwire import SignatureError, Wire

ED25519 = "ssh-ed25519"
RSA = "ssh-rsa"
SK_ED25519 = "sk-ssh-ed25519@openssh.com"
SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
ECDSA = {f"ecdsa-sha2-nistp{bits}": bits for bits in (256, 384, 521)}

ED25519_SIZE = 32
SMALLEST_RSA, LARGEST_RSA = 2048, 8192
"""Bits of the modulus: fewer are broken, more only keep whoever checks busy."""
SMALLEST_EXPONENT, LARGEST_EXPONENT = 3, 2**32 - 1

IN_FULL = 0x04
"""The first byte of a point of which both coordinates follow."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of a known kind; `blob` holds its kind too, in SSH's bytes."""

    kind: str
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """SHA256: and base64 without padding, as `ssh-keygen -l` shows it."""
        return f"SHA256:{base64.b64encode(sha256(self.blob).digest()).decode().rstrip('=')}"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a key's blob holds: a point or an Ed25519 key; of RSA, two numbers."""

    key: bytes = b""
    exponent: int = 0
    modulus: int = 0
    application: bytes = b""
    """What a token's key was made for."""


def parse_public(line: str) -> PublicKey:
    """The key of a line `KIND BASE64 [COMMENT]`, or raise SignatureError."""
    kind, _, rest = line.strip().partition(" ")
    text = rest.partition(" ")[0]
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise SignatureError("this is no OpenSSH public key: no base64") from wrong
    key = public_from(blob)
    if format_public(key) != f"{kind} {text}":
        raise SignatureError("the line names another kind of key than it holds")
    return key


def format_public(key: PublicKey) -> str:
    """The key as OpenSSH writes it on one line, without a comment."""
    return f"{key.kind} {base64.b64encode(key.blob).decode()}"


def public_from(blob: bytes) -> PublicKey:
    """The key of SSH's bytes, or raise SignatureError for what is none, or too weak."""
    kind = Wire(blob).string().decode("ascii", "replace")
    key = PublicKey(kind, blob)
    parts_of(key)
    return key


def parts_of(key: PublicKey) -> Parts:
    """What the key's blob holds, or raise SignatureError."""
    wire = Wire(key.blob)
    wire.string()
    if key.kind == RSA:
        parts = _rsa(wire)
    elif key.kind in (ED25519, SK_ED25519):
        parts = Parts(_sized(wire.string(), ED25519_SIZE))
    elif key.kind in ECDSA or key.kind == SK_ECDSA:
        parts = Parts(_point(wire, ECDSA.get(key.kind, 256)))
    else:
        raise SignatureError(f"a key of a kind that is not taken: {key.kind}")
    if key.kind in (SK_ED25519, SK_ECDSA):
        parts = Parts(parts.key, application=wire.string())
    wire.end()
    return parts


def _rsa(wire: Wire) -> Parts:
    exponent, modulus = wire.number(), wire.number()
    if not SMALLEST_RSA <= modulus.bit_length() <= LARGEST_RSA:
        raise SignatureError(f"an RSA key of {modulus.bit_length()} bits")
    if not SMALLEST_EXPONENT <= exponent <= LARGEST_EXPONENT or not exponent & modulus & 1:
        raise SignatureError("an RSA key with numbers that no key has")
    return Parts(exponent=exponent, modulus=modulus)


def _point(wire: Wire, bits: int) -> bytes:
    if wire.string() != f"nistp{bits}".encode():
        raise SignatureError("a key that names another curve than its kind")
    point = _sized(wire.string(), 1 + 2 * ((bits + 7) // 8))
    if point[0] != IN_FULL:
        raise SignatureError("a point that is not written in full")
    return point


def _sized(content: bytes, size: int) -> bytes:
    if len(content) != size:
        raise SignatureError(f"a key of {len(content)} bytes instead of {size}")
    return content
