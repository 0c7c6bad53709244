"""One call of the command: what was asked for, by whom, about which project, in which language.

What stands on the line comes before the environment (TADASU_PROJECT, TADASU_AS, TADASU_LANG).
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from tadasu.errors import Language, NotFoundError, Text
from tadasu_cli.moments import read_time
from tadasu_cli.wrong import WrongUseError

SETTINGS = "tadasu.yaml"
LANGUAGES: tuple[Language, ...] = ("en", "ja")

_STATED = re.compile(r"^language:\s*[\"']?(en|ja)\b", re.MULTILINE)
_ENOUGH = 8192
"""Characters of the settings in which the language stands."""


@dataclass(slots=True)
class Call:
    """What may stand anywhere on the line; None where it doesn't."""

    project: str | None = None
    person: str | None = None
    lang: str | None = None
    json: bool = False
    at: str | None = None
    request: str | None = None
    keyfile: str | None = None
    """The caller's private key, or the public half of one that ssh-agent has."""
    zone: tzinfo | None = None
    """The project's time zone, once it is open."""
    words: tuple[str, ...] = ()
    """The line as it was typed."""
    on_record: bool = False
    """Whether a refusal, if one comes, has been recorded."""

    @property
    def language(self) -> Language:
        """The line's, the environment's, the project's or the terminal's language."""
        for said in (self.lang, os.environ.get("TADASU_LANG"), _language_of(self._nearest())):
            if said in LANGUAGES:
                return said
        named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return "ja" if named.startswith("ja") else "en"

    @property
    def root(self) -> Path:
        """The project's folder, or NotFoundError."""
        found = self._nearest()
        if found is None:
            raise NotFoundError(
                Text(
                    en=f"There is no {SETTINGS} here or above. `tadasu init` makes a project; "
                    "--project DIR names one elsewhere.",
                    ja=f"ここにも上の階層にも {SETTINGS} がありません。`tadasu init` でプロジェクトを"
                    "作るか、--project DIR で場所を指定してください。",
                )
            )
        return found

    @property
    def actor(self) -> str:
        """Who acts, or WrongUseError."""
        named = self.maybe_actor
        if named is None:
            raise WrongUseError(
                Text(
                    en="Say who acts: --as PERSON, or set TADASU_AS.",
                    ja="行う人を --as PERSON か環境変数 TADASU_AS で指定してください。",
                )
            )
        return named

    @property
    def maybe_actor(self) -> str | None:
        """Who acts, if anyone was named."""
        return self.person or os.environ.get("TADASU_AS") or None

    @property
    def moment(self) -> datetime | None:
        """The time of the act in a simulated project, if it was named; or WrongUseError."""
        return None if self.at is None else read_time("--at", self.at)

    def _nearest(self) -> Path | None:
        named = self.project or os.environ.get("TADASU_PROJECT")
        if named:
            return Path(named)
        here = Path.cwd()
        return next((each for each in (here, *here.parents) if (each / SETTINGS).is_file()), None)


def glance(words: Sequence[str]) -> Call:
    """What the words say at first sight, for help and errors that come before all is read."""
    call = Call(words=tuple(words))
    names = {"--lang": "lang", "--project": "project"}
    for number, word in enumerate(words):
        if word == "--":
            break
        name, sign, value = word.partition("=")
        if name == "--json" and not sign:
            call.json = True
        elif name in names:
            following = words[number + 1] if number + 1 < len(words) else None
            setattr(call, names[name], value if sign else following)
    return call


def _language_of(root: Path | None) -> str | None:
    """The language in a project's settings, read without a YAML library."""
    if root is None or not (root / SETTINGS).is_file():
        return None
    try:
        with (root / SETTINGS).open(encoding="utf-8", errors="replace") as settings:
            found = _STATED.search(settings.read(_ENOUGH))
    except (OSError, ValueError):
        return None
    return found.group(1) if found else None
