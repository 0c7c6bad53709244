"""Tables of what the record knows of a case besides its fields: steps, evidence, refusals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tadasu.core.case import Case
from tadasu.errors import Language, Text
from tadasu.office.answers import Attached, Doer, Sheet
from tadasu.office.codes import called
from tadasu.office.doings import doings
from tadasu.office.lines import line
from tadasu.office.looks import Looks
from tadasu.office.paper.telling import Teller
from tadasu.office.paper.tree import Column, Line, Table
from tadasu.office.sheets import Draughtsman
from tadasu.office.workspace import Workspace
from tadasu.rules.form import Block
from tadasu.store.journal import Shelf

Head = tuple[str, Text, int]

_WHEN = ("when", Text(en="Date", ja="日付"), 2)
_WHO = ("who", Text(en="By", ja="実施者"), 3)
_ACT = ("act", Text(en="Act", ja="操作"), 3)
_RULE = ("rule", Text(en="Rule", ja="規則"), 4)
_NUMBER = ("key", Text(en="Number", ja="番号"), 2)

_HEADS: Mapping[str, tuple[Text, tuple[Head, ...]]] = {
    "steps": (Text(en="Steps", ja="経過"), (_WHEN, _ACT, _WHO)),
    "evidence": (
        Text(en="Evidence", ja="証跡"),
        (
            _NUMBER,
            ("file", Text(en="File", ja="ファイル"), 3),
            ("details", Text(en="Details", ja="内容"), 4),
            _WHO,
            _WHEN,
            ("sha256", Text(en="SHA-256 (beginning)", ja="SHA-256(先頭)"), 2),
        ),
    ),
    "waivers": (
        Text(en="Waivers", ja="免除"),
        (
            _RULE,
            ("items", Text(en="For", ja="対象"), 2),
            ("reason", Text(en="Reason", ja="理由"), 4),
            ("measure", Text(en="Compensating measure", ja="代替措置"), 4),
            ("until", Text(en="Until", ja="期限"), 2),
            ("who", Text(en="Granted by", ja="承認者"), 3),
        ),
    ),
    "refusals": (Text(en="Refused attempts", ja="拒否された操作"), (_WHEN, _WHO, _ACT, _RULE)),
    "due": (
        Text(en="What is due", ja="期限のあるもの"),
        (
            _NUMBER,
            ("label", Text(en="What", ja="件名"), 5),
            ("state", Text(en="State", ja="状態"), 2),
            ("due", Text(en="Due", ja="期限"), 2),
            ("left", Text(en="Days left", ja="残り日数"), 2),
            ("climbed", Text(en="Escalated to", ja="上申先"), 3),
        ),
    ),
}
NONE = Text(en="None.", ja="該当なし")
"""What is said of a table without rows, where the form says nothing else."""
_LATE = Text(en="{} late", ja="{} 日超過")


def columns(kind: str, language: Language) -> tuple[Column, ...]:
    """The columns of a listing."""
    return tuple(Column(name, head.to(language), width) for name, head, width in _HEADS[kind][1])


def titled(block: Block, language: Language) -> str:
    """What stands above a listing."""
    own = block.title.text if block.title else _HEADS[block.listing or "due"][0]
    return own.to(language)


@dataclass(frozen=True, slots=True)
class Lister:
    """Makes the listings of one paper."""

    workspace: Workspace
    shelf: Shelf
    draughtsman: Draughtsman
    teller: Teller
    now: datetime
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """Cases that were laid out, each for all of its listings."""

    def table(self, block: Block, case: Case | None) -> Table:
        """The listing that a block asks for, of the case at hand."""
        kind = block.listing or "due"
        language = self.teller.language
        make: Mapping[str, Callable[[Case], Iterator[Line]]] = {
            "steps": self._steps,
            "evidence": self._evidence,
            "waivers": self._waivers,
            "refusals": self._refusals,
        }
        lines = make[kind](case) if case is not None and kind in make else self._due()
        return Table(
            name=kind,
            title=titled(block, language),
            columns=columns(kind, language),
            lines=tuple(lines),
            none=(block.none.text if block.none else NONE).to(language),
        )

    def _sheet(self, case: Case) -> Sheet:
        if case.key not in self.sheets:
            told = doings(self.workspace, self.shelf, self.shelf.entries(0, case.key))
            self.sheets[case.key] = self.draughtsman.sheet(case, told)
        return self.sheets[case.key]

    def _steps(self, case: Case) -> Iterator[Line]:
        for step in self._sheet(case).steps:
            who = self._joined([self._doer(doer) for doer in step.by])
            yield Line(case.key, (self._day(step.at), self._say(step.act.title), who))

    def _evidence(self, case: Case) -> Iterator[Line]:
        for item in self._sheet(case).evidence:
            yield Line(
                case.key,
                (
                    item.key,
                    item.name,
                    self._details(item),
                    self._doer(item.collector),
                    self._day(item.attached_at),
                    item.sha256[:16],
                ),
            )

    def _waivers(self, case: Case) -> Iterator[Line]:
        for one in self._sheet(case).waivers:
            yield Line(
                case.key,
                (
                    self._rules(case, [one.policy]),
                    self._joined(one.items),
                    one.reason,
                    one.measure,
                    self.teller.day(one.until),
                    self._doer(one.grantor),
                ),
            )

    def _refusals(self, case: Case) -> Iterator[Line]:
        for stored in self.shelf.entries(0, case.key):
            told = line(stored, self.workspace.process, case.workflow)
            if told.refused_by:
                who = self._doer(Doer(told.actor, told.behalf))
                rules = self._rules(case, told.refused_by)
                yield Line(case.key, (self._day(told.at), who, self._say(told.what), rules))

    def _due(self) -> Iterator[Line]:
        for row in Looks(self.workspace).todo_at(self.shelf, self.now):
            if row.due is None or row.days_left is None:
                continue
            left = str(row.days_left)
            if row.days_left < 0:
                left = self._say(_LATE).format(-row.days_left)
            climbed = self._say(row.climbed[-1].title) if row.climbed else ""
            state, day = self._say(row.state.title), self.teller.day(row.due)
            cells = (row.key, row.label, state, day, left, climbed)
            yield Line(row.key, cells, late=row.days_left < 0)

    def _rules(self, case: Case, names: Sequence[str]) -> str:
        process = self.workspace.process(case.process)
        return self._joined([self._say(called(name, process)) for name in names])

    def _details(self, item: Attached) -> str:
        shown = [fact.shown for fact in item.facts if fact.shown is not None]
        return " / ".join(map(self._say, shown))

    def _doer(self, doer: Doer) -> str:
        person = self.teller.called(doer.person.split(" ")[0])
        if doer.behalf is None:
            return person
        other = self.teller.called(doer.behalf.split(" ")[0])
        return f"{person} → {other}"

    def _day(self, moment: str) -> str:
        zone = self.workspace.zone
        return self.teller.day(datetime.fromisoformat(moment).astimezone(zone).date().isoformat())

    def _say(self, text: Text) -> str:
        return text.to(self.teller.language)

    def _joined(self, words: Sequence[str]) -> str:
        return ("、" if self.teller.language == "ja" else ", ").join(words)
