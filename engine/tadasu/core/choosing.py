"""Which items of a checklist become cases: those that fit and are not there already.

Nothing is opened here: what comes out is what each opening would state.
"""

from tadasu.core.objections import unworkable
from tadasu.core.opening import parent_reasons
from tadasu.core.rows import Row, Rows
from tadasu.core.setting import Setting
from tadasu.core.wanted import Wanted, listed
from tadasu.errors import RefusalError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.workflow import Workflow


def chosen(
    setting: Setting, workflow: Workflow, parent: str | None, wanted: Wanted, stated: Row
) -> list[Row]:
    """What each opening would state, in the checklist's order; what is `stated` goes over it.

    NotFoundError for unknown names; RefusalError where the parent is wrong or the checklist's
    expressions have no value; GuardProblems or GuardError where `where` can't be read or has none.
    """
    attempt = Text(en=f"open cases of {wanted.checklist}", ja=f"{wanted.checklist} の項目を起こす")
    lists = listed(setting.process, wanted, workflow.name)
    guards = setting.process.guards
    extra = [guards.expression(workflow.name, wanted.where)] if wanted.where else []
    reasons = parent_reasons(setting, workflow, parent)
    if reasons:
        raise RefusalError(attempt, reasons)
    view = Rows(setting, workflow, parent, stated)
    found: list[Row] = []
    try:
        for each in lists:
            choice = guards.choice(each.name)
            own = [choice] if choice and not wanted.only else []
            there = view.there(each.once)
            for row in view.rows(each, wanted.only):
                mark = view.read(row).get(each.once) if each.once else None
                if mark not in there and all(view.holds(guard, row) for guard in own):
                    found.append(row)
                    there += [mark] if mark is not None else []
    except GuardError as wrong:
        raise RefusalError(attempt, [unworkable(parent or "", wrong)]) from wrong
    return [row for row in found if all(view.holds(guard, row) for guard in extra)]
