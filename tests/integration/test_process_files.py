"""The page on the files of a process shows files that really load."""

import re
from pathlib import Path

import pytest

from tadasu.guard.cursor import MAX_LENGTH
from tadasu.office.sources import MAX_FILES, MAX_TOTAL
from tadasu.rules.extent import MAX_PARTS, MAX_POLICIES, MAX_WORKFLOWS
from tadasu.rules.layers import layer
from tadasu.rules.source import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_documents
from tadasu.rules.wording import MOST
from tadasu.rules.words import LONGEST_TEXT

PAGE = Path(__file__).parents[2] / "docs" / "process-files.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_can_be_read(block: str) -> None:
    found = layer(read_documents("page.yaml", block))

    assert [problem.message.en for problem in found.problems] == []
    assert found.parts


@pytest.mark.parametrize(
    ("what", "limits"),
    [
        ("bytes of a file; of all files of a project", (MAX_BYTES, MAX_TOTAL)),
        ("files of a project", (MAX_FILES,)),
        ("values in a file; levels of nesting", (MAX_NODES, MAX_DEPTH)),
        ("characters of a text; of a guard", (LONGEST_TEXT, MAX_LENGTH)),
        ("workflows; policies", (MAX_WORKFLOWS, MAX_POLICIES)),
        ("fields, states, transitions … of a workflow, or rules of an act", (MAX_PARTS,)),
        ("problems told of a file", (MOST,)),
    ],
)
def test_the_limits_are_as_they_are_said(what: str, limits: tuple[int, ...]) -> None:
    said = "; ".join(f"{limit:,}" for limit in limits)
    assert f"| {what} | {said} |\n" in PAGE.read_text("utf-8")
