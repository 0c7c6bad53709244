"""Signed: what signatures and bundles cost whoever checks.

signatures      ledger: each entry hashed, parsed strictly, its order checked, its SSHSIG
                by an enrolled key checked over the statement's exact text
bare            SHA-256 and an Ed25519 signature over the same entries' bytes, nothing else
export          office.exporting.export: a whole log as a zip, verified after it was written
bundle          office.bundles.check of that zip: all nine steps
verify          office.inspection.verify of the record that it came from
"""

import base64
import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.lending import fill, founded, one_entry
from benchmarks.measure import Aim, Figure, Place, Ratio, take_turns, timed
from tadasu.ledger.entry import Statement, format_entry, format_statement, parse_entry
from tadasu.ledger.roster import enrolment
from tadasu.ledger.signed import Signatures
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.sshsig import ENROLMENT, STATEMENT, SshSigner, sign_sshsig
from tadasu.ledger.sshsign import signer_of
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.trust import Trust
from tadasu.ledger.walk import Walk
from tadasu.office.bundles import check
from tadasu.office.exporting import export
from tadasu.office.inspection import verify
from tadasu.office.workspace import Workspace

SIGNATURES, BARE = "signatures", "bare"
EXPORT, BUNDLE, VERIFY = "export", "bundle", "verify"
LEAST_ROUNDS = 3
MANY = 20
"""So many times the other figures' entries are checked for their signatures: 100,000."""

PERSON = "P-1"


def measure(place: Place) -> tuple[Figure, Figure]:
    """Seconds for one entry."""
    workspace, _ = founded(place.folder / "project", 0)
    rounds = max(LEAST_ROUNDS, place.scale.rounds // 2)
    with workspace:
        fill(workspace, place.scale.entries)
        entries = list(_signed(one_entry(workspace), MANY * place.scale.entries))
        sides = {SIGNATURES: _checking(entries), BARE: _bare(entries)}
        signed = Figure(
            "signed",
            "Signed: checking who signed each entry",
            "entry",
            take_turns(sides, LEAST_ROUNDS),
            [Ratio(SIGNATURES, BARE, "speed", Aim(most=False, value=0.5))],
        )
        turns = take_turns(_bundling(workspace, place.folder), rounds)
    ratios = [Ratio(EXPORT, VERIFY, "cost"), Ratio(BUNDLE, VERIFY, "cost")]
    return signed, Figure("bundle", "Bundle: out, and checked", "entry", turns, ratios)


def _signed(pattern: bytes, size: int) -> Iterator[bytes]:
    """A log of so many entries like `pattern`, signed by a key that its founding enrols."""
    key = signer_of(Ed25519PrivateKey.generate())
    like = parse_entry(pattern)
    founding = str(uuid.uuid4())
    statement = replace(like.statement, actor={"id": PERSON, "role": "any", "auth": "sshsig"})
    proof = sign_sshsig(key, ENROLMENT, enrolment(key.public, statement.log, PERSON))
    enrolled = {"key": format_public(key.public), "proof": base64.b64encode(proof).decode()}
    adopted = {"clock": "real", "digest": statement.process, "size": 1}
    first = replace(
        statement, id=founding, case="", version=1, cause=None, kind=_ADOPTED, data=adopted
    )
    second = replace(first, id=str(uuid.uuid4()), case=PERSON, cause=founding, kind=_ENROLLED)
    yield _entry(first, like.recorded_at, key)
    yield _entry(replace(second, data=enrolled), like.recorded_at, key)
    for number in range(1, size - 1):
        spoken = replace(statement, id=str(uuid.uuid4()), cause=None, version=number)
        yield _entry(spoken, like.recorded_at, key)


_ADOPTED = "process.adopted/1"
_ENROLLED = "key.enrolled/1"


def _entry(statement: Statement, recorded_at: str, key: SshSigner) -> bytes:
    text = format_statement(statement)
    blob = base64.b64encode(sign_sshsig(key, STATEMENT, text.encode())).decode()
    return format_entry(text, recorded_at, [{"key": key.public.fingerprint, "sshsig": blob}])


def _checking(entries: list[bytes]) -> Callable[[], float]:
    log = parse_entry(entries[0]).statement.log

    def work() -> None:
        walk, signatures = Walk(log), Signatures()
        for position, content in enumerate(entries):
            entry = walk.read(position, content)
            walk.step(position, entry)
            leaf_hash(content)
            signatures.step(position, entry)
        signatures.end()
        assert signatures.signed == len(entries)

    return lambda: timed(work, len(entries))


def _bare(entries: list[bytes]) -> Callable[[], float]:
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    signed = [(entry, key.sign(entry)) for entry in entries]

    def work() -> None:
        for entry, signature in signed:
            hashlib.sha256(entry).digest()
            public.verify(signature, entry)

    return lambda: timed(work, len(entries))


def _bundling(workspace: Workspace, folder: Path) -> dict[str, Callable[[], float]]:
    numbers = count()

    def exporting() -> Path:
        return export(workspace, folder / f"{next(numbers)}.zip").file

    bundle = exporting()
    size = verify(workspace, lambda _done, _of: None).size
    sides: dict[str, Callable[[], object]] = {
        EXPORT: exporting,
        BUNDLE: lambda: check(bundle, Trust(), (), lambda _done, _of: None),
        VERIFY: lambda: verify(workspace, lambda _done, _of: None),
    }
    return {name: _timing(work, size) for name, work in sides.items()}


def _timing(work: Callable[[], object], size: int) -> Callable[[], float]:
    return lambda: timed(work, size)
