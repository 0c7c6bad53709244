"""The law: what someone wants to do becomes events, or a RefusalError with every reason.

Pure: values in, events out; the scene may ask its source for cases and does nothing else. An act
brings about what follows from it: the effects of its transitions, each judged like an act, and
then every automatic transition whose guard came to hold. All of it happens, or nothing does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from tadasu.core.amending import amend_one, attach_one, erase_one
from tadasu.core.automatic import ready
from tadasu.core.case import Case, Stamp
from tadasu.core.deeds import Decision, Deed, Heard
from tadasu.core.effects import effects, sets_off
from tadasu.core.events import Note
from tadasu.core.fold import evolve
from tadasu.core.issued import DocumentIssued
from tadasu.core.issuing import issue_one
from tadasu.core.moving import Manner, move_one
from tadasu.core.objections import about, endless, taken, unworkable
from tadasu.core.opening import open_one
from tadasu.core.setting import FOUNDER, Setting
from tadasu.core.values import File, stamp
from tadasu.core.waive import Grant
from tadasu.core.wishes import Amend, Erase, Move, Open, Wish
from tadasu.errors import ConflictError, Reason, RefusalError
from tadasu.guard.guard import GuardError
from tadasu.rules.workflow import Workflow

MOST_DEEDS = 2_000
"""Events that one act may bring about."""


def open_case(
    setting: Setting,
    workflow: Workflow,
    parent: str | None,
    given: Mapping[str, object],
    *,
    founding: bool = False,
) -> Decision:
    """Open a case of `workflow`; `founding` opens the first person, by himself or herself."""
    if founding:
        heard = open_one(setting, workflow, parent, given, FOUNDER)
        return _whole(replace(setting, actor=heard.deeds[0].case), heard)
    return _whole(setting, open_one(setting, workflow, parent, given))


def amend(setting: Setting, key: str, given: Mapping[str, object]) -> Decision:
    """State, change or clear facts of a case, where its state lets the actor."""
    return _whole(setting, amend_one(setting, key, given))


def attach(setting: Setting, key: str, file: File, given: Mapping[str, object]) -> Decision:
    """Make a file evidence of a case; evidence is only ever added."""
    return _whole(setting, attach_one(setting, key, file, given))


def issue(setting: Setting, key: str, document: DocumentIssued) -> Decision:
    """Record that a document about a case was handed out."""
    return _whole(setting, issue_one(setting, key, document))


def move(
    setting: Setting,
    key: str,
    name: str,
    given: Mapping[str, object],
    *,
    note: Note = None,
    grants: Sequence[Grant] = (),
    cosigner: str | None = None,
    probing: bool = False,
) -> Decision:
    """Make a transition, or raise RefusalError; with `probing`, as if all were stated.

    `cosigner` is the person who signs beside the actor, where the transition asks for one.
    """
    heard = move_one(setting, key, name, given, Manner(note, grants, probing, cosigner=cosigner))
    if probing and heard.lacking:
        return _alone(heard)
    return _whole(setting, heard)


def _whole(setting: Setting, heard: Heard) -> Decision:
    """The act with what follows from it, worked out only where something can."""
    event = heard.deeds[-1].event
    if setting.process.automatic or sets_off(setting, heard.before, event):
        return _Course(setting, heard).whole()
    return _alone(heard)


def _alone(heard: Heard) -> Decision:
    return Decision(heard.deeds[0].case, heard.deeds, heard.warnings, heard.behalf)


class _Course:
    """What one act brings about, step by step, on the scene as it becomes."""

    def __init__(self, setting: Setting, heard: Heard) -> None:
        self._setting = replace(setting, behalf=heard.behalf)
        self._heard = heard
        self._deeds: list[Deed] = []
        self._warnings: list[Reason] = []

    def whole(self) -> Decision:
        """The act, its effects, and what then happens by itself."""
        heard = self._heard
        self._take(heard)
        self._fire()
        return Decision(
            heard.deeds[0].case, tuple(self._deeds), tuple(self._warnings), heard.behalf
        )

    def _take(self, heard: Heard) -> None:
        """Let it happen on the scene, then whatever it sets off."""
        setting, case = self._setting, heard.before
        for deed in heard.deeds:
            case = evolve(case, deed.event, _stamp(setting, deed.case, case))
        if case is None:
            raise AssertionError(heard.deeds)
        if heard.before is None:
            setting.scene.arrived(case)
        else:
            setting.scene.suppose(case)
        self._deeds += heard.deeds
        self._warnings += heard.warnings
        if len(self._deeds) > MOST_DEEDS:
            raise RefusalError(self._heard.attempt, [endless(MOST_DEEDS)])
        try:
            for wish in effects(setting, heard.before, case, heard.deeds[-1].event):
                self._carry_out(wish)
        except GuardError as wrong:
            raise RefusalError(self._heard.attempt, [unworkable(case.key, wrong)]) from wrong

    def _carry_out(self, wish: Wish) -> None:
        setting = self._setting
        try:
            match wish:
                case Open():
                    workflow = setting.process.workflows[wish.workflow]
                    heard = open_one(setting, workflow, wish.parent, wish.values, wish.role)
                case Move():
                    manner = Manner(role=wish.role)
                    heard = move_one(setting, wish.key, wish.transition, wish.values, manner)
                case Amend():
                    setting.scene.fetch([wish.key])
                    case = setting.scene.case(wish.key)
                    held = case.fields if case is not None else {}
                    new = {k: v for k, v in wish.values.items() if held.get(k) != v}
                    if not new:
                        return
                    heard = amend_one(setting, wish.key, new, wish.role)
                case Erase():
                    heard = erase_one(setting, wish.key, wish.act, wish.role)
                case _:
                    assert_never(wish)
        except RefusalError as no:
            reasons = [about(no.attempt, one) for one in no.reasons]
            raise RefusalError(self._heard.attempt, reasons) from no
        except ConflictError as clash:
            raise RefusalError(self._heard.attempt, [taken(clash.text)]) from clash
        self._take(heard)

    def _fire(self) -> None:
        """Make every automatic transition that is ready, until none is."""
        tried: set[tuple[str, str]] = set()
        while True:
            touched = list(dict.fromkeys(deed.case for deed in self._deeds))
            wishes = (
                wish
                for wish in ready(self._setting, touched)
                if (wish.key, wish.transition) not in tried
            )
            wish = next(wishes, None)
            if wish is None:
                return
            tried.add((wish.key, wish.transition))
            before = self._setting.scene.kept(), len(self._deeds), len(self._warnings)
            try:
                self._carry_out(wish)
            except RefusalError:
                # A rule holds it up: it waits, and `why` tells for what.
                scene, deeds, warnings = before
                self._setting.scene.restore(scene)
                del self._deeds[deeds:], self._warnings[warnings:]


def _stamp(setting: Setting, key: str, case: Case | None) -> Stamp:
    version = case.version + 1 if case is not None else 1
    at, process = stamp(setting.now), setting.process.digest
    return Stamp(key, version, process, at, setting.actor, setting.behalf)
