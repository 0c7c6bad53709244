"""Which transition erases what is sealed about people."""

from tadasu.errors import NotFoundError, Text
from tadasu.office.workspace import Workspace


def erasing_transition(workspace: Workspace, person: str) -> str:
    """The name of the transition of a person's case that erases; NotFoundError where none does."""
    with workspace.journal.reading() as shelf:
        case = shelf.case(person)
        process = workspace.process(case.process if case is not None else shelf.head.process)
    if case is None or case.workflow != process.people:
        raise NotFoundError(
            Text(en=f"There is no person {person}.", ja=f"{person} という人はいません。")
        )
    transitions = process.workflows[process.people].transitions
    found = next((name for name, each in transitions.items() if each.erase), None)
    if found is None:
        raise NotFoundError(
            Text(
                en="The process has no transition that erases (`erase: true`).",
                ja="プロセスに消去の遷移(`erase: true`)がありません。",
            )
        )
    return found
