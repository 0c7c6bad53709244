"""Tests made ready: read, proofread, each with its process and the cases of its world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from tadasu.core.case import Case
from tadasu.core.giving import given_case
from tadasu.errors import DefinitionError, Problem, Text
from tadasu.office.sources import documents_of
from tadasu.office.trial.act_proof import check_file
from tadasu.office.trial.places import Source
from tadasu.office.trial.proof import Cases, Proof
from tadasu.office.trial.watched import watched
from tadasu.office.trial.watching import Watch
from tadasu.rules.document import Document
from tadasu.rules.given import Given, overlaid
from tadasu.rules.process import Process
from tadasu.rules.reading import read
from tadasu.rules.trial import Excuse, Start, Trial, Trials


@dataclass(frozen=True, slots=True)
class Ready:
    """One test, ready to run any number of times."""

    document: Document
    number: int
    """Its place among the tests of its file."""
    trial: Trial
    start: Start
    process: Process
    zone: ZoneInfo
    cases: Mapping[str, Case]

    excuses: tuple[Excuse, ...]
    """Those of the file."""

    @property
    def say(self) -> str:
        """The test's name."""
        return self.trial.say


def ready(
    source: Source, files: Sequence[tuple[str, Path]], watch: Watch
) -> tuple[Process, tuple[Ready, ...]]:
    """The process, and every test of the files, all watched.

    DefinitionError with all that is wrong with any of them.
    """
    shelf = Shelf(source, watch)
    process = shelf.process({})
    problems: list[Problem] = []
    found: list[Ready] = []
    for document in documents_of(files):
        found += shelf.tests(document, problems)
    if problems:
        raise DefinitionError(problems)
    return process, tuple(found)


class Shelf:
    """Processes by the numbers that they are run with, all watched, and the tests there."""

    def __init__(self, source: Source, watch: Watch) -> None:
        self._source = source
        self._watch = watch
        self._processes: dict[str, Process] = {}
        self._zone = ZoneInfo(source.project.timezone)

    def process(self, params: Mapping[str, object]) -> Process:
        """The process with these numbers instead of its own."""
        name = repr(sorted(params.items()))
        if name not in self._processes:
            self._processes[name] = watched(self._source.process(params), self._watch)
        return self._processes[name]

    def tests(self, document: Document, problems: list[Problem]) -> list[Ready]:
        """The tests of a document; whatever is wrong goes to `problems`."""
        trials, wrong = read(document, Trials)
        if document.problems or trials is None or wrong:
            problems += document.problems or wrong
            return []
        worlds = [_world(document, trials, number) for number in range(len(trials.cases))]
        proof = Proof(self.process({}), self._zone, document)
        check_file(proof, trials, worlds)
        processes = [self._variant(proof, trials, n) for n in range(len(trials.cases))]
        if proof.problems:
            problems += proof.problems
            return []
        built: dict[str, Case] = {}
        return [
            Ready(
                document,
                number,
                trial,
                trials.world,
                process,
                self._zone,
                self._cases(process, trial, worlds[number], built),
                trials.excused,
            )
            for number, (trial, process) in enumerate(zip(trials.cases, processes, strict=True))
        ]

    def _cases(
        self, process: Process, trial: Trial, world: Cases, built: dict[str, Case]
    ) -> Mapping[str, Case]:
        """The cases of a test; those that only the file gives are built once."""
        found = {}
        for key, spec in world.items():
            if key in trial.given:
                found[key] = given_case(process, self._zone, key, spec)
                continue
            if key not in built:
                built[key] = given_case(process, self._zone, key, spec)
            found[key] = built[key]
        return found

    def _variant(self, proof: Proof, trials: Trials, number: int) -> Process:
        """The process with the numbers of a test."""
        trial = trials.cases[number]
        params = {**trials.world.params, **trial.params}
        path = ("cases", number, "params") if trial.params else ("world", "params")
        if not params.keys() <= proof.process.declared.keys():
            return proof.process
        try:
            return self.process(params)
        except DefinitionError as wrong:
            for one in wrong.problems:
                proof.note("T052", path, one.message, one.remedy)
        except ValueError:
            proof.note("T052", path, *_NUMBERS)
        return proof.process


_NUMBERS = (
    Text(en="These can't be read as parameters.", ja="パラメータの値として読み取れません。"),
    Text(
        en="Give each the value that `tadasu.yaml` could give.",
        ja="`tadasu.yaml` に書ける値を指定してください。",
    ),
)


def _world(document: Document, trials: Trials, number: int) -> Cases:
    """The cases of a test: its own laid over those of the file."""
    trial = trials.cases[number]
    if not trial.given:
        return trials.world.cases
    world = document.data.get("world") or {}
    laid = overlaid(
        world.get("cases") or {},  # type: ignore[attr-defined]  # the model has accepted it
        document.data["cases"][number]["given"],  # type: ignore[index]
    )
    return {
        key: Given.model_validate(laid[key]) if key in trial.given else trials.world.cases[key]
        for key in laid
    }
