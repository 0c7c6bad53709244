"""A guard: a condition, or another expression, over cases, people, times and parameters."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final

from tadasu.errors import Fragment
from tadasu.guard.calendar import Calendar
from tadasu.guard.check import check
from tadasu.guard.checked import Checked, Path
from tadasu.guard.evaluate import Program
from tadasu.guard.explain import explain
from tadasu.guard.parse import parse
from tadasu.guard.problem import GuardError, GuardProblem, GuardProblems
from tadasu.guard.types import Scalar, Schema, Type
from tadasu.guard.values import Record

__all__ = [
    "DEFAULT_STEPS",
    "NO_DEFINES",
    "Calendar",
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


NO_DEFINES: Final[Mapping[str, "Guard"]] = {}


class Guard:
    """A checked expression, ready to be evaluated any number of times, from any thread."""

    __slots__ = ("footprint", "maybe", "origin", "program", "source", "type")

    def __init__(self, program: Program) -> None:
        checked = program.checked
        self.program = program
        """How it is evaluated, for guards in which a name stands for this one."""
        self.source: str = checked.source
        self.type: Type = checked.seen.type
        self.maybe: bool = checked.maybe
        """Whether the value may be None, since it is a field that may be absent."""
        self.footprint: frozenset[Path] = checked.footprint
        """The paths that it reads, such as ("case", "checks", "evidence"), with their prefixes of
        two words and more. Steps into lists leave no trace, and the variable of a comprehension
        stands for what it ranges over. A name that is read by itself, such as `today` or
        `actor`, is a path of one word; a name that stands for a guard leaves that guard's paths.

        The step `*` stands for the step before it, taken again and again, as `ancestors` does:
        ("actor", "superior", "*") are the superior, the superior's superior and so on, and
        ("actor", "superior", "*", "team") the teams of all of them."""
        self.origin: frozenset[Path] = checked.seen.origin
        """The paths among them at which the value, or the elements of its list, may be found;
        empty where it is computed."""

    @property
    def checked(self) -> Checked:
        """The tree with its types, for whoever reasons about the guard."""
        return self.program.checked

    @property
    def proves(self) -> frozenset[Path]:
        """The optional fields that are there wherever the guard is true."""
        return self.program.checked.seen.true.facts

    @property
    def items(self) -> frozenset[Path]:
        """The optional fields that are there in each element of its list, from the element on."""
        return self.program.checked.seen.items

    def value(
        self, names: Mapping[str, object], *, zone: tzinfo, steps: int = DEFAULT_STEPS
    ) -> object:
        """The value where `names` have these values (the table in `values`).

        GuardError where a number or time leaves its range, where more than `steps` elements
        would be visited or built, where a name or field is missing, and where the calendar does
        not know a day. `zone` is the project's, for `date(t)`.
        """
        program = self.program
        result: object = program.run(program.frame(program.begin(names, zone, steps)))
        return result

    def explain(
        self, names: Mapping[str, object], *, zone: tzinfo, holds: bool
    ) -> tuple[Fragment, ...]:
        """Why the value is `holds`: the parts that decide, with the values that they read.

        Never empty, at most 20 fragments. GuardError absent only where a name has no value at all.
        """
        return explain(self.program, names, zone=zone, holds=holds)


def compile_guard(
    source: str,
    names: Mapping[str, Type],
    schema: Schema,
    want: Type | None = Scalar.BOOL,
    *,
    calendar: Calendar | None = None,
    maybe: bool = False,
    defines: Mapping[str, Guard] = NO_DEFINES,
    known: frozenset[Path] = frozenset(),
) -> Guard:
    """Parse and check `source` where `names` are in scope and records have the fields in `schema`.

    `want` is the type that it must have; None lets any pass. `calendar` is for business days.
    With `maybe` the whole may be a field that may be absent; its value is None then. `defines`
    are further names, each standing for a guard over the same names; none of these is `maybe`.
    `known` are paths of optional fields that are there, so that no `has()` need ask.
    GuardProblems with everything that is wrong: offsets count characters from the start of
    `source`.
    """
    programs = {name: guard.program for name, guard in defines.items()}
    checked = check(
        source,
        parse(source),
        names,
        schema,
        want,
        calendar=calendar,
        maybe=maybe,
        defines={name: program.checked for name, program in programs.items()},
        known=known,
    )
    return Guard(Program(checked, programs))
