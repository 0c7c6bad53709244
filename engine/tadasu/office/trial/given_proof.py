"""Whether a case that a test gives could be so: names, values, references, people."""

from tadasu.core.giving import said_of_files
from tadasu.core.values import references
from tadasu.errors import Text
from tadasu.office.trial.proof import STATE, TRANSITION, WORKFLOW, Cases, Proof
from tadasu.rules.document import Path
from tadasu.rules.given import Given, Pasts
from tadasu.rules.workflow import Workflow


def check_given(proof: Proof, at: Path, key: str, spec: Given, cases: Cases) -> None:
    """Note what is wrong with what one place says of a case; other places are asked themselves."""
    name = spec.workflow or cases[key].workflow
    if name is None:
        proof.note("T054", at, *_NO_WORKFLOW, key=True)
        return
    workflow = proof.process.workflows.get(name)
    if workflow is None:
        path = (*at, "workflow") if spec.workflow else at
        proof.unknown(path, WORKFLOW, name, proof.process.workflows)
        return
    if spec.state is not None and spec.state not in workflow.states:
        proof.unknown((*at, "state"), STATE, spec.state, workflow.states)
    _check_whole(proof, at, workflow, cases[key])
    _check_facts(proof, (*at, "fields"), workflow, spec, cases)
    proof.present((*at, "parent"), spec.parent, cases)
    people = proof.people(cases)
    proof.present((*at, "opened_by"), spec.opened_by, people)
    proof.present((*at, "opened_for"), spec.opened_for, people)
    for part, pasts in (("did", spec.did), ("ever", spec.ever)):
        _check_pasts(proof, (*at, part), workflow, pasts or {}, cases)
    for number, ended in enumerate(spec.rounds or ()):
        here = (*at, "rounds", number)
        proof.values((*here, "fields"), workflow.facts, ended.fields)
        _check_pasts(proof, (*here, "did"), workflow, ended.did, cases)
    _check_evidence(proof, (*at, "evidence"), workflow, spec, cases)
    for number, waiver in enumerate(spec.waivers or ()):
        here = (*at, "waivers", number)
        proof.rules((*here, "policy"), [waiver.policy])
        proof.present((*here, "grantor"), waiver.grantor, people)
        proof.present((*here, "granted_for"), waiver.granted_for, people)


def _check_whole(proof: Proof, at: Path, workflow: Workflow, whole: Given) -> None:
    """What every case of the workflow has."""
    stated = whole.fields or {}
    for name, spec in workflow.facts.items():
        if spec.required and stated.get(name) is None:
            proof.note("T054", at, *_lacking(name), key=True)
    if workflow.parent is not None and whole.parent is None:
        proof.note("T054", at, *_lacking("parent"), key=True)


def _check_facts(proof: Proof, at: Path, workflow: Workflow, spec: Given, cases: Cases) -> None:
    values = proof.values(at, workflow.facts, spec.fields or {})
    for name, kind, key in references(workflow.facts, values, proof.process):
        known = [each for each, case in cases.items() if case.workflow == kind]
        proof.present((*at, name.split(".")[0]), key, known)


def _check_pasts(proof: Proof, at: Path, workflow: Workflow, pasts: Pasts, cases: Cases) -> None:
    people = proof.people(cases)
    for act, past in pasts.items():
        if act not in workflow.transitions:
            proof.unknown((*at, act), TRANSITION, act, workflow.transitions, key=True)
        for person in (*past.by, *(past.voices or ())) if past else ():
            proof.present((*at, act), person, people)


def _check_evidence(proof: Proof, at: Path, workflow: Workflow, spec: Given, cases: Cases) -> None:
    if spec.evidence and not workflow.evidence:
        proof.note("T054", at, *_no_evidence(workflow), key=True)
        return
    fields = workflow.evidence.fields if workflow.evidence else {}
    for number, item in enumerate(spec.evidence or ()):
        said = said_of_files(fields)
        stated = {name: raw for name, raw in item.items() if name not in said}
        proof.values((*at, number), fields, stated)
        for name in sorted(said & {"collector", "collected_for"} & set(item)):
            proof.present((*at, number, name), str(item[name]), proof.people(cases))


_NO_WORKFLOW = (
    Text(
        en="Nothing says of which workflow this case is.",
        ja="この案件のワークフローが書かれていません。",
    ),
    Text(
        en="Add `workflow: …`, or correct the key: `world` has no such case.",
        ja="`workflow: …` を加えるか、キーを直してください(`world` にその案件はありません)。",
    ),
)


def _lacking(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"Every case of this kind has a `{name}`; this one lacks it.",
            ja=f"この種類の案件には必ず `{name}` がありますが、ここにはありません。",
        ),
        Text(en=f"Add `{name}: …`.", ja=f"`{name}: …` を加えてください。"),
    )


def _no_evidence(workflow: Workflow) -> tuple[Text, Text]:
    return (
        Text(
            en=f"Cases of {workflow.name} take no evidence.",
            ja=f"{workflow.name} の案件は証跡を受け取りません。",
        ),
        Text(
            en="Take it away, or give the workflow an `evidence` key.",
            ja="取り除くか、ワークフローに `evidence` を加えてください。",
        ),
    )
