"""Checks of policies: what they cite, where they are bound, how strict the binding is."""

from collections.abc import Collection

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.policy import Policy
from tadasu.rules.report import At, Kind, Report
from tadasu.rules.scope import RESERVED_NAMES
from tadasu.rules.workflow import RANK, Binding, Workflow

Broken = Collection[tuple[Kind, str]]


def check_policy(definitions: Definitions, policy: Policy, broken: Broken, report: Report) -> None:
    """Note unknown standards and clauses, and a variable that hides a name."""
    at = At("policy", policy.id)
    for number, ref in enumerate(policy.refs):
        here = at.to("refs", number)
        if ("standard", ref.standard) in broken:
            continue
        standard = definitions.standards.get(ref.standard)
        if standard is None:
            what = Text(en="standard", ja="規格")
            report.unknown(here.to("standard"), what, ref.standard, definitions.standards)
        elif ref.clause not in standard.clauses:
            what = Text(en=f"clause in {ref.standard}", ja=f"{ref.standard} の箇条")
            report.unknown(here.to("clause"), what, ref.clause, standard.clauses)
    if policy.variable in RESERVED_NAMES:
        report.add(
            "T029",
            at.to("each", policy.variable),
            Text(
                en=f"The name `{policy.variable}` has a meaning in every guard.",
                ja=f"`{policy.variable}` はどの条件式でも意味を持つ名前です。",
            ),
            Text(en="Choose another name.", ja="別の名前にしてください。"),
            key=True,
        )


def check_bindings(
    definitions: Definitions, workflow: Workflow, broken: Broken, report: Report
) -> None:
    """Note unknown policies, bindings given twice or too weak, and waivers that nobody grants."""
    for act in workflow.acts:
        above = () if act in ("open", "change", "evidence") else ("transitions",)
        at = At("workflow", workflow.name, (*above, act, "policies"))
        seen: set[str] = set()
        for number, binding in enumerate(workflow.bindings(act)):
            here = at.to(number)
            policy = definitions.policies.get(binding.policy)
            if policy is not None:
                _check_level(policy, binding, here, report)
                _check_grantors(workflow, policy, binding, here, report)
            elif ("policy", binding.policy) not in broken:
                what = Text(en="policy", ja="ポリシー")
                report.unknown(here, what, binding.policy, definitions.policies)
            if binding.policy in seen:
                twice = Text(
                    en=f"`{binding.policy}` is bound here twice.",
                    ja=f"`{binding.policy}` がここで二重に指定されています。",
                )
                report.add("T025", here, twice)
            seen.add(binding.policy)


def check_candidates(workflow: Workflow, report: Report) -> None:
    """Note candidates that are judged at no act, or by rules that do not bind it."""
    for name, spec in workflow.fields.items():
        if spec.candidates is None:
            continue
        at = At("workflow", workflow.name, ("fields", name, "candidates"))
        if spec.candidates.act not in workflow.acts:
            report.unknown(at.to("act"), _ACT, spec.candidates.act, workflow.acts)
            continue
        bound = [each.policy for each in workflow.bindings(spec.candidates.act)]
        for number, policy in enumerate(spec.candidates.policies):
            if policy not in bound:
                report.unknown(at.to("policies", number), _BOUND, policy, bound)


_ACT = Text(en="act", ja="行為")
_BOUND = Text(en="rule of that act", ja="その行為の規則")


def _check_level(policy: Policy, binding: Binding, at: At, report: Report) -> None:
    level = binding.level
    if level is None or level == policy.level:
        return
    if RANK[level] < RANK[policy.level]:
        lower = Text(
            en=f"{policy.id} is {policy.level}; a binding can't lower it to {level}.",
            ja=f"{policy.id} の level は {policy.level} です。{level} に下げることはできません。",
        )
        remedy = Text(
            en="A binding may only raise a level: warn, waiver, block, floor.",
            ja="level は warn、waiver、block、floor の順に上げることだけができます。",
        )
        report.add("T025", at.to("level"), lower, remedy)
    elif level == "waiver":
        nobody = Text(
            en=f"{policy.id} does not say who may waive it.",
            ja=f"{policy.id} には免除できる人が決められていません。",
        )
        report.add("T025", at.to("level"), nobody)


def _check_grantors(
    workflow: Workflow, policy: Policy, binding: Binding, at: At, report: Report
) -> None:
    if policy.waiver is None or binding.level in ("block", "floor"):
        return
    missing = [role for role in policy.waiver.by if role not in workflow.roles]
    if len(missing) == len(policy.waiver.by):
        listed = ", ".join(missing)
        message = Text(
            en=f"{policy.id} may be waived by {listed}, a role that `{workflow.name}` lacks.",
            ja=f"{policy.id} を免除できる役割 {listed} が `{workflow.name}` にありません。",
        )
        remedy = Text(
            en="Add the role here, or raise the level of this binding to block.",
            ja="この役割を追加するか、ここでの level を block に上げてください。",
        )
        report.add("T025", at, message, remedy)
