"""Writing: entries appended, the tree extended, the cases folded on, all in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tadasu.core.case import Case
from tadasu.core.events import OF_THE_LOG, CaseRefused, Event, ProcessAdopted
from tadasu.core.fold import evolve
from tadasu.core.folded import stamp_of
from tadasu.core.keeping import format_case
from tadasu.core.roll import Roll
from tadasu.errors import ConflictError, Text, UnavailableError
from tadasu.ledger.entry import EntryError, Statement, format_entry, format_statement
from tadasu.ledger.shape import moment
from tadasu.ledger.tree import Frontier, leaf_hash
from tadasu.store import questions as ask
from tadasu.store.line import Line
from tadasu.store.reminded import Reminded
from tadasu.store.shelf import Box, Head, Shelf
from tadasu.store.views import Row, link_rows, numbered, view_row

Sign = Callable[[Statement, str], Sequence[Mapping[str, object]]]
"""From a statement and its exact text to the signatures over it."""


def unsigned(_statement: Statement, _text: str) -> Sequence[Mapping[str, object]]:
    """No signature: the statement rests on somebody's word."""
    return ()


@dataclass(slots=True)
class _Draft:
    """What an append will write, before any of it is written."""

    frontier: Frontier
    process: str
    own: int | None = None
    """The version of the log's own last event, once asked for."""
    rows: list[dict[str, object]] = field(default_factory=list)
    changed: dict[str, Case] = field(default_factory=dict)


class Desk(Shelf):
    """Where one writer works: everything a shelf has, as of the lock, and the pen."""

    def __init__(self, line: Line) -> None:
        super().__init__(line, lock=True)
        self._counts: dict[tuple[str, str | None], int] = {}

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`; asked once."""
        if (workflow, parent) not in self._counts:
            self._counts[workflow, parent] = super().count(workflow, parent)
        return self._counts[workflow, parent]

    def append(
        self,
        written: Sequence[tuple[Statement, Event]],
        recorded_at: str,
        sign: Sign = unsigned,
    ) -> tuple[int, ...]:
        """Record the statements with their events, in order, at `recorded_at`; their positions.

        `sign` signs each statement's text, which is stored as it was signed.

        Raises ConflictError where a version does not follow or an id was used before,
        UnavailableError where an entry can't be written or the clock is behind the log,
        TamperError where the events cannot follow one another, and ValueError where a statement
        does not fit its event or this log. Nothing is kept of an append that raised.
        """
        self._refuse_old(recorded_at)
        self.cases({statement.case for statement, _ in written if statement.case})
        draft = _Draft(self._frontier, self.head.process)
        for statement, event in written:
            self._draft(draft, statement, event, recorded_at, sign)
        first = self.head.size
        if written:
            try:
                self._write(draft, recorded_at)
            except BaseException:
                # Half an append must not be committed by whoever catches this.
                self._line.undo()
                raise
        return tuple(range(first, self.head.size))

    @property
    def reminded(self) -> Reminded:
        """Who was reminded of what."""
        return Reminded(self._line)

    def seal(self, boxes: Mapping[str, Box]) -> None:
        """Keep locked, by commitment, what this transaction records."""
        rows = [
            {"commitment": committed, "subject": each.subject, "box": each.box}
            for committed, each in boxes.items()
        ]
        self._line.do_all(ask.INSERT_BOX, rows)

    def forget(self, subject: str) -> None:
        """Throw away all that is locked about a person."""
        self._line.do(ask.DELETE_BOXES, {"subject": subject})

    def replace_views(self, roll: Roll) -> None:
        """Throw all views and links away and keep those of the cases on `roll`."""
        self._line.do(ask.DELETE_CASES, {})
        self._line.do_all(ask.INSERT_CASE, list(numbered(roll)))
        self._line.do(ask.DELETE_LINKS, {})
        linked = [row for case in roll.cases.values() for row in link_rows(case).values()]
        self._line.do_all(ask.INSERT_LINK, linked)
        self._kept.clear()
        self._counts.clear()

    def _draft(
        self, draft: _Draft, statement: Statement, event: Event, recorded_at: str, sign: Sign
    ) -> None:
        key = statement.case
        before = draft.changed.get(key) or self._kept.get(key)
        _refuse_misplaced(self.head, draft, statement, event, before)
        if key:
            version = before.version if before else 0
        else:
            version = self.version("") if draft.own is None else draft.own
            draft.own = statement.version
        if statement.version != version + 1:
            raise _stale(key or statement.log)
        after = evolve(before, event, stamp_of(statement))
        if after is not None:
            draft.changed[key] = after
        if isinstance(event, ProcessAdopted):
            draft.process = event.digest
        entry = _entry(statement, recorded_at, sign)
        leaf = leaf_hash(entry)
        draft.rows.append(
            {
                "position": draft.frontier.size,
                "id": statement.id,
                "case_key": key,
                "version": statement.version,
                "kind": statement.kind,
                "recorded_at": recorded_at,
                "entry": entry,
                "leaf": leaf,
            }
        )
        draft.frontier = draft.frontier.append(leaf)

    def _write(self, draft: _Draft, recorded_at: str) -> None:
        self._line.do_all(ask.INSERT_ENTRY, draft.rows)
        frontier = draft.frontier
        changes = {
            "new_size": frontier.size,
            "new_frontier": frontier.to_bytes(),
            "new_recorded_at": recorded_at,
            "new_process": draft.process,
        }
        self._line.do(ask.UPDATE_HEAD, changes)
        self._keep(draft.changed)
        self._link(draft.changed)
        self._frontier = frontier
        self.head = Head(
            self.head.log, frontier.size, frontier.root.hex(), recorded_at, draft.process
        )
        self._kept.update(draft.changed)

    def _keep(self, changed: Mapping[str, Case]) -> None:
        opened: list[dict[str, object]] = []
        amended: list[dict[str, object]] = []
        moved: list[dict[str, object]] = []
        renamed: list[dict[str, object]] = []
        for key, case in changed.items():
            before = self._kept[key]
            if before is None:
                opened.append(view_row(case, self._number(case)))
                continue
            change: dict[str, object] = {
                "of": key,
                "new_due": case.due,
                "new_version": case.version,
                "new_body": format_case(case),
            }
            if case.workflow != before.workflow:
                # Its old number is free again.
                self._counts.pop((before.workflow, before.parent), None)
                place = {"new_workflow": case.workflow, "new_ordinal": self._number(case)}
                renamed.append({**change, **place, "new_state": case.state})
            elif case.state == before.state:
                amended.append(change)
            else:
                moved.append({**change, "new_state": case.state})
        self._line.do_all(ask.INSERT_CASE, opened)
        self._line.do_all(ask.AMEND_CASE, amended)
        self._line.do_all(ask.MOVE_CASE, moved)
        self._line.do_all(ask.RENAME_CASE, renamed)

    def _number(self, case: Case) -> int:
        """The case's number among the cases of its workflow under its parent, taken."""
        number = self.count(case.workflow, case.parent) + 1
        self._counts[case.workflow, case.parent] = number
        return number

    def _link(self, changed: Mapping[str, Case]) -> None:
        lost: list[Row] = []
        gained: list[Row] = []
        for key, case in changed.items():
            before, after = link_rows(self._kept[key]), link_rows(case)
            lost += [row for values, row in before.items() if values not in after]
            gained += [row for values, row in after.items() if values not in before]
        self._line.do_all(ask.DELETE_LINK, lost)
        self._line.do_all(ask.INSERT_LINK, gained)

    def _refuse_old(self, recorded_at: str) -> None:
        last = self.head.recorded_at
        if last and moment(recorded_at) < moment(last):
            raise UnavailableError(
                Text(
                    en=f"The clock says {recorded_at}, but the last entry is of {last}. "
                    "Nothing is written until the clock is right.",
                    ja=f"時計は {recorded_at} ですが、最後の記録は {last} です。"
                    "時計が直るまで何も書き込みません。",
                )
            )


def _refuse_misplaced(
    head: Head, draft: _Draft, statement: Statement, event: Event, before: Case | None
) -> None:
    """Refuse what verification would find wrong for ever; only a bug asks for it."""
    if statement.log != head.log or statement.kind != event.kind:
        raise ValueError(f"{statement.kind} of {statement.log} for {event.kind} of {head.log}")
    # A refused opening belongs to the log, since there is no case.
    own = isinstance(event, OF_THE_LOG) or (isinstance(event, CaseRefused) and before is None)
    if own != (statement.case == ""):
        raise ValueError(f"{event.kind} is not about {statement.case!r}")
    if draft.frontier.size == 0 and not isinstance(event, ProcessAdopted):
        raise ValueError(f"a log begins with an adoption, not with {event.kind}")


def _stale(what: str) -> ConflictError:
    return ConflictError(
        Text(
            en=f"{what} has changed since. Run it again.",
            ja=f"{what} はその後変わりました。もう一度実行してください。",
        )
    )


def _entry(statement: Statement, recorded_at: str, sign: Sign) -> bytes:
    try:
        text = format_statement(statement)
        return format_entry(text, recorded_at, sign(statement, text))
    except EntryError as wrong:
        raise UnavailableError(
            Text(
                en=f"This can't be recorded: {wrong}. Long texts belong into evidence files.",
                ja=f"記録できません({wrong})。長い文章は証跡ファイルにしてください。",
            )
        ) from wrong
