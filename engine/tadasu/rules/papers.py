"""Checks of forms: every name stands for something, and every part can be filled."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.template import Template
from tadasu.guard.types import RecordOf, Scalar, Type, named
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Path
from tadasu.rules.form import OPENING, Block, Form, is_free
from tadasu.rules.forms import BlockReader, BoundBlock, scope_of
from tadasu.rules.pieces import Piece
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES
from tadasu.rules.wording import TAKEN
from tadasu.rules.workflow import Workflow

Read = Callable[[At, Piece, Scope, str], Guard | Template | None]

_DRAWN: Mapping[str, Mapping[str, tuple[bool, Type | None]]] = {
    "gantt": {
        "from": (True, Scalar.DATE),
        "to": (True, Scalar.DATE),
        "began": (False, Scalar.DATE),
        "ended": (False, Scalar.DATE),
        "label": (False, None),
        "state": (False, None),
    },
    "ages": {
        "days": (True, Scalar.INT),
        "limit": (False, Scalar.INT),
        "label": (False, None),
    },
    "counts": {"by": (True, None)},
}
"""What is drawn of each item: whether it must be said, and the type it must have."""

_FITS: Mapping[Type, Collection[Type]] = {Scalar.DATE: (Scalar.DATE, Scalar.TIMESTAMP)}
"""A moment stands for its day."""

OF_A_CASE: Final = frozenset({"lifecycle", "timeline"})
"""Pictures of one case."""


def check_form(
    definitions: Definitions, form: Form, lost: Collection[str], report: Report
) -> None:
    """Note names that stand for nothing or for two things (T017, T020, T021, T041)."""
    at = At("form", form.name)
    workflow = definitions.workflows.get(form.of or "")
    if form.of is not None and workflow is None:
        if form.of not in lost:
            report.unknown(at.to("of"), _WORKFLOW, form.of, definitions.workflows)
        return
    ours = next((key for key in ("boxes", "issue", "main") if getattr(form, key)), None)
    if workflow is None and ours is not None:
        report.add("T041", at.to(ours), _NO_CASE, key=True)
    elif workflow is not None:
        _check_main(form, definitions, at, report)
        _check_signing(form, workflow, at, report)
    _check_taken(form, workflow, at, report)


def _check_main(form: Form, definitions: Definitions, at: At, report: Report) -> None:
    """Note a second form of a workflow that is written where none is named."""
    if form.main:
        same = (one for one in definitions.forms.values() if one.main and one.of == form.of)
        first = next(same, form)
        if first.name != form.name:
            report.add("T017", at.to("main"), _another(first))


def _check_signing(form: Form, workflow: Workflow, at: At, report: Report) -> None:
    for number, box in enumerate(form.boxes):
        for act in box.did:
            if act != OPENING and act not in workflow.transitions:
                here = at.to("boxes", number, "did")
                report.unknown(here, _TRANSITION, act, workflow.transitions)
    for role in form.issue.by if form.issue else ():
        if role not in workflow.roles:
            report.unknown(at.to("issue", "by"), _ROLE, role, workflow.roles)


def _check_taken(form: Form, workflow: Workflow | None, at: At, report: Report) -> None:
    known = RESERVED_NAMES | set(workflow.define if workflow else ())
    called: set[str] = set()
    for path, block, reserved in _blocks(form.parts, ("parts",), known):
        for key, cells in (("facts", block.facts), ("columns", block.columns)):
            seen: set[str] = set()
            for number, cell in enumerate(cells):
                if cell.name in seen:
                    report.add("T017", at.to(*path, key, number), _twice(cell.name))
                seen.add(cell.name)
        if block.called is not None and block.called in called:
            report.add("T017", at.to(*path), _twice(block.called))
        called.add(block.called or "")
        for key in ("name", "table"):
            name = getattr(block, key)
            if name is not None and not is_free(name):
                report.add("T021", at.to(*path, key), TAKEN)
        for name in block.variables:
            if name in reserved:
                report.add("T021", at.to(*path, "each", name), TAKEN, key=True)


def read_form(
    form: Form, definitions: Definitions, compiler: Compiler, read: Read, report: Report
) -> None:
    """Note every problem of the expressions, and parts that can't be filled (T041)."""
    at = At("form", form.name)
    if form.of is not None and form.of not in definitions.workflows:
        return

    def piece(path: Path, each: Piece, scope: Scope) -> Guard | Template | None:
        return read(at.to(*path), each, scope, "")

    def check(path: Path, bound: BoundBlock, scope: Scope) -> None:
        for where, told in _objections(bound, scope, definitions):
            report.add("T041", at.to(*path, *where), told)

    reader = BlockReader(definitions, compiler, piece, check)
    for number, block in enumerate(form.parts):
        reader.block(("parts", number), block, scope_of(form, compiler))


def _objections(
    bound: BoundBlock, scope: Scope, definitions: Definitions
) -> Iterator[tuple[Path, Text]]:
    block = bound.block
    kind = scope.names.get(bound.thing or "")
    workflow = definitions.workflows.get(kind.name) if isinstance(kind, RecordOf) else None
    if workflow is None and block.listing not in (None, "due"):
        yield ("listing",), _NEEDS_CASE
    if workflow is None and block.picture in OF_A_CASE:
        yield ("picture",), _NEEDS_CASE
    if block.picture == "matrix":
        owners = [workflow] if workflow else list(definitions.workflows.values())
        if not any(block.matrix in each.matrices for each in owners):
            yield ("matrix",) if block.matrix else ("picture",), _NO_MATRIX
    for cell in bound.cells:
        if cell.cell.title is None and not cell.of_field:
            yield _place(bound, cell.cell.name), _untitled(cell.cell.name)
    yield from _undrawable(bound)


def _undrawable(bound: BoundBlock) -> Iterator[tuple[Path, Text]]:
    block = bound.block
    wanted = _DRAWN.get(block.picture or "", {})
    if wanted and block.each is None:
        yield ("picture",), _NEEDS_EACH
    for name in sorted(set(block.draw) - set(wanted)):
        yield ("draw", name), _undrawn(name, wanted)
    for name, (must, kind) in wanted.items():
        if must and name not in block.draw:
            yield ("picture",), _missing(name)
        cell = bound.drawn.get(name)
        if (
            cell is not None
            and kind is not None
            and cell.guard.type not in _FITS.get(kind, {kind})
        ):
            yield ("draw", name), _misfit(kind, cell.guard.type)


def _place(bound: BoundBlock, name: str) -> Path:
    key = "facts" if bound.block.facts else "columns"
    cells = bound.block.facts or bound.block.columns
    return (key, next(number for number, cell in enumerate(cells) if cell.name == name))


def _blocks(
    blocks: Collection[Block], path: Path, known: frozenset[str]
) -> Iterator[tuple[Path, Block, frozenset[str]]]:
    """Every block with where it stands, and the names that its variable may not hide."""
    for number, block in enumerate(blocks):
        here = (*path, number)
        yield here, block, known
        yield from _blocks(block.parts, (*here, "parts"), known | set(block.variables))


def _twice(name: str) -> Text:
    return Text(
        en=f"The name `{name}` is given twice in this form.",
        ja=f"この様式で `{name}` が二度使われています。",
    )


def _another(first: Form) -> Text:
    return Text(
        en=f"The form `{first.name}` is the main one of `{first.of}`; there is one at most.",
        ja=f"`{first.of}` の主な様式は `{first.name}` です。`main` は一つだけです。",
    )


def _untitled(name: str) -> Text:
    return Text(
        en=f"`{name}` is computed, so say its `title`.",
        ja=f"`{name}` は計算された値です。`title` を書いてください。",
    )


def _undrawn(name: str, wanted: Collection[str]) -> Text:
    known = ", ".join(wanted) or "-"
    return Text(
        en=f"This picture has no `{name}`; it takes: {known}.",
        ja=f"この図に `{name}` はありません(使えるもの: {known})。",
    )


def _missing(name: str) -> Text:
    return Text(
        en=f"This picture needs `{name}` under `draw`.",
        ja=f"この図には `draw` に `{name}` が必要です。",
    )


def _misfit(want: Type, found: Type) -> Text:
    one, other = named(want), named(found)
    return Text(
        en=f"This must be {one.en}, not {other.en}.",
        ja=f"ここには{one.ja}が必要ですが、{other.ja} になっています。",
    )


_WORKFLOW = Text(en="workflow", ja="ワークフロー")
_TRANSITION = Text(en="transition", ja="遷移")
_ROLE = Text(en="role", ja="役割")
_NO_CASE = Text(
    en="A form without `of` is about all cases: nobody signs it, it isn't issued, and it is the "
    "main one of none.",
    ja="`of` のない様式はすべての案件を扱うため、署名欄・発行・`main` はありません。",
)
_NEEDS_CASE = Text(
    en="This is about one case; put it where a case is at hand.",
    ja="一つの案件についてのものです。案件がある場所に置いてください。",
)
_NEEDS_EACH = Text(
    en="Say of what this is drawn: `each`.", ja="何を描くかを `each` に書いてください。"
)
_NO_MATRIX = Text(
    en="Name a matrix of the case's workflow with `matrix`.",
    ja="その案件のワークフローにある表の名前を `matrix` に書いてください。",
)
