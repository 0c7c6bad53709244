"""Cases found by what people call them: a key, or a label that only one of them has."""

from collections import Counter
from dataclasses import dataclass, field

from tadasu.core.sealed import SEALED, is_sealed
from tadasu.office.strongbox import Openings
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf


@dataclass(slots=True)
class Finder:
    """Looks cases up; the labels of a workflow are read once."""

    shelf: Shelf
    process: Process
    openings: Openings
    coming: dict[str, frozenset[str]] = field(default_factory=dict)
    """By workflow: keys of cases that are to be opened."""
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def find(self, workflow: str, word: str) -> str | None:
        """The key of the case of `workflow` that `word` names."""
        case = self.shelf.case(word)
        if case is not None and case.workflow == workflow:
            return word
        if word in self.coming.get(workflow, ()):
            return word
        if workflow not in self._labels:
            self._labels[workflow] = self._read(workflow)
        return self._labels[workflow].get(word)

    def _read(self, workflow: str) -> dict[str, str]:
        name = self.process.workflows[workflow].label
        if name is None:
            return {}
        held = [(case.key, case.fields.get(name)) for case in self.shelf.select(workflow)]
        self.openings.find([value[SEALED] for _, value in held if is_sealed(value)])
        labels = [(key, self._text(value)) for key, value in held]
        often = Counter(label for _, label in labels)
        return {label: key for key, label in labels if label and often[label] == 1}

    def _text(self, value: object) -> str:
        return (self.openings.text(value[SEALED]) or "") if is_sealed(value) else str(value or "")
