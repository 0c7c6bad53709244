"""Conditions that a person typed: what is wrong with them is shown where it was typed."""

from collections.abc import Generator
from contextlib import contextmanager

from tadasu.errors import DefinitionError, Place, Problem, Text
from tadasu.guard.guard import GuardError
from tadasu.guard.problem import GuardProblem, GuardProblems


@contextmanager
def typed(where: str) -> Generator[None]:
    """Raise DefinitionError, placed at --where, for what is wrong with `where` inside."""
    try:
        yield
    except GuardProblems as wrong:
        raise DefinitionError([_wrong(where, one) for one in wrong.problems]) from wrong
    except GuardError as wrong:
        text = Text(en=f"It has no value ({wrong}).", ja=f"値が定まりません({wrong})。")
        problem = GuardProblem(wrong.code, 0, len(where), text)
        raise DefinitionError([_wrong(where, problem)]) from wrong


def _wrong(where: str, one: GuardProblem) -> Problem:
    return Problem(
        code=one.code,
        severity="error",
        place=Place("--where", 1, one.offset + 1),
        message=one.message,
        remedy=one.remedy,
        source=where,
    )
