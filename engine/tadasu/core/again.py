"""An act decided again: what the law says of it, held against what was recorded."""

import json
from collections.abc import Sequence
from typing import NoReturn

from tadasu.core.asked import Asked, asked, main_of
from tadasu.core.deeds import Decision, Deed
from tadasu.core.events import CaseOpened, attachments_of, to_data
from tadasu.core.sealed import sealed_in
from tadasu.core.then import Then
from tadasu.core.told import Told, differs, first_difference, refused, unlawful
from tadasu.errors import ConflictError, NotFoundError, RefusalError, Text, UnlawfulError


def judge_act(then: Then, request: Sequence[Told]) -> int:
    """How many entries of `request` its first act makes, or UnlawfulError.

    The act is decided as of its position from what it states, and everything that the law makes of
    it is compared with what was recorded: every member of every event, and who stands behind it.
    """
    main = main_of(request)
    digest = _process_of(then, main)
    then.check_person(main, digest)
    faults: list[UnlawfulError] = []
    for wish in asked(request):
        try:
            return _judge(then, wish, main, request, digest)
        except UnlawfulError as no:
            faults.append(no)
    raise faults[0]


def _process_of(then: Then, main: Told) -> str:
    """Digest of the process by which to judge: of the case, or for an opening the one in force."""
    if isinstance(main.event, CaseOpened):
        return then.folded.process
    case = then.folded.case(main.statement.case)
    if case is None:
        key = main.statement.case
        unlawful(main, Text(en=f"there is no case {key}.", ja=f"案件 {key} はありません。"))
    return case.process


def _judge(then: Then, wish: Asked, main: Told, request: Sequence[Told], digest: str) -> int:
    setting = then.setting(main, digest, main.actor, wish.behalf)
    try:
        decision = wish.decide(setting)
    except RefusalError as no:
        waived = any(reason.code == "waiver" for reason in no.reasons)
        refused(request[0] if waived else main, no)
    except (NotFoundError, ConflictError) as no:
        refused(main, no)
    compare_all(then, decision, request, digest)
    return len(decision.deeds)


def compare_all(then: Then, decision: Decision, request: Sequence[Told], digest: str) -> None:
    """The entries with which `request` begins are what was decided, or UnlawfulError."""
    versions: dict[str, int] = {}
    for number, deed in enumerate(decision.deeds):
        if number == len(request):
            _lacking(request[0], deed)
        if deed.case not in versions:
            case = then.folded.case(deed.case)
            versions[deed.case] = case.version if case is not None else 0
        versions[deed.case] += 1
        compare(request[number], deed, decision.behalf, digest, versions[deed.case])


def compare(each: Told, deed: Deed, behalf: str | None, digest: str, version: int) -> None:
    """Every part of an entry that follows from the law is what the law says, or UnlawfulError."""
    statement, event = each.statement, deed.event
    if (statement.kind, statement.case) != (event.kind, deed.case):
        differs(each, "the event", each.act, f"{event.kind} {deed.case} ({deed.role})")
    parts: tuple[tuple[str, object, object], ...] = (
        ("role", each.role, deed.role),
        ("for", each.behalf, behalf),
        ("process", statement.process, digest),
        ("version", statement.version, version),
        ("attachments", statement.attachments, attachments_of(event)),
        ("sealed", statement.sealed, sealed_in(event)),
        ("data", statement.data, to_data(event)),
    )
    for name, recorded, lawful in parts:
        if _text(recorded) != _text(lawful):
            differs(each, *first_difference(recorded, lawful, name))


def _text(value: object) -> str:
    """A value of JSON as text, so that true is not 1."""
    return json.dumps(value, sort_keys=True)


def _lacking(first: Told, deed: Deed) -> NoReturn:
    follows = f"{deed.event.kind} {deed.case} ({deed.role})"
    text = Text(
        en=f"the rules in force then make {follows} follow, which is not on record.",
        ja=f"その時点の規則では続いて {follows} が起こるはずですが、記録にありません。",
    )
    unlawful(first, text, lawful=to_data(deed.event))
