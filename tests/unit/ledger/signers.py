"""Keys to sign notes with, of each kind that the library at hand can do."""

from cryptography.hazmat.primitives.asymmetric import ed25519

from tadasu.ledger.note import Signer
from tadasu.ledger.vkey import COSIGNED_MLDSA44, PLAIN_ED25519, VerifierKey


def ed25519_signer(name: str, seed: int = 1, kind: int = PLAIN_ED25519) -> Signer:
    """A key made of a number, for a name."""
    private = ed25519.Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return Signer(VerifierKey(name, kind, private.public_key().public_bytes_raw()), private.sign)


def mldsa44_signer(name: str, seed: int = 1) -> Signer:
    """Likewise, of the kind that stands against quantum computers."""
    from cryptography.hazmat.primitives.asymmetric import mldsa  # noqa: PLC0415

    private = mldsa.MLDSA44PrivateKey.from_seed_bytes(bytes([seed]) * 32)
    public = private.public_key().public_bytes_raw()
    return Signer(VerifierKey(name, COSIGNED_MLDSA44, public), private.sign)
