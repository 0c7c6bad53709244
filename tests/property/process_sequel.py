"""What has to follow from a deed, worked out naively on the cases as they are by then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from tadasu.core.case import Case
from tadasu.core.deeds import Decision, Deed
from tadasu.core.events import CaseAmended, CaseMoved, CaseOpened
from tadasu.core.values import stamp
from tadasu.rules.bound import BoundEffect
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tadasu.rules.workflow import STAGE, Workflow
from tests.property.process_play import Request
from tests.property.process_records import CaseView, Rows, View
from tests.world import ZONE

Names = Mapping[str, object]
Expected = tuple[str, str, Mapping[str, object]]
"""open, a transition or set; the workflow or the case; what is stated."""


@dataclass
class Sequel:
    """A decision, and the cases as they are after some of its deeds."""

    process: Process
    request: Request
    decision: Decision
    held: dict[str, Case]

    @property
    def view(self) -> View:
        return View(self.process, self.held, self.request.now)

    def _wishes(
        self, bound: BoundEffect, deed: Deed, workflow: Workflow, before: Case | None
    ) -> Iterator[Expected]:
        """What has to follow next, worked out on the cases as they are by now."""
        names = self.view.names(deed.case, self.request.actor)
        if isinstance(deed.event, CaseMoved):
            specs = workflow.transitions[deed.event.transition].input
            names["input"] = self.view.row(specs, deed.event.input)
            names["old"] = CaseView(self.view, deed.case, before)
        scopes = [names]
        if bound.each is not None:
            items = cast(Sequence[object], bound.each.value(names, zone=ZONE))
            scopes = [{**names, bound.variable or "": item} for item in items]
        if bound.when is not None:
            scopes = [scope for scope in scopes if bound.when.value(scope, zone=ZONE)]
        for old in scopes:
            scope = self._refreshed(old)
            about = self.process.workflows[bound.workflow]
            effect = bound.effect
            done = about.transitions.get(effect.do or "")
            specs = {**about.facts, **(done.input if done else {})}
            if effect.open is not None:
                values = _valued(bound, specs, scope)
                under = bound.under.value(scope, zone=ZONE) if bound.under else None
                parent = cast(CaseView, under).key if under else deed.case
                parent = parent if about.parent else ""
                if not self._once(bound, parent, values):
                    yield "open", f"{about.name} {parent}", values
                continue
            found = bound.on.value(scope, zone=ZONE) if bound.on else scope["case"]
            cases = found if isinstance(found, tuple) else (found,)
            for key in dict.fromkeys(cast(CaseView, case).key for case in cases):
                values = _valued(bound, specs, self._refreshed(scope))
                if effect.do is not None:
                    yield effect.do, key, values
                else:
                    yield "set", key, {**dict.fromkeys(effect.clear), **values}

    def _refreshed(self, scope: Names) -> dict[str, object]:
        """The same names about the cases as they are by now."""
        view = self.view
        now = view.names(cast(CaseView, scope["case"]).key, self.request.actor)
        kept = {name: value for name, value in scope.items() if name not in now}
        for name, value in kept.items():
            if isinstance(value, CaseView):
                kept[name] = CaseView(view, value.key, value.kept)
        return {**now, **kept}

    def _once(self, bound: BoundEffect, parent: str, values: Names) -> bool:
        once = bound.effect.once
        return once is not None and any(
            case.fields.get(once) == values.get(once)
            for case in self.held.values()
            if case.workflow == bound.workflow and (case.parent or "") == parent
        )

    def _changes(self, wish: Expected) -> bool:
        fields = self.held[wish[1]].fields
        return any(fields.get(name) != value for name, value in wish[2].items())

    def _is_what_follows(self, deed: Deed, wanted: Expected) -> None:
        act, about, values = wanted
        stated: Names
        match deed.event:
            case CaseOpened() as event:
                found = f"{event.workflow} {event.parent or ''}"
                stated = {n: v for n, v in event.fields.items() if n != STAGE}
                assert (act, about) == ("open", found)
                wish = {n: v for n, v in values.items() if v != []}
                assert dict(stated) == wish, (deed, wish)
            case CaseMoved() as event:
                assert (act, about) == (event.transition, deed.case)
                stated = {**event.fields, **event.input}
                assert all(stated.get(n) == (v if v != [] else None) for n, v in values.items())
            case CaseAmended() as event:
                assert (act, about) == ("set", deed.case)
                fields = self.held[deed.case].fields
                wish = {n: v if v != [] else None for n, v in values.items()}
                assert {n: v for n, v in wish.items() if fields.get(n) != v}.items() <= (
                    event.fields.items()
                )
            case _:
                raise AssertionError(deed)

    def _family(self, key: str) -> Iterator[str]:
        """The case, those above it and those below it."""
        above: str | None = key
        while above is not None:
            yield above
            above = self.held[above].parent
        below = [key]
        while below:
            one = below.pop()
            yield one
            below += [case.key for case in self.held.values() if case.parent == one]


def _valued(bound: BoundEffect, specs: Mapping[str, FieldSpec], scope: Names) -> dict[str, object]:
    found = {n: _plain(specs[n], g.value(scope, zone=ZONE)) for n, g in bound.values.items()}
    return {n: v for n, v in found.items() if v is not None}


def _plain(spec: FieldSpec, value: object) -> object:
    """A guard's value as the record keeps it."""
    match value:
        case tuple():
            return [_plain(spec, each) for each in value]
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case Rows() if spec.fields is not None:
            row = {name: _plain(each, value.get(name)) for name, each in spec.fields.items()}
            return {name: each for name, each in row.items() if each not in (None, [])}
        case Rows() | CaseView():
            return value.key
    return value
