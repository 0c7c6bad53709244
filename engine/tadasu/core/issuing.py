"""A document about a case is handed out, by whoever the form names."""

from dataclasses import replace

from tadasu.core.case import Case
from tadasu.core.deeds import Deed, Heard
from tadasu.core.hearing import Hearing
from tadasu.core.issued import DocumentIssued
from tadasu.core.reasons import said
from tadasu.core.setting import Setting, present, workflow_of
from tadasu.errors import Reason, Text

DOCUMENT = "document"
"""What the act is called where acts are named."""


def issue_one(setting: Setting, key: str, document: DocumentIssued) -> Heard:
    """Record that `document` was handed out; what is in it, its renderer answers for.

    Number and edition are the form's, whatever is asked.
    """
    case = present(setting, key)
    workflow = workflow_of(setting, case.workflow)
    form = setting.process.forms.get(document.form)
    title = form.title.text if form else Text(en=document.form, ja=document.form)
    attempt = Text(en=f"issue {title.en} of {key}", ja=f"{key} の{title.ja}を発行する")
    hearing = Hearing(setting, workflow, setting.scene.record(key), DOCUMENT, attempt)
    if form is None or form.issue is None or form.of != case.workflow:
        hearing.add([_not_issued(case, document.form)])
    else:
        hearing.ask_roles(form.issue.by)
        document = replace(document, number=form.number, edition=form.edition)
    hearing.close()
    return Heard(attempt, case, (Deed(key, document, hearing.role),), (), hearing.behalf)


def _not_issued(case: Case, form: str) -> Reason:
    return said(
        "form",
        Text(en="Documents", ja="文書"),
        Text(
            en=f"The process that {case.key} goes by hands out no {form} of it.",
            ja=f"{case.key} が従うプロセスには、この案件から発行する {form} がありません。",
        ),
        Text(
            en="Say `issue` in the form, or migrate the case to the process that has it.",
            ja="様式に `issue` を書くか、その様式のあるプロセスへ案件を移行してください。",
        ),
    )
