"""Who may stand in the fields of a case, and why the others may not."""

from collections.abc import Callable, Iterator

from tadasu.core.candidates import candidacy, coming_into_question
from tadasu.core.case import Case
from tadasu.core.machine import shape
from tadasu.core.setting import Setting
from tadasu.errors import Text
from tadasu.office.answers import Named
from tadasu.office.possible import Candidate, Candidates
from tadasu.rules.workflow import Workflow

_ACTS = {
    "open": Text(en="Opening", ja="起票"),
    "change": Text(en="Change", ja="変更"),
    "evidence": Text(en="Evidence", ja="証跡の添付"),
}


Label = Callable[[str], str]
"""The text beside a key, as whoever asks may read it."""


def candidates(
    setting: Setting, label: Label, case: Case, act: str | None = None
) -> Iterator[Candidates]:
    """For each field that can be filled now and says among whom; of `act` alone, if named."""
    workflow = setting.process.workflows[case.workflow]
    for name in _fillable(setting, workflow, case):
        spec = workflow.fields[name]
        if spec.candidates is None or act not in (None, spec.candidates.act):
            continue
        people = [
            _told(setting, label, case, name, key)
            for key in coming_into_question(setting, case, name)
        ]
        yield Candidates(
            field=Named(name, spec.title.text),
            act=Named(spec.candidates.act, act_title(workflow, spec.candidates.act)),
            policies=spec.candidates.policies,
            may=tuple(one for one in people if not one.reasons),
            may_not=tuple(one for one in people if one.reasons),
        )


def act_title(workflow: Workflow, act: str) -> Text:
    """What an act is called."""
    return _ACTS[act] if act in _ACTS else workflow.transitions[act].title.text


def _told(setting: Setting, label: Label, case: Case, field: str, key: str) -> Candidate:
    found = candidacy(setting, case, field, key)
    return Candidate(key, label(key), found.reasons, found.warnings, found.waived)


def _fillable(setting: Setting, workflow: Workflow, case: Case) -> list[str]:
    """The fields that somebody may write in this state, or that an act from here states."""
    found = {name for names in workflow.states[case.state].writable.values() for name in names}
    for act in shape(setting.process, workflow.name).ways_out(case.state):
        found.update(workflow.transitions[act].facts)
    return [name for name in workflow.fields if name in found]
