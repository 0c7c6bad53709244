"""Raw SSH signatures, made with a private key at hand."""

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tadasu.ledger.sshkey import PublicKey, parse_public
from tadasu.ledger.sshsig import SshSigner
from tadasu.ledger.sshverify import CURVE_HASHES
from tadasu.ledger.sshwire import SignatureError, mpint, string

Private = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def signer_of(private: object) -> SshSigner:
    """What signs with `private`, or raise SignatureError for a key of a kind that is not taken."""
    if not isinstance(private, Private):
        raise SignatureError(f"{type(private).__name__} signs nothing here")
    public = public_of(private)
    return SshSigner(public, lambda data: _raw(private, public.kind, data))


def public_of(private: Private) -> PublicKey:
    """The public half of a private key, or raise SignatureError for one that is not taken."""
    form = serialization.PublicFormat.OpenSSH
    try:
        line = private.public_key().public_bytes(serialization.Encoding.OpenSSH, form)
    except ValueError as wrong:  # a curve that OpenSSH doesn't know
        raise SignatureError(str(wrong)) from wrong
    return parse_public(line.decode())


def _raw(private: Private, kind: str, data: bytes) -> bytes:
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return string(kind.encode()) + string(private.sign(data))
    if isinstance(private, rsa.RSAPrivateKey):
        signature = private.sign(data, padding.PKCS1v15(), hashes.SHA512())
        return string(b"rsa-sha2-512") + string(signature)
    algorithm = ec.ECDSA(CURVE_HASHES[private.curve.key_size])
    r, s = decode_dss_signature(private.sign(data, algorithm))
    return string(kind.encode()) + string(mpint(r) + mpint(s))
