"""Passphrases, asked of a person at a terminal; loaded only when a verb runs.

A file that TADASU_PASSPHRASE_FILE names comes first. Without it and without a terminal nobody is
asked.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from tadasu.errors import Text
from tadasu.office.secrets import Secrets, file_from_environment, phrase_from_file
from tadasu_cli.call import Call
from tadasu_cli.paint import is_terminal
from tadasu_cli.wrong import WrongUseError

Ask = Callable[[Path], str | None]


def secrets(call: Call) -> Secrets:
    """Where the caller's key is, and how its passphrase is come by."""
    named = Path(call.keyfile) if call.keyfile else file_from_environment()
    if call.keyfile and not Path(call.keyfile).is_file():
        raise WrongUseError(
            Text(
                en=f"--key {call.keyfile}: there is no such file.",
                ja=f"--key {call.keyfile}: ファイルがありません。",
            )
        )
    return Secrets(named, asking(call))


def asking(call: Call) -> Ask:
    """The passphrase of a key that is there; asked once for each file."""
    known: dict[Path, str | None] = {}

    def ask(path: Path) -> str | None:
        if path not in known:
            text = Text(en=f"Passphrase of {path}", ja=f"{path} のパスフレーズ")
            known[path] = phrase_from_file(path) or _prompted(text.to(call.language))
        return known[path]

    return ask


def choosing(call: Call, *, without: bool) -> Ask:
    """The passphrase of a key to be made; asked twice, and none if left empty."""

    def ask(path: Path) -> str | None:
        given = None if without else phrase_from_file(path)
        if without or given is not None or not _present():
            return given
        text = Text(
            en=f"A passphrase for your new key {path} (empty for none)",
            ja=f"新しい鍵 {path} のパスフレーズ(空なら保護なし)",
        )
        again = Text(en="The same again", ja="もう一度")
        while True:
            first = _prompted(text.to(call.language))
            if first == _prompted(again.to(call.language)):
                return first or None
            wrong = Text(en="The two differ.", ja="二つが一致しません。")
            click.echo(wrong.to(call.language), err=True)

    return ask


def _prompted(text: str) -> str | None:
    """What a person types, unseen; None where there is no terminal."""
    if not _present():
        return None
    answer: str = click.prompt(text, hide_input=True, default="", show_default=False, err=True)
    return answer


def _present() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)
