"""What is legal in a process and still unwise, each with a code that stays the same.

`remarks/codes.py` lists the codes, docs/lint.md explains them.
"""

from tadasu.errors import Problem
from tadasu.rules.process import Process
from tadasu.rules.remarks.acts import check_acts
from tadasu.rules.remarks.bench import benches_of
from tadasu.rules.remarks.circles import check_circles
from tadasu.rules.remarks.computed import check_computed
from tadasu.rules.remarks.cosigning import check_cosigning
from tadasu.rules.remarks.effects import check_effects
from tadasu.rules.remarks.facts import check_facts
from tadasu.rules.remarks.floors import check_floors
from tadasu.rules.remarks.history import check_history
from tadasu.rules.remarks.ladder import check_ladder
from tadasu.rules.remarks.marks import check_marks
from tadasu.rules.remarks.names import check_names
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.remarks.passing import check_rules
from tadasu.rules.remarks.states import check_states
from tadasu.rules.remarks.strays import check_strays
from tadasu.rules.remarks.targets import check_targets
from tadasu.rules.remarks.translations import check_translations
from tadasu.rules.remarks.upkeep import check_upkeep
from tadasu.rules.report import Report


def lint(
    process: Process, base: Process | None = None, *, hints: bool = False
) -> tuple[Problem, ...]:
    """All remarks by place; with `base`, also whether its floors still hold.

    Places are those of the files that the process was assembled from; a process that came from
    its document has only the names of its definitions. Hints, which may well be meant, are left
    out unless asked for.
    """
    notes = Notes()
    benches = benches_of(process)
    for bench in benches:
        check_states(bench, notes)
        check_acts(bench, notes)
        check_cosigning(bench, notes)
        check_targets(bench, notes)
        check_effects(bench, notes)
        check_computed(bench, notes)
        check_facts(bench, notes)
        check_upkeep(bench, notes)
        check_ladder(bench, notes)
        check_marks(bench, notes)
        check_names(bench, notes)
    check_rules(benches, notes)
    check_history(benches, notes)
    check_circles(benches, notes)
    check_strays(process, notes)
    check_translations(process, notes)
    if base is not None:
        check_floors(process, base, notes)
    report = Report(process.index)
    notes.settle(process, report)
    return tuple(one for one in report.sorted() if hints or one.severity != "hint")
