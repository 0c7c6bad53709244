"""A season that is planned as a person types it: shown, typed line by line, or opened at once."""

import shlex
from pathlib import Path

import pytest

from tests.e2e.loan.typist import Typist
from tests.unit.core.tours import PROCESS
from tests.unit.office.desk import SETTINGS

pytest.importorskip("highspy", reason="the extra plan is not installed")

START = "2026-03-01T09:00"
GUIDES = (
    ("G-2", "home=north"),
    ("G-3", "chief=true"),
    ("G-4", "home=south"),
)


def season(root: Path, *, guides: int = len(GUIDES)) -> Typist:
    """Two valleys to go to, and some guides."""
    (root / "workflows").mkdir(parents=True)
    (root / "tadasu.yaml").write_text(SETTINGS, "utf-8")
    (root / "workflows" / "tours.yaml").write_text(PROCESS, "utf-8")
    typist = Typist(root)
    typist.types("init", "--simulated", "--at", START, *person("G-1"), "chief=true")
    for valley, danger in (("north", "3"), ("south", "1")):
        types(typist, "new", "valley", f"name={valley}", f"danger={danger}")
    for key, more in GUIDES[:guides]:
        types(typist, "new", "guide", *person(key), more)
    types(typist, "new", "season", "year=2026", "valleys=north", "valleys=south")
    return typist


def person(key: str) -> tuple[str, ...]:
    return (f"id={key}", f"name={key} さん", "licensed_until=2027-12-31")


def types(typist: Typist, *words: str, code: int = 0) -> str:
    return typist.types("--as", "G-1", *words, code=code).out


def test_what_is_shown_is_typed_and_nothing_is_left(tmp_path: Path) -> None:
    typist = season(tmp_path / "typed")
    shown = types(typist, "plan", "suggest", "S-2026")
    assert "S-2026 の計画案(すべての規則を満たしています)" in shown
    # The north is more dangerous, and so comes first.
    assert shown.index("north") < shown.index("south")
    lines = types(typist, "plan", "suggest", "S-2026", "--commands").splitlines()
    for line in lines:
        command, *words = shlex.split(line)
        assert command == "tadasu"
        typist.types(*words)
    assert types(typist, "list", "tour").count("S-2026-T") == len(lines) == 2
    for number in (1, 2):
        types(typist, "do", f"S-2026-T{number}", "start")
    assert "計画すべきことは残っていません" in types(typist, "plan", "suggest", "S-2026")


def test_a_plan_is_opened_as_it_is_shown(tmp_path: Path) -> None:
    typist = season(tmp_path / "opened")
    shown = typist.asks("--as", "G-1", "plan", "suggest", "S-2026")
    assert (shown["schema"], shown["possible"]) == ("tadasu/plan/1", True)
    types(typist, "plan", "suggest", "S-2026", "--open")
    for number, one in enumerate(shown["suggested"], 1):
        facts = {
            fact["name"]: fact["value"]
            for fact in typist.asks("show", f"S-2026-T{number}")["facts"]
            if fact["value"] is not None
        }
        assert facts == one["given"]
    assert "計画すべきことは残っていません" in types(typist, "plan", "suggest", "S-2026", "--open")


def test_where_there_is_no_plan_the_exit_code_says_so(tmp_path: Path) -> None:
    typist = season(tmp_path / "short", guides=1)
    said = types(typist, "plan", "suggest", "S-2026", "--open", code=4)
    assert "G-01  G-2 の地元です。" in said
    assert "免除できる人: 誰でも。" in said
    found = typist.asks("--as", "G-1", "plan", "suggest", "S-2026", code=4)
    (short,) = found["shortfalls"]
    assert (short["kind"], short["item"], short["reasons"][0]["rule"]) == ("rule", "north", "G-01")
    assert types(typist, "list", "tour").count("S-2026-T") == 0


def test_why_names_those_who_may_and_those_who_may_not(tmp_path: Path) -> None:
    typist = season(tmp_path / "why")
    words = ("name=北", "valleys=north", "begins=2026-04-10", "ends=2026-04-11")
    types(typist, "new", "tour", "--parent", "S-2026", *words)
    said = types(typist, "why", "S-2026-T1")
    assert "ガイド(crew)の候補 — 出発する(start)の規則による判定" in said
    assert "✓ 可: G-1 G-1 さん、G-3 G-3 さん、G-4 G-4 さん" in said
    assert "G-01  G-2 の地元です。" in said
    crew, chief = typist.asks("--as", "G-1", "why", "S-2026-T1")["candidates"]
    assert [one["key"] for one in crew["may_not"]] == ["G-2"]
    assert crew["may_not"][0]["reasons"][0]["waivable_by"] == [{"en": "Anyone", "ja": "誰でも"}]
    assert [one["key"] for one in chief["may"]] == ["G-1", "G-3"]
    # Of an act that asks nothing of them, nothing is told.
    types(typist, "set", "S-2026-T1", "crew=G-1", "crew=G-3", "chief=G-1")
    types(typist, "do", "S-2026-T1", "start")
    assert "候補" not in types(typist, "why", "S-2026-T1")


def test_wrong_words_are_told(tmp_path: Path) -> None:
    typist = season(tmp_path / "wrong")
    for words in (
        ("plan", "make", "S-2026"),
        ("plan", "suggest", "S-2026", "--open", "--commands"),
    ):
        typist.types("--as", "G-1", *words, code=2)
    typist.types("--as", "G-1", "plan", "suggest", "north", code=5)
