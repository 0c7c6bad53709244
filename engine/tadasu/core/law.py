"""The law held against a record: every act judged again, as of its position.

(1) The entries of one request stand together: what follows has an id and a cause that follow
    from the first, and the same actor, words and moment.
(2) No act lies before the entry before it was recorded, nor after its own recording.
(3) A record begins with a process and its first person; adoptions, migrations and what is about
    the log itself are by somebody who may adopt, and leave no case behind that cannot go on.
(4) Every act is decided again from what it states: by whom and when it was done, by the process
    of its case or, for an opening, by the one in force then. State, roles, rules, waivers,
    effects and automatic acts: what the law makes of it is on record, member by member, and
    nothing else is.
(5) Keys of people are enrolled and ended by themselves, or by whoever keeps keys.
(6) A refused attempt is by a person and changes nothing. Whether it would be refused again is
    not asked.

The first fault ends it, as UnlawfulError. Kinds that nobody here judges are counted, and named.
Pure and streaming: entries in, one by one; memory grows with the number of cases.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from tadasu.core.again import judge_act
from tadasu.core.enacted import judge_change, judge_founding, judge_own
from tadasu.core.events import (
    CaseAmended,
    CaseMigrated,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    EvidenceAttached,
    KeyCompromised,
    KeyEnrolled,
    KeyRetired,
    LogKeyed,
    LogRestored,
    ProcessAdopted,
    SubjectErased,
    WaiverGranted,
)
from tadasu.core.issued import DocumentIssued
from tadasu.core.rekeyed import judge_key
from tadasu.core.setting import AUTOMATIC, EFFECT
from tadasu.core.then import Processes, Then
from tadasu.core.told import Told, differs, told, unlawful
from tadasu.errors import Text
from tadasu.ledger.entry import Entry
from tadasu.ledger.shape import moment


@dataclass(frozen=True, slots=True)
class Lawful:
    """A record whose every act was lawful."""

    acts: int
    """Acts that were judged again."""
    entries: int
    """Entries that they made."""
    refused: int
    """Refused attempts; whether the law refuses them was not asked."""
    unjudged: Mapping[str, int]
    """By kind: entries that the law says nothing of here."""


class Law:
    """How far a record has been judged."""

    def __init__(self, processes: Processes) -> None:
        self._then = Then(processes)
        self._request: list[Told] = []
        self._touched: set[str] = set()
        """The cases of its entries that were judged."""
        self._recorded_at = ""
        self._acts = self._entries = self._refused = 0
        self._unjudged: Counter[str] = Counter()

    def take(self, position: int, entry: Entry) -> None:
        """Go on by an entry; UnlawfulError for the first act that was not lawful."""
        each = told(position, entry)
        if each.statement.cause is None:
            self._judge_request()
            self._request = []
        elif not self._request:
            unlawful(each, _NO_CAUSE)
        self._request.append(each)

    def close(self) -> Lawful:
        """Judge what is left; what came of it all."""
        self._judge_request()
        self._request = []
        return Lawful(self._acts, self._entries, self._refused, dict(self._unjudged))

    def _judge_request(self) -> None:
        rest: Sequence[Told] = self._request
        self._touched.clear()
        # (1)
        for number, each in enumerate(rest):
            _check_request(rest[0], each, number)
        # (2)
        for each in rest:
            self._check_moment(each)
        while rest:
            made = self._judge(rest)
            for each in rest[:made]:
                self._then.folded.take(each.statement)
                self._touched.add(each.statement.case)
            rest = rest[made:]

    def _check_moment(self, each: Told) -> None:
        at = each.statement.occurred_at
        if self._recorded_at and moment(at) < moment(self._recorded_at):
            unlawful(each, _late(at, self._recorded_at))
        if moment(at) > moment(each.recorded_at):
            unlawful(each, _early(at, each.recorded_at))
        if each is self._request[-1]:
            self._recorded_at = each.recorded_at

    def _judge(self, rest: Sequence[Told]) -> int:
        """Judge what stands first; how many entries it is."""
        first = rest[0]
        match first.event:
            case _ if first.position == 0:
                # (3)
                made = judge_founding(self._then, rest)
            case ProcessAdopted() | CaseMigrated():
                self._expect_first(first)
                made = judge_change(self._then, rest)
            case LogKeyed() | LogRestored() as event:
                founding = self._request[0].position == 0
                if not founding:
                    self._expect_first(first)
                made = judge_own(self._then, first, event, founding=founding)
            case (
                CaseOpened()
                | CaseAmended()
                | CaseMoved()
                | EvidenceAttached()
                | DocumentIssued()
                | WaiverGranted()
                | SubjectErased()
            ):
                # (4)
                self._expect_first(first)
                made = judge_act(self._then, rest)
            case KeyEnrolled() | KeyRetired() | KeyCompromised():
                # (5)
                founding = self._request[0].position == 0
                if not founding:
                    self._expect_first(first)
                made = judge_key(self._then, rest, founding=founding)
            case CaseRefused():
                # (6)
                self._expect_first(first)
                self._check_refused(first)
                self._refused += 1
                return 1
            case _:
                self._unjudged[first.statement.kind] += 1
                return 1
        # What is told of the log in its founding belongs to that act.
        self._acts += self._request[0].position > 0 or first.position == 0
        self._entries += made
        return made

    def _expect_first(self, each: Told) -> None:
        """One request is one act, or one opening or change for each of a workflow's cases."""
        first = self._request[0]
        if each is first:
            return
        if each.role in (EFFECT, AUTOMATIC):
            unlawful(each, _NOTHING_CAUSES)
        match first.event, each.event:
            case ((CaseOpened() | CaseAmended()), (CaseOpened() | CaseAmended())):
                changed = isinstance(each.event, CaseAmended)
                again = changed and each.statement.case in self._touched
                if not again and self._kind(first) == self._kind(each):
                    return
            case _:
                pass
        unlawful(each, _ANOTHER)

    def _kind(self, each: Told) -> tuple[str, str | None]:
        """The workflow of an entry's case, and its parent."""
        if isinstance(each.event, CaseOpened):
            return each.event.workflow, each.event.parent
        case = self._then.folded.case(each.statement.case)
        return (case.workflow, case.parent) if case is not None else ("", None)

    def _check_refused(self, each: Told) -> None:
        case = self._then.folded.case(each.statement.case)
        digest = case.process if case is not None else self._then.folded.process
        self._then.check_person(each, digest)
        if each.statement.process != digest:
            differs(each, "process", each.statement.process, digest)
        if each.role or each.statement.case not in ("", case.key if case is not None else ""):
            unlawful(each, _NO_ATTEMPT)


def judge(entries: Iterable[tuple[int, Entry]], processes: Processes) -> Lawful:
    """Judge a whole record, or raise UnlawfulError."""
    law = Law(processes)
    for position, entry in entries:
        law.take(position, entry)
    return law.close()


def _check_request(first: Told, each: Told, number: int) -> None:
    one, other = first.statement, each.statement
    follows = str(uuid5(UUID(one.id), str(number))) if number else one.id
    parts = (
        ("id", other.id, follows),
        ("cause", other.cause, one.id if number else None),
        ("actor", each.actor, first.actor),
        ("request", other.request, one.request),
        ("occurred_at", other.occurred_at, one.occurred_at),
        ("recorded_at", each.recorded_at, first.recorded_at),
    )
    for name, recorded, lawful in parts:
        if recorded != lawful:
            differs(each, name, recorded, lawful)


def _late(at: str, before: str) -> Text:
    return Text(
        en=f"it is said to have happened at {at}, before the entry before it ({before}).",
        ja=f"直前の記録({before})より前の {at} に行われたことになっています。",
    )


def _early(at: str, recorded: str) -> Text:
    return Text(
        en=f"it is said to have happened at {at}, after it was recorded ({recorded}).",
        ja=f"記録された時刻({recorded})より後の {at} に行われたことになっています。",
    )


_NO_CAUSE = Text(
    en="it names a cause, and none stands before it.",
    ja="原因となる要求が、その前にありません。",
)
_NOTHING_CAUSES = Text(
    en="no rule in force then makes this follow from the act.",
    ja="その時点の規則では、この行為に続いて起こることではありません。",
)
_ANOTHER = Text(
    en="one request is one act, and this is another.",
    ja="一つの要求で行えるのは一つの行為だけですが、別の行為が続いています。",
)
_NO_ATTEMPT = Text(
    en="a refused attempt names its case, or none, and no role.",
    ja="拒否された試みには、実在する案件(または空)と、空の役割が記録されます。",
)
