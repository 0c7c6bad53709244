import pytest

from tadasu.core.case import Case, Stamp
from tadasu.core.events import (
    CaseAmended,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    Event,
    EvidenceAttached,
    ProcessAdopted,
    WaiverGranted,
    parse_event,
    to_data,
)
from tadasu.core.fold import evolve
from tadasu.core.keeping import format_case, parse_case
from tadasu.errors import TamperError

OPENED = CaseOpened("loan", "out", "B-1", {"reader": "M-1"}, due="2026-06-15", refs=("reader",))
EVENTS: list[Event] = [
    OPENED,
    CaseAmended({"remark": "濡れた", "pages": 3, "authors": ["M-1"]}),
    CaseRefused("return", {"text": "{}"}, ({"code": "role", "rule": "role"},)),
    CaseRefused("return"),
    CaseMoved("extend", "out", "out", covers=("remark",), note="よろしく"),
    EvidenceAttached("L-1-E1", "ab" * 32, 7, "写真.jpg", "image/jpeg", {"method": "photo"}),
    WaiverGranted("L-1-W1", "L-03", "return", "水害", "写真", "2026-06-10", ("L-1",)),
    CaseMoved("return", "out", "back", fields={"remark": None}, input={"counter": 1}),
]


def at(version: int, case: str = "L-1", actor: str = "M-1", behalf: str | None = None) -> Stamp:
    return Stamp(case, version, "digest", f"2026-06-0{version}T00:00:00Z", actor, behalf)


def folded(events: list[Event]) -> Case:
    case: Case | None = None
    for version, event in enumerate(events, 1):
        case = evolve(case, event, at(version))
    assert case is not None
    return case


def test_a_life_folds_to_a_case() -> None:
    case = folded(EVENTS)

    assert (case.state, case.version, case.due) == ("back", 8, None)
    assert case.fields == {"reader": "M-1", "pages": 3, "authors": ["M-1"]}
    assert (case.refused, case.warned) == (2, 0)
    assert set(case.did) == {"return"}
    assert set(case.ever) == {"extend", "return"}
    assert [item.key for item in case.evidence] == ["L-1-E1"]
    assert [waiver.until for waiver in case.waivers] == ["2026-06-10"]


@pytest.mark.parametrize("event", [*EVENTS, ProcessAdopted("ab", 3, "real")])
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    assert to_data(parse_event(event.kind, to_data(event))) == to_data(event)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("case.vanished/1", {}),
        ("case.moved/1", {}),
        ("case.moved/1", {**to_data(EVENTS[-1]), "extra": 1}),
        ("case.moved/2", to_data(EVENTS[-1])),
    ],
)
def test_an_event_that_nobody_writes_is_tampering(kind: str, data: dict[str, object]) -> None:
    with pytest.raises(TamperError):
        parse_event(kind, data)


@pytest.mark.parametrize(
    ("events", "following", "version"),
    [
        ([], CaseAmended({}), 1),
        ([OPENED], OPENED, 2),
        ([OPENED], CaseAmended({}), 3),
        ([OPENED], CaseMoved("x", "back", "out"), 2),
        ([], OPENED, 2),
        ([], CaseOpened("loan", "out", refs=(3,)), 1),  # type: ignore[arg-type]
    ],
)
def test_events_that_cannot_follow_are_tampering(
    events: list[Event], following: Event, version: int
) -> None:
    case = folded(events) if events else None

    with pytest.raises(TamperError):
        evolve(case, following, at(version))


def test_a_refused_opening_makes_no_case() -> None:
    assert evolve(None, CaseRefused("open", {}, ()), at(1, "")) is None


def test_a_case_is_kept_and_read_back() -> None:
    case = folded(EVENTS)

    kept = format_case(case)
    assert format_case(parse_case(kept)) == kept
    assert parse_case(kept) == case


ROUNDS: list[Event] = [
    OPENED,
    CaseMoved("extend", "out", "out", fields={"pages": 1}, covers=("remark",)),
    CaseMoved("renew", "out", "out", fields={"pages": 2}, round=2),
    CaseMoved("return", "out", "back", fields={"pages": None}, round=3),
]


def test_a_round_that_ends_is_kept_as_it_was() -> None:
    case = folded(ROUNDS)

    first, second = case.rounds
    assert (first.number, first.ended_at, first.fields["pages"]) == (1, at(3).at, 1)
    assert (second.number, second.ended_at, second.fields["pages"]) == (2, at(4).at, 2)
    assert [set(each.did) for each in case.rounds] == [{"extend"}, {"renew"}]
    assert (case.round, set(case.did), "pages" in case.fields) == (3, {"return"}, False)
    assert parse_case(format_case(case)) == case


@pytest.mark.parametrize("number", [0, 3])
def test_no_round_is_left_out_or_comes_again(number: int) -> None:
    with pytest.raises(TamperError):
        folded([OPENED, CaseMoved("extend", "out", "out", round=number)])


def test_an_act_in_another_name_is_made_by_both_with_one_voice() -> None:
    case = evolve(None, OPENED, at(1))
    approval = CaseMoved("extend", "out", "out")
    case = evolve(case, approval, at(2, actor="M-2", behalf="M-3"))
    case = evolve(case, approval, at(3, actor="M-3"))
    case = evolve(case, approval, at(4, actor="M-2"))

    assert case is not None
    done = case.did["extend"]
    assert (done.by, done.voices) == (("M-2", "M-3"), ("M-3", "M-2"))
    assert (done.actor, done.count) == ("M-2", 3)


def test_files_and_waivers_know_in_whose_name() -> None:
    case = evolve(None, OPENED, at(1))
    case = evolve(case, EVENTS[5], at(2, actor="M-2", behalf="M-3"))
    case = evolve(case, EVENTS[6], at(3, actor="M-2", behalf="M-3"))
    assert case is not None
    (item,), (waiver,) = case.evidence, case.waivers
    assert (item.collector, item.collected_for) == ("M-2", "M-3")
    assert (waiver.grantor, waiver.granted_for) == ("M-2", "M-3")
    assert parse_case(format_case(case)) == case
