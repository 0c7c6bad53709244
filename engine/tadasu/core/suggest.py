"""From a suggestion of the process to the task: what is needed, when it can be, who may be there.

Pure, like everything in this room: nothing is read but through the scene.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo
from typing import cast

from tadasu.core.candidates import Candidacy, candidacy, coming_into_question
from tadasu.core.case import Case
from tadasu.core.effects import plain
from tadasu.core.objections import unworkable
from tadasu.core.records import CaseRecord
from tadasu.core.setting import Setting, present
from tadasu.core.staffing import Need, Seat, Slot, Task, held, loads_of
from tadasu.core.values import stamp
from tadasu.errors import NotFoundError, RefusalError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.suggesting import BoundSuggestion
from tadasu.rules.workflow import Workflow

MOST_MONTHS = 60
MONTHS = 12


def task_of(setting: Setting, key: str) -> Task:
    """The task for a case; NotFoundError where its process suggests nothing for it.

    RefusalError where an expression of the suggestion has no value.
    """
    case = present(setting, key)
    known = case.workflow in setting.process.workflows
    bound = setting.process.guards.suggestion(case.workflow) if known else None
    if bound is None:
        raise NotFoundError(
            Text(
                en=f"The process suggests nothing for {key} (`suggest` of {case.workflow}).",
                ja=f"{key} について提案できることが、プロセスに定められていません"
                f"({case.workflow} の `suggest`)。",
            )
        )
    try:
        return _Survey(setting, case, bound).task()
    except GuardError as wrong:
        raise RefusalError(_ATTEMPT, [unworkable(key, wrong)]) from wrong


class _Survey:
    """One task in the making."""

    def __init__(self, setting: Setting, case: Case, bound: BoundSuggestion) -> None:
        self._setting = setting
        self._case = case
        self._bound = bound
        self._suggestion = bound.suggestion
        self._opened = setting.process.workflows[bound.suggestion.open]
        self._names = setting.names(setting.scene.record(case.key))
        setting.scene.gather(bound.footprint, self._names)

    def task(self) -> Task:
        """The whole of it."""
        seats = tuple(self._seats())
        standing = self._standing()
        empty = [each for each in standing if self._unfilled(each, seats)]
        settled = [each for each in standing if each not in empty]
        slots = self._slots()
        own = {each.key: span for each in standing if (span := self._span(each)) is not None}
        spans = tuple(dict.fromkeys((*slots, *(own[e.key] for e in empty if e.key in own))))
        spans = tuple(sorted(spans, key=lambda slot: (slot.first, slot.last)))
        free = tuple(spans.index(slot) for slot in slots)
        loads, busy, begun = loads_of(settled, seats, own, spans)
        drafts = [*self._drafts(), *((e, None) for e in empty if e.key in own)]
        asked = {seat.field: self._candidates(seat, [d for d, _ in drafts]) for seat in seats}
        needs = []
        for draft, rank in drafts:
            numbers = free if rank is not None else (spans.index(own[draft.key]),)
            judged = self._judged(draft, seats, asked, [(n, spans[n]) for n in numbers])
            name = draft.key.removeprefix(_DRAFT)
            there = rank is None
            needs.append(Need(name, draft, there, rank or 0, numbers, judged))
        return Task(
            case=self._case.key,
            slots=spans,
            needs=tuple(needs),
            seats=seats,
            candidates=asked,
            most=self._number("slots.most"),
            begun=begun,
            loads=loads,
            busy=busy,
        )

    def _number(self, path: str) -> int | None:
        guard = self._bound.numbers.get(path)
        return None if guard is None else cast(int, guard.value(self._names, zone=self._zone))

    @property
    def _zone(self) -> tzinfo:
        return self._setting.zone

    def _seats(self) -> Iterator[Seat]:
        for name, seats in self._suggestion.seats.items():
            least = self._number(f"seats.{name}.least") or 0
            most = self._number(f"seats.{name}.most") or 0
            if not self._opened.facts[name].many:
                most = 1
            load = self._number(f"seats.{name}.load")
            yield Seat(name, least, max(least, most), load, seats.within)

    def _standing(self) -> list[Case]:
        found = self._bound.standing.value(self._names, zone=self._zone)
        records = cast(Sequence[CaseRecord], found if isinstance(found, tuple) else (found,))
        cases = [self._setting.scene.case(each.key) for each in records]
        return [each for each in cases if each is not None and each.workflow == self._opened.name]

    def _unfilled(self, case: Case, seats: Sequence[Seat]) -> bool:
        return case.state == self._opened.initial and not held(case, seats[0].field)

    def _span(self, case: Case) -> Slot | None:
        slots = self._suggestion.slots
        first, last = case.fields.get(slots.first), case.fields.get(slots.last)
        if first is None or last is None:
            return None
        return Slot(date.fromisoformat(str(first)), date.fromisoformat(str(last)))

    def _slots(self) -> tuple[Slot, ...]:
        """One span in each month, of those that have not begun."""
        year, month = self._number("slots.year") or 0, self._number("slots.month") or 0
        count = min(self._number("slots.count") or 0, MOST_MONTHS)
        if not 1 <= month <= MONTHS:
            raise GuardError("overflow", f"no month {month}")
        day, length = self._number("slots.day") or 1, self._number("slots.length") or 1
        found = []
        for step in range(count):
            years, months = divmod(month - 1 + step, MONTHS)
            try:
                first = self._open_day(date(year + years, months + 1, max(1, min(28, day))))
            except ValueError as wrong:
                raise GuardError("overflow", f"no year {year + years}") from wrong
            if first > self._setting.today:
                found.append(Slot(first, self._later(first, length - 1)))
        return tuple(found)

    def _open_day(self, day: date) -> date:
        calendar = self._setting.process.calendar
        while calendar is not None and not calendar.days.is_business(day):
            day += timedelta(days=1)
        return day

    def _later(self, day: date, days: int) -> date:
        calendar = self._setting.process.calendar
        return calendar.days.add(day, days) if calendar else day + timedelta(days=max(0, days))

    def _drafts(self) -> Iterator[tuple[Case, int | None]]:
        """A case for each item that needs one, as it would be, with its rank."""
        bound, zone = self._bound, self._zone
        items = cast(Sequence[CaseRecord], bound.each.value(self._names, zone=zone))
        for number, item in enumerate(items):
            names = {**self._names, self._suggestion.variable: item}
            if bound.when is not None and not bound.when.value(names, zone=zone):
                continue
            key = getattr(item, "key", None) or str(number + 1)
            fields = self._fields(names)
            rank = cast(int, bound.rank.value(names, zone=zone))
            yield self._draft(key, fields), rank

    def _fields(self, names: Mapping[str, object]) -> dict[str, object]:
        facts, language = self._opened.facts, self._setting.process.language
        zone = self._zone
        made = {
            name: plain(facts[name], guard.value(names, zone=zone))
            for name, guard in self._bound.values.items()
        }
        for name, templates in self._bound.texts.items():
            made[name] = templates[language].text(names, zone=zone, language=language)
        return {name: value for name, value in made.items() if value is not None}

    def _draft(self, key: str, fields: Mapping[str, object]) -> Case:
        now = stamp(self._setting.now)
        return Case(
            key=f"{_DRAFT}{key}",
            workflow=self._opened.name,
            process=self._setting.process.digest,
            parent=self._case.key,
            state=self._opened.initial,
            version=0,
            opened_at=now,
            opened_by=self._setting.actor,
            entered_at=now,
            fields=fields,
        )

    def _candidates(self, seat: Seat, drafts: Sequence[Case]) -> tuple[str, ...]:
        found: set[str] = set()
        for draft in drafts:
            found.update(coming_into_question(self._setting, draft, seat.field))
        return tuple(sorted(found))

    def _judged(
        self,
        draft: Case,
        seats: Sequence[Seat],
        asked: Mapping[str, Sequence[str]],
        slots: Sequence[tuple[int, Slot]],
    ) -> dict[tuple[str, int, str], Candidacy]:
        found: dict[tuple[str, int, str], Candidacy] = {}
        for number, slot in slots:
            dated = replace(draft, fields={**draft.fields, **self.days(slot)})
            for seat in seats:
                # Whoever stands there already is asked to stay.
                for key in held(draft, seat.field) or asked[seat.field]:
                    # Alone in every seat, so that no rule finds one of them empty.
                    beside = _alone(self._opened, seats, key)
                    verdict = candidacy(self._setting, dated, seat.field, key, beside)
                    found[seat.field, number, key] = verdict
        return found

    def days(self, slot: Slot) -> dict[str, object]:
        """The facts that tell when."""
        slots = self._suggestion.slots
        return {slots.first: slot.first.isoformat(), slots.last: slot.last.isoformat()}


def _alone(workflow: Workflow, seats: Sequence[Seat], key: str) -> dict[str, object]:
    return {each.field: [key] if workflow.facts[each.field].many else key for each in seats}


_DRAFT = "?"
"""No case has such a key: keys are made from words and numbers."""

_ATTEMPT = Text(en="suggest a plan", ja="計画の提案")
