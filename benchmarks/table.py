"""Figures as a table for people and as JSON for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from benchmarks.measure import Figure, Ratio, Spread

SCHEMA = "tadasu/benchmarks/1"
_UNITS = ((1.0, "s", 1), (1e-3, "ms", 1e3), (1e-6, "µs", 1e6), (0.0, "ns", 1e9))


def lines(figure: Figure) -> Iterator[str]:
    """The figure as lines of text: ratios first, then what they are made of."""
    yield f"{figure.name} — {figure.title}"
    for ratio in figure.ratios:
        spread = figure.spread(ratio)
        name = f"{ratio.side} / {ratio.peer} ({ratio.kind})"
        yield f"  {name:<52}{_number(spread)}{_aim(ratio, spread)}"
    for side, values in figure.series.items():
        spread = Spread.of(values)
        each = f"{_time(spread.median)} ({_time(spread.low)} … {_time(spread.high)})"
        yield f"    {side:<24}{each:<42}{1 / spread.median:>12,.1f} / s"
    yield from (f"    {note}" for note in figure.notes)


def as_json(
    figures: Sequence[Figure], versions: Mapping[str, str], machine: Mapping[str, object]
) -> dict[str, object]:
    """Everything, ratios and seconds."""
    return {
        "schema": SCHEMA,
        "machine": dict(machine),
        "versions": dict(versions),
        "figures": [_figure(figure) for figure in figures],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "title": figure.title,
        "ratios": [_ratio(figure, ratio) for ratio in figure.ratios],
        "seconds_for_one": figure.unit,
        "sides": {
            side: {**asdict(Spread.of(values)), "rounds": len(values)}
            for side, values in figure.series.items()
        },
        "notes": list(figure.notes),
    }


def _ratio(figure: Figure, ratio: Ratio) -> dict[str, object]:
    spread = figure.spread(ratio)
    found: dict[str, object] = {"side": ratio.side, "peer": ratio.peer, "of": ratio.kind}
    found |= asdict(spread)
    if ratio.aim is not None:
        found["aim"] = {("at_most" if ratio.aim.most else "at_least"): ratio.aim.value}
        found["met"] = ratio.aim.met(spread.median)
    return found


def _number(spread: Spread) -> str:
    return f"{spread.median:.3g} ({spread.low:.3g} … {spread.high:.3g})"


def _aim(ratio: Ratio, spread: Spread) -> str:
    if ratio.aim is None:
        return ""
    words = "at most" if ratio.aim.most else "at least"
    return f"  {words} {ratio.aim.value}: {'met' if ratio.aim.met(spread.median) else 'MISSED'}"


def _time(seconds: float) -> str:
    for least, name, factor in _UNITS:
        if seconds >= least:
            return f"{seconds * factor:.3g} {name}"
    raise AssertionError(seconds)
