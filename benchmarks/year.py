"""A year: audits, checks and findings from the first plan to the close, as command lines.

A person could type every line. Twelve departments audit each other in a ring; each audit has its
share of the checks, and of the findings every second is a nonconformity that goes through
corrective action to its verified end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

EVIDENCE = "seen.txt"
"""The file that is attached everywhere, in the folder from which is typed."""

MANAGER, TOP, OFFICE = "M-1", "T-1", "O-1"
CONTROL = "iso27001-2022:A.8.32"
METHODS = ("record", "interview", "observation")

BETWEEN = 2
"""Audits that begin before the effects of one are judged."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is in a year; findings are at most as many as checks."""

    audits: int = 12
    checks: int = 400
    findings: int = 60

    def share(self, whole: int, number: int) -> int:
        """What the audit of this number, from 0 on, has of a whole."""
        return whole * (number + 1) // self.audits - whole * number // self.audits


@dataclass(slots=True)
class Clock:
    """The time at which lines are typed: it only goes on."""

    now: datetime

    def to(self, day: date) -> None:
        """Nine in the morning of a day, unless it is later already."""
        self.now = max(self.now, datetime.combine(day, time(9)))

    def line(self, who: str, *words: str) -> list[str]:
        """The words typed by somebody now, two minutes after the last."""
        self.now += timedelta(minutes=2)
        return ["--as", who, *words, "--at", self.now.isoformat(timespec="minutes")]

    def attached(self, who: str, key: str, method: str) -> list[str]:
        """A piece of evidence, captured just before."""
        captured = self.now.isoformat(timespec="minutes")
        words = ("--method", method, "--source", "Files", "--captured", captured)
        return self.line(who, "attach", key, EVIDENCE, *words)


def lines(extent: Extent) -> Iterator[list[str]]:
    """Every line of the year, in order."""
    clock = Clock(datetime(2026, 2, 2, 9))  # noqa: DTZ001 (typed as local time)
    yield from _company(clock, extent)
    yield from _programme(clock, extent)
    for number in range(extent.audits):
        yield from _audit(clock, extent, number)
        if number >= BETWEEN:
            yield from _ended(clock, extent, number - BETWEEN)
    for number in range(max(0, extent.audits - BETWEEN), extent.audits):
        yield from _ended(clock, extent, number)
    yield clock.line(TOP, "do", "PRG-2026", "close", "lessons=A full year")


def prepare(folder: Path) -> None:
    """What lies in the folder from which is typed."""
    (folder / EVIDENCE).write_text("What was seen\n", "utf-8")


def _company(clock: Clock, extent: Extent) -> Iterator[list[str]]:
    first = clock.line(TOP, "init", "--simulated", "--log", "example.com/year")[2:]
    yield [*first, "--signatures", "optional", f"id={TOP}", "name=Top", "roles=top_management"]
    yield clock.line(TOP, "new", "person", f"id={MANAGER}", "name=M", "roles=isms_manager")
    yield clock.line(TOP, "new", "person", f"id={OFFICE}", "name=O", "roles=isms_office")
    for number in range(extent.audits):
        head, auditor = f"H-{number}", f"A-{number}"
        yield clock.line(OFFICE, "new", "person", f"id={head}", "name=Head")
        department = (f"code=D-{number}", "name=Department", f"head={head}", "risk=medium")
        yield clock.line(OFFICE, "new", "department", *department)
        known = (
            "roles=auditor",
            f'memberships:=[{{"department":"D-{number}","from":"2020-04-01"}}]',
            'trainings:=[{"course":"A","completed":"2025-04-01","valid_until":"2028-03-31"}]',
            'experience:=[{"audit":"Before","part":"led","ended":"2025-09-30"}]',
        )
        yield clock.line(OFFICE, "new", "person", f"id={auditor}", "name=A", *known)


def _programme(clock: Clock, extent: Extent) -> Iterator[list[str]]:
    departments = [f"departments=D-{number}" for number in range(extent.audits)]
    texts = [f"{name}=As agreed" for name in ("objectives", "frequency", "methods", "reporting")]
    words = (*texts, "responsibilities=The office plans", *departments)
    yield clock.line(OFFICE, "new", "programme", "fiscal_year=2026", "cycle_year=1", *words)
    for number in range(extent.audits):
        day = f"{_day(number):%Y-%m-%d}"
        plan = (f"departments=D-{number}", f"lead={_lead(extent, number)}", f"first_day={day}")
        words = ("--parent", "PRG-2026", f"title=Audit {number}", *plan, f"last_day={day}")
        yield clock.line(OFFICE, "new", "audit", *words)
    yield clock.line(MANAGER, "do", "PRG-2026", "approve")
    clock.to(date(2026, 4, 1))
    yield clock.line(OFFICE, "do", "PRG-2026", "start")


def _audit(clock: Clock, extent: Extent, number: int) -> Iterator[list[str]]:
    audit, lead = f"AUD-{number + 1:03}", _lead(extent, number)
    day = _day(number)
    clock.to(day - timedelta(days=12))
    read = (
        f'document_reviews:=[{{"document":"Rules","version":"1","reviewer":"{lead}",'
        f'"reviewed_on":"{clock.now:%Y-%m-%d}","result":"What is done"}}]'
    )
    methods = [f"methods={method}" for method in METHODS]
    stated = ("scope=All", "objective=Does it work?", f"criteria={CONTROL}", f"team={lead}")
    yield clock.line(lead, "set", audit, *stated, *methods, read)
    checks = [f"{audit}-C{each + 1:03}" for each in range(extent.share(extent.checks, number))]
    for key in checks:
        asked = (f"question=What of {key}?", "expected=Files", "point=It is done")
        yield clock.line(
            lead, "new", "check", "--parent", audit, *asked, f"requirements={CONTROL}"
        )
    yield clock.line(lead, "do", audit, "declare")
    yield clock.line(MANAGER, "do", audit, "approve_plan")
    yield clock.line(lead, "do", audit, "prepare")
    clock.to(day)
    yield clock.line(lead, "do", audit, "execute")
    count = extent.share(extent.findings, number)
    for place, key in enumerate(checks):
        yield clock.attached(lead, key, "record")
        yield clock.attached(lead, key, METHODS[1 + place % 2])
        result = _result(place) if place < count else "conformity"
        yield clock.line(lead, "do", key, "judge", f"result={result}", f"note=Seen at {key}")
    keys = _keys(extent, number)
    for place, key in enumerate(keys):
        yield clock.line(lead, *_raised(audit, number, place, checks[place]))
        yield clock.line(f"H-{number}", "do", key, "acknowledge")
    yield from _report(clock, audit, lead, f"H-{number}", capa=count > 0)
    for place, key in enumerate(keys):
        if _result(place) == "observation":
            yield clock.line(lead, "do", key, "close_answered", "answer=Taken up")
        else:
            yield from _planned(clock, lead, f"H-{number}", key)


def _result(place: int) -> str:
    return "observation" if place % 2 else "nonconformity"


def _raised(audit: str, number: int, place: int, check: str) -> tuple[str, ...]:
    words = ("new", "finding", "--parent", audit, f"check={check}", f"department=D-{number}")
    if _result(place) == "observation":
        return (*words, "grade=observation", f"fact=Could be better at {check}")
    grade = ("grade=minor", "grounds=partial", f"requirements={CONTROL}", "extent=One case")
    return (*words, *grade, f"fact=Not done at {check}")


def _report(clock: Clock, audit: str, lead: str, head: str, *, capa: bool) -> Iterator[list[str]]:
    texts = ("conclusion=It works", "effectiveness=Nearly all", "deviations=Warnings were read")
    yield clock.line(lead, "do", audit, "submit_report", *texts)
    clock.to(clock.now.date() + timedelta(days=1))
    yield clock.line(MANAGER, "do", audit, "approve_report", "--cosign", lead)
    yield clock.line(lead, "do", audit, "report")
    yield clock.line(head, "do", audit, "receive")
    yield clock.line(TOP, "do", audit, "receive_top")
    if capa:
        yield clock.line(lead, "do", audit, "start_capa")


def _ended(clock: Clock, extent: Extent, number: int) -> Iterator[list[str]]:
    """The effects are judged, and with them the audit comes to its end."""
    lead, keys = _lead(extent, number), _keys(extent, number)
    clock.to(_day(number) + timedelta(days=45))
    for place, key in enumerate(keys):
        if _result(place) == "observation":
            continue
        yield clock.attached(lead, f"{key}-A01", "observation")
        yield clock.line(lead, "do", f"{key}-A01", "confirm", f"effect_note=No lapse at {key}")
        yield clock.line(lead, "do", key, "verify")
        decided = [f"{each}_decision=no_change" for each in ("documents", "risk", "isms")]
        yield clock.line(lead, "do", key, "close", *decided, "decision_note=Nothing else")
    audit = f"AUD-{number + 1:03}"
    yield clock.line(MANAGER, "do", audit, "verify" if keys else "verify_clean")


def _planned(clock: Clock, lead: str, head: str, key: str) -> Iterator[list[str]]:
    until = f"deadline={clock.now + timedelta(days=30):%Y-%m-%d}"
    cause = (f"root_cause=Nobody is named for {key}", "cause_kind=task", "whys_reason=Plain")
    done = ("correction=Done now", "consequences=None", "searched=All", "similar_cases=None")
    yield clock.line(head, "do", key, "analyse", f"owner={head}", *cause, *done)
    action = ("kind=corrective", "content=Name somebody", f"owner={head}", until)
    words = ("--parent", key, *action, "criterion=No lapse in a month")
    yield clock.line(head, "new", "action", *words)
    rated = ("likelihood=low", "impact=medium", until, "criterion=No lapse")
    yield clock.line(head, "do", key, "plan", *rated)
    yield clock.line(lead, "do", key, "accept_plan")
    yield clock.attached(head, f"{key}-A01", "record")
    yield clock.line(head, "do", f"{key}-A01", "complete", "result_note=Named")
    yield clock.line(head, "do", key, "implement")


def _keys(extent: Extent, number: int) -> list[str]:
    count = extent.share(extent.findings, number)
    return [f"AUD-{number + 1:03}-F{place + 1:02}" for place in range(count)]


def _day(number: int) -> date:
    return date(2026, 5, 11) + timedelta(days=27 * number)


def _lead(extent: Extent, number: int) -> str:
    return f"A-{(number + 1) % extent.audits}"
