"""Completion in a shell: verbs, options, workflows, keys, transitions and fields.

It never fails loudly and writes nothing; what cannot be known is not offered.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, suppress
from functools import wraps
from pathlib import Path

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from tadasu_cli.call import SETTINGS, Call
from tadasu_cli.words import Completes

COMPLETING = "_TADASU_COMPLETE"
"""Set by the shell's completion script; click's own convention."""

Candidates = Callable[[Call, click.Context, str], Iterator[tuple[str, str | None]]]
"""(word, help) for all that may stand here."""


class Bash(BashComplete):
    """As click's, but no space follows `FIELD=`."""

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)",
        "COMPREPLY+=($value)\n            [[ $value == *= ]] && compopt -o nospace",
    )


def complete() -> int:
    """Answer the shell, or stay silent."""
    from tadasu_cli.front import front

    add_completion_class(Bash)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        with suppress(Exception, SystemExit, KeyboardInterrupt):
            front.main([], prog_name="tadasu", complete_var=COMPLETING, obj=Call())
        with suppress(OSError):
            sys.stdout.flush()
    return 0


def _quietly(candidates: Candidates) -> Completes:
    @wraps(candidates)
    def completes(
        ctx: click.Context, _param: click.Parameter, begun: str
    ) -> list[CompletionItem[str]]:
        call = ctx.find_object(Call) or Call()
        try:
            if not (call.root / SETTINGS).is_file():
                return []
            return [
                CompletionItem(word, help=about)
                for word, about in candidates(call, ctx, begun)
                if word.startswith(begun)
            ]
        except Exception:  # noqa: BLE001 (a shell's prompt is no place for errors)
            return []

    return completes


@_quietly
def workflows(call: Call, _ctx: click.Context, _begun: str) -> Iterator[tuple[str, str | None]]:
    """The workflows in force."""
    from tadasu_cli.counter import looking

    with looking(call) as looks:
        for each in looks.workflows():
            yield each.id, each.title.to(call.language)


@_quietly
def keys(call: Call, _ctx: click.Context, begun: str) -> Iterator[tuple[str, str | None]]:
    """Keys of cases."""
    from tadasu_cli.counter import looking

    with looking(call) as looks:
        for key in looks.keys(begun):
            yield key, None


@_quietly
def listed_keys(call: Call, _ctx: click.Context, begun: str) -> Iterator[tuple[str, str | None]]:
    """Keys of cases, behind those that are already listed."""
    from tadasu_cli.counter import looking

    before, comma, last = begun.rpartition(",")
    with looking(call) as looks:
        for key in looks.keys(last):
            yield f"{before}{comma}{key}", None


@_quietly
def drawable(_call: Call, ctx: click.Context, begun: str) -> Iterator[tuple[str, str | None]]:
    """Workflows and keys."""
    for source in (workflows, keys):
        for item in source(ctx, click.Argument(["name"]), begun):
            yield item.value, item.help


@_quietly
def depictable(_call: Call, ctx: click.Context, begun: str) -> Iterator[tuple[str, str | None]]:
    """Kinds of pictures, then keys."""
    if not ctx.params.get("kind"):
        for kind in ("lifecycle", "timeline", "coverage"):
            yield kind, None
        return
    for item in keys(ctx, click.Argument(["name"]), begun):
        yield item.value, item.help


@_quietly
def transitions(call: Call, ctx: click.Context, _begun: str) -> Iterator[tuple[str, str | None]]:
    """The transitions that start from the case's present state."""
    from tadasu_cli.counter import looking

    key = _first(ctx)
    with looking(call) as looks:
        if call.maybe_actor:
            for way in looks.why(key, call.actor).ways:
                yield way.act.id, way.act.title.to(call.language)
        else:
            for row in looks.todo():
                for act in row.acts if row.key == key else ():
                    yield act.id, act.title.to(call.language)


@_quietly
def facts(call: Call, ctx: click.Context, _begun: str) -> Iterator[tuple[str, str | None]]:
    """The fields of the case, each with its sign."""
    from tadasu_cli.counter import looking

    with looking(call) as looks:
        for fact in looks.show(_first(ctx)).facts:
            yield f"{fact.name}=", fact.title.to(call.language)


@_quietly
def taken(call: Call, ctx: click.Context, _begun: str) -> Iterator[tuple[str, str | None]]:
    """What the transition lets one state."""
    from tadasu_cli.counter import looking

    transition = str(ctx.params.get("transition") or "")
    with looking(call) as looks:
        for way in looks.why(_first(ctx), call.actor, transition).ways:
            for each in way.takes:
                yield f"{each.name}=", each.title.to(call.language)


def _first(ctx: click.Context) -> str:
    """The first of the keys on the line."""
    return str(ctx.params.get("key") or "").partition(",")[0]


def files(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """Whatever files the shell finds."""
    return [CompletionItem(begun, type="file")]


def folders(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """Whatever folders the shell finds."""
    return [CompletionItem(begun, type="dir")]
