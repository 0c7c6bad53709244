"""Pictures show every state and every act, without colour too."""

import itertools
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from tadasu.errors import Language
from tadasu.office.pictures.layout import layout
from tadasu.office.pictures.lifecycle import lifecycle
from tadasu.office.pictures.mermaid import mermaid
from tadasu.office.pictures.workflows import lifecycle_of
from tadasu.rules.process import Process
from tests.unit.rules.library import edited, made

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(name="process")
def the_process() -> Process:
    return made()


def svg(
    process: Process,
    now: str | None = None,
    language: Language = "ja",
    passed: tuple[tuple[str, str], ...] = (),
) -> str:
    life = lifecycle_of(process.workflows["loan"], language, now, passed)
    return lifecycle(life, language)[0].svg


def drawn(process: Process, current: str | None = None, language: Language = "ja") -> Element:
    return ElementTree.fromstring(svg(process, current, language))


def texts(picture: Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_mermaid_says_it_all(process: Process) -> None:
    assert mermaid(lifecycle_of(process.workflows["loan"], "ja", "back"), "ja") == (
        "stateDiagram-v2\n"
        '    state "貸出中" as s_lent\n'
        '    state "▶ 返却済 (現在)" as s_back\n'
        '    state "完了" as s_closed\n'
        "    [*] --> s_lent\n"
        "    s_lent --> s_lent : 延長する (受付)\n"
        "    s_lent --> s_back : 返却する (利用者、受付)\n"
        "    s_back --> s_closed : 完了する (受付)\n"
        "    s_closed --> [*]\n"
        "    classDef now font-weight:bold,stroke-width:4px\n"
        "    class s_back now\n"
    )


def test_mermaid_is_not_confused_by_signs() -> None:
    process = made(edited(("loan.yaml", "en: Extend,", "en: 'A \"b\": {c}; #1',")))
    assert "s_lent : A #34;b#34;#58; #123;c#125;#59; #35;1 (Desk)" in mermaid(
        lifecycle_of(process.workflows["loan"], "en"), "en"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ja",
            ["貸出", "貸出中", "返却済", "完了", "返却する", "利用者、受付", "延長する — 受付"],
        ),
        ("en", ["Loan", "Lent", "Back", "Closed", "Close", "Reader, Desk", "Extend — Desk"]),
    ],
)
def test_svg_shows_titles(language: Language, expected: list[str], process: Process) -> None:
    assert set(expected) <= set(texts(drawn(process, None, language)))


def test_svg_marks_the_present_state_in_words(process: Process) -> None:
    assert "▶ 現在" not in texts(drawn(process))
    picture = drawn(process, "back")
    assert texts(picture).count("▶ 現在") == 1
    (here,) = (group for group in picture.iter(f"{SVG}g"))
    assert [title.text for title in here.findall(f"{SVG}title")] == ["返却済 (現在)"]


def test_svg_ticks_what_the_case_has_passed(process: Process) -> None:
    told = texts(
        ElementTree.fromstring(
            svg(process, "closed", "ja", (("lent", "back"), ("back", "closed")))
        )
    )
    assert {"✓ 貸出中", "✓ 返却済", "完了"} <= set(told)


def test_svg_rings_the_final_states(process: Process) -> None:
    rings = [rect for rect in drawn(process).iter(f"{SVG}rect") if rect.get("rx") == "7"]
    assert len(rings) == 1


def test_svg_is_told_to_those_who_do_not_see_it(process: Process) -> None:
    picture = drawn(process, "back")
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == picture.findtext(f"{SVG}title") == "貸出"
    told = picture.findtext(f"{SVG}desc") or ""
    assert "貸出中 → 返却済: 返却する (利用者、受付)" in told
    assert "現在: 返却済" in told


def test_svg_stands_alone() -> None:
    process = made(edited(("loan.yaml", "en: Extend,", "en: '<script>&',")))
    text = svg(process, None, "en")
    assert "&lt;script&gt;&amp;" in text
    assert "<script" not in text
    assert "href" not in text
    assert text.count("http") == 1


def test_the_same_workflow_gives_the_same_picture(process: Process) -> None:
    assert svg(process) == svg(made())


def test_a_way_back_is_dashed_and_points_up() -> None:
    back = "  again: {title: {en: A, ja: 再}, from: back, to: lent, by: desk}\n"
    process = made(edited(("loan.yaml", "transitions:\n", "transitions:\n" + back)))
    dashed = [way for way in drawn(process).iter(f"{SVG}path") if way.get("stroke-dasharray")]
    assert len(dashed) == 1


def test_boxes_and_labels_never_overlap() -> None:
    names = "abcdefgh"
    edges = [
        *itertools.pairwise(names),
        *[("a", "d"), ("a", "h"), ("b", "h"), ("f", "b"), ("g", "a"), ("c", "e"), ("h", "c")],
    ]
    placed = layout(
        {name: (100.0 + 20 * n, 40.0) for n, name in enumerate(names)},
        {edge: (90.0 + 7 * n, 30.0) for n, edge in enumerate(edges)},
    )
    areas = [(box.x, box.y, box.width, box.height) for box in placed.boxes.values()]
    areas += [
        (*route.label, 90.0 + 7 * edges.index(edge), 30.0) for edge, route in placed.routes.items()
    ]
    for (x, y, w, h), (x2, y2, w2, h2) in itertools.combinations(areas, 2):
        assert abs(x - x2) >= (w + w2) / 2 or abs(y - y2) >= (h + h2) / 2
    for x, y, w, h in areas:
        assert w / 2 - 0.01 <= x <= placed.width - w / 2 + 0.01
        assert h / 2 - 0.01 <= y <= placed.height - h / 2 + 0.01


def test_one_state_is_a_picture_too() -> None:
    placed = layout({"only": (100.0, 40.0)}, {})
    assert (placed.width, placed.height) == (100.0, 40.0)
