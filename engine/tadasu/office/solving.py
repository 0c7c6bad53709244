"""The one door to the solver: HiGHS, an extra, with one worker and a fixed seed.

The same model gives the same answer, in the same version of the solver.
"""

from collections.abc import Sequence
from typing import Any

from tadasu.errors import Text
from tadasu.office.extras import lacking
from tadasu.office.linear import Goal, Linear, Terms, total

EXTRA = "plan"

_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    # All costs are whole numbers: what is less than one away is no better.
    "mip_abs_gap": 0.99,
}


def solve(model: Linear, goals: Sequence[Goal]) -> tuple[int, ...] | None:
    """Values of all variables with the least first goal, then the least second one, and so on.

    None where nothing keeps every row. UnavailableError where the extra isn't installed.
    """
    highspy = _library()
    solver = highspy.Highs()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    for number, (low, high) in enumerate(model.bounds):
        solver.addVar(low, high)
        solver.changeColIntegrality(number, highspy.HighsVarType.kInteger)
    for row in model.rows:
        _add(solver, highspy.kHighsInf, row.terms, row.low, row.high)
    values: tuple[int, ...] | None = None
    for goal in goals:
        for number in range(len(model.bounds)):
            solver.changeColCost(number, goal.terms.get(number, 0))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = solver.getSolution().col_value
        values = tuple(round(each) for each in found)
        _add(solver, highspy.kHighsInf, goal.terms, None, total(goal.terms, values))
        for number in sorted(goal.settles):
            solver.changeColBounds(number, values[number], values[number])
    return values


def _add(solver: Any, endless: float, terms: Terms, low: int | None, high: int | None) -> None:
    lower = -endless if low is None else low
    upper = endless if high is None else high
    columns = [variable for variable, each in terms.items() if each]
    numbers = [terms[variable] for variable in columns]
    solver.addRow(lower, upper, len(columns), columns, numbers)


def _library() -> Any:
    try:
        import highspy  # noqa: PLC0415 (an extra)
    except ImportError as missing:
        raise lacking(EXTRA, Text(en="Suggesting a plan needs", ja="計画の提案")) from missing
    return highspy
