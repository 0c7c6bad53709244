"""Whether the tests of a file could be run: their acts, people, and what they expect."""

from collections.abc import Iterable, Iterator, Mapping

from tadasu.errors import Text
from tadasu.office.trial.given_proof import check_given
from tadasu.office.trial.proof import (
    FIELD,
    PARAMETER,
    ROLE,
    STATE,
    TRANSITION,
    WORKFLOW,
    Cases,
    Proof,
    looked_at,
)
from tadasu.rules.document import Document, Path
from tadasu.rules.trial import Act, After, Then, Trial, Trials
from tadasu.rules.workflow import Workflow

ENGINE_RULES = ("role", "cosign", "state", "input", "field", "evidence", "waiver")
"""What refuses without being a policy."""


def check_file(proof: Proof, trials: Trials, worlds: Iterable[Cases]) -> None:
    """Note everything that is wrong; `worlds` holds the cases of each test in order."""
    _check_params(proof, ("world", "params"), trials.world.params)
    for key, spec in trials.world.cases.items():
        check_given(proof, ("world", "cases", key), key, spec, trials.world.cases)
    said: set[str] = set()
    for number, (trial, cases) in enumerate(zip(trials.cases, worlds, strict=True)):
        at: Path = ("cases", number)
        if trial.say in said:
            proof.note("T053", (*at, "say"), *_TWICE)
        said.add(trial.say)
        _check_params(proof, (*at, "params"), trial.params)
        for key, laid in trial.given.items():
            if laid is not None:
                check_given(proof, (*at, "given", key), key, laid, cases)
        _check_trial(proof, at, trial, cases, trials.world.actor)


def spelt(at: Path, trial: Trial, document: Document) -> Iterator[tuple[Path, Act]]:
    """Each act with its place: one alone may stand without brackets."""
    for number, act in enumerate(trial.when):
        path: Path = (*at, "when", number)
        yield path if path in document.spans else (*at, "when"), act


def _check_params(proof: Proof, at: Path, params: Mapping[str, object]) -> None:
    known = proof.process.declared
    for name in params:
        if name not in known:
            proof.unknown((*at, name), PARAMETER, name, known, key=True)


def _check_trial(proof: Proof, at: Path, trial: Trial, cases: Cases, actor: str | None) -> None:
    for number, (path, act) in enumerate(spelt(at, trial, proof.document)):
        # What an act opens is not known before it is done.
        _check_act(proof, path, act, cases, opened=number > 0)
        actor = act.actor or actor
        if actor is None:
            proof.note("T051", path, *_NOBODY)
        if act.then is not None:
            _check_then(proof, (*path, "then"), act.then, act, cases)
    _check_then(proof, (*at, "then"), trial.then, trial.when[-1], cases)


def _workflow_of(proof: Proof, act: Act, cases: Cases) -> Workflow | None:
    case = cases.get(act.subject or "")
    return proof.process.workflows.get(act.new or (case.workflow if case else None) or "")


def _check_act(proof: Proof, at: Path, act: Act, cases: Cases, *, opened: bool) -> None:
    if act.new is not None and act.new not in proof.process.workflows:
        proof.unknown((*at, "new"), WORKFLOW, act.new, proof.process.workflows)
    if not opened:
        for name in ("on", "set", "attach", "parent"):
            proof.present((*at, name), getattr(act, name), cases)
        proof.present((*at, "as"), act.actor, proof.people(cases))
        proof.present((*at, "for"), act.behalf, proof.people(cases))
        proof.present((*at, "cosign"), act.cosign, proof.people(cases))
    if act.waive is not None:
        proof.rules((*at, "waive", "policy"), act.waive.policy)
    workflow = _workflow_of(proof, act, cases)
    if workflow is None:
        return
    if act.do is not None and act.do not in workflow.transitions:
        proof.unknown((*at, "do"), TRANSITION, act.do, workflow.transitions)
        return
    known = _statable(workflow, act)
    for name in act.stated:
        if name not in known:
            proof.unknown((*at, "with", name), FIELD, name, known, key=True)


def _statable(workflow: Workflow, act: Act) -> list[str]:
    """What any act of the kind could state; what may not be stated here is for the law to say."""
    if act.attach is not None:
        return list(workflow.evidence.fields) if workflow.evidence else []
    inputs = workflow.transitions[act.do].input if act.do is not None else {}
    return [*workflow.facts, *inputs]


def _check_then(proof: Proof, at: Path, then: Then, act: Act, cases: Cases) -> None:
    proof.rules((*at, "refused"), then.refused or (), ENGINE_RULES)
    for name in ("passes", "waived", "warned"):
        proof.rules((*at, name), getattr(then, name))
    _check_after(proof, at, then, _workflow_of(proof, act, cases))
    for key, after in then.cases.items():
        case = cases.get(key)
        workflow = proof.process.workflows.get(case.workflow or "") if case else None
        _check_after(proof, (*at, "cases", key), after, workflow)


def _check_after(proof: Proof, at: Path, after: After, workflow: Workflow | None) -> None:
    if workflow is None:
        return
    if after.state is not None and after.state not in workflow.states:
        proof.unknown((*at, "state"), STATE, after.state, workflow.states)
    for number, role in enumerate(after.climbed or ()):
        if role not in workflow.roles:
            # One alone may stand without brackets.
            path = (*at, "climbed", number)
            here = path if path in proof.document.spans else (*at, "climbed")
            proof.unknown(here, ROLE, role, workflow.roles)
    proof.values((*at, "fields"), looked_at(workflow), after.fields)


_TWICE = (
    Text(
        en="Another test of this file has this name.",
        ja="このファイルに同じ名前のテストがあります。",
    ),
    Text(en="Say what is different.", ja="違いが分かる名前にしてください。"),
)
_NOBODY = (
    Text(en="Nothing says who acts.", ja="誰が行うのかが書かれていません。"),
    Text(
        en="Add `as: PERSON` here, or to `world` for all tests.",
        ja="ここに、またはすべてのテストのために `world` に `as: 人` を加えてください。",
    ),
)
