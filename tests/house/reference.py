"""The reference of every key and function, made from the models; run as a program, it writes it.

The Japanese page holds the same texts through `reference.ja.json`, English → Japanese: a text that
changes has no translation any more, and the page can't be made until it has.
"""

import json
import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from tadasu.guard.functions import FUNCTIONS, Function
from tadasu.rules import allowance, calendar, catalogue, given, parameters, plan, project, words
from tadasu.rules.attributes import notes
from tadasu.rules.calendar import Calendar
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.form import Form
from tadasu.rules.parameters import Parameters
from tadasu.rules.plan import Migration
from tadasu.rules.policy import Policy
from tadasu.rules.project import Project
from tadasu.rules.sheet import Sheet
from tadasu.rules.trial import Trials
from tadasu.rules.words import Part
from tadasu.rules.workflow import Workflow
from tests.house.members import NAMES, compiler, members, scopes
from tests.house.rooms import ROOT

DOCUMENTS: Mapping[str, type[Part]] = {
    "workflow: NAME": Workflow,
    "policy: ID": Policy,
    "parameters:": Parameters,
    "calendar: NAME": Calendar,
    "standard: NAME": Standard,
    "checklist: NAME": Checklist,
    "form: NAME": Form,
    "sheet: NAME": Sheet,
    "tadasu.yaml": Project,
    "tests/*.yaml": Trials,
    "migration:": Migration,
}
"""What a document begins with, or the file that it is, and its model."""

KINDS = (
    (
        words.Words,
        "{en, ja}",
        "A text in English and in Japanese; neither may be missing or blank.",
    ),
    (words.NonBlank, "text", "A text that isn't blank."),
    (words.Expression, "expression", "An expression of the guard language."),
    (words.Id, "name", "Small letters, digits and _, beginning with a letter; at most 64."),
    (plan.FieldPath, "path", "FIELD, LIST.FIELD in the rows of a list, or evidence.FIELD."),
    (words.PolicyId, "rule id", "Such as E-01; at most 64 characters."),
    (words.CatalogueId, "id", "Small letters, digits, dots and hyphens; at most 64."),
    (words.Value, "choice", "Small letters, digits, _ and hyphens; at most 64."),
    (words.Whole, "number", "A whole number of at most 15 digits."),
    (calendar.Day, "day", "A day such as 2026-04-01."),
    (given.Day, "day", "A day such as 2026-04-01."),
    (
        given.Moment,
        "time",
        "A day, or a day and a time: 2026-04-01T09:30; the zone is the project's.",
    ),
    (parameters.Stated, "setting", "One value, or the rows of a table."),
    (catalogue.Given, "fact", "A text, one in both languages, a list of texts, true or false."),
    (project.Origin, "origin", "A host name and a path, such as example.com/records."),
    (allowance.Code, "code", "A code of lint, T100 to T199."),
    (Any, "anything", "A value as the type of the field or parameter reads it."),
    (bool, "true/false", "true or false, without quotes."),
)
"""The values that stand in the tables: type, what it is called, what it may be."""

_GROUPS: Mapping[str, Callable[[Function], bool]] = {
    "Of CEL": lambda one: one.standard,
    "Ours": lambda one: not one.standard,
}

Say = Callable[[str], str]


class UntranslatedError(LookupError):
    """Texts that `reference.ja.json` doesn't know, and ones that it needn't."""


def pages() -> dict[str, str]:
    """Both pages by their path in the checkout."""
    japanese = _japanese()
    wanted: dict[str, str] = {}
    english = _page(lambda text: wanted.setdefault(text, text))
    missing = [text for text in wanted if text not in japanese]
    stale = [text for text in japanese if text not in wanted]
    if missing or stale:
        raise UntranslatedError("\n".join([*missing, "-- not needed:", *stale]))
    return {"docs/reference.md": english, "docs/reference.ja.md": _page(japanese.__getitem__)}


@cache
def _japanese() -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads(
        (ROOT / "tests" / "house" / "reference.ja.json").read_text("utf-8")
    )
    return found


def _page(say: Say) -> str:
    return "\n".join(_lines(say)) + "\n"


def _lines(say: Say) -> Iterator[str]:
    yield f"# {say('Reference')}"
    yield ""
    yield say(
        "Every key, every name in guards, every function. This page is made from the program by"
        " `make schemas`; how it all fits together is told in"
        " [writing-a-process.md](writing-a-process.md)."
    )
    yield ""
    yield say(
        "Keys marked ● must be there. Where a list may be, one that stands alone needs no brackets"
        " if the table says so: `name or list of name`."
    )
    yield from _kinds(say)
    seen: set[type[Part]] = set()
    for begins, model in DOCUMENTS.items():
        yield from ("", f"## `{begins}`")
        for part in parts(model):
            if part not in seen:
                seen.add(part)
                yield from _keys(part, say, headed=part is not model)
    yield from _names(say)
    yield from _members(say)
    yield from _functions(say)


def _kinds(say: Say) -> Iterator[str]:
    yield from ("", f"## {say('Values')}", "", f"| {say('written')} | {say('what it may be')} |")
    yield "|---|---|"
    for name, meaning in dict.fromkeys((name, meaning) for _, name, meaning in KINDS):
        yield f"| {say(name)} | {say(meaning)} |"


def parts(model: type[Part]) -> Iterator[type[Part]]:
    """A model and those that its fields hold, each before those inside it."""
    queue = [model]
    for part in queue:
        yield part
        for hint in get_type_hints(part, include_extras=True).values():
            queue += [one for one in _inside(hint) if one not in queue]


def _inside(hint: Any) -> Iterator[type[Part]]:
    if isinstance(hint, type) and issubclass(hint, Part):
        if hint is not words.Words:
            yield hint
        return
    for part in get_args(hint):
        if not isinstance(part, str):
            yield from _inside(part)


def _keys(model: type[Part], say: Say, *, headed: bool) -> Iterator[str]:
    if headed:
        yield from ("", f"### {model.__name__}")
    yield from ("", say((model.__doc__ or "").strip().split("\n\n")[0]), "")
    yield f"| {say('key')} | {say('value')} | {say('otherwise')} | {say('meaning')} |"
    yield "|---|---|---|---|"
    hints, told = get_type_hints(model, include_extras=True), notes(model)
    for name, field in model.model_fields.items():
        key = f"`{field.alias or name}`" + (" ●" if field.is_required() else "")
        cells = (key, _shown(hints[name], say), _default(field), say(told[name]))
        yield f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is PydanticUndefined or value is None or isinstance(value, Part) or value in ((), {}):
        return ""
    return f"`{json.dumps(value) if isinstance(value, bool) else value}`"


def _shown(hint: Any, say: Say) -> str:
    """A type as the tables name it; TypeError for one that they have no name for."""
    for kind, name, _ in KINDS:
        if hint == kind:
            return say(name)
    if isinstance(hint, type) and issubclass(hint, Part):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if hint is str:
        return say("text")
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        inputs = [getattr(each, "json_schema_input_type", PydanticUndefined) for each in inner[1:]]
        given = next((one for one in inputs if one is not PydanticUndefined), inner[0])
        return _shown(given, say)
    if origin is Literal:
        return " · ".join(f"`{value}`" for value in inner)
    if origin in (Union, types.UnionType):
        return f" {say('or')} ".join(_shown(one, say) for one in inner if one is not type(None))
    if origin is tuple:
        return say("list of X").replace("X", _shown(inner[0], say))
    if origin is dict:
        return f"{_shown(inner[0], say)} → {_shown(inner[1], say)}"
    raise TypeError(hint)


def _names(say: Say) -> Iterator[str]:
    yield from ("", f"## {say('Names in guards')}", "")
    yield f"| {say('name')} | {say('meaning')} |"
    yield "|---|---|"
    for name, meaning in NAMES.items():
        yield f"| `{name}` | {say(meaning)} |"
    yield from ("", f"| {say('place')} | {say('names')} |", "|---|---|")
    for place, names in scopes(compiler()):
        yield f"| {say(place)} | {' '.join(f'`{name}`' for name in names)} |"
    yield ""
    yield say(
        "Besides them the variable of `each`, in rules and effects, and the names that the"
        " workflow defines; where `actor` is missing, only those that don't read it."
    )


def _members(say: Say) -> Iterator[str]:
    yield from ("", f"## {say('Members of records')}", "")
    yield say(
        "Besides the declared fields, derived fields, conditions, the lists of children"
        " (`plural`) and of cases that refer to it (`inverse`). One marked ? may be absent: ask"
        " `has()` first."
    )
    last = ""
    for record, member, kind, optional, meaning in members(compiler()):
        if record != last:
            yield from ("", f"### `{record}`", "")
            yield f"| {say('member')} | {say('type')} | {say('meaning')} |"
            yield "|---|---|---|"
            last = record
        yield f"| `{member}`{' ?' if optional else ''} | {kind} | {say(meaning)} |"


def _functions(say: Say) -> Iterator[str]:
    yield from ("", f"## {say('Functions')}", "")
    yield say("Every example is true for the audit in the tests.")
    for group, belongs in _GROUPS.items():
        yield from ("", f"### {say(group)}", "")
        yield f"| {say('function')} | {say('meaning')} | {say('example')} |"
        yield "|---|---|---|"
        for one in FUNCTIONS:
            if belongs(one):
                meaning, example = say(one.summary), _cell(one.example)
                yield f"| `{_cell(one.signature)}` | {meaning} | `{example}` |"


def write() -> None:
    """Write both pages."""
    for name, text in pages().items():
        (ROOT / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write()
