"""A guard: a condition, or another expression, over cases, people, times and parameters."""

from collections.abc import Mapping
from datetime import tzinfo

from tadasu.errors import Fragment
from tadasu.guard.check import Checked, Path, check
from tadasu.guard.evaluate import Program
from tadasu.guard.explain import explain
from tadasu.guard.parse import parse
from tadasu.guard.problem import GuardError, GuardProblem, GuardProblems
from tadasu.guard.types import Scalar, Schema, Type
from tadasu.guard.values import Record

__all__ = [
    "DEFAULT_STEPS",
    "Guard",
    "GuardError",
    "GuardProblem",
    "GuardProblems",
    "Path",
    "Record",
    "compile_guard",
]

DEFAULT_STEPS = 100_000
"""Elements that one evaluation may visit or build."""


class Guard:
    """A checked expression, ready to be evaluated any number of times, from any thread."""

    __slots__ = ("_checked", "_program", "footprint", "source", "type")

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._program = Program(checked)
        self.source: str = checked.source
        self.type: Type = checked.type
        self.footprint: frozenset[Path] = checked.footprint
        """The paths that it reads, such as ("case", "checks", "evidence"), with their prefixes of
        two words and more. Steps into lists leave no trace, and the variable of a comprehension
        stands for what it ranges over. A name that is read by itself, such as `today` or
        `actor`, is a path of one word."""

    def value(
        self, names: Mapping[str, object], *, zone: tzinfo, steps: int = DEFAULT_STEPS
    ) -> object:
        """The value where `names` have these values (the table in `values`).

        GuardError where a number or time leaves its range, where more than `steps` elements
        would be visited or built, and where a name or field is missing. `zone` is the project's,
        for `date(t)`.
        """
        result: object = self._program.run(self._program.frame(names, zone, steps))
        return result

    def explain(
        self, names: Mapping[str, object], *, zone: tzinfo, holds: bool
    ) -> tuple[Fragment, ...]:
        """Why the value is `holds`: the parts that decide, with the values that they read.

        Never empty, at most 20 fragments. GuardError absent only where a name has no value at all.
        """
        return explain(self._checked, self._program, names, zone=zone, holds=holds)


def compile_guard(
    source: str,
    names: Mapping[str, Type],
    schema: Schema,
    want: Type | None = Scalar.BOOL,
) -> Guard:
    """Parse and check `source` where `names` are in scope and records have the fields in `schema`.

    `want` is the type that it must have; None lets any pass. GuardProblems with everything that is
    wrong: offsets count characters from the start of `source`.
    """
    return Guard(check(source, parse(source), names, schema, want))
