"""Keys for checkpoints, a log's own or a witness's: Ed25519, and ML-DSA-44 where there is one.

Both lie in one file, as two PEM blocks of PKCS #8 without a passphrase: checkpoints are made
unattended. Whoever has a log's key can sign another history, never one that goes on from an older
checkpoint which somebody else keeps.
"""

import re
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from tadasu.ledger.note import Signer
from tadasu.ledger.verifying import can_check
from tadasu.ledger.vkey import COSIGNED_MLDSA44, KEY_SIZES, PLAIN_ED25519, VerifierKey
from tadasu.office.clock import chance
from tadasu.office.keyring import keep_secret, read_secret, unusable

FILE = "log.pem"
SEED_SIZE = 32

_BLOCK = re.compile(rb"-----BEGIN PRIVATE KEY-----\n.+?-----END PRIVATE KEY-----\n?", re.DOTALL)


def make_signers(path: Path, name: str, kind: int = PLAIN_ED25519) -> tuple[Signer, ...]:
    """New keys that sign as `name`, kept at `path`; ConflictError where there is one.

    `kind` is that of the Ed25519 key: COSIGNED_ED25519 for a witness.
    """
    private: list[Any] = [ed25519.Ed25519PrivateKey.from_private_bytes(chance(SEED_SIZE))]
    if can_check(VerifierKey(name, COSIGNED_MLDSA44, bytes(KEY_SIZES[COSIGNED_MLDSA44]))):
        # Not every build of the library has it.
        from cryptography.hazmat.primitives.asymmetric import mldsa  # noqa: PLC0415

        private.append(mldsa.MLDSA44PrivateKey.from_seed_bytes(chance(SEED_SIZE)))
    keep_secret(path, b"".join(map(_pem, private)))
    return tuple(_signer(name, key, kind) for key in private)


def read_signers(path: Path, name: str, kind: int = PLAIN_ED25519) -> tuple[Signer, ...]:
    """The keys at `path`, as they were made, or none; UnavailableError for what is no key.

    A block that the library cannot read, for want of ML-DSA, is passed over.
    """
    content = read_secret(path)
    if content is None:
        return ()
    signers = []
    try:
        for block in _BLOCK.findall(content):
            try:
                private = serialization.load_pem_private_key(block, password=None)
            except UnsupportedAlgorithm:
                continue
            signers.append(_signer(name, private, kind))
    except (ValueError, TypeError) as wrong:
        raise unusable(path, wrong) from wrong
    if not signers:
        raise unusable(path, ValueError("there is no Ed25519 key in it"))
    return tuple(signers)


def _signer(name: str, private: Any, kind: int) -> Signer:
    found = {"Ed25519PrivateKey": kind, "MLDSA44PrivateKey": COSIGNED_MLDSA44}
    made = found.get(type(private).__name__)
    if made is None:
        raise ValueError(f"{type(private).__name__} signs no checkpoint")
    return Signer(VerifierKey(name, made, private.public_key().public_bytes_raw()), private.sign)


def _pem(private: Any) -> bytes:
    made: bytes = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return made
