"""ssh-agent: the keys that it holds, and signatures by them (draft-ietf-sshm-ssh-agent).

The agent listens at a socket that SSH_AUTH_SOCK names. Private keys never leave it.
"""

import os
import socket
from collections.abc import Iterator

from tadasu.errors import Text, UnavailableError
from tadasu.ledger.sshkey import RSA, PublicKey, public_from
from tadasu.ledger.sshsig import SshSigner
from tadasu.ledger.sshwire import LENGTH_SIZE, SignatureError, Wire, string

VARIABLE = "SSH_AUTH_SOCK"

LIST, LISTED = 11, 12
SIGN, SIGNED = 13, 14
RSA_SHA2_512 = 4
"""A flag: not over SHA-1, which an agent else takes for RSA."""

LARGEST = 256 * 1024
"""Bytes of an answer, as OpenSSH's own limit."""
PATIENCE = 120.0
"""Seconds: a person may have to touch a token, or to allow the use of the key."""


def agent_signers() -> tuple[SshSigner, ...]:
    """What signs with the keys of the agent; none where no agent answers."""
    path = os.environ.get(VARIABLE)
    if not path or not hasattr(socket, "AF_UNIX"):
        return ()
    try:
        answer = Wire(_ask(path, LIST, LISTED, b""))
        return tuple(_signer(path, public) for public in _listed(answer))
    except (OSError, SignatureError):
        return ()


def _listed(answer: Wire) -> Iterator[PublicKey]:
    for _ in range(int.from_bytes(answer.take(LENGTH_SIZE), "big")):
        blob, _comment = answer.string(), answer.string()
        try:
            yield public_from(blob)
        except SignatureError:
            continue  # certificates, and kinds that are not taken


def _signer(path: str, public: PublicKey) -> SshSigner:
    return SshSigner(public, lambda data: _sign(path, public, data))


def _sign(path: str, public: PublicKey, data: bytes) -> bytes:
    flags = RSA_SHA2_512 if public.kind == RSA else 0
    body = string(public.blob) + string(data) + flags.to_bytes(LENGTH_SIZE, "big")
    try:
        return Wire(_ask(path, SIGN, SIGNED, body)).string()
    except (OSError, SignatureError) as wrong:
        raise UnavailableError(
            Text(
                en=f"ssh-agent did not sign with {public.fingerprint}: {wrong}. Nothing was "
                "written.",
                ja=f"ssh-agent が {public.fingerprint} で署名しませんでした({wrong})。"
                "何も書き込んでいません。",
            )
        ) from wrong


def _ask(path: str, kind: int, expected: int, body: bytes) -> bytes:
    """The body of the agent's answer; OSError or SignatureError where there is no such."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE)
        line.connect(path)
        line.sendall(string(bytes([kind]) + body))
        size = int.from_bytes(_read(line, LENGTH_SIZE), "big")
        if not 0 < size <= LARGEST:
            raise SignatureError("an answer of no such length")
        answer = _read(line, size)
    if answer[0] != expected:
        raise SignatureError("it refused")
    return answer[1:]


def _read(line: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = line.recv(count - len(found))
        if not more:
            raise SignatureError("the answer ends too early")
        found += more
    return found
