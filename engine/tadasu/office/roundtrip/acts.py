"""A filled row as acts: evidence, facts, and the transition that the sheet is filled in for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tadasu.core.case import Case
from tadasu.core.decide import amend, attach, move
from tadasu.core.deeds import Decision
from tadasu.core.setting import Setting
from tadasu.core.values import File
from tadasu.errors import ConflictError, Reason, Text
from tadasu.office.asks import Ask
from tadasu.office.parts import Decide, Part
from tadasu.office.roundtrip.comparing import Compared
from tadasu.office.roundtrip.faults import at_cell, fault
from tadasu.office.several import part_id
from tadasu.rules.sheet import Sheet
from tadasu.rules.workflow import Transition, Workflow


@dataclass(frozen=True, slots=True)
class Doer:
    """Makes acts of rows."""

    sheet: Sheet
    rows: Workflow
    file: File
    """The sheet itself, as it came back."""
    request: str
    """The id of the whole, from which those of the acts follow."""

    def acts(self, row: Compared) -> tuple[str, ...]:
        """What is done with a row, in order: evidence, change or the transition."""
        moved, _ = self._stated(row)
        stated = row.changes(evidence=False)
        found: tuple[str, ...] = ("evidence",) if row.changes(evidence=True) else ()
        if set(stated) - set(moved):
            found += ("change",)
        return (*found, self.sheet.act.do) if moved and self.sheet.act else found

    def objections(self, row: Compared, case: Case) -> Iterator[Reason]:
        """What is filled in beside the cell without which it can't be recorded."""
        act = self._transition()
        moved, stated = self._stated(row)
        if act is None or self.sheet.act is None or moved:
            return
        name = self.sheet.act.when
        asked = self.rows.facts[name].title.text
        writable = {n for names in self.rows.states[case.state].writable.values() for n in names}
        late = [n for n in stated if n in act.facts and n not in writable]
        evidence = [*row.changes(evidence=True)]
        if case.fields.get(name) is None and case.state in act.sources:
            for each in (one for one in row.filled if one.field in (*late, *evidence)):
                yield fault(at_cell(each.cell, row.key, each.title), _unanswered(asked))

    def parts(self, row: Compared, case: Case) -> Iterator[Part]:
        """The acts, each as if it were asked alone."""
        key, evidence = row.key, row.changes(evidence=True)
        moved, stated = self._stated(row)
        rest = {name: value for name, value in stated.items() if name not in moved}
        if evidence:
            called = at_cell(row.cell(*evidence), key)
            words = {"sha256": self.file.sha256, "name": self.file.name, "given": evidence}
            yield self._part(Ask("evidence", key, words), self._attach(key, evidence), called)
        if rest:
            called = at_cell(row.cell(*rest), key)
            given = {name: "" if value is None else value for name, value in rest.items()}
            yield self._part(Ask("change", key, {"given": given}), _change(case, given), called)
        if moved and self.sheet.act:
            do, called = self.sheet.act.do, at_cell(row.cell(self.sheet.act.when), key)
            yield self._part(Ask(do, key, {"given": moved}), _move(case, do, moved), called)

    def _part(self, ask: Ask, decide: Decide, called: Text) -> Part:
        """A request of its own: the law knows none that has several acts."""
        request = part_id(self.request, f"{ask.on}:{ask.act}") or ""
        return Part(ask, decide, called, chain=ask.on or "", request=request)

    def _stated(self, row: Compared) -> tuple[dict[str, object], dict[str, object | None]]:
        """What the transition states, if it is made; and all that is stated."""
        stated, act = row.changes(evidence=False), self._transition()
        if act is None or self.sheet.act is None or stated.get(self.sheet.act.when) is None:
            return {}, stated
        return {n: v for n, v in stated.items() if n in act.facts and v is not None}, stated

    def _transition(self) -> Transition | None:
        return self.rows.transitions[self.sheet.act.do] if self.sheet.act else None

    def _attach(self, key: str, given: Mapping[str, object | None]) -> Decide:
        stated = {name: value for name, value in given.items() if value is not None}

        def decide(setting: Setting) -> Decision:
            return attach(setting, key, self.file, stated)

        return decide


def _change(case: Case, given: Mapping[str, object]) -> Decide:
    def decide(setting: Setting) -> Decision:
        _same(setting, case, given)
        return amend(setting, case.key, given)

    return decide


def _move(case: Case, name: str, given: Mapping[str, object]) -> Decide:
    def decide(setting: Setting) -> Decision:
        _same(setting, case, given)
        return move(setting, case.key, name, given)

    return decide


def _same(setting: Setting, case: Case, given: Mapping[str, object]) -> None:
    """That nobody stated the same facts since the row was compared; else ConflictError."""
    setting.scene.fetch([case.key])
    now = setting.scene.case(case.key)
    if now is None or any(now.fields.get(name) != case.fields.get(name) for name in given):
        raise ConflictError(
            Text(
                en=f"{case.key} was changed by somebody else meanwhile. Run it again.",
                ja=f"{case.key} は、その間にほかの人が変更しました。もう一度実行してください。",
            )
        )


def _unanswered(asked: Text) -> Text:
    return Text(
        en=f"This is filled in, but {asked.en} is not: nothing of the row can be recorded yet.",
        ja=f"ここは記入されていますが「{asked.ja}」が空欄のため、この行はまだ記録できません。",
    )
