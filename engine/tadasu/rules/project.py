"""What tadasu.yaml may say: where a project keeps its log, and the parameters that it sets."""

from collections.abc import Mapping
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StrictBool, StringConstraints

from tadasu.errors import Text
from tadasu.rules.parameters import Stated
from tadasu.rules.words import Id, NonBlank, Part, Whole, wrong

Base = Literal["isms", "none"]
"""What a process is laid over: the shipped one, or nothing."""

Signing = Literal["required", "optional"]
"""Whether an act needs the signature of whoever does it."""

Origin = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[A-Za-z0-9._~-]+)*$", max_length=128
    ),
]
"""The name of a log as in a C2SP checkpoint: a host name and a path, without a scheme."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError) as unknown:
        raise wrong(
            Text(
                en=f"There is no time zone `{name}`; write it like Asia/Tokyo.",
                ja=f"タイムゾーン `{name}` はありません。Asia/Tokyo のように書いてください。",
            )
        ) from unknown
    return name


def _line(text: str) -> str:
    if not text.isprintable():
        raise wrong(
            Text(
                en="This stands in one line of a message's head: no line feed, tab or control "
                "character.",
                ja="メールのヘッダーの一行になります。改行・タブ・制御文字は使えません。",
            )
        )
    return text


Line = Annotated[NonBlank, AfterValidator(_line)]
"""One line of printable characters."""

Security = Literal["starttls", "tls", "none"]
"""How a mail server is spoken to; none only where nobody listens."""


class Mail(Part):
    """How reminders are sent; the password is never here, but in a file (docs/deadlines.md)."""

    sender: Line
    """The address that they come from."""
    server: Line
    """The host that takes them."""
    port: Whole = 587
    """Its port."""
    security: Security = "starttls"
    """How the connection is protected."""
    user: Line | None = None
    """Who logs in, if the server asks for it."""


class Papers(Part):
    """How documents look."""

    era: StrictBool = False
    """In Japanese, days have their era beside them: 2026-04-01(令和8年4月1日)."""
    fonts: tuple[NonBlank, ...] = ()
    """Folders of fonts in the project, which are asked before those that come with tadasu."""


class Project(Part):
    """A project: one organisation, one log, one process."""

    project: Literal["tadasu/1"]
    """The format of this file."""
    log: Origin
    """The record's name for ever: a domain of yours and a path."""
    title: NonBlank | None = None
    """What people call the project."""
    database: NonBlank
    """A database server, or a file in the project."""
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Tokyo"
    """IANA name; dates and days are counted in it."""
    language: Literal["en", "ja"] = "ja"
    """The language of answers, unless somebody asks for another."""
    signatures: Signing = "required"
    """Whether everybody signs what he or she does with a key of their own."""
    base: Base = "isms"
    """What the definitions are laid over: the shipped process, or nothing."""
    mail: Mail | None = None
    """How `tadasu remind --send` sends; without it, it only prints."""
    documents: Papers = Papers()
    """How documents look."""
    parameters: dict[Id, Stated] = {}
    """The parameters that the project sets; the others have their defaults."""


def with_parameters(project: Project, values: Mapping[str, object]) -> Project:
    """The project with other parameters; ValueError for what no parameter can be."""
    data = {**project.model_dump(), "parameters": {**project.parameters, **values}}
    return Project.model_validate(data)
