"""A small world in memory: cases as a YAML file gives them, acts as people do them.

No store, no clock, no files: the law alone, so that a case runs in a millisecond.
"""

import copy
import itertools
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tadasu.core.case import Case, Done, Evidence, Round, Stamp, Waiver, evolve
from tadasu.core.decide import amend, attach, move, open_case
from tadasu.core.deeds import Decision
from tadasu.core.links import links
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, workflow_of
from tadasu.core.values import File, Reader, stamp
from tadasu.core.waive import Grant
from tadasu.office.shipped import shipped_files
from tadasu.rules.document import Document
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents
from tadasu.rules.workflow import Workflow

ZONE = ZoneInfo("Asia/Tokyo")
LONG_AGO = "2020-01-01T00:00:00Z"
NOW = "2026-06-01T09:00:00+09:00"
MOMENT = datetime.fromisoformat(NOW)


def project(**settings: object) -> Project:
    """Settings of a project that nobody writes to disk."""
    base = {"project": "tadasu/1", "log": "example.jp/isms", "database": "record/log.db"}
    return Project.model_validate({**base, **settings})


def documents(paths: Sequence[tuple[str, Path]]) -> list[Document]:
    """The YAML documents of files."""
    return [d for name, path in paths for d in read_documents(name, path.read_text("utf-8"))]


def shipped_process(parameters: Mapping[str, int] | None = None) -> Process:
    """The process that ships, with an organisation's numbers."""
    return assemble(documents(shipped_files()), (), project(parameters=dict(parameters or {})))


class World:
    """Cases by key; a source for scenes."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.held: dict[str, Case] = {}

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those that exist."""
        return {key: self.held[key] for key in keys if key in self.held}

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """In the order in which they came."""
        return [c for c in self.held.values() if c.workflow == workflow and c.parent in parents]

    def every(self, workflow: str) -> Sequence[Case]:
        """In the order in which they came."""
        return [c for c in self.held.values() if c.workflow == workflow]

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        """In the order in which they came."""
        named = ((t, c) for c in self.every(workflow) for p, t in sorted(links(c)) if p == path)
        return [(target, case) for target, case in named if target in targets]

    def count(self, workflow: str, parent: str | None) -> int:
        """How many there are."""
        found = (c for c in self.held.values() if c.workflow == workflow and c.parent == parent)
        return sum(1 for _ in found)

    def give(self, key: str, spec: Mapping[str, Any]) -> None:
        """Put a case as it is given, with typed values and history."""
        workflow = self.process.workflows[spec["workflow"]]
        reader = Reader(self.process, ZONE)
        values, reasons = reader.read_all(workflow.facts, spec.get("fields") or {})
        assert not reasons, f"{key}: {[reason.message.en for reason in reasons]}"
        opened = spec.get("opened_at", LONG_AGO)
        did = {name: _done(each) for name, each in (spec.get("did") or {}).items()}
        ever = {**did, **{name: _done(each) for name, each in (spec.get("ever") or {}).items()}}
        unknown = set(ever) - set(workflow.transitions)
        assert not unknown, f"{key}: no transitions {unknown}"
        self.held[key] = Case(
            key=key,
            workflow=workflow.name,
            process=self.process.digest,
            parent=spec.get("parent"),
            state=spec.get("state", workflow.initial),
            version=1,
            opened_at=_utc(opened),
            opened_by=spec.get("opened_by", "P-NOBODY"),
            entered_at=_utc(spec.get("entered_at", opened)),
            due=spec.get("due"),
            refs=workflow.indexed,
            round=int(spec.get("round", 1)),
            rounds=tuple(
                _round(workflow, n, item, reader)
                for n, item in enumerate(spec.get("rounds") or (), 1)
            ),
            fields={name: value for name, value in values.items() if value is not None},
            did=did,
            ever=ever,
            evidence=tuple(
                _evidence(workflow, key, n, item, reader)
                for n, item in enumerate(spec.get("evidence") or (), 1)
            ),
            refused=int(spec.get("refused", 0)),
            warned=int(spec.get("warned", 0)),
            waivers=tuple(_waiver(key, n, w) for n, w in enumerate(spec.get("waivers") or (), 1)),
        )
        assert self.held[key].state in workflow.states, f"{key}: no state {spec['state']}"

    def give_all(self, cases: Mapping[str, Mapping[str, Any]]) -> None:
        """Put many."""
        for key, spec in cases.items():
            self.give(key, spec)

    def act(self, when: Mapping[str, Any]) -> Decision:
        """Do what `when` says, and keep what comes of it."""
        setting = self.setting(when["as"], when.get("at", NOW))
        decision = self._decide(setting, when)
        self.keep(setting, decision)
        return decision

    def keep(self, setting: Setting, decision: Decision) -> None:
        """Let a decision have happened."""
        for deed in decision.deeds:
            case = self.held.get(deed.case)
            version = case.version + 1 if case else 1
            at, behalf = stamp(setting.now), decision.behalf
            mark = Stamp(deed.case, version, self.process.digest, at, setting.actor, behalf)
            after = evolve(case, deed.event, mark)
            assert after is not None
            self.held[deed.case] = after

    def setting(self, actor: str, at: str, behalf: str | None = None) -> Setting:
        """Who acts, when, and in whose name."""
        now = datetime.fromisoformat(at)
        scene = Scene(self.process, self, now, ZONE)
        return Setting(self.process, scene, actor, now, ZONE, behalf)

    def _decide(self, setting: Setting, when: Mapping[str, Any]) -> Decision:
        given = when.get("with") or {}
        if "do" in when:
            return move(setting, when["on"], when["do"], given, grants=_grants(when))
        if "set" in when:
            return amend(setting, when["set"], given)
        if "new" in when:
            workflow = workflow_of(setting, when["new"])
            return open_case(setting, workflow, when.get("parent"), given)
        file = File(sha256="0" * 64, size=1, name="given.txt", media_type="text/plain")
        return attach(setting, when["attach"], file, given)


def overlaid(under: Any, over: Any) -> Any:
    """`over` laid over `under`, mappings merged, null removing."""
    if not isinstance(under, Mapping) or not isinstance(over, Mapping):
        return copy.deepcopy(over)
    merged = {k: copy.deepcopy(v) for k, v in under.items() if k not in over}
    for key, value in over.items():
        if value is not None:
            merged[key] = overlaid(under.get(key), value)
    return merged


def _done(spec: Mapping[str, Any]) -> Done:
    by = tuple(spec["by"])
    at = _utc(spec.get("at", LONG_AGO))
    voices = tuple(spec.get("voices", by))
    count = int(spec.get("count", len(by)))
    return Done(by=by, voices=voices, actor=by[-1], at=at, count=count)


def _round(workflow: Workflow, number: int, item: Mapping[str, Any], reader: Reader) -> Round:
    values, reasons = reader.read_all(workflow.facts, item.get("fields") or {})
    assert not reasons, [reason.message.en for reason in reasons]
    return Round(
        number=number,
        ended_at=_utc(item.get("ended_at", LONG_AGO)),
        fields={name: value for name, value in values.items() if value is not None},
        did={name: _done(each) for name, each in (item.get("did") or {}).items()},
    )


def _evidence(
    workflow: Workflow, key: str, number: int, item: Mapping[str, Any], reader: Reader
) -> Evidence:
    rule = workflow.evidence
    assert rule is not None, f"{key} takes no evidence"
    stated = {name: value for name, value in item.items() if name in rule.fields}
    values, reasons = reader.read_all(rule.fields, stated)
    assert not reasons, f"{key}: {[reason.message.en for reason in reasons]}"
    return Evidence(
        key=f"{key}-E{number}",
        sha256=f"{number:064x}",
        size=1,
        name="given.txt",
        media_type="text/plain",
        collector=item.get("collector", "P-NOBODY"),
        attached_at=_utc(item.get("attached_at", LONG_AGO)),
        fields={name: value for name, value in values.items() if value is not None},
    )


def _waiver(key: str, number: int, spec: Mapping[str, Any]) -> Waiver:
    return Waiver(
        key=f"{key}-W{number}",
        policy=spec["policy"],
        act=spec["act"],
        items=tuple(spec["items"]),
        reason=spec.get("reason", "given"),
        measure=spec.get("measure", "given"),
        until=spec["until"],
        grantor=spec.get("grantor", "P-NOBODY"),
        granted_at=LONG_AGO,
    )


def _grants(when: Mapping[str, Any]) -> tuple[Grant, ...]:
    wish = when.get("waive")
    if wish is None:
        return ()
    until = datetime.fromisoformat(wish["until"]).date()
    rules = itertools.chain([wish["policy"]] if "policy" in wish else (), wish.get("policies", ()))
    return tuple(Grant(rule, wish["reason"], wish["measure"], until) for rule in rules)


def _utc(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return stamp(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))
