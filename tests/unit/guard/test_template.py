"""Messages with values in them."""

from datetime import date

import pytest

from tadasu.errors import Language
from tadasu.guard.guard import GuardError, GuardProblems
from tadasu.guard.template import compile_template
from tests.unit.guard.world import NAMES, SCHEMA, TOKYO, names


def text(source: str, language: Language = "en", **changes: object) -> str:
    template = compile_template(source, NAMES, SCHEMA)
    return template.text(names(**changes), zone=TOKYO, language=language)


def marked(source: str) -> list[tuple[str, str]]:
    with pytest.raises(GuardProblems) as caught:
        compile_template(source, NAMES, SCHEMA)
    return [(p.code, source[p.offset : p.offset + p.length]) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("no values", "no values"),
        ("{{braces}}", "{braces}"),
        ("{{{case.key}}}", "{AUD-7}"),
        ("Audit {case}", "Audit AUD-7 営業部監査"),
        ("{case.budget + 1} days", "11 days"),
        ("{today} / {case.started_at}", "2025-04-01 / 2025-02-01T00:30:00+09:00"),
        ("{duration('90m')}", "1h30m"),
        ("{case.team}", "P-001 佐藤 花子, P-003 髙橋 誠"),
        ("{case.team.map(p, p.name)}", "佐藤, 髙橋"),
        ("[{case.team.filter(p, p.name == '')}]", "[]"),
        ("{case.reported}", "no"),
        ("{'}'}{\"{\"}{'\\'}'}", "}{'}"),
        ("{has(case.closed_on) ? 'closed' : 'open'}", "open"),
        ("{r'\\'}{'''}'}'''}", "\\}'}"),
        ("{case.key // }\n}", "AUD-7"),
        ("監査{case.key}の範囲", "監査AUD-7の範囲"),
    ],
)
def test_texts(source: str, expected: str) -> None:
    assert text(source) == expected


def test_japanese() -> None:
    assert text("{case.team.map(p, p.name)}: {case.reported}", "ja") == "佐藤、髙橋: いいえ"


def test_optional_values_with_has() -> None:
    source = "{has(case.closed_on) ? case.closed_on : today}"
    assert text(source) == "2025-04-01"
    assert text(source, closed_on=date(2025, 3, 1)) == "2025-03-01"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Closed on {case.closed_on}.", [("optional", "case.closed_on")]),
        ("{case.kee} and {actr}", [("name", "kee"), ("name", "actr")]),
        ("a {case.key", [("syntax", "{")]),
        ("a } b", [("syntax", "}")]),
        ("a {} b", [("syntax", "}")]),
        ("{case.key == 'x}", [("syntax", "'x}")]),
        ("{case.key +}", [("syntax", "}")]),
        ("{case.key[0]}", [("profile", "[")]),
        ("{[]}", [("type", "[]")]),
    ],
)
def test_problems_are_placed_in_the_template(source: str, expected: list[tuple[str, str]]) -> None:
    assert marked(source) == expected


def test_footprint() -> None:
    template = compile_template("{case.key} {today} {case.team.map(p, p.name)}", NAMES, SCHEMA)
    assert template.footprint == {
        ("case", "key"), ("today",), ("case", "team"), ("case", "team", "name"),
    }  # fmt: skip


def test_errors_are_the_guards() -> None:
    with pytest.raises(GuardError):
        text("{9223372036854775807 + case.budget}")
