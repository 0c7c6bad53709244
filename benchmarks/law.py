"""Law: judging every act of a record again, beside the verification without it.

law             office.lawful.judged: every entry read, every act decided again as of its position
                on the cases folded so far, and compared with what was recorded
verify          office.inspection.verify without the law, of the same record
"""

from collections.abc import Callable

from benchmarks.lending import fill, founded
from benchmarks.measure import Figure, Place, Ratio, take_turns, timed
from tadasu.office.inspection import verify
from tadasu.office.lawful import judged
from tadasu.office.workspace import Workspace

LAW, VERIFY = "law", "verify"
LEAST_ROUNDS = 3


def measure(place: Place) -> Figure:
    """Seconds for one entry."""
    workspace, _ = founded(place.folder / "project", 0)
    with workspace:
        fill(workspace, place.scale.entries)
        sides = {LAW: _judging(workspace), VERIFY: _verifying(workspace)}
        series = take_turns(sides, max(LEAST_ROUNDS, place.scale.rounds // 2))
    return Figure(
        "law", "Law: judging a record again", "entry", series, [Ratio(LAW, VERIFY, "cost")]
    )


def _judging(workspace: Workspace) -> Callable[[], float]:
    def work() -> int:
        with workspace.journal.reading() as shelf:
            lawful = judged(workspace, shelf, lambda _done, _of: None)
            assert lawful.entries == shelf.head.size
            return shelf.head.size

    size = work()
    return lambda: timed(work, size)


def _verifying(workspace: Workspace) -> Callable[[], float]:
    def work() -> int:
        return verify(workspace, lambda _done, _of: None).size

    size = work()
    return lambda: timed(work, size)
