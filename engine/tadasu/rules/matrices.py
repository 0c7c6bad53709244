"""Matrices: their expressions, what is wrong with them, and how they compile."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.template import Template
from tadasu.guard.types import Scalar, Type, fits, named
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.document import Path
from tadasu.rules.matrix import Axis, Counted, Matrix
from tadasu.rules.pieces import Footprint, Piece, bare, behind, compile_piece, footprint
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES
from tadasu.rules.wording import TAKEN
from tadasu.rules.workflow import Workflow

_MARK = Text(en="mark", ja="記号")

Read = Callable[[At, Piece, Scope, str], Guard | Template | None]


@dataclass(frozen=True, slots=True)
class BoundAxis:
    """A side of a matrix, ready to be filled."""

    axis: Axis
    each: Guard
    by: Guard
    footprint: Footprint


@dataclass(frozen=True, slots=True)
class BoundCount:
    """Things that mark cells, ready to be placed."""

    counted: Counted
    each: Guard
    row: Guard
    column: Guard
    period: Guard | None
    marks: tuple[tuple[str, Guard | None], ...]
    footprint: Footprint


@dataclass(frozen=True, slots=True)
class BoundMatrix:
    """A matrix, ready to be worked out."""

    matrix: Matrix
    rows: BoundAxis
    columns: BoundAxis
    periods: BoundAxis | None
    counts: tuple[BoundCount, ...]


def sides(matrix: Matrix) -> Iterator[tuple[Path, Axis | Counted]]:
    """Every part that runs over a list, with where it stands."""
    yield ("rows",), matrix.rows
    yield ("columns",), matrix.columns
    if matrix.periods:
        yield ("periods",), matrix.periods
    for number, counted in enumerate(matrix.counts):
        yield ("counts", number), counted


def side_pieces(part: Axis | Counted) -> Iterator[Piece]:
    """Everything in a side that is compiled; the list of `each` comes first."""
    yield Piece(("each", part.variable), part.source, "list", scoped=False)
    if isinstance(part, Axis):
        yield Piece(("by",), part.by or part.variable, "any")
        return
    yield Piece(("row",), part.row, "any")
    yield Piece(("column",), part.column, "any")
    if part.period:
        yield Piece(("period",), part.period, "any")
    for number, each in enumerate(part.marks):
        if each.when:
            yield Piece(("marks", number, "when"), each.when, Scalar.BOOL)


def bind_matrix(matrix: Matrix, scope: Scope, compiler: Compiler) -> BoundMatrix:
    """The matrix, compiled for the cases whose `scope` it is; GuardProblems if wrong."""
    return BoundMatrix(
        matrix=matrix,
        rows=_axis(matrix.rows, scope, compiler),
        columns=_axis(matrix.columns, scope, compiler),
        periods=_axis(matrix.periods, scope, compiler) if matrix.periods else None,
        counts=tuple(_count(each, scope, compiler) for each in matrix.counts),
    )


def _axis(axis: Axis, scope: Scope, compiler: Compiler) -> BoundAxis:
    made, reads = _compiled(axis, scope, compiler)
    return BoundAxis(axis, made["each", axis.variable], made["by",], reads)


def _count(counted: Counted, scope: Scope, compiler: Compiler) -> BoundCount:
    made, reads = _compiled(counted, scope, compiler)
    marks = tuple(
        (each.mark, made.get(("marks", number, "when")))
        for number, each in enumerate(counted.marks)
    )
    return BoundCount(
        counted=counted,
        each=made["each", counted.variable],
        row=made["row",],
        column=made["column",],
        period=made.get(("period",)),
        marks=marks,
        footprint=reads,
    )


def _compiled(
    part: Axis | Counted, scope: Scope, compiler: Compiler
) -> tuple[dict[Path, Guard], Footprint]:
    inner = scope
    made: dict[Path, Guard] = {}
    for piece in side_pieces(part):
        guard = compile_piece(piece, inner if piece.scoped else scope, compiler, "")
        made[piece.path] = cast(Guard, guard)
        inner = behind(piece, guard, inner, scope)
    listed = made["each", part.variable].footprint
    reads = footprint(part.variable, listed, made.values(), inner, compiler.schema)
    return made, reads


def read_matrix(matrix: Matrix, at: At, scope: Scope, read: Read, report: Report) -> None:
    """Note every problem of the expressions, and places that are no rows or columns (T038).

    `read` compiles a piece, or notes what is wrong with it.
    """
    kinds: dict[str, Type] = {}
    for path, part in sides(matrix):
        inner = scope
        for piece in side_pieces(part):
            made = read(at.to(*path), piece, inner if piece.scoped else scope, "")
            if made is None:
                break
            inner = behind(piece, made, inner, scope)
            found = bare(cast(Guard, made).type)
            if piece.path == ("by",):
                kinds[str(path[0])] = found
            want = kinds.get(f"{piece.path[0]}s") if path[0] == "counts" else None
            if want is not None and not fits(found, want):
                report.add("T038", at.to(*path, *piece.path), _misfit(want, found))


def _misfit(want: Type, found: Type) -> Text:
    one, other = named(want), named(found)
    return Text(
        en=f"This must be {one.en}, or a list of such, not {other.en}.",
        ja=f"ここには {one.ja}(またはそのリスト)が必要ですが、{other.ja} になっています。",
    )


def check_matrices(workflow: Workflow, report: Report) -> None:
    """Note names that are taken, and marks that the matrix doesn't have (T020, T021)."""
    for name, matrix in workflow.matrices.items():
        at = At("workflow", workflow.name, ("matrices", name))
        known = [mark.mark for mark in matrix.marks]
        for number, mark in enumerate(known):
            if mark in known[:number]:
                report.add("T021", at.to("marks", number, "mark"), TAKEN)
        for path, part in sides(matrix):
            if part.variable in RESERVED_NAMES or part.variable in workflow.define:
                report.add("T021", at.to(*path, "each", part.variable), TAKEN, key=True)
            if isinstance(part, Axis):
                continue
            if (part.period is None) != (matrix.periods is None):
                report.add("T038", at.to(*path), _PERIODS)
            for number, each in enumerate(part.marks):
                if each.mark not in known:
                    here = at.to(*path, "marks", number)
                    report.unknown(here, _MARK, each.mark, known)


_PERIODS = Text(
    en="`period` belongs to a matrix with `periods`, and there to all that is counted.",
    ja="`periods` のある表では、数えるものすべてに `period` が必要です(なければ書けません)。",
)
