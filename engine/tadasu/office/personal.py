"""What is personal of a request: hidden from what is recorded, sealed, kept locked, and erased."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from unicodedata import normalize

from tadasu.core.deeds import Decision, Deed
from tadasu.core.events import SubjectErased
from tadasu.core.sealed import SEALED, Sealing, subjects
from tadasu.core.setting import Setting
from tadasu.errors import ConflictError, Text
from tadasu.ledger.entry import Statement
from tadasu.office.asks import Ask
from tadasu.office.clock import chance
from tadasu.office.strongbox import Openings, lock, new_key
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow
from tadasu.store.journal import Desk
from tadasu.store.subjects import SubjectKeys

SALT_BYTES = 32

HIDDEN: Mapping[str, object] = {SEALED: True}
"""Stands in the record of a request for a value that was or would have been sealed."""


def new_sealing() -> Sealing:
    """What seals the personal values of one request."""
    return Sealing(chance(SALT_BYTES))


def hidden(process: Process, workflow: object, ask: Ask) -> Ask:
    """What was asked of a case of `workflow`, without what is personal of it.

    Where anything of the workflow is personal, so may be what was stated under a wrong name.
    """
    found = process.workflows.get(str(workflow))
    if found is None:
        return ask
    words = dict(ask.words)
    named = _personal(found, ask.act)
    given = words.get("given")
    if any(named.values()) and isinstance(given, Mapping):
        words["given"] = {
            name: HIDDEN if named.get(name, True) else value for name, value in given.items()
        }
    transition = found.transitions.get(ask.act)
    if transition is not None and transition.personal and words.get("note") is not None:
        words["note"] = HIDDEN
    return replace(ask, words=words)


def _personal(workflow: Workflow, act: str) -> dict[str, bool]:
    """Which of the values that an act may state are personal."""
    specs = dict(workflow.facts)
    if act == "evidence" and workflow.evidence:
        specs = dict(workflow.evidence.fields)
    elif act in workflow.transitions:
        specs |= workflow.transitions[act].input
    return {name: bool(spec.personal) for name, spec in specs.items()}


def keep_sealed(desk: Desk, keys: SubjectKeys, setting: Setting, decision: Decision) -> None:
    """Lock what `decision`, which was just appended, has sealed; and forget what it erases."""
    openings = setting.sealing.openings
    if openings:
        found = dict(_subjects(desk, setting.process, decision.deeds))
        secrets = keys.obtain(set(found.values()), new_key)
        desk.seal(
            {
                committed: lock(openings[committed], committed, who, secrets[who])
                for committed, who in found.items()
            }
        )
    for subject in erased(decision):
        desk.forget(subject)


def _subjects(desk: Desk, process: Process, deeds: Iterable[Deed]) -> Iterable[tuple[str, str]]:
    for deed in deeds:
        case = desk.case(deed.case)
        if case is not None:
            yield from subjects(process.workflows[case.workflow], case, deed.event)


def erased(decision: Decision) -> list[str]:
    """The people about whom a decision erases everything."""
    return [deed.case for deed in decision.deeds if isinstance(deed.event, SubjectErased)]


def destroyed(keys: SubjectKeys, people: Iterable[str]) -> list[Text]:
    """Destroy the keys of `people`; what is left for others to do."""
    return [_unswept(person) for person in people if not keys.destroy(person)]


def refuse_other_words(
    openings: Openings, earlier: Iterable[Statement], words: Mapping[str, object]
) -> None:
    """Raise ConflictError where a repeated request states another personal value than before.

    What was erased since can't be compared any more.
    """
    given = words.get("given")
    stated = dict(given) if isinstance(given, Mapping) else {}
    stated |= {"note": words.get("note")}
    for statement in earlier:
        for committed in statement.sealed.values():
            opening = openings.opened(str(committed))
            if opening is not None and not _same(stated.get(opening.name), opening.value):
                raise ConflictError(_OTHER)


def _same(raw: object, value: str) -> bool:
    return isinstance(raw, str) and normalize("NFC", raw) == value


def _unswept(person: str) -> Text:
    return Text(
        en=f"The key of {person} is gone, but the server may hold its bytes until the owner of "
        "the database runs VACUUM FULL subject_key.",
        ja=f"{person} の鍵は削除しましたが、データベースの所有者が VACUUM FULL subject_key を実行する"
        "までは、サーバーに痕跡が残ることがあります。",
    )


_OTHER = Text(
    en="This request was used before, with another personal value.",
    ja="この要求は、個人に関する別の値ですでに使われています。",
)
