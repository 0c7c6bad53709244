"""What is in force, judged again: the founding of a record, adoptions, and migrations."""

from collections.abc import Sequence
from dataclasses import replace

from tadasu.core.again import compare, compare_all
from tadasu.core.asked import stated_at_first
from tadasu.core.decide import open_case
from tadasu.core.deeds import Deed
from tadasu.core.events import CaseOpened, LogKeyed, LogRestored, ProcessAdopted
from tadasu.core.passed import Passed
from tadasu.core.setting import FOUNDER, workflow_of
from tadasu.core.standing import standing
from tadasu.core.then import Then
from tadasu.core.told import Told, differs, refused, unlawful
from tadasu.errors import NotFoundError, RefusalError, Text
from tadasu.rules.process import Process

ADOPT = Text(en="adopt the process", ja="プロセスを採用する")
KEEP = Text(en="keep the log", ja="ログを管理する")
FOUND = Text(en="found a record", ja="記録を作り始める")


def judge_founding(then: Then, request: Sequence[Told]) -> int:
    """The process and the first person with which a record begins: how many entries it takes."""
    first = request[0]
    opened = request[1].event if len(request) > 1 else None
    if not isinstance(first.event, ProcessAdopted) or not isinstance(opened, CaseOpened):
        unlawful(first, _NO_BEGINNING)
    process = then.processes(first.event.digest)
    then.clock = first.event.clock
    compare(first, _adopted(then, process, FOUNDER), None, process.digest, 1)
    return 1 + _judge_founder(then, request[1:], opened, process)


def _judge_founder(
    then: Then, request: Sequence[Told], opened: CaseOpened, process: Process
) -> int:
    person = request[0]
    if opened.workflow != process.people:
        differs(person, "data.workflow", opened.workflow, process.people)
    setting = then.setting(person, process.digest, "")
    workflow = workflow_of(setting, opened.workflow)
    try:
        given = stated_at_first(opened)
        decision = open_case(setting, workflow, opened.parent, given, founding=True)
    except (RefusalError, NotFoundError) as no:
        refused(person, no)
    compare_all(then, decision, request, process.digest)
    if person.actor != decision.case:
        differs(person, "actor", person.actor, decision.case)
    able = standing(replace(setting, actor=decision.case), FOUND)
    if workflow.adopt and able.reasons:
        refused(person, RefusalError(FOUND, able.reasons))
    return len(decision.deeds)


def judge_change(then: Then, request: Sequence[Told]) -> int:
    """An adoption with the cases that it takes along, or a migration: how many entries they are.

    The actor could adopt by the process in force, every case can go where it goes, no case that
    stays is stranded, and somebody can still adopt afterwards.
    """
    first, before = request[0], then.process
    adopted = first.event if isinstance(first.event, ProcessAdopted) else None
    then.check_person(first, before.digest)
    able = standing(then.setting(first, before.digest, first.actor), ADOPT)
    if able.reasons:
        refused(first, RefusalError(ADOPT, able.reasons))
    after = then.processes(adopted.digest) if adopted is not None else before
    if adopted is not None:
        if after.digest == before.digest:
            unlawful(first, _IN_FORCE)
        deed = _adopted(then, after, able.role)
        compare(first, deed, able.behalf, after.digest, first.statement.version)
    passed = Passed(then, before, after, request[1:] if adopted is not None else request)
    passed.judge(able.role, able.behalf)
    reasons = passed.stranding(first, adopting=adopted is not None)
    if reasons:
        refused(first, RefusalError(ADOPT, reasons))
    return (adopted is not None) + len(passed.migrations)


def judge_own(then: Then, each: Told, event: LogKeyed | LogRestored, *, founding: bool) -> int:
    """What is about the log itself: by its founder, or by somebody who may adopt; one entry.

    Whether the keys are the log's, and whether anything was lost, is not for the law to say.
    """
    digest = then.folded.process
    role, behalf = FOUNDER, None
    if not founding:
        then.check_person(each, digest)
        able = standing(then.setting(each, digest, each.actor), KEEP)
        if able.reasons:
            refused(each, RefusalError(KEEP, able.reasons))
        role, behalf = able.role, able.behalf
    compare(each, Deed("", event, role), behalf, digest, each.statement.version)
    return 1


def _adopted(then: Then, process: Process, role: str) -> Deed:
    event = ProcessAdopted(process.digest, len(process.document), then.clock)
    return Deed("", event, role)


_NO_BEGINNING = Text(
    en="a record begins with a process and the first person, in one request.",
    ja="記録は、プロセスの採用と最初の人の登録を一つの要求で行って始まります。",
)
_IN_FORCE = Text(
    en="this process was in force already.", ja="このプロセスはすでに採用されていました。"
)
