"""Cases that never had an event, as a test gives them: with values, history and waivers."""

from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo

from tadasu.core.case import Case, Done, Evidence, Round, Waiver
from tadasu.core.events import Facts
from tadasu.core.sealed import Sealing
from tadasu.core.values import Reader, stamp
from tadasu.rules.field import FieldSpec
from tadasu.rules.given import LONG_AGO, Given, GivenRound, GivenWaiver, Past, Pasts
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

NOBODY = "P-NOBODY"
"""Who did what nobody is said to have done."""

_OF_FILES = frozenset({"collector", "collected_for", "attached_at", "name", "media_type"})


def said_of_files(fields: Collection[str]) -> frozenset[str]:
    """What a test may say of evidence besides the declared `fields`."""
    return _OF_FILES.difference(fields)


def given_case(process: Process, zone: tzinfo, key: str, spec: Given) -> Case:
    """The case that `spec` describes.

    Names are those of the process; UnreadableError for a value that its type can't read.
    """
    if spec.workflow is None:
        raise KeyError(key)
    workflow = process.workflows[spec.workflow]
    reader = Reader(process, zone, Sealing(plain=True))
    opened = moment(spec.opened_at or LONG_AGO, zone)
    did = _history(spec.did or {}, workflow, zone)
    return Case(
        key=key,
        workflow=workflow.name,
        process=process.digest,
        parent=spec.parent,
        state=spec.state or workflow.initial,
        version=1,
        opened_at=stamp(opened),
        opened_by=spec.opened_by or NOBODY,
        opened_for=spec.opened_for,
        entered_at=stamp(moment(spec.entered_at, zone) if spec.entered_at else opened),
        due=spec.due,
        round=1 + len(spec.rounds or ()) if spec.round is None else spec.round,
        rounds=tuple(
            _round(number, each, workflow, reader)
            for number, each in enumerate(spec.rounds or (), 1)
        ),
        refs=workflow.indexed,
        fields=_read(reader, workflow.facts, spec.fields or {}),
        did=did,
        ever={**did, **_history(spec.ever or {}, workflow, zone)},
        evidence=tuple(
            _evidence(workflow, f"{key}-E{number}", item, reader)
            for number, item in enumerate(spec.evidence or (), 1)
        ),
        waivers=tuple(
            _waiver(f"{key}-W{number}", waiver, zone)
            for number, waiver in enumerate(spec.waivers or (), 1)
        ),
        refused=spec.refused or 0,
        warned=spec.warned or 0,
    )


def moment(text: str, zone: tzinfo) -> datetime:
    """A time as a test writes it; without an offset, one of `zone`."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=zone)


def _read(reader: Reader, specs: Mapping[str, FieldSpec], given: Facts) -> Facts:
    read = {name: reader.read(specs[name], raw) for name, raw in given.items()}
    return {name: value for name, value in read.items() if value is not None}


def _history(pasts: Pasts, workflow: Workflow, zone: tzinfo) -> dict[str, Done]:
    return {
        name: _done(past, workflow.transitions[name].covers, zone)
        for name, past in pasts.items()
        if past is not None
    }


def _done(past: Past, covers: tuple[str, ...], zone: tzinfo) -> Done:
    count = len(past.by) if past.count is None else past.count
    by = tuple(dict.fromkeys(past.by))
    return Done(
        by=by,
        voices=by if past.voices is None else past.voices,
        actor=past.by[-1],
        at=stamp(moment(past.at, zone)),
        count=count,
        covers=covers,
    )


def _round(number: int, spec: GivenRound, workflow: Workflow, reader: Reader) -> Round:
    return Round(
        number=number,
        ended_at=stamp(moment(spec.ended_at, reader.zone)),
        fields=_read(reader, workflow.facts, spec.fields),
        did=_history(spec.did, workflow, reader.zone),
    )


def _evidence(workflow: Workflow, key: str, item: Facts, reader: Reader) -> Evidence:
    fields = workflow.evidence.fields if workflow.evidence else {}
    stated = {name: value for name, value in item.items() if name in fields}
    said = {name: str(item[name]) for name in said_of_files(fields) if name in item}
    return Evidence(
        key=key,
        sha256=key.encode().hex()[-64:].zfill(64),
        size=1,
        name=said.get("name", "given.txt"),
        media_type=said.get("media_type", "text/plain"),
        collector=said.get("collector", NOBODY),
        collected_for=said.get("collected_for"),
        attached_at=stamp(moment(said.get("attached_at", LONG_AGO), reader.zone)),
        fields=_read(reader, fields, stated),
    )


def _waiver(key: str, spec: GivenWaiver, zone: tzinfo) -> Waiver:
    return Waiver(
        key=key,
        policy=spec.policy,
        act=spec.act,
        items=spec.items,
        reason=spec.reason,
        measure=spec.measure,
        until=spec.until,
        grantor=spec.grantor or NOBODY,
        granted_for=spec.granted_for,
        granted_at=stamp(moment(spec.granted_at, zone)),
    )
