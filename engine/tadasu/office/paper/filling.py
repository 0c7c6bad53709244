"""A form becomes a paper: filled from the record alone, as of its newest entry.

The same record fills the same form to the same paper, on any day and any machine; only what is
looked at, and not handed out, may be as of now (`live`).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from tadasu.core.case import Case
from tadasu.core.keeping import format_case
from tadasu.core.objections import unworkable
from tadasu.core.records import CaseRecord
from tadasu.core.scene import Scene
from tadasu.errors import Language, RefusalError, Text
from tadasu.guard.guard import Guard, GuardError
from tadasu.ledger.note import format_note
from tadasu.office.paper.asked import case_of, form_of, process_of
from tadasu.office.paper.drawing import Drawer
from tadasu.office.paper.era import with_era
from tadasu.office.paper.listings import Lister
from tadasu.office.paper.signing import signed
from tadasu.office.paper.telling import Names, Teller
from tadasu.office.paper.tree import (
    Box,
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Part,
    Prose,
    Seal,
    Shown,
    Table,
)
from tadasu.office.pictures.sheet import LANDSCAPE, PORTRAIT
from tadasu.office.sheets import Draughtsman
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.rules.form import Form
from tadasu.rules.forms import BoundBlock

FORMAT = "tadasu-paper/1"
"""What the data of a paper call themselves."""


def fill(
    workspace: Workspace,
    name: str,
    key: str | None,
    language: Language,
    *,
    live: bool = False,
) -> Paper:
    """The form `name`, filled from the case `key`, or from all cases.

    NotFoundError for a form or case that there isn't, RefusalError where a value can't be told.
    """
    with workspace.journal.reading() as shelf:
        process = process_of(workspace, shelf, key)
        form = form_of(process, name)
        case = case_of(shelf, form, key)
        now = datetime.fromisoformat(shelf.head.recorded_at)
        if live:
            now = workspace.clock.looking(shelf.head.recorded_at)
        scene = Scene(process, shelf, now, process.timezone)
        draughtsman = Draughtsman(shelf, scene, Openings(shelf, workspace.subjects))
        if workspace.project.documents.era:
            draughtsman.day = with_era
        teller = Teller(draughtsman, process.timezone, language)
        lister = Lister(workspace, shelf, draughtsman, teller, now)
        return _Filling(form, case, scene, teller, lister).paper()


@dataclass(slots=True)
class _Filling:
    """One paper under way."""

    form: Form
    case: Case | None
    scene: Scene
    teller: Teller
    lister: Lister
    seen: dict[str, None] = field(default_factory=dict)
    """The cases that it shows."""

    def paper(self) -> Paper:
        form, case, scene, language = self.form, self.case, self.scene, self.teller.language
        bound = scene.process.guards.form(form.name)
        key = case.key if case else ""
        names = scene.names(scene.record(key))
        if case is not None:
            self.seen[key] = None
            scene.know([case])
        try:
            scene.gather(bound.footprint, names)
            parts = tuple(self._parts(bound.parts, names, 1))
        except GuardError as wrong:
            attempt = Text(en="fill in a form", ja="様式の記入")
            raise RefusalError(attempt, [unworkable(key or form.name, wrong)]) from wrong
        boxes, keys = self._boxes()
        seal = self._seal(keys)
        return Paper(
            form=form.name,
            title=form.title.text.to(language),
            language=language,
            seal=seal,
            parts=parts,
            number=form.number or "",
            edition=form.edition or "",
            case=key,
            version=case.version if case else 0,
            label=self.teller.label(key) if case else "",
            day=scene.today.isoformat(),
            landscape=form.paper == "landscape",
            mark=form.mark.text.to(language) if form.mark else "",
            boxes=boxes,
            simulated=self.lister.workspace.simulated,
            data=self._data(seal),
        )

    def _parts(self, blocks: Sequence[BoundBlock], names: Names, level: int) -> Iterator[Part]:
        for bound in blocks:
            scopes = self._scopes(bound, names)
            match bound.block.kind:
                case "parts":
                    deeper = level + (bound.block.each is not None)
                    for scope in scopes:
                        yield from self._parts(bound.parts, scope, min(deeper, 2))
                case "table":
                    yield self._table(bound, scopes)
                case "picture":
                    frame = LANDSCAPE if self.form.paper == "landscape" else PORTRAIT
                    drawer = Drawer(self.lister, self.scene, frame)
                    yield from drawer.pictures(bound, scopes, self._thing(bound, names))
                case _:
                    yield from (self._one(bound, scope, level) for scope in scopes)

    def _scopes(self, bound: BoundBlock, names: Names) -> list[Names]:
        block, zone = bound.block, self.scene.zone
        scopes: list[Names] = [names]
        for name in block.variables:
            each = cast(Guard, bound.made["each", name])
            scopes = [
                {**scope, name: item}
                for scope in scopes
                for item in cast(Sequence[object], each.value(scope, zone=zone))
            ]
        if block.when is not None:
            when = cast(Guard, bound.made["when",])
            scopes = [scope for scope in scopes if when.value(scope, zone=zone)]
        for scope in scopes:
            for name in (*block.variables, bound.thing or ""):
                self._note(scope.get(name))
        return scopes

    def _one(self, bound: BoundBlock, names: Names, level: int) -> Part:
        block, teller = bound.block, self.teller
        if block.heading:
            return Heading(teller.text(bound, "heading", names), level)
        if block.text:
            return Prose(teller.text(bound, "text", names))
        if block.listing:
            return self.lister.table(block, self._thing(bound, names))
        return Facts(
            name=block.name or "",
            title=block.title.text.to(teller.language) if block.title else "",
            facts=tuple(
                Shown(cell.cell.name, teller.title(cell), teller.cell(cell, names))
                for cell in bound.cells
            ),
        )

    def _table(self, bound: BoundBlock, scopes: Sequence[Names]) -> Table:
        block, teller = bound.block, self.teller
        return Table(
            name=block.table or "",
            title=block.title.text.to(teller.language) if block.title else "",
            columns=tuple(
                Column(cell.cell.name, teller.title(cell), cell.cell.width) for cell in bound.cells
            ),
            lines=tuple(
                Line(
                    self._note(scope[bound.thing or ""]),
                    tuple(teller.cell(cell, scope) for cell in bound.cells),
                )
                for scope in scopes
            ),
            none=(block.none.text if block.none else _NONE).to(teller.language),
        )

    def _note(self, thing: object) -> str:
        """Keep in mind that a case is shown; its key."""
        if not isinstance(thing, CaseRecord) or thing.case is None:
            return ""
        self.seen[thing.key] = None
        return thing.key

    def _thing(self, bound: BoundBlock, names: Names) -> Case | None:
        thing = names.get(bound.thing or "")
        return thing.case if isinstance(thing, CaseRecord) else None

    def _boxes(self) -> tuple[tuple[Box, ...], dict[tuple[str, str], None]]:
        boxes, keys = [], dict[tuple[str, str], None]()
        if self.case is None:
            return (), keys
        workflow = self.scene.process.workflows[self.case.workflow]
        for box in self.form.boxes:
            made = signed(self.lister.shelf, self.case, box, workflow, self.scene.zone)
            title = box.title.text.to(self.teller.language)
            if made is None:
                boxes.append(Box(title, "", ""))
                continue
            between = "・" if self.teller.language == "ja" else ", "
            who = between.join(self.teller.called(person) for person in made.people)
            boxes.append(Box(title, who, self.teller.day(made.day)))
            keys |= {(self.teller.called(person), key): None for person, key in made.keys}
        return tuple(boxes), keys

    def _seal(self, keys: Mapping[tuple[str, str], None]) -> Seal:
        head = self.lister.shelf.head
        newest = self.lister.workspace.anchors.newest()
        reached = newest is not None and newest.checkpoint.size <= head.size
        return Seal(
            log=head.log,
            size=head.size,
            root=head.root,
            checkpoint=format_note(newest.note) if newest and reached else "",
            keys=tuple(keys),
        )

    def _data(self, seal: Seal) -> Mapping[str, object]:
        """What the record says of every case that is shown, as it keeps it."""
        self.scene.fetch(self.seen)
        cases = [self.scene.case(key) for key in self.seen]
        return {
            "format": FORMAT,
            "form": self.form.name,
            "number": self.form.number or "",
            "edition": self.form.edition or "",
            "language": self.teller.language,
            "case": self.case.key if self.case else "",
            "log": {"name": seal.log, "size": seal.size, "root": seal.root},
            "checkpoint": seal.checkpoint,
            "cases": [json.loads(format_case(case)) for case in cases if case is not None],
        }


_NONE = Text(en="None.", ja="該当なし")
