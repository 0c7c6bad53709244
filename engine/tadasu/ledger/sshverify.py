"""Raw SSH signatures (RFC 4253 6.6, RFC 5656, RFC 8332, RFC 8709, PROTOCOL.u2f), checked."""

from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tadasu.ledger.sshkey import (
    ECDSA,
    ED25519,
    RSA,
    SK_ECDSA,
    SK_ED25519,
    Parts,
    PublicKey,
    parts_of,
)
from tadasu.ledger.sshwire import SignatureError, Wire

RSA_HASHES: Mapping[str, hashes.HashAlgorithm] = {
    "rsa-sha2-512": hashes.SHA512(),
    "rsa-sha2-256": hashes.SHA256(),
}
"""Never `ssh-rsa`, which is over SHA-1."""

CURVES: Mapping[int, ec.EllipticCurve] = {
    256: ec.SECP256R1(),
    384: ec.SECP384R1(),
    521: ec.SECP521R1(),
}
CURVE_HASHES: Mapping[int, hashes.HashAlgorithm] = {
    256: hashes.SHA256(),
    384: hashes.SHA384(),
    521: hashes.SHA512(),
}

TOUCHED = 0x01
"""A token's flag: somebody touched it."""


def check_raw(public: PublicKey, signature: bytes, data: bytes) -> None:
    """Check an SSH signature over `data`, or raise SignatureError."""
    wire = Wire(signature)
    algorithm, raw = wire.string().decode("ascii", "replace"), wire.string()
    if algorithm not in _algorithms(public):
        raise SignatureError(f"a signature by {algorithm} with a key of kind {public.kind}")
    parts = parts_of(public)
    if public.kind in (SK_ED25519, SK_ECDSA):
        seal = wire.take(5)  # flags, then a counter of four bytes
        if not seal[0] & TOUCHED:
            raise SignatureError("a token signed without being touched")
        data = sha256(parts.application).digest() + seal + sha256(data).digest()
    wire.end()
    try:
        _verify(public.kind, parts, algorithm, raw, data)
    except (InvalidSignature, ValueError, OverflowError) as wrong:
        raise SignatureError("the signature does not fit") from wrong
    except UnsupportedAlgorithm as missing:
        raise SignatureError(f"a key of kind {public.kind} can't be used here") from missing


def _algorithms(public: PublicKey) -> tuple[str, ...]:
    return tuple(RSA_HASHES) if public.kind == RSA else (public.kind,)


def _verify(kind: str, parts: Parts, algorithm: str, raw: bytes, data: bytes) -> None:
    if kind in (ED25519, SK_ED25519):
        ed25519.Ed25519PublicKey.from_public_bytes(parts.key).verify(raw, data)
    elif kind == RSA:
        if len(raw) != (parts.modulus.bit_length() + 7) // 8:
            raise SignatureError("an RSA signature of another length than its key")
        key = rsa.RSAPublicNumbers(parts.exponent, parts.modulus).public_key()
        key.verify(raw, data, padding.PKCS1v15(), RSA_HASHES[algorithm])
    else:
        bits = ECDSA.get(kind, 256)
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVES[bits], parts.key)
        wire = Wire(raw)
        both = encode_dss_signature(wire.number(), wire.number())
        wire.end()
        point.verify(both, data, ec.ECDSA(CURVE_HASHES[bits]))
