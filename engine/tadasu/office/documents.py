"""The documents that were issued about a case, as people see them."""

from collections.abc import Callable, Mapping

from tadasu.core.case import Case
from tadasu.errors import Text
from tadasu.office.answers import Document, Doer, Named
from tadasu.rules.form import Form


def documents(
    case: Case, forms: Mapping[str, Form], doer: Callable[[Doer], Doer]
) -> tuple[Document, ...]:
    """Those of a case, oldest first; a form that is no more is told by its name."""
    newest = {each.form: number for number, each in enumerate(case.documents)}
    return tuple(
        Document(
            form=_named(each.form, forms),
            edition=each.edition,
            language=each.language,
            name=each.name,
            sha256=each.sha256,
            entries=each.entries,
            issuer=doer(Doer(each.issuer, each.issued_for)),
            issued_at=each.issued_at,
            newest=newest[each.form] == number,
        )
        for number, each in enumerate(case.documents)
    )


def _named(name: str, forms: Mapping[str, Form]) -> Named:
    form = forms.get(name)
    return Named(name, form.title.text if form is not None else Text(en=name, ja=name))
