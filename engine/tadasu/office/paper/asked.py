"""Which form, and which case: what is asked for is there, or it is told."""

from tadasu.core.case import Case
from tadasu.core.reasons import suggestion
from tadasu.errors import NotFoundError, Text
from tadasu.office.cases import case_at
from tadasu.office.workspace import Workspace
from tadasu.rules.form import Form
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf


def process_of(workspace: Workspace, shelf: Shelf, key: str | None) -> Process:
    """The process that a case goes by, and with it its forms; for all cases the one in force."""
    case = shelf.case(key) if key is not None else None
    return workspace.process(case.process if case is not None else shelf.head.process)


def forms_of(workspace: Workspace, key: str) -> tuple[Form, ...]:
    """The forms that can be filled from a case, those that may be issued first."""
    with workspace.journal.reading() as shelf:
        case = case_at(shelf, key)
        process = workspace.process(case.process)
    found = [form for form in process.forms.values() if form.of == case.workflow]
    return tuple(sorted(found, key=lambda form: form.issue is None))


def main_of(workspace: Workspace, key: str) -> Form:
    """The form that a case's process calls its main one, or the only one that may be issued.

    NotFoundError where that is none, or not to be told.
    """
    found = forms_of(workspace, key)
    main = [form for form in found if form.main]
    issued = main or [form for form in found if form.issue is not None]
    if len(issued) == 1:
        return issued[0]
    names = ", ".join(form.name for form in issued or found)
    if not names:
        raise NotFoundError(Text(en=f"{key} has no document.", ja=f"{key} には文書がありません。"))
    raise NotFoundError(
        Text(
            en=f"Which document of {key} is not said. Choose one with --form: {names}.",
            ja=f"{key} のどの文書か分かりません。--form で選んでください: {names}。",
        )
    )


def form_of(process: Process, name: str) -> Form:
    """The form `name`, or NotFoundError with the nearest there is."""
    found = process.forms.get(name)
    if found is None:
        hint, known = suggestion(name, process.forms), ", ".join(process.forms) or "-"
        raise NotFoundError(
            Text(
                en=f"There is no form {name}.{hint.en} The process has: {known}.",
                ja=f"様式 {name} はありません。{hint.ja}使えるもの: {known}。",
            )
        )
    return found


def case_of(shelf: Shelf, form: Form, key: str | None) -> Case | None:
    """The case that a form is to be filled from, None for one about all; or NotFoundError."""
    if form.of is None:
        if key is not None:
            raise NotFoundError(
                Text(
                    en=f"The form {form.name} is about all cases; give it no case.",
                    ja=f"様式 {form.name} はすべての案件を扱います。案件は指定できません。",
                )
            )
        return None
    case = case_at(shelf, key) if key is not None else None
    if case is None or case.workflow != form.of:
        raise NotFoundError(
            Text(
                en=f"The form {form.name} is filled from a case of {form.of}; name one.",
                ja=f"様式 {form.name} は {form.of} の案件から記入します。案件を指定してください。",
            )
        )
    return case
