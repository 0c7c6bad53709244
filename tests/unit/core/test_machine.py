import pytest

from tadasu.core.machine import Shape, shape
from tadasu.rules.workflow import Workflow
from tests.unit.core.library import library_process

TITLE = {"en": "T", "ja": "題"}


def workflow(transitions: dict[str, tuple[list[str], str]]) -> Workflow:
    return Workflow.model_validate(
        {
            "workflow": "odd",
            "title": TITLE,
            "key": "O-{n}",
            "open": {"by": []},
            "states": {name: {"title": TITLE} for name in ("initial", "model", "os_path")},
            "transitions": {
                name: {"title": TITLE, "from": froms, "to": to, "by": []}
                for name, (froms, to) in transitions.items()
            },
        }
    )


def test_every_edge_of_the_workflow_and_no_other() -> None:
    process = library_process()
    for name, each in process.workflows.items():
        for state in each.states:
            for act, transition in each.transitions.items():
                for end in each.states:
                    if all(to != end for _, to in transition.edges):
                        continue
                    expected = end if (state, end) in transition.edges else None
                    assert shape(process, name).step(state, act, end) == expected


def test_ways_out_are_told_in_the_order_of_the_file() -> None:
    assert shape(library_process(), "loan").ways_out("out") == (
        "extend",
        "postpone",
        "renew",
        "return",
    )


def test_one_shape_serves_all() -> None:
    process = library_process()

    assert shape(process, "loan") is shape(process, "loan")


@pytest.mark.parametrize("act", ["trigger", "on_enter_model", "to_model", "may_go", "system"])
def test_words_of_the_library_are_names_like_others(act: str) -> None:
    odd = Shape(workflow({act: (["initial", "model"], "os_path")}))

    assert odd.step("initial", act, "os_path") == "os_path"
    assert odd.step("os_path", act, "os_path") is None
    assert odd.ways_out("model") == (act,)
