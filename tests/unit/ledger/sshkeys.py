"""Key pairs of every kind, made once; those of a token are played by software."""

from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tadasu.ledger.sshkey import ECDSA, SK_ECDSA, SK_ED25519, public_from
from tadasu.ledger.sshsig import SshSigner
from tadasu.ledger.sshsign import Private, signer_of
from tadasu.ledger.sshwire import mpint, string

CURVES = {256: ec.SECP256R1(), 384: ec.SECP384R1(), 521: ec.SECP521R1()}
KINDS = ("ssh-ed25519", *ECDSA, "ssh-rsa")
TOKENS = (SK_ED25519, SK_ECDSA)
APPLICATION = b"ssh:"
SEAL = b"\x01\x00\x00\x00\x07"
"""Touched, and the seventh signature of the token."""


@cache
def private(kind: str, number: int = 0) -> Private:
    """A private key; another one for each number."""
    if kind == "ssh-ed25519":
        return ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number] * 32))
    if kind == "ssh-rsa":
        return rsa.generate_private_key(65537, 2048)
    return ec.derive_private_key(number + 5, CURVES[ECDSA[kind]])


def signer(kind: str, number: int = 0) -> SshSigner:
    """What signs with a key of the kind."""
    return token(kind) if kind in TOKENS else signer_of(private(kind, number))


def token(kind: str, seal: bytes = SEAL) -> SshSigner:
    """A security token that was touched, unless `seal` says otherwise."""
    inner = signer_of(private("ssh-ed25519" if kind == SK_ED25519 else "ecdsa-sha2-nistp256"))
    head = inner.public.blob.split(inner.public.kind.encode(), 1)[1]
    blob = string(kind.encode()) + head + string(APPLICATION)

    def sign(data: bytes) -> bytes:
        message = sha256(APPLICATION).digest() + seal + sha256(data).digest()
        return string(kind.encode()) + string(_inner(kind, message)) + seal

    return SshSigner(public_from(blob), sign)


def _inner(kind: str, message: bytes) -> bytes:
    if kind == SK_ED25519:
        key = private("ssh-ed25519")
        assert isinstance(key, ed25519.Ed25519PrivateKey)
        return key.sign(message)
    curve = private("ecdsa-sha2-nistp256")
    assert isinstance(curve, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(curve.sign(message, ec.ECDSA(hashes.SHA256())))
    return mpint(r) + mpint(s)
