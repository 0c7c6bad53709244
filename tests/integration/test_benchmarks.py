"""The benchmarks still run; how quick anything is, is for them to say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks import (
    decide,
    durable,
    growth,
    law,
    measure,
    signed,
    signing,
    size,
    startup,
    table,
    verify,
    whole_year,
)
from benchmarks.large import large
from benchmarks.measure import Aim, Figure, MissingPeerError, Place, Ratio, Scale, Spread
from tadasu.rules.lint import lint

TINY = Scale(rounds=2, block=4, sizes=(150, 300), entries=130, processes=2, workflows=(2, 4))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty folder, and a scale at which nothing can be learnt."""
    return Place(tmp_path, TINY)


def whole(figure: Figure, rounds: int) -> bool:
    """Whether every side was measured as often as it should be, and every ratio can be told."""
    assert {len(values) for values in figure.series.values()} == {rounds}
    assert all(value > 0 for values in figure.series.values() for value in values)
    assert all(figure.spread(ratio).median > 0 for ratio in figure.ratios)
    return bool(list(table.lines(figure)))


def test_durable(place: Place) -> None:
    figure = durable.measure(place)
    assert whole(figure, TINY.rounds)
    assert {durable.OURS, durable.BARE} <= figure.series.keys()


def test_whole_year(place: Place) -> None:
    figure = whole_year.measure(place)
    assert whole(figure, whole_year.BATCHES)
    assert list(figure.series) == [whole_year.FIRST, whole_year.LAST]


def test_growth(place: Place) -> None:
    figure = growth.measure(place)
    assert whole(figure, TINY.rounds)
    assert list(figure.series) == ["150 entries", "300 entries"]


def test_decide(place: Place) -> None:
    figure = decide.measure(replace(place, scale=replace(TINY, block=12)))
    assert whole(figure, TINY.rounds)
    assert decide.OURS in figure.series
    # It is a library of ours, so this peer is always there.
    assert "transitions" in figure.series


def test_startup(place: Place) -> None:
    figure = startup.measure(place)
    assert whole(figure, TINY.processes)
    assert "sqlalchemy" in figure.notes[0]


def test_law(place: Place) -> None:
    assert whole(law.measure(place), law.LEAST_ROUNDS)


def test_verify_and_load(place: Place) -> None:
    checked, read = verify.measure(place)
    assert whole(checked, verify.LEAST_ROUNDS)
    assert whole(read, TINY.rounds)


def test_signed(place: Place) -> None:
    checked, bundled = signed.measure(place)
    assert whole(checked, signed.LEAST_ROUNDS)
    assert whole(bundled, signed.LEAST_ROUNDS)


def test_signing(place: Place) -> None:
    figure = signing.measure(place)
    assert whole(figure, TINY.rounds)
    assert list(figure.series) == [signing.SIGNED, signing.PEN, signing.BARE, signing.UNSIGNED]


def test_size(place: Place) -> None:
    figures = size.measure(place)
    assert [figure.name for figure in figures] == ["read", "size-read", "size-lint", "size-decide"]
    for figure in figures:
        assert whole(figure, TINY.rounds)


def test_the_large_process_is_a_legal_one() -> None:
    process = size.read(large(4))
    assert (len(process.workflows), len(process.policies)) == (4, 60)
    assert lint(process) == ()


def test_a_missing_peer_is_told_plainly() -> None:
    with pytest.raises(MissingPeerError, match="nobody_wrote_this is not installed"):
        measure.peer("nobody_wrote_this.at_all")


def test_a_ratio_is_taken_in_each_round() -> None:
    series = {"a": (2.0, 30.0, 4.0), "b": (1.0, 10.0, 1.0)}
    figure = Figure("f", "F", "act", series, [])
    assert figure.spread(Ratio("a", "b", "cost")).median == 3.0
    assert figure.spread(Ratio("b", "a", "speed")).median == 3.0
    assert Spread.of([1.0, 2.0, 3.0]) == Spread(2.0, 1.5, 2.5)


def test_sides_take_turns() -> None:
    turns: list[str] = []

    def side(name: str) -> float:
        turns.append(name)
        return float(len(turns))

    found = measure.take_turns({"a": lambda: side("a"), "b": lambda: side("b")}, 2)
    assert "".join(turns) == "ab" * 3
    assert found == {"a": (3.0, 5.0), "b": (4.0, 6.0)}


def test_the_program_prints_and_keeps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    aim = Aim(most=True, value=0.5)
    figure = Figure("f", "F", "act", {"a": (1.0, 1.0)}, [Ratio("a", "a", "cost", aim)], ["note"])
    monkeypatch.setattr(program, "FIGURES", {"f": lambda _: figure})
    kept = tmp_path / "figures.json"
    assert program.main(["--quick", "--json", str(kept), "--dir", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "at most 0.5: MISSED" in said
    assert "note" in said
    found = json.loads(kept.read_text("utf-8"))
    assert (found["schema"], found["quick"]) == ("tadasu/benchmarks/1", True)
    assert found["figures"][0]["ratios"][0]["met"] is False
    assert str(tmp_path) not in kept.read_text("utf-8")
