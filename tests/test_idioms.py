"""The idioms of docs/idioms.md: one process, quiet under lint, and its tests pass."""

import re
from functools import cache
from pathlib import Path

import pytest

from tadasu.office.trial.outcome import Outcome, run_tests
from tadasu.office.trial.places import Source
from tadasu.rules.lint import lint

PAGE = Path(__file__).parents[1] / "docs" / "idioms.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
SETTINGS = "project: tadasu/1\nlog: idioms.example\ndatabase: record/log.db\nbase: none\n"
TESTS = re.compile(r"^world:", re.MULTILINE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("idioms")
    (folder / "workflows").mkdir()
    (folder / "tests").mkdir()
    (folder / "tadasu.yaml").write_text(SETTINGS, encoding="utf-8")
    for number, block in enumerate(BLOCKS):
        place = "tests" if TESTS.match(block) else "workflows"
        (folder / place / f"{number:02}.yaml").write_text(block, encoding="utf-8")
    return folder


@cache
def outcome(root: Path) -> Outcome:
    return run_tests(root, [])


def test_lint_has_nothing_to_say(root: Path) -> None:
    found = lint(Source.of(root).process({}))
    assert [(one.code, str(one.place), one.message.en) for one in found] == []


def test_every_idiom_works(root: Path) -> None:
    failed = [
        (one.say, [(miss.expected.en, miss.happened.en) for miss in one.misses])
        for one in outcome(root).failed
    ]
    assert failed == []
    assert outcome(root).tests > 20


def test_every_idiom_is_told_in_both_languages() -> None:
    headings = re.findall(r"^## (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(headings) >= 8
    assert all(re.search(r" / .*[\u3040-\u9fff]", heading) for heading in headings)
