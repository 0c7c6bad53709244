"""What came of many slips, as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tests.mutation.noticing import Noticed

HEADS = (
    "what is edited",
    "edits",
    "no process",
    "lint",
    "cases",
    "lint or cases",
    "diff only",
    "by place",
    "same meaning",
    "nobody",
)
"""`lint` and `cases` overlap; the last five do not, but that `by place` is part of `diff only`."""

EVERY = "all"


def counts(one: Noticed) -> Iterator[str]:
    """The columns in which a slip counts."""
    yield "edits"
    if one.broken:
        yield "no process"
        return
    if one.lint:
        yield "lint"
    if one.failure:
        yield "cases"
    if one.before:
        yield "lint or cases"
    elif one.same:
        yield "same meaning"
    elif one.unnoticed:
        yield "nobody"
    else:
        yield "diff only"
        if one.placed:
            yield "by place"


def table(found: Sequence[Noticed]) -> str:
    """A row for each kind of edit, and one for all, in Markdown."""
    rows: dict[str, Counter[str]] = {}
    for one in found:
        for kind in (one.edit.kind, EVERY):
            rows.setdefault(kind, Counter()).update(counts(one))
    kinds = sorted(rows, key=lambda kind: (kind == EVERY, -rows[kind]["edits"], kind))
    lines = [_row(HEADS), _row(["---", *("--:" for _ in HEADS[1:])])]
    lines += [_row([kind, *(str(rows[kind][head]) for head in HEADS[1:])]) for kind in kinds]
    return "\n".join(lines)


def summary(found: Sequence[Noticed]) -> str:
    """The figures in words."""
    process = [one for one in found if not one.broken and not one.same]
    seen = sum(one.before for one in process)
    nobody = sum(one.unnoticed for one in found)
    share = f" ({100 * seen / len(process):.1f} %)" if process else ""
    return (
        f"{len(found)} edits; {len(found) - len(process)} are no process or mean the same. "
        f"Of the other {len(process)}, lint or a case notices {seen}{share}; "
        f"the diff shows all but {nobody}."
    )


def directions(found: Sequence[Noticed]) -> str:
    """How often the diff says which way, where that is known from the edit."""
    known = [one for one in found if one.edit.way and one.diff and not one.same]
    right = sum(one.diff == one.edit.way for one in known)
    wrong = sum({one.diff, one.edit.way} == {"tightened", "widened"} for one in known)
    return (
        f"Of {len(known)} edits that can only tighten or only widen, the diff says so of {right}, "
        f"the opposite of {wrong}, and leaves {len(known) - right - wrong} open."
    )


def lists(found: Sequence[Noticed], *, whole: bool) -> Iterator[str]:
    """What must be empty, and, if it is wanted whole, what only the diff shows."""
    yield from _list("noticed by nobody", (one.edit for one in found if one.unnoticed))
    contradictions = (one.contradiction for one in found)
    yield from _list("the diff is contradicted", filter(None, contradictions))
    if whole:
        only = (one for one in found if not one.before and not one.same and not one.unnoticed)
        yield from _list("shown by the diff only", (f"{one.edit} [{one.diff}]" for one in only))


def _list(title: str, lines: Iterable[object]) -> Iterator[str]:
    told = [f"  {line}" for line in lines]
    yield f"{title}: {len(told) or 'nothing'}"
    yield from told


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
