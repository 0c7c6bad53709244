"""Documents: who may issue which, what a case keeps of it, and what the law says of an entry."""

from dataclasses import replace

import pytest

from tadasu.core.case import Case
from tadasu.core.decide import issue
from tadasu.core.events import Event, parse_event, to_data
from tadasu.core.fold import evolve
from tadasu.core.issued import DocumentIssued
from tadasu.core.keeping import format_case, parse_case
from tadasu.errors import NotFoundError, RefusalError, TamperError
from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.property.process_play import Request
from tests.property.process_record import judged, with_data
from tests.unit.core.library import CASES, PROCESS
from tests.unit.core.test_case import OPENED, at
from tests.unit.core.test_law import DAY, Notebook, named
from tests.unit.core.works import PROCESS as WORKS
from tests.unit.office.paper.slips import FORMS, LOAN
from tests.world import NOW, World, project

DOCUMENT = DocumentIssued(
    form="slip",
    sha256="ab" * 32,
    size=7,
    name="票.pdf",
    media_type="application/pdf",
    language="ja",
    record={"size": 5, "root": "cd" * 32},
)
FULL = replace(DOCUMENT, number="L-7", edition="2")


def process() -> Process:
    return assemble((), read_documents("library.yaml", PROCESS + FORMS), project(base="none"))


def library() -> World:
    world = World(process())
    world.give_all(CASES)
    return world


def refused(
    actor: str, key: str = LOAN, document: DocumentIssued = DOCUMENT, behalf: str | None = None
) -> list[str]:
    with pytest.raises(RefusalError) as no:
        issue(library().setting(actor, NOW, behalf), key, document)
    return [reason.rule for reason in no.value.reasons]


@pytest.mark.parametrize(("actor", "role"), [("M-1", "staff"), ("M-2", "reader")])
def test_who_the_form_names_issues_it(actor: str, role: str) -> None:
    world = library()
    setting = world.setting(actor, NOW)
    decision = issue(setting, LOAN, DOCUMENT)

    assert (decision.case, decision.role, decision.behalf) == (LOAN, role, None)
    assert [(deed.case, deed.event, deed.role) for deed in decision.deeds] == [(LOAN, FULL, role)]
    world.keep(setting, decision)
    (document,) = world.held[LOAN].documents
    assert (document.issuer, document.entries, document.edition) == (actor, 5, "2")
    assert world.held[LOAN].state == "out"


def test_nobody_else_does() -> None:
    notice = replace(DOCUMENT, form="notice")
    assert refused("M-2", document=notice) == ["role"]
    assert refused("M-2", behalf="M-1") == ["role"]
    assert refused("M-4", document=notice) == ["role"]


def test_a_deputy_issues_in_a_principals_name() -> None:
    order = "form: order_slip\ntitle: {en: Order, ja: 注文}\nof: order\nissue: {by: [boss]}\n"
    text = f"{WORKS}\n---\n{order}parts: [{{name: all, facts: [key]}}]\n"
    book = Notebook(assemble((), read_documents("w.yaml", text), project(base="none")))
    book.begin(id="P-1", boss=True)
    book.act(as_="P-1", new="person", with_={"id": "P-2"})
    deputy = [{"person": "P-1", "from": "2026-05-01", "until": "2026-06-30"}]
    book.act(as_="P-1", new="person", with_={"id": "P-4", "deputy_of": deputy})
    key = book.act(as_="P-1", new="order", with_={"what": "paint", "size": 5, "reason": "worn"})
    slip = replace(DOCUMENT, form="order_slip")
    with pytest.raises(RefusalError):
        issue(book.setting("P-2", NOW), key, slip)

    setting = book.setting("P-4", NOW)
    decision = issue(setting, key, slip)
    assert (decision.role, decision.behalf) == ("boss", "P-1")
    book.write(Request("issue", "P-4", setting.now, key, "", {}), decision)
    (document,) = book.folded.cases([key])[key].documents
    assert (document.issuer, document.issued_for) == ("P-4", "P-1")
    assert book.lawful().acts == 5


@pytest.mark.parametrize(
    ("key", "form"),
    [(LOAN, "look"), ("B-001", "slip"), (LOAN, "shelf"), (LOAN, "certificate")],
    ids=["only looked at", "of another workflow", "about all cases", "not in the process"],
)
def test_only_forms_of_the_case_that_are_issued_are(key: str, form: str) -> None:
    assert refused("M-1", key, replace(DOCUMENT, form=form)) == ["form"]
    with pytest.raises(RefusalError) as no:
        issue(library().setting("M-1", NOW), key, replace(DOCUMENT, form=form))
    (reason,) = no.value.reasons
    assert form in reason.message.en
    assert key in reason.message.ja
    assert reason.remedy is not None


def test_of_no_case_there_is_no_document() -> None:
    with pytest.raises(NotFoundError):
        issue(library().setting("M-1", NOW), "B-009-L1", DOCUMENT)


def test_an_entry_is_read_as_it_was_written() -> None:
    for event in (DOCUMENT, FULL):
        assert parse_event(event.kind, to_data(event)) == event
    for lacking in ("form", "sha256", "record"):
        data = {name: value for name, value in to_data(FULL).items() if name != lacking}
        with pytest.raises(TamperError):
            parse_event(FULL.kind, data)


def folded(*documents: DocumentIssued) -> Case:
    case: Case | None = None
    events: list[Event] = [OPENED, *documents]
    for version, event in enumerate(events, 1):
        case = evolve(case, event, at(version, behalf="M-2" if version > 1 else None))
    assert case is not None
    return case


def test_a_case_keeps_its_documents_in_order() -> None:
    later = replace(FULL, sha256="ef" * 32, edition=None)
    case = folded(FULL, later)

    assert [one.sha256[:2] for one in case.documents] == ["ab", "ef"]
    first = case.documents[0]
    assert (first.issuer, first.issued_for, first.issued_at) == ("M-1", "M-2", at(2).at)
    assert (case.state, case.version, case.entered_at) == ("out", 3, at(1).at)
    kept = format_case(case)
    assert parse_case(kept) == case
    assert format_case(parse_case(kept)) == kept


def test_cases_without_documents_are_kept_as_they_were_before_there_were_any() -> None:
    kept = format_case(folded())
    assert '"documents"' not in kept
    assert parse_case(kept).documents == ()


def written(document: DocumentIssued = DOCUMENT, actor: str = "M-2") -> Notebook:
    book = Notebook(process())
    book.begin(id="M-1", name="x", librarian=True)
    book.act(as_="M-1", new="member", with_={"id": "M-2", "name": "y"})
    book.act(as_="M-1", new="book", with_={"title": "t"})
    book.act(as_="M-1", new="loan", parent="B-001", with_={"reader": "M-2"}, at=DAY.format(2))
    setting = book.setting(actor, DAY.format(3))
    decision = issue(setting, LOAN, document)
    book.write(Request("issue", actor, setting.now, LOAN, "", {}), decision)
    return book


def test_an_issue_is_judged_again() -> None:
    lawful = written().lawful()
    assert (lawful.acts, lawful.entries, lawful.unjudged) == (5, 6, {})


@pytest.mark.parametrize(
    ("data", "actor", "rule", "told"),
    [
        ({}, {"id": "M-1"}, "", "role"),
        ({"form": "notice", "number": None, "edition": None}, {}, "role", ""),
        ({"form": "look"}, {}, "form", ""),
        ({"form": "gone"}, {}, "form", ""),
        ({"edition": "3"}, {}, "", "data.edition"),
        ({"number": None}, {}, "", "data.number"),
        ({"sha256": "99" * 32}, {}, "", "attachments.0.sha256"),
    ],
    ids=["another person", "past the roles", "looked at", "no form", "edition", "number", "file"],
)
def test_what_was_issued_past_the_law_is_named(
    data: dict[str, object], actor: dict[str, object], rule: str, told: str
) -> None:
    book = written()
    (true,) = book.requests[-1]
    lie = with_data(replace(true, actor={**true.actor, **actor}), **data)
    error = named(book.process, [*book.requests[:-1], [lie]])

    assert error.position == 5
    assert [reason.rule for reason in error.reasons] == ([rule] if rule else [])
    assert told in error.text.en


def test_what_stands_in_a_file_the_law_does_not_ask() -> None:
    book = written()
    (true,) = book.requests[-1]
    other = with_data(true, record={"size": 5, "root": "00" * 32})
    assert judged(book.process, [*book.requests[:-1], [other]]).acts == 5
