"""Whatever is drawn: well formed, within the picture, whole in words, the same bytes again."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.errors import Language, Text
from tadasu.office.coverage import Cell, Coverage, Side, Sign, Stop
from tadasu.office.pictures.ages import Age, Ages, ages
from tadasu.office.pictures.counts import Count, Counts, counts
from tadasu.office.pictures.gantt import Bar, Row, Year, gantt
from tadasu.office.pictures.heatmap import heatmap
from tadasu.office.pictures.lettering import plain
from tadasu.office.pictures.lifecycle import Act, Lifecycle, State, lifecycle
from tadasu.office.pictures.months import year_of
from tadasu.office.pictures.sheet import LANDSCAPE, PORTRAIT, SCREEN, Drawn, Frame
from tadasu.office.pictures.timeline import Kind, Moment, Timeline, timeline
from tests.unit.office.pictures.gauge import astray, read

Draw = Callable[[Language, Frame], tuple[Drawn, ...]]

WORDS = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "<script>alert(1)</script>",
        'a & b "c"',
        "情報システム部・開発第二グループ(東日本・西日本)の物理的セキュリティ境界",
        "\x00\x1b[31m\ud800\ufffe",
        "\u202egnp.exe",
        "e\u0301" * 40,
        "👩‍👩‍👧‍👦" * 12,
        "W" * 60,
    ]
)
DAYS = st.dates() | st.sampled_from(
    [date(2026, 4, 1), date(2027, 3, 31), date(2028, 2, 29), date.min, date.max]
)
FRAMES = st.sampled_from([SCREEN, PORTRAIT, LANDSCAPE])
LANGUAGES = st.sampled_from(("en", "ja"))
KINDS: Sequence[Kind] = ("step", "note", "refused", "due")

BARS = st.lists(st.builds(Bar, DAYS, DAYS, st.booleans()), max_size=3).map(tuple)
YEARS = st.builds(
    Year,
    title=WORDS,
    span=st.lists(DAYS, min_size=1, max_size=3).map(year_of),
    rows=st.lists(st.builds(Row, WORDS, BARS, WORDS), max_size=4).map(tuple),
    today=st.none() | DAYS,
)
AGES = st.builds(
    Ages,
    WORDS,
    st.lists(
        st.builds(Age, WORDS, st.integers(-5, 10**6), st.none() | st.integers(0, 10**5)),
        max_size=4,
    ).map(tuple),
)
COUNTS = st.builds(
    Counts, WORDS, st.lists(st.builds(Count, WORDS, st.integers(0, 10**9)), max_size=4).map(tuple)
)
MOMENTS = st.builds(Moment, DAYS, WORDS, WORDS, WORDS, st.sampled_from(KINDS), WORDS)
TIMELINES = st.builds(Timeline, WORDS, st.lists(MOMENTS, max_size=5).map(tuple))


@st.composite
def lifecycles(draw: st.DrawFn) -> Lifecycle:
    """Workflows of any shape, and cases anywhere in them."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    act = st.builds(Act, WORDS, WORDS, some, st.sampled_from(names))
    acts = draw(st.lists(act, max_size=6))
    steps = [(source, act.target) for act in acts for source in act.sources]
    return Lifecycle(
        title=draw(WORDS),
        states=tuple(State(name, draw(WORDS), draw(st.booleans())) for name in names),
        acts=tuple(acts),
        initial=draw(st.sampled_from(names)),
        now=draw(st.none() | st.sampled_from(names)),
        passed=tuple(steps[: draw(st.integers(0, 3))]),
    )


@st.composite
def matrices(draw: st.DrawFn) -> Coverage:
    """Matrices of any size, some wider than a page."""
    stops = st.builds(Stop, WORDS, WORDS)
    rows, columns = (
        draw(st.lists(stops, max_size=most, unique_by=lambda stop: stop.key)) for most in (30, 40)
    )
    periods = draw(st.lists(stops, max_size=3, unique_by=lambda stop: stop.key))
    signs = tuple(
        Sign(f"m{n}", symbol, Text(en=draw(WORDS), ja=draw(WORDS)), done=n == 0)
        for n, symbol in enumerate("×○")
    )
    places = [
        (r.key, c.key, p) for r in rows for c in columns for p in [x.key for x in periods] or [""]
    ]
    cells = [Cell(*place, f"m{n % 2}", ()) for n, place in enumerate(places) if n % 3]
    title = Text(en=draw(WORDS), ja=draw(WORDS))
    return Coverage(
        case="P-1",
        matrix="m",
        title=title,
        rows=Side(title, tuple(rows)),
        columns=Side(title, tuple(columns)),
        periods=Side(title, tuple(periods)) if periods else None,
        signs=signs,
        cells=tuple(cells),
        standing=tuple((row.key, None) for row in rows),
    )


def holds(draw: Draw, language: Language, frame: Frame) -> tuple[Drawn, ...]:
    """What must be true of every picture."""
    sheets = draw(language, frame)
    assert sheets
    assert sheets == draw(language, frame)
    for drawn in sheets:
        root = read(drawn.svg)
        assert astray(drawn.svg) == []
        assert root.get("lang") == language
        assert [mark.get("id") for mark in root.iter() if mark.get("id")] == []
        assert "<script" not in drawn.svg
        assert "href" not in "".join(name for mark in root.iter() for name in mark.attrib)
        assert drawn.svg.encode()
    return sheets


def within(sheets: Sequence[Drawn], frame: Frame) -> None:
    """As wide as the frame, and no higher."""
    for drawn in sheets:
        root = read(drawn.svg)
        assert float(root.get("width") or 0) == frame.width
        assert float(root.get("height") or 0) <= frame.height


def told(sheets: Sequence[Drawn], words: Sequence[str]) -> None:
    """What is cut in the picture stands whole in its words."""
    whole = plain(" ".join(drawn.told for drawn in sheets))
    assert [word for word in words if plain(word) not in whole] == []


@given(YEARS, LANGUAGES, FRAMES)
def test_years(year: Year, language: Language, frame: Frame) -> None:
    sheets = holds(lambda *how: gantt(year, *how), language, frame)
    within(sheets, frame)
    told(sheets, [row.label for row in year.rows])


@given(AGES, LANGUAGES, FRAMES)
def test_ages(each: Ages, language: Language, frame: Frame) -> None:
    sheets = holds(lambda *how: ages(each, *how), language, frame)
    within(sheets, frame)
    told(sheets, [row.label for row in each.rows])


@given(COUNTS, LANGUAGES, FRAMES)
def test_counts(each: Counts, language: Language, frame: Frame) -> None:
    sheets = holds(lambda *how: counts(each, *how), language, frame)
    within(sheets, frame)
    told(sheets, [row.label for row in each.rows])


@given(TIMELINES, LANGUAGES, FRAMES)
def test_timelines(each: Timeline, language: Language, frame: Frame) -> None:
    sheets = holds(lambda *how: timeline(each, *how), language, frame)
    within(sheets, frame)
    told(sheets, [word for one in each.moments for word in (one.what, one.who, one.detail)])


@given(lifecycles(), LANGUAGES, FRAMES)
def test_lifecycles(life: Lifecycle, language: Language, frame: Frame) -> None:
    (drawn,) = holds(lambda *how: lifecycle(life, *how), language, frame)
    root = read(drawn.svg)
    width, height = (float(root.get(side) or 0) for side in ("width", "height"))
    assert width >= frame.width
    assert height / width <= frame.height / frame.width + 0.01
    told([drawn], [act.title for act in life.acts])


@given(matrices(), LANGUAGES, FRAMES)
def test_matrices(coverage: Coverage, language: Language, frame: Frame) -> None:
    sheets = holds(lambda *how: heatmap(coverage, *how), language, frame)
    within(sheets, frame)
    told(sheets, [row.label for row in coverage.rows.stops])


ROWS = [0, 1, 40, 200]


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("frame", [SCREEN, PORTRAIT, LANDSCAPE])
def test_many_rows_are_dealt_to_sheets(rows: int, frame: Frame) -> None:
    bars = (Bar(date(2028, 2, 29), date(2028, 3, 2)),)
    year = Year(
        "年間計画",
        year_of([date(2028, 2, 29)]),
        tuple(Row(f"部門 {n}", bars) for n in range(rows)),
    )
    pictures: Sequence[tuple[Drawn, ...]] = (
        gantt(year, "ja", frame),
        ages(Ages("", tuple(Age(f"部門 {n}", n, 30) for n in range(rows))), "ja", frame),
        counts(Counts("", tuple(Count(f"部門 {n}", n) for n in range(rows))), "ja", frame),
        timeline(
            Timeline("", tuple(Moment(date(2028, 2, 29), f"部門 {n}", "x") for n in range(rows))),
            "ja",
            frame,
        ),
    )
    for sheets in pictures:
        within(sheets, frame)
        assert (len(sheets) == 1) == (frame is SCREEN or rows <= 1 or len(sheets) == 1)
        assert [d for d in sheets if astray(d.svg)] == []
        lines = "\n".join(drawn.told for drawn in sheets)
        assert all(f"部門 {n}" in lines for n in range(rows))
        if rows == ROWS[-1] and frame is not SCREEN:
            assert len(sheets) > 1
