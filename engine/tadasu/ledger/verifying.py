"""Signatures under notes, checked with what `cryptography` can do here.

Not every build of it has ML-DSA-44: `can_check` says whether signatures of a key can be checked,
so that whoever verifies can say what was not.
"""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ed25519

from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.vkey import COSIGNED_MLDSA44, SIGNATURE_SIZES, VerifierKey

try:
    from cryptography.hazmat.primitives.asymmetric import mldsa
except ImportError:  # an older `cryptography`
    mldsa = None  # type: ignore[assignment]


def can_check(vkey: VerifierKey) -> bool:
    """Whether signatures of this key can be checked with the library at hand."""
    try:
        _verify_raw(vkey, bytes(SIGNATURE_SIZES[vkey.kind]), b"")
    except (InvalidSignature, ValueError):
        return True
    except UnsupportedAlgorithm:
        return False
    return True


def check_signature(vkey: VerifierKey, signature: bytes, message: bytes) -> None:
    """Check a signature over `message`, or raise NoteError."""
    try:
        _verify_raw(vkey, signature, message)
    except (InvalidSignature, ValueError) as wrong:
        raise NoteError(f"the signature of {vkey.name} does not fit") from wrong
    except UnsupportedAlgorithm as missing:
        raise NoteError(f"the signature of {vkey.name} cannot be checked here") from missing


def _verify_raw(vkey: VerifierKey, signature: bytes, message: bytes) -> None:
    if vkey.kind != COSIGNED_MLDSA44:
        ed25519.Ed25519PublicKey.from_public_bytes(vkey.key).verify(signature, message)
    elif mldsa is None:
        raise UnsupportedAlgorithm("ML-DSA-44")
    else:
        mldsa.MLDSA44PublicKey.from_public_bytes(vkey.key).verify(signature, message)
