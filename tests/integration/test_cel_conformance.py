"""The CEL project's own conformance data, as far as the guard language goes.

What a guard may say must mean what CEL says it means; what it may not say must be refused with a
place in the source. The data are not ours and are not committed. Name them with TADASU_CEL_SPEC:

- a folder with the files `tests/simple/testdata/*.textproto` of github.com/google/cel-spec, or
- the source archive of cel-python 0.5, which carries them (Apache-2.0):
  `pip download --no-deps --no-binary :all: cel-python==0.5.0`,
  TADASU_CEL_SPEC=cel_python-0.5.0.tar.gz
"""

import os
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from tadasu.guard.guard import GuardError, GuardProblems, compile_guard
from tadasu.guard.types import ListOf, Scalar, Type
from tests.integration.cel_textproto import Message, read_message

WHERE = os.environ.get("TADASU_CEL_SPEC")
APPLICABLE = (
    "basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic",
    "macros", "namespace", "parse", "plumbing", "string", "timestamps",
)  # fmt: skip
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NO_VALUE = object()

pytestmark = pytest.mark.skipif(
    WHERE is None, reason="TADASU_CEL_SPEC names no conformance data (see the module's docstring)"
)


@dataclass(frozen=True)
class Case:
    """One conformance test: an expression and what comes of it."""

    name: str
    source: str
    names: Mapping[str, Type]
    values: Mapping[str, object]
    fails: bool
    value: object
    """NO_VALUE where it is of a type that guards have not."""


def texts() -> Iterator[tuple[str, str]]:
    """Each applicable file's name and text."""
    where = Path(WHERE or "")
    if where.is_dir():
        for name in APPLICABLE:
            yield name, (where / f"{name}.textproto").read_text("utf-8")
        return
    with tarfile.open(where) as archive:
        for entry in archive:
            path = PurePosixPath(entry.name)
            content = archive.extractfile(entry) if path.suffix == ".textproto" else None
            if content is not None and path.stem in APPLICABLE:
                yield path.stem, content.read().decode()


def cases() -> Iterator[Case]:
    """All tests but those of checking alone, of parsing without macros and of packages."""
    for file, text in texts():
        for section in read_message(text).all("section"):
            for test in section.all("test"):
                if not (
                    test.flag("check_only")
                    or test.flag("disable_macros")
                    or test.text("container")
                ):
                    yield read_case(f"{file}/{section.text('name')}/{test.text('name')}", test)


def read_case(name: str, test: Message) -> Case:
    values = {}
    for binding in test.all("bindings"):
        bound = binding.all("value")[0].all("value")
        values[binding.text("key")] = read_value(bound[0]) if bound else NO_VALUE
    names = {key: kind_of(value) for key, value in values.items()}
    known = {key: kind for key, kind in names.items() if kind is not None}
    expected = test.all("value") or [typed.all("result")[0] for typed in test.all("typed_result")]
    fails = bool(test.all("eval_error") or test.all("any_eval_errors"))
    value = read_value(expected[0]) if expected else True
    return Case(name, test.text("expr"), known, values, fails, value)


def read_value(value: Message) -> object:
    """A cel.expr.Value as guards hold it."""
    for field, raw in value.items:
        match field, raw:
            case (("bool_value" | "int64_value" | "string_value"), _):
                return raw
            case "list_value", Message():
                items = tuple(read_value(item) for item in raw.all("values"))
                return NO_VALUE if NO_VALUE in items else items
            case "object_value", Message():
                return read_time(raw)
    return NO_VALUE


def read_time(value: Message) -> object:
    for field, raw in value.items:
        if isinstance(raw, Message) and field.endswith(("Timestamp", "Duration")):
            nanos = raw.number("nanos")
            if nanos % 1000:
                return NO_VALUE
            length = timedelta(seconds=raw.number("seconds"), microseconds=nanos // 1000)
            return EPOCH + length if field.endswith("Timestamp") else length
    return NO_VALUE


def kind_of(value: object) -> Type | None:
    match value:
        case bool():
            return Scalar.BOOL
        case int():
            return Scalar.INT
        case str():
            return Scalar.STRING
        case datetime():
            return Scalar.TIMESTAMP
        case timedelta():
            return Scalar.DURATION
        case (first, *_):
            item = kind_of(first)
            return None if item is None else ListOf(item)
    return None


def typed(value: object) -> object:
    """The value with its type at every level: in Python 1 equals True."""
    if isinstance(value, tuple):
        return tuple(map(typed, value))
    return type(value), value


def outcome(case: Case) -> str:
    """What became of the case: equal, refused for a reason, or wrong."""
    try:
        guard = compile_guard(case.source, case.names, {}, want=None)
    except GuardProblems as error:
        for problem in error.problems:
            assert 0 <= problem.offset <= len(case.source), case
            assert problem.length >= 1, case
        return f"refused: {error.problems[0].code}"
    try:
        value: Any = guard.value(case.values, zone=UTC)
    except GuardError as error:
        return "equal" if case.fails else f"wrong: {case.source} raised {error}"
    if case.fails or typed(value) != typed(case.value):
        return f"wrong: {case.source} is {value!r}"
    return "equal"


def test_accepted_guards_mean_what_cel_says(record_property: Any) -> None:
    found = [(case, outcome(case)) for case in cases()]
    counts = Counter(result.split(":")[0] for _, result in found)
    reasons = Counter(result for _, result in found if result.startswith("refused"))
    print(dict(counts), dict(reasons))  # noqa: T201  (the counts are what the run is for)
    for name, count in counts.items():
        record_property(name, count)
    assert [(case.name, result) for case, result in found if result.startswith("wrong")] == []
    assert counts["equal"] >= 200


def test_what_cel_reads_is_never_called_a_mistake_of_syntax() -> None:
    valid = [case for case in cases() if not case.fails]
    mistaken = [case.source for case in valid if outcome(case) == "refused: syntax"]
    assert mistaken == []
