"""Items of checklists as the cases that they would become, and as conditions see those."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tadasu.core.effects import plain
from tadasu.core.opening import would_be
from tadasu.core.setting import Setting
from tadasu.guard.guard import Guard
from tadasu.rules.bound import BoundItem
from tadasu.rules.catalogue import Checklist
from tadasu.rules.workflow import Workflow

Row = Mapping[str, object]
"""What an opening would state."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The items of checklists as cases that might be opened under one parent."""

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
