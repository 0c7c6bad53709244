"""Definitions become one process with one digest, which says what they mean and nothing else."""

import json
import unicodedata
from collections.abc import Callable

import pytest
import rfc8785

from tadasu.errors import DefinitionError, TamperError
from tadasu.rules.process import Process, assemble, process_from
from tadasu.rules.settings import read_project
from tests.unit.rules.library import FILES, PROJECT, documents, edited, made, refused


def test_it_holds_what_the_files_say(process: Process) -> None:
    assert process.people == "person"
    assert process.zone == "Asia/Tokyo"
    assert process.parameters == {"loan_days": 14}
    assert list(process.workflows) == ["complaint", "loan", "person"]
    assert process.workflows["loan"].initial == "lent"
    assert process.child_workflow("loan", "complaints") == "complaint"
    assert process.child_workflow("loan", "loans") is None
    assert list(process.standards["house-rules"].clauses) == ["5.1", "5.10"]
    assert process.workflows["loan"].transitions["close"].sources == ("back",)
    assert process.workflows["loan"].transitions["bring"].sources == ("lent",)


def test_the_document_is_enough(process: Process) -> None:
    again = process_from(process.document)
    assert again == process
    assert again.digest == process.digest
    assert again.document == process.document
    assert dict(again.index) == {}
    assert list(again.workflows["loan"].states) == ["lent", "back", "closed"]
    assert again.guards.bound("loan", "close")[0].footprint == (
        process.guards.bound("loan", "close")[0].footprint
    )


def test_an_opening_that_states_nothing_is_read_back() -> None:
    process = made(edited(("complaint.yaml", "open: {by: desk}", "open: {by: desk, facts: {}}")))
    again = process_from(process.document)
    assert again.workflows["complaint"].open.facts == {}
    assert again.document == process.document != made().document


def test_the_document_is_canonical(process: Process) -> None:
    data = json.loads(process.document)
    assert rfc8785.dumps(data) == process.document
    text = process.document.decode()
    assert unicodedata.is_normalized("NFC", text)
    assert not any(isinstance(number, float) for number in _numbers(data))


def _numbers(value: object) -> list[object]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in _numbers(part)]
    if isinstance(value, list):
        return [one for part in value for one in _numbers(part)]
    return [value]


SAME: dict[str, Callable[[], dict[str, str]]] = {
    "comments": lambda: {file: f"# x\n{text}# y\n" for file, text in FILES.items()},
    "order of files": lambda: dict(reversed(FILES.items())),
    "one file": lambda: {"all.yaml": "---\n".join(FILES.values())},
    "line ends": lambda: {file: text.replace("\n", "\r\n") for file, text in FILES.items()},
    "order of keys": lambda: edited(
        ("loan.yaml", "    from: lent\n    to: back\n", "    to: back\n    from: lent\n"),
        ("policies.yaml", "level: floor\n", ""),
        ("policies.yaml", "policy: B-01\n", "level: floor\npolicy: B-01\n"),
    ),
    "brackets": lambda: edited(("loan.yaml", "from: [back]", "from: back")),
    "defaults written out": lambda: edited(
        ("loan.yaml", "  back: {title", "  back: {final: false, due: null, title"),
        ("loan.yaml", "policies: [B-02]", "policies: [{policy: B-02}]"),
    ),
    "quotes": lambda: edited(("loan.yaml", "params.loan_days", "'params.loan_days'")),
    "end of a block": lambda: edited(
        (
            "policies.yaml",
            "require: case.reader == old.reader",
            "require: |\n  case.reader == old.reader",
        )
    ),
    "composition": lambda: {
        file: unicodedata.normalize("NFD", text) for file, text in FILES.items()
    },
}


@pytest.mark.parametrize("name", SAME)
def test_what_means_the_same_has_the_same_digest(name: str, process: Process) -> None:
    assert made(SAME[name]()).digest == process.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("loan.yaml", "  extend:\n", "  prolong:\n"),
        ("loan.yaml", "by: [reader, desk]", "by: [desk, reader]"),
        ("loan.yaml", "en: Back,", "en: Returned,"),
        ("loan.yaml", "{condition: required}", "{condition: optional}"),
        ("loan.yaml", "policies: [B-02]", "policies: [{policy: B-02, level: floor}]"),
        ("loan.yaml", "params.loan_days", "params.loan_days + 1"),
        ("policies.yaml", "empty: pass", "empty: refuse"),
        ("policies.yaml", "point: a", "point: b"),
        ("catalogue.yaml", "default: 14", "default: 15"),
        ("catalogue.yaml", 'max: "60"', 'max: "61"'),
        ("catalogue.yaml", '"5.1": {', '"5.2": {'),
    ],
)
def test_what_means_something_else_has_another_digest(
    file: str, old: str, new: str, process: Process
) -> None:
    assert made(edited((file, old, new))).digest != process.digest


def test_the_order_of_states_and_fields_means_something(process: Process) -> None:
    states = "  back: {title: {en: Back, ja: 返却済}}\n"
    first = "states:\n"
    moved = made(edited(("loan.yaml", states, ""), ("loan.yaml", first, first + states)))
    assert moved.workflows["loan"].initial == "back"
    assert moved.digest != process.digest


@pytest.mark.parametrize(
    ("name", "value"), [("timezone", "Europe/Berlin"), ("language", "en"), ("base", "isms")]
)
def test_the_project_is_part_of_it(name: str, value: str, process: Process) -> None:
    other = made(project=PROJECT.model_copy(update={name: value}))
    assert other.digest != process.digest


def test_where_the_log_lies_is_not(process: Process) -> None:
    other = PROJECT.model_copy(update={"log": "example.com/x", "database": "y", "title": "z"})
    assert made(project=other).digest == process.digest


def test_numbers_of_the_project_go_before_defaults() -> None:
    process = made(project=PROJECT.model_copy(update={"parameters": {"loan_days": 21}}))
    assert process.parameters == {"loan_days": 21}
    assert process.declared["loan_days"].default == 14


def test_a_project_replaces_whole_definitions() -> None:
    local = {
        "mine.yaml": FILES["complaint.yaml"].replace("en: Settled", "en: Done"),
        "rules.yaml": FILES["policies.yaml"].split("---\n")[0].replace("en: Settle ", "en: Do "),
    }
    process = assemble(documents(FILES), documents(local), PROJECT)
    assert process.workflows["complaint"].states["settled"].title.en == "Done"
    assert process.index["workflow", "complaint"].file == "mine.yaml"
    assert process.index["workflow", "loan"].file == "loan.yaml"
    assert process.policies["B-01"].title.en == made().policies["B-01"].title.en


def test_a_broken_replacement_does_not_bring_the_shipped_one_back() -> None:
    local = {"mine.yaml": FILES["complaint.yaml"].replace("plural: complaints", "plural: 5")}
    with pytest.raises(DefinitionError) as caught:
        assemble(documents(FILES), documents(local), PROJECT)
    assert [one.place.file for one in caught.value.problems] == ["mine.yaml"]


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"format":"tadasu-process/1"}', b"\xff"])
def test_other_bytes_are_no_process(text: bytes) -> None:
    with pytest.raises(TamperError):
        process_from(text)


def test_a_changed_document_is_no_process(process: Process) -> None:
    with pytest.raises(TamperError):
        process_from(process.document.replace(b'"level":"floor"', b'"level":"flour"'))


def test_problems_of_the_project_stand_in_its_file() -> None:
    text = "project: tadasu/1\nlog: example.co.jp/x\ndatabase: d\nparameters: {loan_days: 99}\n"
    project, settings = read_project("tadasu.yaml", text)
    with pytest.raises(DefinitionError) as caught:
        assemble((), documents(FILES), project, settings)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line, problem.place.column) == ("tadasu.yaml", 4, 25)


def test_refusals_come_by_file_and_line() -> None:
    problems = refused(
        ("loan.yaml", "to: closed", "to: close"), ("loan.yaml", "from: [back]", "from: [bak]")
    )
    assert [one.place.line for one in problems] == sorted(one.place.line for one in problems)
