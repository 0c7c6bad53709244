"""Which items of a checklist become cases: those that fit and are not there already.

Nothing is opened here: what comes out is what each opening would state.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tadasu.core.effects import plain
from tadasu.core.objections import unworkable
from tadasu.core.opening import parent_reasons, would_be
from tadasu.core.reasons import suggestion
from tadasu.core.setting import Setting
from tadasu.errors import NotFoundError, RefusalError, Text
from tadasu.guard.guard import Guard, GuardError
from tadasu.rules.bound import BoundItem
from tadasu.rules.catalogue import Checklist
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

Row = Mapping[str, object]
"""What an opening would state."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a checklist."""

    checklist: str
    only: Sequence[str] = ()
    """Items by name, whether they fit or not; none: all that fit."""
    where: str | None = None
    """A condition on the case as it would be, besides the checklist's own."""


def listed(process: Process, wanted: Wanted, workflow: str) -> tuple[Checklist, ...]:
    """The checklist and those that it includes, in order; NotFoundError for unknown names."""
    found = process.checklists.get(wanted.checklist)
    if found is None:
        known = ", ".join(process.checklists) or "-"
        hint = suggestion(wanted.checklist, process.checklists)
        raise NotFoundError(
            Text(
                en=f"There is no checklist {wanted.checklist}; there are: {known}.{hint.en}",
                ja=f"チェックリスト {wanted.checklist} はありません。"
                f"あるのは {known} です。{hint.ja}",
            )
        )
    if found.workflow != workflow:
        name, opens = found.name, found.workflow
        raise NotFoundError(
            Text(
                en=f"The checklist {name} opens cases of {opens}, not of {workflow}.",
                ja=f"チェックリスト {name} が起こすのは {workflow} ではなく {opens} です。",
            )
        )
    every = (*(process.checklists[name] for name in found.includes), found)
    names = {item.id for each in every for item in each.items}
    for name in wanted.only:
        if name not in names:
            raise NotFoundError(
                Text(
                    en=f"The checklist {found.name} has no item {name}.",
                    ja=f"チェックリスト {found.name} に項目 {name} はありません。",
                )
            )
    return every


def chosen(
    setting: Setting, workflow: Workflow, parent: str | None, wanted: Wanted, stated: Row
) -> list[Row]:
    """What each opening would state, in the checklist's order; what is `stated` goes over it.

    NotFoundError for unknown names; RefusalError where the parent is wrong or the checklist's
    expressions have no value; GuardProblems or GuardError where `where` can't be read or has none.
    """
    attempt = Text(en=f"open cases of {wanted.checklist}", ja=f"{wanted.checklist} の項目を起こす")
    lists = listed(setting.process, wanted, workflow.name)
    guards = setting.process.guards
    extra = [guards.expression(workflow.name, wanted.where)] if wanted.where else []
    reasons = parent_reasons(setting, workflow, parent)
    if reasons:
        raise RefusalError(attempt, reasons)
    view = _View(setting, workflow, parent, stated)
    found: list[Row] = []
    try:
        for each in lists:
            choice = guards.choice(each.name)
            own = [choice] if choice and not wanted.only else []
            there = view.there(each.once)
            for row in view.rows(each, wanted.only):
                mark = view.read(row).get(each.once) if each.once else None
                if mark not in there and all(view.holds(guard, row) for guard in own):
                    found.append(row)
                    there += [mark] if mark is not None else []
    except GuardError as wrong:
        raise RefusalError(attempt, [unworkable(parent or "", wrong)]) from wrong
    return [row for row in found if all(view.holds(guard, row) for guard in extra)]


@dataclass(frozen=True, slots=True)
class _View:
    setting: Setting
    workflow: Workflow
    parent: str | None
    stated: Row

    def rows(self, checklist: Checklist, only: Sequence[str]) -> Iterator[Row]:
        """What the items state, one with `each` as often as its list is long."""
        for number, item in enumerate(checklist.items):
            if only and item.id not in only:
                continue
            row = item.values(self.setting.process.language)
            bound = self.setting.process.guards.item(checklist.name, number)
            if bound is None:
                yield {**row, **self.stated}
                continue
            for computed in self._each(bound, row):
                yield {**row, **computed, **self.stated}

    def read(self, row: Row) -> dict[str, object]:
        """The values as the case would have them; what can't be read its opening will tell."""
        specs = self.workflow.facts
        values, _ = self.setting.reader.read_all(specs, {k: row[k] for k in row if k in specs})
        return {name: value for name, value in values.items() if value is not None}

    def there(self, once: str | None) -> list[object]:
        """What the siblings have in the field `once`."""
        if once is None:
            return []
        scene = self.setting.scene
        cases = (scene.case(key) for key in scene.siblings(self.parent, self.workflow.name))
        return [case.fields[once] for case in cases if case and once in case.fields]

    def holds(self, guard: Guard, row: Row) -> bool:
        """Whether a condition holds of the case as it would be."""
        names = self._names(row)
        self.setting.scene.gather(guard.footprint, names)
        return bool(guard.value(names, zone=self.setting.zone))

    def _each(self, bound: BoundItem, row: Row) -> Iterator[Row]:
        setting, specs = self.setting, self.workflow.facts
        unwritten = {path[0] for path in bound.texts}
        fixed = {name: value for name, value in row.items() if name not in unwritten}
        names = self._names({**fixed, **self.stated})
        setting.scene.gather(bound.footprint, names)
        for each in cast(Sequence[object], bound.each.value(names, zone=setting.zone)):
            scope = {**names, bound.variable: each}
            values = {
                name: plain(specs[name], guard.value(scope, zone=setting.zone))
                for name, guard in bound.values.items()
            }
            language = setting.process.language
            texts = {
                str(path[0]): text.text(scope, zone=setting.zone, language=language)
                for path, text in bound.texts.items()
                if path[1:] in ((), (language,))
            }
            yield {k: v for k, v in {**values, **texts}.items() if v is not None}

    def _names(self, row: Row) -> dict[str, object]:
        """Names about the case as it would be."""
        case = would_be(self.setting, self.workflow, self.parent, "", self.read(row))
        return self.setting.names(self.setting.scene.suppose(case))
