"""Every expression of a process, compiled once to find what is wrong with it."""

from collections.abc import Mapping
from typing import cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.template import Template
from tadasu.guard.types import EnumOf, ListOf, RecordOf, Scalar, Type, fits, named
from tadasu.rules.catalogue import Checklist, ChecklistItem
from tadasu.rules.circles import derived_in_circles
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.consequences import NEVER_CLEARED
from tadasu.rules.definitions import Definitions
from tadasu.rules.effect import Effect
from tadasu.rules.matrices import read_matrix
from tadasu.rules.papers import read_form
from tadasu.rules.pieces import (
    Piece,
    bare,
    behind,
    compile_piece,
    effect_pieces,
    item_pieces,
    pieces,
)
from tadasu.rules.policy import Policy
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES, type_of
from tadasu.rules.suggesting import suggestion_pieces
from tadasu.rules.suggestion import Suggestion
from tadasu.rules.workflow import Transition, Workflow

CODES: Mapping[str, str] = {
    "syntax": "T030",
    "profile": "T031",
    "limit": "T032",
    "name": "T033",
    "type": "T034",
    "optional": "T035",
    "enum": "T036",
    "circle": "T037",
    "calendar": "T039",
    "personal": "T040",
}
"""The guard language's kinds of problems, as codes of definitions."""


def proofread(definitions: Definitions, report: Report) -> None:
    """Note every problem of every expression, at its character."""
    reader = _Proofreader(definitions, report)
    for workflow in definitions.workflows.values():
        reader.read_workflow(workflow)
        for act in workflow.acts:
            reader.read_bindings(workflow, act)
        for name, transition in workflow.transitions.items():
            reader.read_transition(workflow, name, transition)
    for checklist in definitions.checklists.values():
        reader.read_checklist(checklist)
    for form in definitions.forms.values():
        read_form(form, definitions, reader.compiler, reader.piece, report)
    reader.read_circles()


class _Proofreader:
    def __init__(self, definitions: Definitions, report: Report) -> None:
        self._definitions = definitions
        self._report = report
        self.compiler = Compiler(definitions)
        self._derived: dict[tuple[str, str], Guard] = {}
        self._told: set[tuple[At, int, str]] = set()

    def read_workflow(self, workflow: Workflow) -> None:
        at, compiler = At("workflow", workflow.name), self.compiler
        self._read_effects(at.to("open"), workflow, "open")
        for name, wrong in compiler.define_problems(workflow.name):
            self._tell(at.to("define", name), wrong)
        entitling, watching = compiler.entitling(workflow.name), compiler.watching(workflow.name)
        for name, role in workflow.roles.items():
            self._read(at.to("roles", name, "guard"), role.guard, entitling)
        for name, state in workflow.states.items():
            if state.due:
                self._read(at.to("states", name, "due"), state.due, watching, Scalar.INT)
        for number, rung in enumerate(workflow.escalation):
            self._read(at.to("escalation", number, "after"), rung.after, watching, Scalar.INT)
        if workflow.acts_for:
            people = ListOf(RecordOf(workflow.name))
            self._read(at.to("acts_for"), workflow.acts_for, compiler.standing_in(), people)
        for name, spec in workflow.fields.items():
            if spec.candidates:
                here = at.to("fields", name, "candidates", "among")
                kind = ListOf(RecordOf(spec.type))
                self._read(here, spec.candidates.among, watching, kind)
        for name, matrix in workflow.matrices.items():
            here = at.to("matrices", name)
            read_matrix(matrix, here, watching, self.piece, self._report)
        if workflow.suggest:
            self._read_suggestion(at.to("suggest"), workflow.suggest, watching)
        for name, source in workflow.derived.items():
            want = compiler.schema[workflow.name][name].type
            made = self._read(at.to("fields", name, "derive"), source, watching, want)
            self._keep(workflow, name, made)
        for name, condition in workflow.conditions.items():
            made = self._read(at.to("conditions", name, "when"), condition.when, watching)
            self._keep(workflow, name, made)

    def read_bindings(self, workflow: Workflow, act: str) -> None:
        scope = self.compiler.acting(workflow.name, act)
        for binding in workflow.bindings(act):
            policy = self._definitions.policies.get(binding.policy)
            if policy is not None and policy.variable not in RESERVED_NAMES:
                self._read_policy(policy, scope, f"{workflow.name}.{act}")

    def read_transition(self, workflow: Workflow, name: str, transition: Transition) -> None:
        at = At("workflow", workflow.name, ("transitions", name))
        scope = self.compiler.acting(workflow.name, name)
        if transition.automatic:
            watching = self.compiler.watching(workflow.name)
            self._read(at.to("automatic"), transition.automatic, watching)
        for number, target in enumerate(transition.targets):
            if target.when:
                self._read(at.to("to", number, "when"), target.when, scope)
        self._read_effects(at, workflow, name)

    def _read_effects(self, at: At, workflow: Workflow, act: str) -> None:
        scope = self.compiler.acting(workflow.name, act)
        for number, effect in enumerate(workflow.effects(act)):
            self._read_effect(at.to("effects", number), workflow, effect, scope)

    def read_checklist(self, checklist: Checklist) -> None:
        at, workflow = At("checklist", checklist.name), checklist.workflow
        if checklist.choose:
            self._read(at.to("choose"), checklist.choose, self.compiler.watching(workflow))
        for number, item in enumerate(checklist.items):
            if item.each and item.variable not in RESERVED_NAMES:
                self._read_item(at.to("items", number), item, workflow)

    def _read_item(self, at: At, item: ChecklistItem, workflow: str) -> None:
        inner = scope = self.compiler.watching(workflow)
        effect = Effect.model_validate({"open": workflow, "with": item.computed})
        for piece in item_pieces(item):
            made = self.piece(at, piece, inner if piece.scoped else scope, "")
            if made is None and piece.want == "list":
                return
            if made is not None:
                inner = behind(piece, made, inner, scope)
            if piece.want == "any" and made is not None:
                self._check_value(at, piece, effect, workflow, cast(Guard, made).type, inner)
        self._check_names(at, effect, workflow)

    def read_circles(self) -> None:
        """Derived fields and conditions that are computed from themselves."""
        for workflow, name in derived_in_circles(self._derived, self.compiler.schema):
            part = "conditions" if name in self._definitions.workflows[workflow].conditions else ""
            key = ("conditions", name, "when") if part else ("fields", name, "derive")
            text = Text(
                en=f"`{name}` is computed from itself.",
                ja=f"`{name}` の計算が自分自身に戻ってきます。",
            )
            self._report.add("T037", At("workflow", workflow, key), text)

    def _keep(self, workflow: Workflow, name: str, made: Guard | None) -> None:
        if made is not None:
            self._derived[workflow.name, name] = made

    def _read_policy(self, policy: Policy, scope: Scope, where: str) -> None:
        inner, at = scope, At("policy", policy.id)
        for piece in pieces(policy):
            made = self.piece(at, piece, inner if piece.scoped else scope, where)
            if made is not None:
                inner = behind(piece, made, inner, scope)
            elif piece.want == "list":
                # Without its list the variable has no type, and all else would be blamed.
                return

    def _read_effect(self, at: At, workflow: Workflow, effect: Effect, scope: Scope) -> None:
        inner, about = scope, effect.open or workflow.name
        for piece in effect_pieces(effect):
            made = self.piece(at, piece, inner if piece.scoped else scope, "")
            if made is None and piece.path[0] in ("each", "on"):
                return
            if made is not None:
                inner = behind(piece, made, inner, scope)
            if piece.path == ("on",):
                about = cast(RecordOf, bare(cast(Guard, made).type)).name
            elif piece.path == ("under",) and made is not None:
                self._check_parent(at.to("under"), effect, cast(Guard, made))
            elif piece.want == "any" and made is not None:
                self._check_value(at, piece, effect, about, cast(Guard, made).type, inner)
        self._check_names(at, effect, about)

    def _read_suggestion(self, at: At, suggestion: Suggestion, scope: Scope) -> None:
        inner, opened = scope, self._definitions.workflows.get(suggestion.open)
        for piece in suggestion_pieces(suggestion):
            made = self.piece(at, piece, inner if piece.scoped else scope, "")
            if made is None and piece.want == "list":
                return
            if made is not None:
                inner = behind(piece, made, inner, scope)
            name = str(piece.path[-1])
            if made is not None and piece.want == "any" and opened and name in opened.facts:
                want = type_of(opened.name, name, opened.facts[name])
                if not fits(cast(Guard, made).type, want):
                    found = cast(Guard, made).type
                    self._report.add("T038", at.to(*piece.path), *_misfit(named(want), found))

    def _check_parent(self, at: At, effect: Effect, made: Guard) -> None:
        opened = self._definitions.workflows.get(effect.open or "")
        if opened is not None and made.type != RecordOf(opened.parent or ""):
            want = Text(en=opened.parent or "nothing", ja=opened.parent or "親なし")
            self._report.add("T038", at, *_misfit(want, made.type))

    def _check_value(
        self, at: At, piece: Piece, effect: Effect, about: str, found: Type, scope: Scope
    ) -> None:
        """A value fits the field or input that it is for; unknown names are told elsewhere."""
        name = str(piece.path[1])
        workflow = self._definitions.workflows.get(about)
        if workflow is None:
            return
        owner, specs = about, workflow.facts
        act = workflow.transitions.get(effect.do or "")
        if act is not None and name in act.input:
            owner, specs = f"{about}.{effect.do}.input", act.input
        if name in specs:
            want = type_of(owner, name, specs[name])
            if isinstance(want, EnumOf) and found is Scalar.STRING:
                # A text as it is written may be one of the values.
                self._read(at.to(*piece.path), piece.source, scope, want)
            elif not fits(found, want):
                self._report.add("T038", at.to(*piece.path), *_misfit(named(want), found))

    def _check_names(self, at: At, effect: Effect, about: str) -> None:
        workflow = self._definitions.workflows.get(about)
        if workflow is None:
            return
        if effect.do is not None and effect.do not in workflow.transitions:
            what = Text(en=f"transition of `{about}`", ja=f"`{about}` の遷移")
            self._report.unknown(at.to("do"), what, effect.do, workflow.transitions)
            return
        act = workflow.transitions.get(effect.do or "")
        known = {**dict.fromkeys(act.facts), **act.input} if act else workflow.facts
        what = Text(en=f"field of `{about}`", ja=f"`{about}` の項目")
        for key, values in (("set", effect.set), ("with", effect.values)):
            for name in values:
                if name not in known:
                    self._report.unknown(at.to(key, name), what, name, known, key=True)
        for number, name in enumerate(effect.clear):
            if name not in workflow.facts:
                self._report.unknown(at.to("clear", number), what, name, workflow.facts)
            elif workflow.facts[name].required:
                self._report.add("T038", at.to("clear", number), NEVER_CLEARED)

    def piece(self, at: At, piece: Piece, scope: Scope, where: str) -> Guard | Template | None:
        """A piece, compiled; None where something is wrong, which is noted."""
        try:
            return compile_piece(piece, scope, self.compiler, self._definitions.people)
        except GuardProblems as wrong:
            self._tell(at.to(*piece.path), wrong, where)
            return None

    def _read(self, at: At, source: str, scope: Scope, want: Type = Scalar.BOOL) -> Guard | None:
        try:
            return self.compiler.guard(source, scope, want)
        except GuardProblems as wrong:
            self._tell(at, wrong)
            return None

    def _tell(self, at: At, wrong: GuardProblems, where: str = "") -> None:
        for one in wrong.problems:
            if (at, one.offset, one.message.en) in self._told:
                continue
            self._told.add((at, one.offset, one.message.en))
            self._report.add(
                CODES.get(one.code, "T034"), at, _told(one, where), one.remedy, offset=one.offset
            )


def _told(one: GuardProblem, where: str) -> Text:
    if not where:
        return one.message
    return Text(
        en=f"{one.message.en} (bound at {where})", ja=f"{one.message.ja}({where} での適用)"
    )


def _misfit(want: Text, found: Type) -> tuple[Text]:
    is_ = named(found)
    return (
        Text(
            en=f"This must be {want.en}, not {is_.en}.",
            ja=f"ここには {want.ja} が必要ですが、{is_.ja} になっています。",
        ),
    )
