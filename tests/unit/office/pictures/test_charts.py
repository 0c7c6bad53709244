"""What bars, marks and words say of dates, ages and numbers."""

from datetime import date
from itertools import pairwise

import pytest

from tadasu.errors import Language
from tadasu.office.pictures.ages import Age, Ages, ages
from tadasu.office.pictures.counts import Count, Counts, counts
from tadasu.office.pictures.gantt import Bar, Row, Year, gantt
from tadasu.office.pictures.months import Span, year_of
from tadasu.office.pictures.scale import ticks
from tadasu.office.pictures.sheet import Frame
from tadasu.office.pictures.timeline import Moment, Timeline, timeline
from tests.unit.office.pictures.gauge import SVG, read, texts

FISCAL = Span(date(2027, 4, 1), date(2028, 3, 31))


@pytest.mark.parametrize(
    ("days", "starts", "span"),
    [
        ([date(2027, 4, 1)], 4, FISCAL),
        ([date(2028, 3, 31)], 4, FISCAL),
        ([date(2028, 2, 29)], 4, FISCAL),
        ([date(2027, 3, 31), date(2027, 4, 1)], 4, Span(date(2026, 4, 1), date(2028, 3, 31))),
        ([date(2027, 12, 31)], 1, Span(date(2027, 1, 1), date(2027, 12, 31))),
        ([date.min], 4, Span(date.min, date(2, 3, 31))),
        ([date.max], 4, Span(date(9999, 4, 1), date.max)),
    ],
)
def test_a_year_holds_its_days(days: list[date], starts: int, span: Span) -> None:
    found = year_of(days, starts)
    assert found.first <= min(days)
    assert max(days) <= found.last
    if days != [date.min]:
        assert found == span


def test_no_day_has_no_year() -> None:
    with pytest.raises(ValueError, match="no days"):
        year_of([])


def bars(*rows: Row, today: date | None = None) -> list[tuple[float, float]]:
    """Left and right of each bar, as shares of the year."""
    svg = gantt(Year("", FISCAL, rows, today), "ja")[0].svg
    found = [r for r in read(svg).iter(f"{SVG}rect") if r.get("rx") == "2"]
    lines = sorted({float(i.get("x1") or 0) for i in read(svg).iter(f"{SVG}line")} - {16.0})
    left, right = lines[0], lines[-1]
    places = [(float(r.get("x") or 0), float(r.get("width") or 0)) for r in found]
    legend = len({bar.actual for row in rows for bar in row.bars})
    return [
        ((x - left) / (right - left), (x + w - left) / (right - left)) for x, w in places[:-legend]
    ]


def test_bars_stand_where_their_days_are() -> None:
    whole = Row("a", (Bar(FISCAL.first, FISCAL.last),))
    first = Row("b", (Bar(date(2027, 4, 1), date(2027, 4, 30)),))
    leap = Row("c", (Bar(date(2028, 2, 29), date(2028, 3, 31), actual=True),))
    ((a, b), (c, d), (e, f)) = bars(whole, first, leap)
    assert (a, b) == pytest.approx((0, 1))
    assert (c, d) == pytest.approx((0, 30 / 366), abs=1e-3)
    assert (e, f) == pytest.approx((334 / 366, 1), abs=1e-3)


def test_a_bar_of_one_day_is_seen_and_one_beyond_the_edge_ends_there() -> None:
    last = Row("a", (Bar(FISCAL.last, FISCAL.last),))
    over = Row("b", (Bar(date(2028, 3, 1), date(2029, 1, 1)),))
    backwards = Row("c", (Bar(date(2027, 6, 1), date(2027, 5, 1)),))
    ((a, b), (_, d), (e, f)) = bars(last, over, backwards)
    assert b - a > 0.004
    assert b <= 1.0001
    assert d == pytest.approx(1)
    assert (e, f) == pytest.approx((30 / 366, 62 / 366), abs=1e-3)


def test_what_lies_outside_of_the_year_points_there() -> None:
    rows = (
        Row("a", (Bar(date(2026, 1, 1), date(2026, 1, 2)),)),
        Row("b", (Bar(date(2029, 1, 1), date(2029, 1, 2)),)),
    )
    svg = gantt(Year("", FISCAL, rows), "en")[0].svg
    assert len(list(read(svg).iter(f"{SVG}polygon"))) == 2
    assert {"2026-01-01 – 2026-01-02", "2029-01-01 – 2029-01-02"} <= set(texts(svg))


def test_planned_and_actual_differ_without_colour() -> None:
    both = Row("a", (Bar(FISCAL.first, FISCAL.first), Bar(FISCAL.first, FISCAL.last, actual=True)))
    svg = gantt(Year("", FISCAL, (both,), date(2027, 11, 3)), "ja")[0].svg
    assert {"予定", "実績", "今日 2027-11-03", "4月", "3月", "2027年", "2028年"} <= set(texts(svg))
    fills = [r.get("fill") for r in read(svg).iter(f"{SVG}rect") if r.get("rx") == "2"]
    assert len(set(fills)) == 2
    heights = [r.get("height") for r in read(svg).iter(f"{SVG}rect") if r.get("rx") == "2"]
    assert heights[0] != heights[1]


def test_today_is_marked_only_within_the_year() -> None:
    for day, told in ((FISCAL.first, 1), (FISCAL.last, 1), (date(2028, 4, 1), 0)):
        svg = gantt(Year("", FISCAL, (), day), "en")[0].svg
        assert sum(text.startswith("today") for text in texts(svg)) == told


def test_many_years_are_told_by_years() -> None:
    span = Span(date(1276, 4, 1), date(2027, 3, 31))
    svg = gantt(Year("", span, ()), "en")[0].svg
    assert len(svg) < 10_000
    assert "Apr" not in texts(svg)
    assert "1276" in texts(svg)


def test_what_is_past_its_limit_is_hatched_and_said() -> None:
    rows = (Age("in time", 30, 30), Age("late", 31, 30), Age("free", 900))
    assert "31 days, 1 over" in texts(ages(Ages("", rows), "en")[0].svg)
    drawn = ages(Ages("", rows), "ja")[0]
    assert "31日(1日超過)" in texts(drawn.svg)
    assert len(list(read(drawn.svg).iter(f"{SVG}path"))) == 2
    assert "late: 31日(1日超過), 期限 30日" in drawn.told
    assert "free: 900日" in drawn.told.splitlines()
    assert {"期限", "期限内", "期限超過"} <= set(texts(drawn.svg))


def test_nothing_late_shows_no_hatching() -> None:
    drawn = ages(Ages("", (Age("a", 1, 2), Age("b", 1))), "en")[0]
    assert list(read(drawn.svg).iter(f"{SVG}path")) == []
    assert "over the limit" not in texts(drawn.svg)


@pytest.mark.parametrize(("most", "last"), [(0, 1), (1, 1), (7, 8), (123, 150), (99_999, 100_000)])
def test_an_axis_ends_at_a_round_number(most: int, last: int) -> None:
    found = ticks(most)
    assert found[0] == 0
    assert found[-1] == last
    assert len(found) <= 8
    assert len({b - a for a, b in pairwise(found)}) == 1


def test_numbers_stand_beside_their_bars() -> None:
    drawn = counts(Counts("T", (Count("a", 4), Count("b", 0), Count("c", 2))), "en")[0]
    assert {"4", "0", "2", "in all 6"} <= set(texts(drawn.svg))
    assert drawn.told.splitlines() == ["T", "a: 4", "b: 0", "c: 2", "in all 6"]
    wide = [float(r.get("width") or 0) for r in read(drawn.svg).iter(f"{SVG}rect")][1:]
    assert len(wide) == 2
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.02)


def test_a_timeline_says_each_day_once_and_what_lies_between() -> None:
    moments = (
        Moment(date(2028, 2, 28), "open", "Aya"),
        Moment(date(2028, 2, 28), "try", "Ken", "R-1", "refused"),
        Moment(date(2028, 3, 1), "close", shown="令和10年3月1日"),
    )
    svg = timeline(Timeline("T", moments), "ja")[0].svg
    assert texts(svg).count("2028-02-28") == 1
    assert {"2日後", "令和10年3月1日", "Ken · R-1"} <= set(texts(svg))
    assert timeline(Timeline("T", ()), "en")[0].told == "T"


def test_days_are_counted_on_from_sheet_to_sheet() -> None:
    moments = tuple(Moment(date(2028, 2, 1 + n), f"m{n}") for n in range(8))
    sheets = timeline(Timeline("T", moments), "en", Frame(400, 140))
    assert len(sheets) > 2
    assert sum(text == "+1 d" for one in sheets for text in texts(one.svg)) == len(moments) - 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_is_said_where_there_is_nothing(language: Language) -> None:
    said = {"en": "None.", "ja": "該当なし"}[language]
    for drawn in (
        gantt(Year("", FISCAL, ()), language),
        ages(Ages("", ()), language),
        counts(Counts("", ()), language),
    ):
        assert said in texts(drawn[0].svg)
        assert said in drawn[0].told.splitlines()
