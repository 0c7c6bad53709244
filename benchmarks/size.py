"""Size: processes of 10 and of 100 workflows, with 20 policies for each workflow.

read        the YAML texts become a process: every key, name, type and guard checked, one digest
  PyYAML    its C loader makes dictionaries of the same texts, and nothing is checked
  Spiff     SpiffWorkflow parses as many BPMN processes, each with as many conditions
lint        what is unwise in the process that was read; all its guards compiled
decide      one act of a case under four policies, in a process of either size; as in `decide`

Where two sizes are compared, the time is that for one workflow with its policies (the people's
has none, and is not counted).
"""

from collections.abc import Callable, Mapping
from itertools import islice
from types import MappingProxyType

import yaml

from benchmarks.decide import NOW, ZONE, Held
from benchmarks.large import Files, large
from benchmarks.measure import Aim, Figure, MissingPeerError, Place, Ratio, take_turns, timed
from benchmarks.spiff import parsing
from tadasu.core.case import Case
from tadasu.core.decide import move
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.core.values import stamp
from tadasu.rules.lint import lint
from tadasu.rules.process import Process, assemble, process_from
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents

ROUNDS = 7
"""At most so many: a large process takes its time."""

SMALL, LARGE = "tadasu, {} workflows", "tadasu, {:,} workflows"
LEVEL = Aim(most=True, value=1.5)
"""What a workflow may cost in the larger process, beside one in the smaller."""

Turn = Callable[[], float]


def measure(place: Place) -> tuple[Figure, ...]:
    """Seconds for a process, for a workflow of it, and for an act."""
    few, many = place.scale.workflows
    rounds = min(place.scale.rounds, ROUNDS)
    files = {count: large(count) for count in (few, many)}
    made = {count: read(each) for count, each in files.items()}
    names = {few: SMALL.format(few), many: LARGE.format(many)}
    about = f"{many} workflows, {len(made[many].policies):,} policies"
    ratio = Ratio(names[many], names[few], "cost", LEVEL)
    return (
        _beside(files[many], about, rounds),
        Figure(
            "size-read",
            "Read: YAML to process, by size",
            "workflow",
            take_turns({names[n]: _reading(files[n], n - 1) for n in names}, rounds),
            [ratio],
        ),
        Figure(
            "size-lint",
            "Lint: what is unwise, by size",
            "workflow",
            take_turns({names[n]: _linting(made[n], n - 1) for n in names}, rounds),
            [ratio],
        ),
        Figure(
            "size-decide",
            "Decide: one act, by the size of its process",
            "act",
            take_turns({names[n]: _deciding(made[n], place.scale.block) for n in names}, rounds),
            [ratio],
        ),
    )


def read(files: Files) -> Process:
    """The process that the files say, from their texts."""
    documents = [each for name, text in files.items() for each in read_documents(name, text)]
    project = Project(project="tadasu/1", log="example.com/x", database="d", base="none")
    return assemble((), documents, project)


def _beside(files: Files, about: str, rounds: int) -> Figure:
    ours, bare, spiff = "tadasu", "PyYAML alone", "SpiffWorkflow"

    def loading() -> None:
        for text in files.values():
            list(yaml.load_all(text, yaml.CSafeLoader))

    sides: dict[str, Turn] = {ours: lambda: timed(lambda: read(files))}
    sides[bare] = lambda: timed(loading)
    ratios, notes = [Ratio(ours, bare, "cost")], [f"{sum(map(len, files.values())):,} characters"]
    try:
        parse = parsing(len(files) // 2)
        sides[spiff] = lambda: timed(parse)
        ratios.append(Ratio(ours, spiff, "cost"))
    except MissingPeerError as missing:
        notes.append(str(missing))
    title = f"Read: {about}"
    return Figure("read", title, "process", take_turns(sides, rounds), ratios, notes)


def _reading(files: Files, workflows: int) -> Turn:
    return lambda: timed(lambda: read(files), workflows)


def _linting(made: Process, workflows: int) -> Turn:
    def turn() -> float:
        afresh = process_from(made.document)
        return timed(lambda: lint(afresh), workflows)

    return turn


def _deciding(process: Process, block: int) -> Turn:
    people = {"id": "P-1", "name": "A", "clerk": True}
    facts = {"subject": "x", "owner": "P-1", "amount": 5, "grade": "low"}
    held = Held(
        _case(process, "person", "active", "P-1", people),
        _case(process, "w1", "drafted", "W1-1", facts),
    )

    def step() -> None:
        setting = Setting(process, Scene(process, held, NOW, ZONE), "P-1", NOW, ZONE)
        assert move(setting, "W1-1", "check", MappingProxyType({})).events

    def work() -> None:
        for _ in islice(iter(int, 1), block):
            step()

    return lambda: timed(work, block)


def _case(
    process: Process, workflow: str, state: str, key: str, fields: Mapping[str, object]
) -> Case:
    return Case(
        key=key,
        workflow=workflow,
        process=process.digest,
        parent=None,
        state=state,
        version=1,
        opened_at=stamp(NOW),
        opened_by="P-1",
        entered_at=stamp(NOW),
        fields=fields,
    )
