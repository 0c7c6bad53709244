"""Requests to enrol a key: what its owner hands to whoever keeps the keys.

Nothing in it is secret. A request is canonical JSON in a file: `format`, `log`, `person`, `key`
(an OpenSSH public key) and `proof` (that key's signature over the rest). It can be sent by any
way; but ask its owner for the fingerprint by another, so that nobody slips in a key of his own.
"""

from dataclasses import dataclass
from pathlib import Path

from tadasu.core.events import KeyEnrolled
from tadasu.errors import Text, UnavailableError
from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from tadasu.ledger.roster import enrolment
from tadasu.ledger.sshkey import PublicKey, parse_public
from tadasu.ledger.sshsig import ENROLMENT, SshSigner, check_sshsig, unbase64
from tadasu.ledger.sshwire import SignatureError
from tadasu.office.founder import enrolled

FORMAT = "tadasu-key-request/1"
ENDING = ".request"

_MEMBERS = {"format", "log", "person", "key", "proof"}


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """A key that its owner wants to sign with."""

    log: str
    person: str
    public: PublicKey
    event: KeyEnrolled


def key_request(signer: SshSigner, log: str, person: str) -> KeyRequest:
    """The request of a person who has the key of `signer`."""
    return KeyRequest(log, person, signer.public, enrolled(signer, log, person))


def format_key_request(request: KeyRequest) -> bytes:
    """The request as a file."""
    members = {"format": FORMAT, "log": request.log, "person": request.person}
    members |= {"key": request.event.key, "proof": request.event.proof}
    return canonical_bytes(members) + b"\n"


def parse_key_request(content: bytes) -> KeyRequest:
    """The request that `format_key_request` wrote and its owner signed; SignatureError else."""
    try:
        members = parse_canonical(content.strip())
    except NotCanonicalError as wrong:
        raise SignatureError(str(wrong)) from wrong
    if not isinstance(members, dict) or members.keys() != _MEMBERS:
        raise SignatureError("it is no request to enrol a key")
    texts = {name: str(value) for name, value in members.items()}
    if texts != members or texts["format"] != FORMAT:
        raise SignatureError("it is no request to enrol a key")
    public = parse_public(texts["key"])
    asked = enrolment(public, texts["log"], texts["person"])
    check_sshsig(unbase64(texts["proof"]), public, ENROLMENT, asked)
    event = KeyEnrolled(texts["key"], texts["proof"])
    return KeyRequest(texts["log"], texts["person"], public, event)


def read_key_request(path: Path) -> KeyRequest:
    """The request in a file; UnavailableError where there is none, or it doesn't fit its key."""
    try:
        return parse_key_request(path.read_bytes())
    except (OSError, SignatureError) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        raise UnavailableError(
            Text(
                en=f"The request {path} can't be used: {reason}.",
                ja=f"登録依頼 {path} を使えません({reason})。",
            )
        ) from wrong
