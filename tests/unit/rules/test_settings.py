"""tadasu.yaml."""

import pytest

from tadasu.errors import DefinitionError
from tadasu.rules.settings import read_project

LEAST = "project: tadasu/1\nlog: example.co.jp/isms\ndatabase: tadasu.db\n"


def codes(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read_project("tadasu.yaml", text)
    return [f"{one.code} {one.place.line}:{one.place.column}" for one in caught.value.problems]


def test_what_is_not_said_is_as_in_japan() -> None:
    project, document = read_project("tadasu.yaml", LEAST)
    assert (project.timezone, project.language, project.base) == ("Asia/Tokyo", "ja", "isms")
    assert project.title is None
    assert project.parameters == {}
    assert document.file == "tadasu.yaml"


def test_what_is_said() -> None:
    project, _ = read_project(
        "tadasu.yaml",
        LEAST
        + "title: 監査室\ntimezone: Europe/Berlin\nlanguage: en\nbase: none\nparameters: {a: 5}\n",
    )
    assert (project.title, project.timezone, project.parameters) == (
        *("監査室", "Europe/Berlin"),
        {"a": "5"},
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ["T009 1:1"], id="empty"),
        pytest.param(LEAST + "---\n" + LEAST, ["T009 1:1"], id="two"),
        pytest.param(LEAST + "timezone: Asia/Tokio\n", ["T015 4:11"], id="zone"),
        pytest.param(
            LEAST + 'mail: {sender: "a@example.jp\\nBcc: b@example.jp", server: s}\n',
            ["T015 4:16"],
            id="sender",
        ),
        pytest.param(LEAST + "timezone: ../etc\n", ["T015 4:11"], id="zone that is a path"),
        pytest.param(LEAST.replace("example.co.jp/isms", "x y"), ["T013 2:6"], id="log"),
        pytest.param(LEAST.replace("tadasu/1", "tadasu/2"), ["T013 1:10"], id="format"),
        pytest.param(LEAST + "parameters: {a: {b: c}}\n", ["T015 4:17"], id="mapping"),
        pytest.param(LEAST + "parameters: {a: [x]}\n", ["T015 4:18"], id="no row"),
        pytest.param(LEAST + "colour: red\nlanguge: en\n", ["T011 4:1", "T011 5:1"], id="keys"),
        pytest.param(LEAST + "log: x\n", ["T003 4:1"], id="twice"),
    ],
)
def test_what_is_wrong(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
