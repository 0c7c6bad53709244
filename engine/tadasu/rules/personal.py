"""Checks of what is personal: which values are sealed, whose they are, and who erases them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.field import FieldSpec
from tadasu.rules.report import At, Report
from tadasu.rules.workflow import Transition, Workflow

Specs = Mapping[str, FieldSpec]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where fields are declared, and among which their subjects are looked for."""

    at: At
    fields: Specs
    around: Specs


def check_personal(definitions: Definitions, workflow: Workflow, report: Report) -> None:
    """Note each personal field or note without a subject (T026), and each unfit erasure (T023)."""
    people = definitions.workflows[workflow.name].people
    for place in _places(workflow):
        for name, spec in place.fields.items():
            here = place.at.to(name)
            for column, inner in (spec.fields or {}).items():
                if inner.personal:
                    report.add("T026", here.to("fields", column, "personal"), *_TEXTS_ONLY)
            if spec.personal:
                _check_field(here, spec, report)
                _check_subject(here, spec.personal, place.around, definitions, people, report)
    at = At("workflow", workflow.name, ("transitions",))
    for name, transition in workflow.transitions.items():
        around = {**workflow.facts, **transition.input}
        if transition.personal:
            _check_subject(at.to(name), transition.personal, around, definitions, people, report)
        if transition.erase:
            _check_erasure(at.to(name), transition, people, report)


def _places(workflow: Workflow) -> Iterator[_Place]:
    at = At("workflow", workflow.name)
    facts = workflow.facts
    yield _Place(at.to("fields"), workflow.fields, facts)
    if workflow.evidence:
        fields = workflow.evidence.fields
        yield _Place(at.to("evidence", "fields"), fields, facts)
    for name, transition in workflow.transitions.items():
        around = {**facts, **transition.input}
        yield _Place(at.to("transitions", name, "input"), transition.input, around)


def _check_field(here: At, spec: FieldSpec, report: Report) -> None:
    if spec.type != "text" or spec.many or spec.derive:
        report.add("T026", here.to("personal"), *_TEXTS_ONLY)


def _check_subject(
    here: At,
    subject: bool | str,
    around: Specs,
    definitions: Definitions,
    people: bool,
    report: Report,
) -> None:
    if subject is True:
        if not people:
            report.add("T026", here.to("personal"), *_WHOSE)
        return
    spec = around.get(str(subject))
    if spec is None or spec.type != definitions.people or spec.many:
        report.add("T026", here.to("personal"), *_WHOSE)


def _check_erasure(here: At, transition: Transition, people: bool, report: Report) -> None:
    if not people:
        report.add("T023", here.to("erase"), *_PEOPLE_ONLY, key=True)
    elif not transition.cosign:
        report.add("T023", here.to("erase"), *_TWO, key=True)


_TEXTS_ONLY = (
    Text(
        en="Only a single text can be personal, not a list, a row or a computed field.",
        ja="`personal` にできるのは、一つの text 型の項目だけです(リスト、record の列、derive は不可)。",
    ),
    Text(
        en="Make it a field of its own, of type text.",
        ja="text 型の独立した項目にしてください。",
    ),
)
_WHOSE = (
    Text(
        en="It must be plain whom this is about.",
        ja="誰に関する値なのかが決まりません。",
    ),
    Text(
        en="`true` in the people's workflow; elsewhere name a field that refers to one person.",
        ja="人を表すワークフローでは `true`、ほかでは一人の人を参照する項目名を書きます。",
    ),
)
_PEOPLE_ONLY = (
    Text(
        en="What is erased is what is sealed about a person: only the people's workflow says so.",
        ja="消去の対象は人に関する値です。`erase` は人を表すワークフローにだけ書きます。",
    ),
    Text(en="Take `erase` out.", ja="`erase` を外してください。"),
)
_TWO = (
    Text(
        en="Nobody erases alone: an erasure asks for a second signature.",
        ja="消去は一人では行えません。二人目の署名が必要です。",
    ),
    Text(
        en="Say with `cosign` who signs besides.",
        ja="`cosign` で、二人目として署名する役割を指定してください。",
    ),
)
