"""What guards find in records: the built-in members with what each means, for the reference."""

from collections.abc import Callable, Iterator, Mapping

from tadasu.guard.types import EnumOf, ListOf, RecordOf, Scalar, Type
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.process import assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents

_SAMPLE = """\
workflow: person
title: {en: Person, ja: 人}
people: true
key: "P-{n}"
open: {by: []}
states: {active: {title: {en: Active, ja: 在籍}}}
---
workflow: whole
title: {en: Whole, ja: 全体}
key: "W-{n}"
open: {by: []}
states: {active: {title: {en: Active, ja: 有効}}}
---
workflow: part
title: {en: Part, ja: 部分}
plural: parts
parent: whole
key: "{parent}-{n}"
open: {by: []}
evidence: {by: [], in: [active]}
states:
  active: {title: {en: Active, ja: 有効}, stages: {first: {en: First, ja: 最初}}}
transitions:
  act: {title: {en: Act, ja: 行う}, from: active, by: []}
"""

_RECORDS = {
    "part": "case",
    "whole": "case",
    "person": "person",
    "part.did": "history",
    "part.round": "round",
    "part.evidence": "evidence",
    "part.act.input": "input",
}
"""What the sample's records are called on the page."""

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "case": {
        "key": "Its key.",
        "state": "The state that it is in.",
        "stage": "Where it stands within a state that has stages.",
        "round": "The number of the present round, from 1.",
        "rounds": "The rounds that have ended, earliest first.",
        "opened_at": "When it was opened.",
        "opened_by": "Who opened it.",
        "openers": "Who opened it, and in whose name.",
        "entered_at": "When it came to its state.",
        "due": "The day by which it should have left its state.",
        "days_late": "How many days it is overdue today; 0 where it isn't.",
        "parent": "The case that it belongs to.",
        "did": "What was done in this round, by transition: `case.did.act`.",
        "ever": "What was ever done, by transition: `case.ever.act`.",
        "evidence": "The files attached to it.",
        "waivers": "The waivers granted on it.",
        "refused": "How often an act on it was refused.",
        "warned": "How often an act on it was warned of.",
    },
    "done": {
        "count": "How often it was done; what is being done now does not count yet.",
        "by": "Everybody who did it, and in whose name it was done, once each.",
        "voices": "Everybody in whose name it was done, once each: count these for a quorum.",
        "actor": "Who did it last.",
        "at": "When it was done last.",
    },
    "round": {
        "round": "Its number, from 1.",
        "ended_at": "When it ended.",
        "did": "What was done in it.",
        "stage": "The stage as it was then; so is every fact.",
    },
    "evidence": {
        "key": "Its key.",
        "name": "The file's name.",
        "sha256": "The file's SHA-256.",
        "size": "The file's size in bytes.",
        "media_type": "What kind of file it is, such as image/jpeg.",
        "attached_at": "When it was attached.",
        "collector": "Who attached it.",
        "collectors": "Who attached it, and in whose name.",
    },
    "waiver": {
        "key": "Its key.",
        "policy": "The rule that is set aside.",
        "act": "The act for which it is set aside.",
        "reason": "Why.",
        "measure": "What is done in the rule's place.",
        "until": "The last day on which it counts.",
        "grantor": "Who granted it.",
        "grantors": "Who granted it, and in whose name.",
        "granted_at": "When it was granted.",
    },
    "requirement": {
        "key": "Standard and clause, such as iso27001-2022:9.2.2.",
        "standard": "The standard's name.",
        "clause": "The clause's number.",
        "kind": "Whether it is a clause or a control.",
    },
}
"""Record → built-in member → what it means."""

NAMES = {
    "case": "the case: in rules as it would be afterwards, in roles as it is",
    "old": "the case as it is before the act",
    "input": "what the act is told besides facts",
    "actor": "the person who acts",
    "role": "the name of the role that is asked for",
    "params": "the parameters",
    "all": "all cases by workflow: `all.loan`; `all.requirement`: all clauses of the standards",
    "now": "the moment",
    "today": "the day of `now` in the project's time zone",
}
"""What the names in scope stand for."""

PLACES: Mapping[str, Callable[[Compiler], Scope]] = {
    "guards of roles": lambda compiler: compiler.entitling("part"),
    "rules of `open` and `evidence`": lambda compiler: compiler.acting("part", "open"),
    "rules of `change`": lambda compiler: compiler.acting("part", "change"),
    "rules, targets and effects of a transition": lambda compiler: compiler.acting("part", "act"),
    "`due`, `derive`, `conditions`, `automatic`, checklists": lambda compiler: compiler.watching(
        "part"
    ),
    "`acts_for`": lambda compiler: compiler.standing_in(),
}
"""Where expressions stand, and what the compiler lets them use there."""


def compiler() -> Compiler:
    """A compiler of a process that has every built-in member."""
    settings = {"project": "tadasu/1", "log": "example.com/x", "database": "x", "base": "none"}
    project = Project.model_validate(settings)
    return Compiler(assemble((), read_documents("sample.yaml", _SAMPLE), project))


def members(made: Compiler) -> Iterator[tuple[str, str, str, bool, str]]:
    """Record, member, type, whether it may be absent, meaning; KeyError for one without it."""
    for record, sample in {
        **dict.fromkeys(MEANINGS),
        "case": "part",
        "round": "part.round",
    }.items():
        name = sample or (f"part.{record}" if record == "evidence" else record)
        for member, promised in made.schema[name].items():
            meaning = MEANINGS[record][member]
            yield record, member, shown(promised.type), promised.optional, meaning


def scopes(made: Compiler) -> Iterator[tuple[str, list[str]]]:
    """Each place with the names in scope there."""
    for place, scope in PLACES.items():
        yield place, [name for name in NAMES if name in scope(made).names]


def shown(kind: Type) -> str:
    """A type as the page writes it."""
    match kind:
        case Scalar():
            return kind.value
        case EnumOf():
            return "enum"
        case ListOf(item):
            return f"list({shown(item)})"
        case RecordOf(name):
            return _RECORDS.get(name, name)
