"""The way to the counter: the project opened, the operator's log set up, the answer handed over.

Loaded only when a verb runs, for it brings the engine with it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tadasu.errors import Text
from tadasu.office.acts import Acts
from tadasu.office.adopting import Adopting
from tadasu.office.answers import Receipt
from tadasu.office.looks import Looks
from tadasu.office.made import Made
from tadasu.office.migrating import Migrating
from tadasu.office.paper.issuing import Issue
from tadasu.office.pen import pen_for
from tadasu.office.workspace import Workspace
from tadasu_cli.call import Call
from tadasu_cli.page import Block
from tadasu_cli.render.data import body_of, data_of
from tadasu_cli.render.view import View
from tadasu_cli.screen import Screen
from tadasu_cli.wrong import WrongUseError


@contextmanager
def opened(call: Call) -> Iterator[Workspace]:
    """The project that the call is about."""
    with Workspace.open(call.root, at=call.moment) as workspace:
        from tadasu_cli.phrases import secrets

        call.zone = workspace.zone
        workspace.secrets = secrets(call)
        yield workspace


@contextmanager
def acting(call: Call, behalf: str | None = None) -> Iterator[Acts]:
    """The counter for acts; from here on a refusal is on record."""
    actor = call.actor
    with opened(call) as workspace:
        pen = pen_for(workspace, [actor])
        call.on_record = True
        yield Acts(workspace, actor, call.request, behalf, pen)


@contextmanager
def issuing(
    call: Call, behalf: str | None = None, *, issue: bool
) -> Iterator[tuple[Workspace, Issue | None]]:
    """The project, and with `issue` who puts documents on record; then a refusal is, too."""
    if behalf is not None and not issue:
        raise WrongUseError(
            Text(
                en="--for says in whose name a document is issued: it goes with --issue.",
                ja="--for は誰の代理で発行するかの指定です。--issue とともに使ってください。",
            )
        )
    if not issue:
        with opened(call) as workspace:
            yield workspace, None
        return
    actor = call.actor
    with opened(call) as workspace:
        acts = Acts(workspace, actor, call.request, behalf, pen_for(workspace, [actor]))

        def put(key: str, made: Made, version: int) -> Receipt:
            call.on_record = True
            return acts.issue(key, made, version)

        yield workspace, put


@contextmanager
def adopting(call: Call) -> Iterator[Adopting]:
    """The counter for what is in force."""
    actor = call.actor
    with opened(call) as workspace:
        yield Adopting(workspace, actor, call.request)


@contextmanager
def migrating(call: Call) -> Iterator[Migrating]:
    """The counter for cases that go on under another process."""
    actor = call.actor
    with opened(call) as workspace:
        yield Migrating(workspace, actor, call.request)


@contextmanager
def looking(call: Call) -> Iterator[Looks]:
    """The counter for looks."""
    with opened(call) as workspace:
        yield Looks(workspace)


def view_of(call: Call) -> View:
    """How the caller reads."""
    return View(call.language, call.zone)


def answer(
    call: Call,
    kind: str,
    value: object,
    page: Callable[[View], Sequence[Block]],
    *,
    version: int = 1,
) -> None:
    """One record, as JSON `tadasu/KIND/VERSION` or as a page."""
    if call.json:
        Screen().data(kind, body_of(value), version)
    else:
        Screen().answer(page(view_of(call)))


def answer_many(
    call: Call,
    kind: str,
    name: str,
    values: Sequence[object],
    page: Callable[[View], Sequence[Block]],
) -> None:
    """Several records, as JSON `tadasu/KIND/1` with a list called `name`, or as a page."""
    if call.json:
        Screen().data(kind, {name: data_of(values)})
    else:
        Screen().answer(page(view_of(call)))
