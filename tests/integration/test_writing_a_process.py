"""The page on writing a process shows files that really load."""

import re
from pathlib import Path

import pytest

from tadasu.rules.layers import layer
from tadasu.rules.source import read_documents

PAGE = Path(__file__).parents[2] / "docs" / "writing-a-process.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_can_be_read(block: str) -> None:
    found = layer(read_documents("page.yaml", block))

    assert [problem.message.en for problem in found.problems] == []
    assert found.parts
