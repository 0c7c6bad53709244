"""The cases of a process tried on one that differs from it by a slip, the nearest ones first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tadasu.errors import DefinitionError, Problem, TadasuError
from tadasu.office.sources import documents_of
from tadasu.office.trial.misses import ACCEPTED
from tadasu.office.trial.places import Source
from tadasu.office.trial.ready import Ready, Shelf
from tadasu.office.trial.tried import tried
from tadasu.office.trial.watching import Watch
from tadasu.rules.canonical import format_definitions
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Document
from tadasu.rules.process import Process, process_from

Definition = tuple[str, str]
"""The kind of a definition, in the plural, and its name."""


@dataclass(frozen=True)
class Failure:
    """A case that fails."""

    say: str
    way: str | None
    """tightened where an act is refused now, widened where one is accepted."""


@dataclass(frozen=True, kw_only=True)
class Mutant(Source):
    """A process with a slip in it, in the place of what the files say."""

    definitions: Definitions

    def process(self, params: Mapping[str, object]) -> Process:
        whole = self.definitions
        numbers = {name: whole.declared[name].read(value) for name, value in params.items()}
        parameters = {**whole.parameters, **numbers}
        return process_from(format_definitions(replace(whole, parameters=parameters)))


class Unwatched(Shelf):
    """Processes that tell nobody what they are asked, which is quicker."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, Watch())
        self._whole = source
        self._made: dict[str, Process] = {}

    def process(self, params: Mapping[str, object]) -> Process:
        name = repr(sorted(params.items()))
        if name not in self._made:
            self._made[name] = self._whole.process(params)
        return self._made[name]


@dataclass(frozen=True)
class Cases:
    """The cases of a process, with what each of them touches."""

    source: Source
    documents: Sequence[Document]
    touched: Mapping[tuple[int, int], frozenset[Definition]]
    """By the number of its document and its own: the workflows and rules that it is about."""

    @classmethod
    def of(cls, source: Source, files: Sequence[tuple[str, Path]]) -> "Cases":
        """Those of files; all of them must pass."""
        documents = documents_of(files)
        watch = Watch()
        shelf = Shelf(source, watch)
        found = {}
        for number, document in enumerate(documents):
            for test in _tests(shelf, document):
                watch.policies.clear()
                misses = tried(test, watch).misses
                assert not misses, (test.say, misses)
                found[number, test.number] = _touched(test, watch)
        return cls(source, documents, found)

    def failure(self, edited: Definition, after: Definitions) -> Failure | None:
        """The first case that fails; None where all pass."""
        watch = Watch()
        whole = self.source
        mutant = Mutant(whole.base, whole.local, whole.project, definitions=after)
        shelf = Unwatched(mutant)
        for number in self._nearest(edited):
            try:
                tests = _tests(shelf, self.documents[number])
            except TadasuError as no:
                return Failure(no.text.en, None)
            for test in tests:
                if edited in self.touched[number, test.number] or edited[0] != "policies":
                    misses = tried(test, watch).misses
                    if misses:
                        way = {misses[0].expected: "tightened", misses[0].happened: "widened"}
                        return Failure(test.say, way.get(ACCEPTED))
        return None

    def _nearest(self, edited: Definition) -> list[int]:
        """The documents that have most to do with it; a rule that nobody asks changes nothing."""
        counts = dict.fromkeys(range(len(self.documents)), 0)
        for (number, _), touched in self.touched.items():
            counts[number] += edited in touched
        near = sorted(counts, key=lambda number: -counts[number])
        return [number for number in near if counts[number] or edited[0] != "policies"]


def _tests(shelf: Shelf, document: Document) -> list[Ready]:
    problems: list[Problem] = []
    tests = shelf.tests(document, problems)
    if problems:
        raise DefinitionError(problems)
    return tests


def _touched(test: Ready, watch: Watch) -> frozenset[Definition]:
    rules = {("policies", policy) for policy, _ in watch.policies}
    cases = {("workflows", case.workflow) for case in test.cases.values()}
    return frozenset(rules | cases)
