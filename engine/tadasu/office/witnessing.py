"""The counter for witnesses: their keys, and a server that is ready to serve."""

from collections.abc import Sequence
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

from tadasu.errors import NotFoundError, Text, UnavailableError
from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.note import Signer
from tadasu.ledger.vkey import COSIGNED_ED25519, VerifierKey, format_vkey, parse_vkey
from tadasu.office.comparison import read_trust
from tadasu.office.serving import witness_server
from tadasu.office.signingkey import make_signers, read_signers
from tadasu.office.witness import Witness


@dataclass(frozen=True, slots=True)
class WitnessKeys:
    """A witness's keys, and what others need of them."""

    name: str
    vkeys: tuple[str, ...]
    signers: tuple[Signer, ...]


def witness_keys(path: Path, name: str) -> WitnessKeys:
    """The keys at `path`, which are made where there are none."""
    try:
        parse_vkey(format_vkey(VerifierKey(name, COSIGNED_ED25519, bytes(32))))
    except NoteError as wrong:
        raise NotFoundError(
            Text(
                en=f"{name!r} can't be a witness's name: no spaces, no plus.",
                ja=f"{name!r} は立会人の名前にできません(空白と + は使えません)。",
            )
        ) from wrong
    kind = COSIGNED_ED25519
    signers = read_signers(path, name, kind) or make_signers(path, name, kind)
    return WitnessKeys(name, tuple(format_vkey(one.vkey) for one in signers), signers)


def named_keys(words: Sequence[str]) -> tuple[VerifierKey, ...]:
    """The verifier keys that are said, or that lie in the files that are; or NotFoundError."""
    found: list[VerifierKey] = []
    for word in words:
        try:
            found.append(parse_vkey(word))
        except NoteError:
            found += read_trust(Path(word)).keys
    return tuple(found)


def opened_witness(
    keys: WitnessKeys, trust: Sequence[str], state: Path, host: str, port: int
) -> ThreadingHTTPServer:
    """A server for the witness, bound; `serve_forever` begins. UnavailableError if it can't be."""
    witness = Witness(keys.signers, named_keys(trust), state)
    try:
        return witness_server(witness, host, port)
    except OSError as wrong:
        raise UnavailableError(
            Text(
                en=f"Nobody can listen at {host}, port {port}: {wrong.strerror}.",
                ja=f"{host} のポート {port} で待ち受けできません({wrong.strerror})。",
            )
        ) from wrong
