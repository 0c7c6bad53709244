"""What a bundle takes from the log, found in one pass over its entries."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tadasu.bundle.openings import format_revealed
from tadasu.core.events import CaseOpened, EvidenceAttached, ProcessAdopted, parse_event
from tadasu.core.issued import DocumentIssued
from tadasu.errors import NotFoundError, Text
from tadasu.ledger.entry import Statement, parse_entry
from tadasu.office.strongbox import Openings
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow
from tadasu.store.journal import Shelf

NOTE = "note"


@dataclass(slots=True)
class Gathered:
    """The entries up to a checkpoint, and what those that were chosen name."""

    entries: list[bytes] = field(default_factory=list)
    definitions: dict[str, None] = field(default_factory=dict)
    """Digests of processes."""
    evidence: dict[str, None] = field(default_factory=dict)
    """SHA-256 of files."""
    openings: bytes = b""
    only: Collection[int] | None = None
    """The positions of a part of the log; None for the whole."""


@dataclass(slots=True)
class _Family:
    """A case and all below it, with whoever acted there; None of it where all is wanted."""

    root: str
    keys: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    positions: dict[str, list[int]] = field(default_factory=dict)

    def see(self, position: int, statement: Statement, parent: str | None) -> None:
        """The next entry; `parent` is that of the case that it opens."""
        if statement.case == self.root or parent in self.keys:
            self.keys.add(statement.case)
        if statement.case in self.keys:
            self.taken.add(position)
            self.people |= {str(v) for k, v in statement.actor.items() if k in ("id", "for")}
        elif not statement.case or statement.kind.startswith("key."):
            self.taken.add(position)
        self.positions.setdefault(statement.case, []).append(position)

    def whole(self) -> set[int]:
        """Every position: where one entry of a case is taken all are, since cases have no gaps."""
        held = self.positions.items()
        keyed = {key for key, own in held if key and not self.taken.isdisjoint(own)}
        return self.taken.union(*(self.positions.get(key, ()) for key in self.people | keyed))


def gather(
    shelf: Shelf, size: int, root: str | None, reveal: Sequence[str], openings: Openings
) -> Gathered:
    """The first `size` entries; of them the case `root` and what belongs to it, or all.

    `reveal` names what may be opened: WORKFLOW.FIELD, or WORKFLOW.note.
    """
    found, family = Gathered(), _Family(root) if root is not None else None
    named: list[tuple[int, str, bool]] = []
    sealed: list[tuple[int, str]] = []
    workflows: dict[str, str] = {}
    for row in shelf.rows():
        if row.position == size:
            break
        found.entries.append(row.entry)
        statement = parse_entry(row.entry).statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, CaseOpened):
            workflows[statement.case] = event.workflow
        if family is not None:
            parent = event.parent if isinstance(event, CaseOpened) else None
            family.see(row.position, statement, parent)
        if isinstance(event, ProcessAdopted):
            named.append((row.position, event.digest, True))
        elif isinstance(event, EvidenceAttached | DocumentIssued):
            named.append((row.position, event.sha256, False))
        kind = workflows.get(statement.case, "")
        sealed += ((row.position, each) for each in _revealed(statement, kind, reveal))
    found.only = family.whole() if family is not None else None
    for position, sha, process in named:
        if found.only is None or position in found.only:
            (found.definitions if process else found.evidence)[sha] = None
    chosen = (one for at, one in sealed if found.only is None or at in found.only)
    found.openings = b"".join(_lines(chosen, openings))
    return found


def check_revealed(process: Process, reveal: Iterable[str]) -> None:
    """Raise NotFoundError for a name that is no personal field of the process."""
    known = sorted(
        f"{name}.{each}"
        for name, workflow in process.workflows.items()
        for each in _personal(workflow)
    )
    for name in reveal:
        if name not in known:
            listed = ", ".join(known) or "-"
            raise NotFoundError(
                Text(
                    en=f"{name} is nothing personal; there is: {listed}.",
                    ja=f"{name} は個人に関する項目ではありません。あるのは {listed} です。",
                )
            )


def _personal(workflow: Workflow) -> set[str]:
    evidence = workflow.evidence.fields if workflow.evidence else {}
    acts = workflow.transitions.values()
    specs = [*workflow.facts.items(), *evidence.items()]
    specs += (pair for act in acts for pair in act.input.items())
    names = {name for name, spec in specs if spec.personal}
    return names | ({NOTE} if any(act.personal for act in acts) else set())


def _revealed(statement: Statement, workflow: str, reveal: Sequence[str]) -> Iterator[str]:
    for path, committed in statement.sealed.items():
        if f"{workflow}.{path.rpartition('.')[2]}" in reveal:
            yield str(committed)


def _lines(commitments: Iterable[str], openings: Openings) -> Iterator[bytes]:
    for committed, opening in openings.find(list(dict.fromkeys(commitments))).items():
        yield format_revealed(committed, opening)
