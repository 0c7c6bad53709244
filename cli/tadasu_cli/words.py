"""What stands on the line: words in their places, options, and the options that stand anywhere."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from tadasu.errors import Text
from tadasu_cli.call import LANGUAGES, Call
from tadasu_cli.wrong import WrongUseError

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Completes = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]
"""What may stand here, given how it begins."""


class Word(click.Argument):
    """A word that is known by its place; always text, read by the verb itself."""

    def __init__(
        self,
        name: str,
        metavar: str,
        about: Text,
        *,
        required: bool = True,
        many: bool = False,
        shown: str | None = None,
        completes: Completes | None = None,
    ) -> None:
        super().__init__(
            [name],
            required=required,
            nargs=-1 if many else 1,
            metavar=metavar,
            shell_complete=completes,
            help=about.en,
        )
        self.about = about
        self.shown = shown

    @property
    def usage(self) -> str:
        """How a usage line shows the word."""
        if self.shown is not None:
            return self.shown
        shown = f"{self.metavar}…" if self.nargs < 0 else f"{self.metavar}"
        return shown if self.required else f"[{shown}]"


class Switch(click.Option):
    """An option with a value, or (without a metavar) one that is there or not."""

    def __init__(
        self,
        flag: str,
        name: str,
        metavar: str | None,
        about: Text,
        *,
        many: bool = False,
        completes: Completes | None = None,
        **attrs: Any,
    ) -> None:
        if metavar is None:
            attrs["is_flag"] = True
        super().__init__(
            [flag, name],
            metavar=metavar,
            multiple=many,
            shell_complete=completes,
            help=about.en,
            **attrs,
        )
        self.about = about

    @property
    def usage(self) -> str:
        """How the help shows the option."""
        return f"{self.opts[0]} {self.metavar}" if self.metavar else self.opts[0]


def anywhere() -> list[Switch]:
    """The options that every verb takes, before and after its name."""
    return [
        _wish(
            "--project",
            "project",
            "DIR",
            Text(
                en="The project's folder; otherwise TADASU_PROJECT, or the nearest one upwards.",
                ja="プロジェクトの場所。なければ TADASU_PROJECT、それもなければ上の階層へ探します。",
            ),
            completes=lambda _c, _p, _i: [CompletionItem("", type="dir")],
        ),
        _wish(
            "--as",
            "person",
            "PERSON",
            Text(
                en="Who acts, by key; otherwise TADASU_AS.",
                ja="行う人のキー。なければ TADASU_AS です。",
            ),
        ),
        _wish(
            "--lang",
            "lang",
            "en|ja",
            Text(
                en="The language of the answer; else TADASU_LANG, the project's, the terminal's.",
                ja="答えの言語。なければ TADASU_LANG、プロジェクト、端末の順に決めます。",
            ),
            completes=lambda _c, _p, begun: [
                CompletionItem(each) for each in LANGUAGES if each.startswith(begun)
            ],
        ),
        _wish(
            "--json",
            "json",
            None,
            Text(en="Answer in JSON, errors too.", ja="エラーも含めて JSON で答えます。"),
        ),
        _wish(
            "--at",
            "at",
            "TIME",
            Text(
                en="The time of the act, in a simulated project; of `show`, as of when.",
                ja="行為の時刻(模擬時計のプロジェクトだけ)。`show` では、いつの時点かです。",
            ),
        ),
        _wish(
            "--request",
            "request",
            "ID",
            Text(
                en="Your own id (UUID) of the request: asked again, it gets the same answer.",
                ja="要求の ID(UUID)。同じ ID で尋ね直すと、最初の答えが返ります。",
            ),
        ),
        _wish(
            "--key",
            "keyfile",
            "FILE",
            Text(
                en="Your key, or the public half of one that ssh-agent has; otherwise TADASU_KEY, "
                "the folder of keys, ssh-agent.",
                ja="署名に使う鍵(ssh-agent にある鍵なら公開鍵)。なければ TADASU_KEY、鍵のフォルダー、"
                "ssh-agent の順に探します。",
            ),
            completes=lambda _c, _p, _i: [CompletionItem("", type="file")],
        ),
    ]


def _wish(
    flag: str,
    name: str,
    metavar: str | None,
    about: Text,
    completes: Completes | None = None,
) -> Switch:
    return Switch(
        flag,
        name,
        metavar,
        about,
        completes=completes,
        expose_value=False,
        is_eager=True,
        default=None,
        callback=_take,
    )


def _take(ctx: click.Context, param: click.Parameter, value: str | bool | None) -> None:
    call = ctx.find_object(Call)
    if call is None or not value:
        return
    if param.name == "lang" and value not in LANGUAGES:
        raise WrongUseError(
            Text(
                en=f"--lang {value}: expected en or ja.",
                ja=f"--lang {value}: en か ja を指定してください。",
            )
        )
    if param.name == "request" and not _UUID.fullmatch(str(value)):
        raise WrongUseError(
            Text(
                en=f"--request {value}: expected a UUID in small letters.",
                ja=f"--request {value}: 小文字の UUID を指定してください。",
            )
        )
    setattr(call, param.name, value)


def words_in(params: Sequence[click.Parameter]) -> list[Word]:
    """The words among the parameters."""
    return [param for param in params if isinstance(param, Word)]


def switches_in(params: Sequence[click.Parameter]) -> list[Switch]:
    """The options among the parameters that belong to the verb itself."""
    return [param for param in params if isinstance(param, Switch) and param.expose_value]
