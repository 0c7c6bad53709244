"""The pen of a request: whoever acts signs with it, and whoever cosigns.

Keys are looked for, and unlocked, before the log is locked. A key is found in the file that was
named (`--key`, TADASU_KEY), in the folder of the log's keys, or with ssh-agent, in this order; it
has to be enrolled for the person.
"""

import base64
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tadasu.core.reasons import said
from tadasu.errors import ConflictError, RefusalError, Text
from tadasu.ledger.entry import Statement
from tadasu.ledger.signed import SIGNED, signers_of
from tadasu.ledger.sshkey import PublicKey
from tadasu.ledger.sshsig import STATEMENT, SshSigner, check_sshsig, sign_sshsig
from tadasu.ledger.sshwire import SignatureError
from tadasu.office.agent import agent_signers
from tadasu.office.enrolled import keys_of
from tadasu.office.keyfile import AskPhrase, is_private, public_at, unlock
from tadasu.office.keyring import key_file, keys_folder, unusable
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf

LOCAL = "local"
"""How an actor is known who does not sign: by the word of whoever runs the command."""

ATTEMPT = Text(en="sign", ja="署名する")


@dataclass(frozen=True, slots=True)
class Pen:
    """What signs the statements of one request, by person; none of them, or all."""

    signers: Mapping[str, SshSigner] = field(default_factory=dict)
    size: int = 0
    """Of the log, when the keys were found to be valid."""

    @property
    def auth(self) -> str:
        """How the record says that the actor was known."""
        return SIGNED if self.signers else LOCAL

    def sign(self, statement: Statement, text: str) -> Sequence[Mapping[str, object]]:
        """The signatures over a statement's exact text, of all who have to sign it."""
        if not self.signers:
            return ()
        message, sigs = text.encode(), []
        for person in signers_of(statement):
            signer = self.signers[person]
            blob = sign_sshsig(signer, STATEMENT, message)
            try:
                check_sshsig(blob, signer.public, STATEMENT, message)
            except SignatureError as wrong:
                raise unusable(Path(person), wrong) from wrong
            sshsig = base64.b64encode(blob).decode()
            sigs.append({"key": signer.public.fingerprint, "sshsig": sshsig})
        return sigs

    def check(self, shelf: Shelf, *processes: Process) -> None:
        """That it still signs for everybody, now that the log is locked; else ConflictError.

        `processes` are those in force before and after; RefusalError where one requires more.
        """
        fresh = self.size == shelf.head.size
        for person, signer in self.signers.items():
            if not fresh and signer.public not in valid_keys(shelf, person):
                raise ConflictError(
                    Text(
                        en=f"The keys of {person} have changed since. Run it again.",
                        ja=f"{person} の鍵はその後変わりました。もう一度実行してください。",
                    )
                )
        if not self.signers and any(map(requires, processes)):
            raise RefusalError(ATTEMPT, [said("signature", *_UNSIGNED)])


UNSIGNED = Pen()


def requires(process: Process) -> bool:
    """Whether a process requires that everybody signs."""
    return process.signatures == "required"


def valid_keys(shelf: Shelf, person: str) -> dict[PublicKey, None]:
    """The keys with which a person may sign what comes next."""
    return {key.public: None for key in keys_of(shelf, person) if key.valid}


def pen_for(workspace: Workspace, people: Collection[str], *also: Process) -> Pen:
    """The pen with which all of `people` sign.

    RefusalError where one has no key at hand and the process in force, or one of `also`, requires
    it; otherwise nobody signs then. UnavailableError where a key can't be unlocked.
    """
    with workspace.journal.reading() as shelf:
        required = any(map(requires, (workspace.process(shelf.head.process), *also)))
        size = shelf.head.size
        enrolled = {key: valid_keys(shelf, key) for key in people if shelf.case(key) is not None}
    signers: dict[str, SshSigner] = {}
    for person, keys in enrolled.items():
        signer = _signer(workspace, person, keys) if keys else None
        if signer is not None:
            signers[person] = signer
        elif required:
            raise RefusalError(ATTEMPT, [said("signature", *_missing(person, bool(keys)))])
        else:
            return UNSIGNED
    return Pen(signers, size)


def _signer(workspace: Workspace, person: str, keys: Mapping[PublicKey, None]) -> SshSigner | None:
    for path in _places(workspace, person):
        public = public_at(path)
        if public is not None and public in keys:
            signer = signer_at(path, public, workspace.secrets.ask)
            if signer is not None:
                return signer
    return next((each for each in agent_signers() if each.public in keys), None)


def _places(workspace: Workspace, person: str) -> Iterator[Path]:
    if workspace.secrets.file is not None:
        yield workspace.secrets.file
    name = workspace.project.log
    folder = keys_folder(workspace.root, name, simulated=workspace.simulated)
    yield key_file(folder, person)


def signer_at(path: Path, public: PublicKey, ask: AskPhrase) -> SshSigner | None:
    """What signs with the key of a file; of a public one, ssh-agent, if it has the other half.

    Raises UnavailableError where a private key can't be unlocked.
    """
    if is_private(path):
        return unlock(path, ask)
    return next((each for each in agent_signers() if each.public == public), None)


def _missing(person: str, enrolled: bool) -> tuple[Text, Text, Text]:
    if enrolled:
        return (
            _TITLE,
            Text(
                en=f"No enrolled key of {person} is at hand.",
                ja=f"登録済みの {person} の鍵が手元にありません。",
            ),
            Text(
                en="Name its file with --key FILE, or add it to ssh-agent; `tadasu key list` "
                "tells which keys are enrolled.",
                ja="--key ファイル で指定するか、ssh-agent に加えてください。登録済みの鍵は "
                "`tadasu key list` で分かります。",
            ),
        )
    return (
        _TITLE,
        Text(en=f"{person} has no key.", ja=f"{person} の鍵が登録されていません。"),
        Text(
            en=f"`tadasu key new {person}` makes one and a request, which whoever keeps the keys "
            "enrols with `tadasu key enrol`.",
            ja=f"`tadasu key new {person}` で鍵と登録依頼を作り、鍵の管理者が `tadasu key enrol` で"
            "登録します。",
        ),
    )


_TITLE = Text(en="Signature", ja="署名")
_UNSIGNED = (
    _TITLE,
    Text(en="Everybody has to sign here.", ja="ここでは全員の署名が必要です。"),
    Text(en="Enrol a key first: `tadasu key`.", ja="先に鍵を登録してください: `tadasu key`。"),
)
