"""The law held against records that a test writes down act by act."""

from dataclasses import replace
from typing import Any

import pytest

from tadasu.core.decide import open_case
from tadasu.core.giving import moment
from tadasu.core.law import Law, Lawful
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, workflow_of
from tadasu.core.world import decided
from tadasu.errors import UnlawfulError
from tadasu.rules.process import Process
from tadasu.rules.trial import Act
from tests.property.process_play import Request
from tests.property.process_record import Record, Told, judged, sealed
from tests.unit.core.library import library_process
from tests.unit.core.works import works_process
from tests.world import NOW, ZONE

DAY = "2026-06-{:02}T09:00:00+09:00"


class Notebook(Record):
    """A record that is written act by act, as a test file says them."""

    def setting(self, actor: str, at: str, behalf: str | None = None) -> Setting:
        scene = Scene(self.process, self.folded, moment(at, ZONE), ZONE)
        return Setting(self.process, scene, actor, moment(at, ZONE), ZONE, behalf)

    def begin(self, **facts: object) -> None:
        setting = self.setting("", NOW)
        people = workflow_of(setting, self.process.people)
        decision = open_case(setting, people, None, facts, founding=True)
        self._keep(decision.case, NOW, decision)

    def act(self, **when: Any) -> str:
        act = Act.model_validate({k.rstrip("_"): v for k, v in when.items()})
        at, actor = act.at or NOW, act.actor or ""
        decision = decided(self.setting(actor, at, act.behalf), act)
        self._keep(actor, at, decision)
        return decision.case

    def _keep(self, actor: str, at: str, decision: Any) -> None:
        request = Request("act", actor, moment(at, ZONE), None, "", {})
        self.write(request, decision)

    def lawful(self) -> Lawful:
        return judged(self.process, self.requests)


def works() -> Notebook:
    book = Notebook(works_process())
    book.begin(id="P-1", boss=True)
    for key in ("P-2", "P-3"):
        book.act(as_="P-1", new="person", with_={"id": key})
    deputy = [{"person": "P-1", "from": "2026-05-01", "until": "2026-06-30"}]
    book.act(as_="P-1", new="person", with_={"id": "P-4", "deputy_of": deputy})
    return book


def ordered(book: Notebook) -> str:
    stated = {"what": "paint", "size": 50, "workers": ["P-2", "P-3"], "reason": "worn"}
    return book.act(as_="P-2", new="order", with_=stated)


def named(process: Process, requests: list[Told]) -> UnlawfulError:
    with pytest.raises(UnlawfulError) as no:
        judged(process, requests)
    return no.value


def test_effects_and_automatic_acts_are_judged_with_the_act_that_caused_them() -> None:
    book = works()
    key = ordered(book)
    book.act(as_="P-1", do="grant", on=key)
    book.act(as_="P-2", do="do_it", on=f"{key}-J1")
    book.act(as_="P-3", do="do_it", on=f"{key}-J2")
    lawful = book.lawful()
    assert (lawful.acts, lawful.entries, lawful.unjudged) == (8, 13, {})
    assert [each.kind for each in book.requests[-1]] == ["case.moved/1"] * 2


@pytest.mark.parametrize(
    ("request_", "place", "told"),
    [
        (-3, 1, "the event is 'case.opened/1 O-1-J2' on record"),
        (-3, 3, "then make case.amended/1 O-1 (effect) follow"),
        (-1, 1, "then make case.moved/1 O-1 (automatic) follow"),
    ],
)
def test_what_should_have_followed_is_missed(request_: int, place: int, told: str) -> None:
    book = works()
    key = ordered(book)
    book.act(as_="P-1", do="grant", on=key)
    book.act(as_="P-2", do="do_it", on=f"{key}-J1")
    book.act(as_="P-3", do="do_it", on=f"{key}-J2")
    request = book.requests[request_]
    until = book.requests[:request_]
    error = named(book.process, [*until, [*request[:place], *request[place + 1 :]]])
    assert told in error.text.en
    assert error.position == sum(map(len, until)) + (1 if place == 1 and request_ == -3 else 0)


def test_separation_of_duties_is_judged_again_and_looks_through_the_deputy() -> None:
    book = works()
    asked = {"what": "paint", "size": 5, "reason": "worn"}
    key = book.act(as_="P-2", new="order", with_=asked)
    book.act(as_="P-4", do="grant", on=key)
    assert book.requests[-1][0].actor == {
        "id": "P-4",
        "role": "boss",
        "auth": "local",
        "for": "P-1",
    }
    assert book.lawful().acts == 6
    granted = book.requests[-1]
    by_deputy = [replace(each, actor={**each.actor, "id": "P-4"}) for each in book.requests[-2]]
    error = named(book.process, [*book.requests[:-2], by_deputy, granted])
    assert [reason.rule for reason in error.reasons] == ["O-01"]

    in_own_name = [
        replace(each, actor={k: v for k, v in each.actor.items() if k != "for"})
        for each in granted
    ]
    assert named(book.process, [*book.requests[:-1], in_own_name]).lawful == "P-1"


def test_a_delegation_counts_as_of_the_day() -> None:
    book = works()
    key = ordered(book)
    book.act(as_="P-4", do="grant", on=key)
    later = [replace(each, occurred_at="2026-07-01T00:00:00Z") for each in book.requests[-1]]
    error = named(book.process, [*book.requests[:-1], later])
    assert [reason.rule for reason in error.reasons] == ["role"]


def library() -> Notebook:
    book = Notebook(library_process())
    book.begin(id="M-1", name="x", librarian=True)
    book.act(as_="M-1", new="member", with_={"id": "M-2", "name": "y"})
    book.act(as_="M-1", new="book", with_={"title": "t"})
    book.act(as_="M-1", new="loan", parent="B-001", with_={"reader": "M-2"}, at=DAY.format(2))
    return book


TORN = {"condition": "bad", "counter": 1}
WAIVED = {"policy": ["L-03"], "reason": "so", "measure": "thus", "until": "2026-06-10"}


def test_a_waiver_is_judged_with_the_act_for_which_it_is() -> None:
    book = library()
    key = "B-001-L1"
    book.act(as_="M-1", do="return", on=key, with_=TORN, waive=WAIVED, at=DAY.format(3))
    assert [each.kind for each in book.requests[-1]] == ["waiver.granted/1", "case.moved/1"]
    assert book.lawful().acts == 5

    alone = [*book.requests[:-1], book.requests[-1][1:]]
    assert [reason.rule for reason in named(book.process, alone).reasons] == ["L-03"]
    opened = [
        replace(each, data={**each.data, "fields": {"reader": "M-1"}})
        for each in book.requests[-2]
    ]
    error = named(book.process, [*book.requests[:-2], opened, book.requests[-1]])
    assert "profits from the waiver" in error.reasons[0].message.en


def test_facts_that_a_transition_clears_need_not_be_stated() -> None:
    book = works()
    key = ordered(book)
    book.act(as_="P-1", do="grant", on=key)
    assert book.folded.cases([key])[key].fields["stage"] == "draft"
    for job in ("J1", "J2"):
        book.act(as_="P-2" if job == "J1" else "P-3", do="do_it", on=f"{key}-{job}")
    book.act(as_="P-1", do="again", on=key, with_={"size": 9, "last": "once more"})
    assert book.lawful().acts == 9


def test_several_openings_of_one_request_are_decided_one_after_the_other() -> None:
    book = library()
    book.act(as_="M-1", new="book", with_={"title": "u"}, at=DAY.format(3))
    book.act(as_="M-1", new="book", with_={"title": "v"}, at=DAY.format(3))
    last = book.requests.pop()
    both = [*book.requests[:-1], [*book.requests[-1], *last]]
    assert judged(book.process, both).acts == 6

    again = [*book.requests[:-1], [*book.requests[-1], *book.requests[-1]]]
    assert named(book.process, again).lawful == "case.opened/1 B-003 (staff)"
    left = replace(last[0], data={**last[0].data, "workflow": "robe"})
    error = named(book.process, [*book.requests[:-1], [*book.requests[-1], left]])
    assert "one request is one act" in error.text.en


def test_kinds_that_nobody_knows_are_counted_and_named_and_the_rest_is_judged() -> None:
    book = library()
    strange = replace(
        book.requests[1][0],
        kind="badge.issued/1",
        case="M-2",
        occurred_at=book.requests[-1][0].occurred_at,
        id="00000000-0000-4000-8000-0000000000ff",
        data={"colour": "red"},
    )
    of_the_log = replace(strange, case="", id="00000000-0000-4000-8000-0000000000fe")
    extended = replace(
        book.requests[1][0],
        kind="case.amended/1",
        case="M-2",
        occurred_at=strange.occurred_at,
        id="00000000-0000-4000-8000-0000000000fd",
        data={"fields": {"name": "z"}},
    )
    whole = [*book.requests, [strange], [of_the_log], [extended]]
    lawful = judged(book.process, whole)
    assert lawful.unjudged == {"badge.issued/1": 2}
    assert (lawful.acts, lawful.entries) == (5, 6)
    unentitled = replace(extended, actor={**extended.actor, "id": "M-2"})
    assert named(book.process, [*whole[:-1], [unentitled]]).position == 7


def test_a_cause_that_is_not_there() -> None:
    book = library()
    entries = sealed(book.requests)
    law = Law(lambda _: book.process)
    with pytest.raises(UnlawfulError, match="names a cause"):
        law.take(0, entries[1])


@pytest.mark.parametrize("keep", [0, 1])
def test_a_record_begins_with_a_process_and_its_first_person(keep: int) -> None:
    book = library()
    first = [[book.requests[0][keep]], *book.requests[1:]]
    assert "begins with a process" in named(book.process, first).text.en
    somebody = [replace(each, actor={**each.actor, "id": "M-7"}) for each in book.requests[0]]
    assert named(book.process, [somebody]).recorded == "M-7"


def test_a_shape_that_nobody_writes_is_named() -> None:
    book = library()
    for member in ("fields", "workflow", "verdicts", "refs"):
        data = {**book.requests[-1][0].data, member: 5}
        wrong = replace(book.requests[-1][0], data=data)
        error = named(book.process, [*book.requests[:-1], [wrong]])
        assert f"({member})" in error.text.en
