"""A workflow of the process as a lifecycle to draw."""

from collections.abc import Iterable, Iterator

from tadasu.errors import Language, Text
from tadasu.office.pictures.lifecycle import Act, Lifecycle, State
from tadasu.rules.workflow import Workflow

_ITSELF = Text(en="the process itself", ja="プロセス自体")


def lifecycle_of(
    workflow: Workflow,
    language: Language,
    now: str | None = None,
    passed: Iterable[tuple[str, str]] = (),
) -> Lifecycle:
    """The workflow in one language; of a case with its present state and the steps it made.

    Steps between states that the workflow no longer has are left out.
    """
    states = workflow.states
    return Lifecycle(
        title=workflow.title.text.to(language),
        states=tuple(
            State(name, state.title.text.to(language), final=state.final)
            for name, state in states.items()
        ),
        acts=tuple(_acts(workflow, language)),
        initial=workflow.initial,
        now=now,
        passed=tuple(dict.fromkeys(s for s in passed if s[0] in states and s[1] in states)),
    )


def _acts(workflow: Workflow, language: Language) -> Iterator[Act]:
    comma = "、" if language == "ja" else ", "
    roles = {name: role.title.text.to(language) for name, role in workflow.roles.items()}
    for act in workflow.transitions.values():
        who = comma.join(roles[name] for name in act.by) or _ITSELF.to(language)
        if act.cosign:
            who = f"{who} + {comma.join(roles[name] for name in act.cosign)}"
        for end in dict.fromkeys(end for _, end in act.edges):
            sources = tuple(source for source, to in act.edges if to == end)
            yield Act(act.title.text.to(language), who, sources, end)
