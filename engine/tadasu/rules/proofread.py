"""Every guard and template of a process, compiled once to find what is wrong with it."""

from collections.abc import Mapping

from tadasu.errors import Text
from tadasu.guard.guard import compile_guard
from tadasu.guard.problem import GuardProblems
from tadasu.guard.types import Scalar, Type
from tadasu.rules.definitions import Definitions
from tadasu.rules.guards import compile_piece, item_type, pieces
from tadasu.rules.policy import Policy
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES, due_names, names_of, role_names, schema_of
from tadasu.rules.workflow import Workflow

CODES: Mapping[str, str] = {
    "syntax": "T030",
    "profile": "T031",
    "limit": "T032",
    "name": "T033",
    "type": "T034",
    "optional": "T035",
    "enum": "T036",
}
"""The guard language's kinds of problems, as codes of definitions."""


def proofread(definitions: Definitions, report: Report) -> None:
    """Note every problem of every expression, at its character."""
    reader = _Proofreader(definitions, report)
    for workflow in definitions.workflows.values():
        reader.read_workflow(workflow)
        for act in workflow.acts:
            reader.read_act(workflow, act)


class _Proofreader:
    def __init__(self, definitions: Definitions, report: Report) -> None:
        self._definitions = definitions
        self._report = report
        self._schema = schema_of(definitions)
        self._told: set[tuple[At, int, str]] = set()

    def read_workflow(self, workflow: Workflow) -> None:
        at = At("workflow", workflow.name)
        for name, role in workflow.roles.items():
            names = role_names(self._definitions, workflow.name)
            self._read(at.to("roles", name, "guard"), role.guard, names, Scalar.BOOL)
        for name, state in workflow.states.items():
            if state.due:
                names = due_names(workflow.name)
                self._read(at.to("states", name, "due"), state.due, names, Scalar.INT)

    def read_act(self, workflow: Workflow, act: str) -> None:
        for binding in workflow.bindings(act):
            policy = self._definitions.policies.get(binding.policy)
            if policy is not None and policy.variable not in RESERVED_NAMES:
                self._read_policy(policy, workflow.name, act)

    def _read_policy(self, policy: Policy, workflow: str, act: str) -> None:
        names = names_of(self._definitions, workflow, act)
        inner = dict(names)
        at, where = At("policy", policy.id), f"{workflow}.{act}"
        for piece in pieces(policy):
            scope = inner if piece.scoped else names
            try:
                made = compile_piece(piece, scope, self._schema, self._definitions.people)
            except GuardProblems as wrong:
                self._tell(at.to(*piece.path), wrong, where)
                if piece.want == "list":
                    # Without its list the variable has no type, and all else would be blamed.
                    return
            else:
                if piece.want == "list":
                    inner[str(piece.path[1])] = item_type(made)

    def _read(self, at: At, source: str, names: Mapping[str, Type], want: Type) -> None:
        try:
            compile_guard(source, names, self._schema, want)
        except GuardProblems as wrong:
            self._tell(at, wrong, "")

    def _tell(self, at: At, wrong: GuardProblems, where: str) -> None:
        for one in wrong.problems:
            if (at, one.offset, one.message.en) in self._told:
                continue
            self._told.add((at, one.offset, one.message.en))
            message = one.message
            if where:
                message = Text(
                    en=f"{message.en} (bound at {where})", ja=f"{message.ja}({where} での適用)"
                )
            self._report.add(
                CODES.get(one.code, "T034"), at, message, one.remedy, offset=one.offset
            )
