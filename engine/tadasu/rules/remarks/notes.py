"""Collects remarks, and takes back those that a definition allows itself with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tadasu.errors import Text
from tadasu.rules.allowance import Allowances
from tadasu.rules.process import Process
from tadasu.rules.remarks.codes import CODES, FIRM
from tadasu.rules.report import At, Report


@dataclass(frozen=True, slots=True)
class Note:
    """One remark."""

    code: str
    at: At
    message: Text
    remedy: Text
    key: bool
    offset: int | None


@dataclass
class Notes:
    """Remarks in the order in which they are made; each is told once."""

    _notes: dict[Note, None] = field(default_factory=dict)

    def add(
        self,
        code: str,
        at: At,
        message: Text,
        remedy: Text,
        *,
        key: bool = False,
        offset: int | None = None,
    ) -> None:
        """Note something at a value, at its key, or at a character of its text."""
        self._notes.setdefault(Note(code, at, message, remedy, key, offset))

    def settle(self, process: Process, report: Report) -> None:
        """Report what is not allowed, and each allowance that allows nothing."""
        left = dict(self._notes)
        for at, allowances in _allowances(process):
            for number, allowance in enumerate(allowances):
                here = at.to("allow", number)
                if allowance.code in FIRM:
                    _report(
                        report, Note("T129", here, *_firm(allowance.code), key=False, offset=None)
                    )
                    continue
                hit = [note for note in left if _fits(note, at, allowance.code, allowance.at)]
                if not hit:
                    _report(
                        report, Note("T129", here, *_idle(allowance.code), key=False, offset=None)
                    )
                for note in hit:
                    del left[note]
        for note in left:
            _report(report, note)


def _report(report: Report, note: Note) -> None:
    report.add(
        note.code,
        note.at,
        note.message,
        note.remedy,
        severity=CODES[note.code],
        key=note.key,
        offset=note.offset,
    )


def _fits(note: Note, at: At, code: str, place: str | None) -> bool:
    if (note.code, note.at.kind, note.at.name) != (code, at.kind, at.name):
        return False
    path = ".".join(map(str, note.at.path))
    return place is None or path == place or path.startswith(f"{place}.")


def _allowances(process: Process) -> Iterator[tuple[At, Allowances]]:
    yield from ((At("workflow", n), one.allow) for n, one in process.workflows.items())
    yield from ((At("policy", n), one.allow) for n, one in process.policies.items())
    yield from ((At("standard", n), one.allow) for n, one in process.standards.items())
    yield from ((At("checklist", n), one.allow) for n, one in process.checklists.items())
    yield from ((At("parameter", n), one.allow) for n, one in process.declared.items())
    if process.calendar:
        yield At("calendar", process.calendar.name), process.calendar.allow


def _idle(code: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"There is no {code} here to allow.",
            ja=f"ここには、許容の対象となる {code} がありません。",
        ),
        Text(
            en="Remove this `allow`, or correct its `at`.",
            ja="この `allow` を削除するか、`at` を直してください。",
        ),
    )


def _firm(code: str) -> tuple[Text, Text]:
    return (
        Text(en=f"{code} can't be allowed.", ja=f"{code} は許容できません。"),
        Text(en="Mend what it is about.", ja="該当箇所を直してください。"),
    )
