"""The values of a form as texts: evaluated, opened where they may be, and by their titles."""

from collections.abc import Mapping
from datetime import tzinfo

from tadasu.core.effects import plain
from tadasu.core.records import CaseRecord, Part
from tadasu.errors import Language
from tadasu.guard.guard import Guard
from tadasu.guard.template import Template
from tadasu.office.sheets import Draughtsman
from tadasu.rules.field import FieldSpec
from tadasu.rules.forms import BoundBlock, BoundCell

Names = Mapping[str, object]


class Teller:
    """Tells the values of one paper, in its language."""

    def __init__(self, draughtsman: Draughtsman, zone: tzinfo, language: Language) -> None:
        self._draughtsman = draughtsman
        self._zone = zone
        self.language: Language = language

    def value(self, cell: BoundCell, names: Names) -> object:
        """What a cell holds, as the log keeps values; None where there is nothing."""
        value = cell.guard.value(names, zone=self._zone)
        if cell.sealed is None:
            return plain(cell.spec, value)
        return value.stated(cell.sealed) if isinstance(value, CaseRecord | Part) else None

    def cell(self, cell: BoundCell, names: Names) -> str:
        """What a cell shows; empty where there is nothing."""
        return self._shown(cell.spec, self.value(cell, names))

    def title(self, cell: BoundCell) -> str:
        """What stands above or beside a cell."""
        return cell.title.text.to(self.language)

    def text(self, bound: BoundBlock, name: str, names: Names) -> str:
        """A text of a block with its values in place."""
        template = bound.made[name, self.language]
        if not isinstance(template, Template):
            raise TypeError(name)

        def say(guard: Guard, value: object) -> str:
            return self._shown(bound.told[guard], plain(bound.told[guard], value))

        return template.text(names, zone=self._zone, language=self.language, say=say)

    def label(self, key: str) -> str:
        """What people call a case; empty where it has no label."""
        return self._draughtsman.label(key)

    def called(self, key: str) -> str:
        """The same, and its key where it has no label."""
        return self.label(key) or key

    def day(self, day: str) -> str:
        """An ISO 8601 day as papers show it."""
        return self._draughtsman.day(day).to(self.language)

    def _shown(self, spec: FieldSpec, value: object) -> str:
        told = self._draughtsman.told(spec, value)
        return told.to(self.language) if told is not None else ""
