"""Forms: their expressions, and how they compile."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from tadasu.guard.guard import Guard
from tadasu.guard.template import Template
from tadasu.guard.types import Scalar
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Path
from tadasu.rules.field import FieldSpec
from tadasu.rules.form import Block, Cell, Form
from tadasu.rules.pieces import Footprint, Piece, behind, compile_piece, footprint
from tadasu.rules.showing import computed_spec, led
from tadasu.rules.words import Words

Made = Guard | Template
Read = Callable[[Path, Piece, Scope], Made | None]
"""Compiles a piece of the part at a path, or answers for what is wrong with it."""


@dataclass(frozen=True, slots=True)
class BoundCell:
    """A value, ready to be shown: by which field, or what it is computed from."""

    cell: Cell
    guard: Guard
    spec: FieldSpec
    of_field: bool
    """The value is a field's, and not only computed."""
    sealed: str | None = None
    """The value is a personal field of this name: `guard` gives the record that has it."""

    @property
    def title(self) -> Words:
        """What stands above or beside it."""
        return self.cell.title or self.spec.title


@dataclass(frozen=True, slots=True)
class BoundBlock:
    """A part of a form, ready to be filled."""

    block: Block
    made: Mapping[Path, Made]
    cells: tuple[BoundCell, ...]
    drawn: Mapping[str, BoundCell]
    told: Mapping[Guard, FieldSpec]
    """How the values in its texts are shown."""
    parts: tuple["BoundBlock", ...]
    thing: str | None
    """The name of the thing at hand, of each item if there are items; None: all cases."""
    footprint: Footprint


@dataclass(frozen=True, slots=True)
class BoundForm:
    """A form, ready to be filled from a case, or from all."""

    form: Form
    parts: tuple[BoundBlock, ...]
    footprint: Footprint


def scope_of(form: Form, compiler: Compiler) -> Scope:
    """What the expressions of a form may read."""
    return compiler.watching(form.of) if form.of else compiler.surveying()


def bind_form(form: Form, definitions: Definitions, compiler: Compiler) -> BoundForm:
    """The form, compiled; GuardProblems if it is wrong."""

    def read(_: Path, piece: Piece, scope: Scope) -> Made | None:
        return compile_piece(piece, scope, compiler, definitions.people)

    scope = scope_of(form, compiler)
    reader = BlockReader(definitions, compiler, read)
    parts = tuple(
        made for path, block in _each(form.parts) if (made := reader.block(path, block, scope))
    )
    return BoundForm(form, parts, _all(part.footprint for part in parts))


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Compiles blocks by a function that compiles pieces, and may note what is wrong instead."""

    definitions: Definitions
    compiler: Compiler
    read: Read
    check: "Callable[[Path, BoundBlock, Scope], None]" = lambda *_: None
    """Looks at each block that is compiled, with what it may read."""

    def block(self, at: Path, block: Block, scope: Scope) -> BoundBlock | None:
        """A block with all that is in it; None where its list or its condition is wrong."""
        if any(name in scope.names for name in block.variables):
            return None
        inner, thing = scope, (block.variables or (_nearest(scope),))[-1]
        made: dict[Path, Made] = {}
        told: dict[Guard, FieldSpec] = {}
        for piece in _pieces(block):
            found = self.read(at, piece, inner)
            if found is None and piece.want != "template":
                return None
            if found is not None:
                made[piece.path] = found
                inner = behind(piece, found, inner, inner)
            if isinstance(found, Template):
                told |= {each: self._spec(each, inner) for each in found.guards}
        cells = [
            one
            for path, cell in _cells(block)
            if (one := self._cell((*at, *path), cell, thing, inner)) is not None
        ]
        drawn = {
            name: one
            for name, source in block.draw.items()
            if (one := self._drawn((*at, "draw", name), name, source, inner)) is not None
        }
        parts = tuple(
            part
            for path, each in _each(block.parts)
            if (part := self.block((*at, *path), each, inner)) is not None
        )
        bound = BoundBlock(
            block=block,
            made=made,
            cells=tuple(cells),
            drawn=drawn,
            told=told,
            parts=parts,
            thing=thing,
            footprint=self._footprint(block, made, (*cells, *drawn.values()), parts, inner),
        )
        self.check(at, bound, inner)
        return bound

    def _cell(self, at: Path, cell: Cell, thing: str | None, scope: Scope) -> BoundCell | None:
        source = cell.value or (f"{thing}.{cell.name}" if thing else cell.name)
        where = (*at, "value") if cell.value else at
        return self._value(where, cell, source, scope)

    def _drawn(self, at: Path, name: str, source: str, scope: Scope) -> BoundCell | None:
        return self._value(at, Cell(name=name), source, scope)

    def _value(self, at: Path, cell: Cell, source: str, scope: Scope) -> BoundCell | None:
        to = led(source, scope, self.definitions, self.compiler.schema)
        if to is not None and to.spec.personal:
            guard = self.read(at, Piece((), to.holder, "any"), scope)
            if guard is None:
                return None
            return BoundCell(cell, cast(Guard, guard), to.spec, of_field=True, sealed=to.member)
        guard = cast("Guard | None", self.read(at, Piece((), source, "any"), scope))
        if guard is None:
            return None
        if to is not None:
            return BoundCell(cell, guard, to.spec, of_field=True)
        title = cell.title or Words(en=cell.name, ja=cell.name)
        return BoundCell(cell, guard, computed_spec(guard.type, title), of_field=False)

    def _spec(self, guard: Guard, scope: Scope) -> FieldSpec:
        to = led(guard.source, scope, self.definitions, self.compiler.schema)
        return to.spec if to else computed_spec(guard.type, _NO_TITLE)

    def _footprint(
        self,
        block: Block,
        made: Mapping[Path, Made],
        cells: Iterable[BoundCell],
        parts: Iterable[BoundBlock],
        scope: Scope,
    ) -> Footprint:
        """All that is read here and below, by names that are known around the block."""
        read = _Reads(_all(each.footprint for each in (*made.values(), *parts)))
        read = _Reads(_all((read.footprint, *(cell.guard.footprint for cell in cells))))
        for name in reversed(block.variables):
            listed = made["each", name].footprint
            read = _Reads(footprint(name, listed, (read,), scope, self.compiler.schema))
        return read.footprint


@dataclass(frozen=True, slots=True)
class _Reads:
    """What some expressions read."""

    footprint: Footprint


def _pieces(block: Block) -> Iterator[Piece]:
    """What is compiled for its own sake; the list of `each` comes first."""
    for variable, source in (block.each or {}).items():
        yield Piece(("each", variable), source, "list", scoped=False)
    if block.when:
        yield Piece(("when",), block.when, Scalar.BOOL)
    for name, words in (("heading", block.heading), ("text", block.text)):
        if words is not None:
            yield Piece((name, "en"), words.en, "template")
            yield Piece((name, "ja"), words.ja, "template")


def _cells(block: Block) -> Iterator[tuple[Path, Cell]]:
    for key, cells in (("facts", block.facts), ("columns", block.columns)):
        for number, cell in enumerate(cells):
            yield (key, number), cell


def _each(blocks: Iterable[Block]) -> Iterator[tuple[Path, Block]]:
    for number, block in enumerate(blocks):
        yield ("parts", number), block


def _nearest(scope: Scope) -> str | None:
    """The name of the thing at hand: the innermost variable, or the case."""
    return next((name for name in reversed(list(scope.names)) if name not in _AROUND), None)


_NO_TITLE = Words(en="-", ja="-")
_AROUND = frozenset({"params", "all", "now", "today"})


def _all(footprints: Iterable[Footprint]) -> Footprint:
    return frozenset().union(*footprints)
