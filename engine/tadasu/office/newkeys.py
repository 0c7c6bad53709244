"""Keys on this machine: a new one, or one that is there, and the request to enrol it."""

from dataclasses import dataclass
from pathlib import Path

from tadasu.core.scene import Scene
from tadasu.core.setting import acting
from tadasu.errors import ConflictError, NotFoundError, Text
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.sshsig import SshSigner
from tadasu.office.agent import agent_signers
from tadasu.office.founder import NewPhrase, made
from tadasu.office.keyfile import make_key, public_at, unlock
from tadasu.office.keyring import key_file, keys_folder, unusable
from tadasu.office.pen import signer_at
from tadasu.office.requests import ENDING, format_key_request, key_request
from tadasu.office.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key and the request to enrol it."""

    log: str
    person: str
    fingerprint: str
    key: str
    """The OpenSSH public key, as one line."""
    file: Path
    """The request, to be handed to whoever keeps the keys."""
    notices: tuple[Text, ...] = ()


def new_key(workspace: Workspace, person: str, new: NewPhrase) -> NewKey:
    """A new key of a person in the folder of keys, and its request; ConflictError for a second.

    Whoever has a key there already moves it elsewhere first.
    """
    check_person(workspace, person)
    path = path_of(workspace, person)
    if public_at(path) is not None:
        raise ConflictError(
            Text(
                en=f"There is a key already: {path}. `tadasu key request {person}` asks for its "
                "enrolment; to have another, move it away first.",
                ja=f"鍵がすでにあります: {path}。`tadasu key request {person}` で登録依頼を作れます。"
                "別の鍵にするには、先に移してください。",
            )
        )
    phrase = new(path)
    make_key(path, phrase)
    signer = unlock(path, lambda _path: phrase)
    return _asked(workspace, person, signer, (made(path, locked=phrase is not None),))


def ask_for(workspace: Workspace, person: str) -> NewKey:
    """The request for a key that is there: the one named, the one in the folder, or an agent's.

    NotFoundError where there is none, or the agent has several.
    """
    check_person(workspace, person)
    secrets = workspace.secrets
    for path in (secrets.file, path_of(workspace, person)):
        public = public_at(path) if path is not None else None
        if path is not None and public is not None:
            signer = signer_at(path, public, secrets.ask)
            if signer is not None:
                return _asked(workspace, person, signer)
    signers = agent_signers()
    if len(signers) == 1:
        return _asked(workspace, person, signers[0])
    raise NotFoundError(
        Text(
            en="Name the key with --key FILE; with ssh-agent, its public half.",
            ja="鍵を --key ファイル で指定してください。ssh-agent の鍵なら公開鍵のファイルです。",
        )
    )


def path_of(workspace: Workspace, person: str) -> Path:
    """Where the key of a person lies on this machine, if it does."""
    name = workspace.project.log
    folder = keys_folder(workspace.root, name, simulated=workspace.simulated)
    return key_file(folder, person)


def check_person(workspace: Workspace, person: str) -> None:
    """That there is such a person, or NotFoundError."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
        now = workspace.clock.looking(shelf.head.recorded_at)
        acting(Scene(process, shelf, now, process.timezone), process, person)


def _asked(
    workspace: Workspace, person: str, signer: SshSigner, notices: tuple[Text, ...] = ()
) -> NewKey:
    asked = key_request(signer, workspace.project.log, person)
    path = path_of(workspace, person)
    file = path.with_name(f"{path.name}{ENDING}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(format_key_request(asked))
    except OSError as wrong:
        raise unusable(file, wrong) from wrong
    return NewKey(
        log=asked.log,
        person=person,
        fingerprint=signer.public.fingerprint,
        key=format_public(signer.public),
        file=file,
        notices=notices,
    )
