"""The founder's key: taken, or made, before there is a record that could enrol it."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tadasu.core.events import KeyEnrolled
from tadasu.errors import Text, UnavailableError
from tadasu.ledger.roster import enrolment
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.sshsig import ENROLMENT, SshSigner, sign_sshsig
from tadasu.office.keyfile import make_key, public_at, unlock
from tadasu.office.keyring import key_file, keys_folder
from tadasu.office.pen import signer_at
from tadasu.office.secrets import Secrets

NewPhrase = Callable[[Path], str | None]
"""A passphrase for a key that will be made in a file; None for a key without one."""


def no_phrase(_path: Path) -> str | None:
    """No passphrase: nobody is there to choose one."""
    return None


@dataclass(frozen=True, slots=True)
class FirstKey:
    """What the founder signs with, and what there is to say of it."""

    signer: SshSigner
    notices: tuple[Text, ...] = ()


def first_key(
    root: Path, log: str, person: str, secrets: Secrets, new: NewPhrase, *, simulated: bool
) -> FirstKey:
    """The key that was named, or the one in the folder of keys, or a new one there.

    Raises UnavailableError for a key that can't be used.
    """
    if secrets.file is not None:
        return FirstKey(_named(secrets.file, secrets))
    path = key_file(keys_folder(root, log, simulated=simulated), person)
    if public_at(path) is not None:
        return FirstKey(unlock(path, secrets.ask))
    phrase = new(path)
    make_key(path, phrase)
    return FirstKey(unlock(path, lambda _path: phrase), (made(path, locked=phrase is not None),))


def made(path: Path, *, locked: bool) -> Text:
    """That a key was made, and what to do with it."""
    if locked:
        return Text(
            en=f"Your key is {path}; keep a copy of it.",
            ja=f"鍵を {path} に作りました。写しを保管してください。",
        )
    return Text(
        en=f"Your key is {path}, without a passphrase: whoever reads the file can sign in your "
        f"name. `ssh-keygen -p -f {path}` gives it one.",
        ja=f"鍵を {path} に作りました。パスフレーズがないため、ファイルを読める人は誰でもあなたとして"
        f"署名できます。`ssh-keygen -p -f {path}` で付けられます。",
    )


def enrolled(signer: SshSigner, log: str, person: str) -> KeyEnrolled:
    """The event that gives a person the key, with the key's own signature for it."""
    proof = sign_sshsig(signer, ENROLMENT, enrolment(signer.public, log, person))
    return KeyEnrolled(format_public(signer.public), base64.b64encode(proof).decode())


def _named(path: Path, secrets: Secrets) -> SshSigner:
    public = public_at(path)
    signer = signer_at(path, public, secrets.ask) if public is not None else None
    if signer is None:
        raise UnavailableError(
            Text(
                en=f"There is no key {path}, or ssh-agent does not have its private half.",
                ja=f"鍵 {path} がないか、その秘密鍵が ssh-agent にありません。",
            )
        )
    return signer
