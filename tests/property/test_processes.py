"""Random processes, random histories: the law holds for all of them.

Some thousand acts by default; TADASU_FUZZ=100000 asks for more, TADASU_SEED takes others.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count, pairwise
from pathlib import Path
from random import Random  # noqa: TID251  (seeded, so that every run is the same)
from typing import Any

import pytest

from tadasu.core import records
from tadasu.core.deeds import Decision
from tadasu.core.events import to_data
from tadasu.core.setting import Setting
from tadasu.core.values import stamp
from tadasu.errors import RefusalError, TadasuError
from tadasu.office.statements import Author, adoption, statement, written
from tadasu.rules.process import Process, process_from
from tadasu.store.journal import Desk, Journal
from tadasu.store.line import Line
from tadasu.store.views import refold
from tests.property.process_generator import random_process
from tests.property.process_judge import Judge
from tests.property.process_play import Crowd, Play, Request, Step, result
from tests.unit.store.pen import new_id, verified

ACTS = 50
"""In each history."""
HISTORIES = max(12, int(os.environ.get("TADASU_FUZZ", "3000")) // ACTS)
SEED = int(os.environ.get("TADASU_SEED", "1"))
LOG = "random.example.jp/log"
LONG_AGO = "2026-05-01T00:00:00.000000Z"


@lru_cache(maxsize=200)
def history(seed: int) -> tuple[Play, tuple[Step, ...]]:
    """A random process, and what people did in it, step by step."""
    play = Play(random_process(seed))
    crowd = Crowd(Random(seed), play.world)  # noqa: S311  (no secret)
    first = crowd.begin()
    steps: list[Step] = []
    for _ in range(ACTS):
        request = first.pop(0) if first else crowd.ask()
        before = dict(play.world.held)
        outcome = result(request, request.setting(play.process, play.world))
        steps.append(Step(play.process, before, request, outcome))
        if isinstance(outcome, Decision):
            play.keep(request, outcome)
    return play, tuple(steps)


def histories(among: int = 1) -> Iterator[tuple[Play, tuple[Step, ...]]]:
    """All of them, or one `among` so many; where a test fails, the last seed is shown."""
    for seed in range(SEED, SEED + HISTORIES, among):
        print(seed, end=" ")  # noqa: T201
        yield history(seed)


@pytest.fixture(autouse=True)
def nothing_is_read_ungathered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guard reads and nobody gathered is no mere error of the guard here."""

    def fail(code: str, detail: str) -> None:
        raise AssertionError(f"{code}: {detail}")

    monkeypatch.setattr(records, "GuardError", fail)


def data(decision: Decision | TadasuError) -> object:
    """An outcome, to be compared."""
    if isinstance(decision, Decision):
        deeds = [(d.case, d.role, d.event.kind, to_data(d.event)) for d in decision.deeds]
        return deeds, decision.warnings, decision.behalf
    return type(decision), decision.text, getattr(decision, "reasons", ())


def test_there_is_something_of_everything() -> None:
    """Else the tests below would look at nothing."""
    seen: Counter[str] = Counter()
    for _, steps in histories():
        for step in steps:
            seen[type(step.outcome).__name__] += 1
            if isinstance(step.outcome, Decision):
                seen["behalf"] += step.outcome.behalf is not None
                for deed in step.outcome.deeds:
                    role = deed.role if deed.role in ("effect", "automatic") else "person"
                    seen[f"{role} {deed.event.kind}"] += 1
            elif isinstance(step.outcome, RefusalError):
                seen.update({reason.code for reason in step.outcome.reasons})
    print(seen)  # noqa: T201
    for what in (
        *("Decision", "RefusalError", "behalf", "policy", "role", "input", "state"),
        *("effect case.opened/1", "effect case.moved/1", "effect case.amended/1"),
        *("automatic case.moved/1", "person waiver.granted/1", "person evidence.attached/1"),
    ):
        assert seen[what] > 2, what


def test_what_happened_was_allowed_and_all_that_follows_happened() -> None:
    for _, steps in histories():
        for step in steps:
            if isinstance(step.outcome, Decision):
                Judge(step.process, step.request, step.outcome, dict(step.before)).hear()


def test_a_refusal_says_why_and_changes_nothing() -> None:
    for _, steps in histories():
        for step, after in pairwise(steps):
            no = step.outcome
            if isinstance(no, Decision):
                continue
            assert after.before == step.before
            assert no.text.en
            assert no.text.ja
            if isinstance(no, RefusalError):
                assert no.reasons
                for reason in no.reasons:
                    texts = (reason.title, reason.message, reason.remedy)
                    assert all(text.en and text.ja for text in texts), reason


def test_entries_tell_the_cases_and_decide_the_same_again() -> None:
    """Cases as supposed, as kept and as folded are one; so is what is decided, to the byte."""
    for play, steps in histories():
        assert play.folded() == play.world.held
        again = Play(process_from(play.process.document))
        for step in steps:
            setting = step.request.setting(again.process, again.world)
            outcome = result(step.request, setting)
            assert data(outcome) == data(step.outcome)
            if isinstance(outcome, Decision):
                again.keep(step.request, outcome)
                # Where nothing can follow from an act, nothing is supposed of its outcome.
                for deed in outcome.deeds if again.process.automatic else ():
                    assert setting.scene.case(deed.case) == again.world.held[deed.case]
        assert [each.data for each in again.told] == [each.data for each in play.told]


def gathered(setting: Setting) -> Setting:
    """The same where everything there is was asked for beforehand."""
    scene, process = setting.scene, setting.process
    for name in process.workflows:
        scene.fetch_every(name)
        keys = scene.every_key(name) or ()
        scene.fetch(keys)
        for child in process.children[name].values():
            scene.fetch_children(keys, child)
        for source, path in process.inverses[name].values():
            scene.fetch_referrers(keys, source, path)
    return setting


def test_a_decision_that_gathered_everything_is_the_same() -> None:
    for _, steps in histories():
        for step in steps:
            setting = gathered(step.request.setting(step.process, step.world))
            assert data(result(step.request, setting)) == data(step.outcome)


def test_what_why_calls_possible_can_be_done_and_nothing_else() -> None:
    for _, steps in histories():
        for step in steps:
            request, outcome = step.request, step.outcome
            if request.act != "move":
                continue
            setting = request.setting(step.process, step.world)
            said = result(request, setting, probing=True)
            if not isinstance(said, Decision):
                waivable = [r.waivable_by for r in getattr(said, "reasons", ())]
                assert not isinstance(outcome, Decision) or (any(waivable) and request.grants)
                continue
            workflow = step.process.workflows[step.before[request.on or ""].workflow]
            act = workflow.transitions[request.name]
            if not (act.facts or act.input or request.grants):
                assert data(outcome) == data(said)


def adopted(journal: Journal, process: Process) -> None:
    event = adoption(process, simulated=True)
    with journal.writing() as desk:
        words = statement(
            Author("P-1", new_id(), "0" * 64),
            desk.head,
            event,
            case="",
            version=1,
            process=process.digest,
            role="founder",
            at=LONG_AGO,
            ordinal=0,
        )
        desk.append([(words, event)], LONG_AGO)


def write(desk: Desk, request: Request, process: Process) -> Decision:
    """Decide on what the store says, and record it."""
    decision = request.decide(request.setting(process, desk))
    author, at = Author(request.actor, new_id(), "0" * 64), stamp(request.now)
    desk.append(written(decision, author, desk, process.digest, at, first=0), at)
    return decision


def test_a_store_keeps_all_of_a_decision_or_nothing(tmp_path: Path) -> None:
    for number, (play, steps) in enumerate(histories(among=8)):
        journal = Journal.create(f"sqlite:///{tmp_path}/{number}.db", LOG)
        adopted(journal, play.process)
        size = 1
        for step in steps:
            if not isinstance(step.outcome, Decision):
                continue
            if len(step.outcome.deeds) > 1:
                fails_everywhere(journal, step, size)
            with journal.writing() as desk:
                assert data(write(desk, step.request, play.process)) == data(step.outcome)
            size += len(step.outcome.deeds)
        assert verified(journal).size == size
        with journal.reading() as shelf:
            assert refold(shelf).cases == play.world.held
            assert shelf.cases(list(play.world.held)) == play.world.held
        journal.close()


class BrokenError(Exception):
    """The database fails."""


def fails_everywhere(journal: Journal, step: Step, size: int) -> None:
    """Let each statement of the decision fail in turn: nothing of it is there."""
    for number in count(1):
        with broken(number) as spoken, pytest.raises(BrokenError):
            write_and_fail(journal, step)
        with journal.reading() as shelf:
            assert shelf.head.size == size
            keys = {*step.before, *(deed.case for deed in step.deeds)}
            assert shelf.cases(list(keys)) == step.before
        if spoken[0] < number:
            return


def write_and_fail(journal: Journal, step: Step) -> None:
    with journal.writing() as desk:
        write(desk, step.request, step.process)
        raise BrokenError


@contextmanager
def broken(number: int) -> Iterator[list[int]]:
    """Let the so-manieth statement fail that is spoken to the database."""
    spoken, do, do_all = [0], Line.do, Line.do_all

    def failing(speak: Callable[..., None]) -> Any:
        def say(self: Line, *words: Any) -> None:
            spoken[0] += 1
            if spoken[0] == number:
                raise BrokenError
            speak(self, *words)

        return say

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Line, "do", failing(do))
        patch.setattr(Line, "do_all", failing(do_all))
        yield spoken
