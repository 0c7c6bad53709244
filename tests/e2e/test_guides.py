"""The guides for people: every command can be typed, and what it names exists in the process."""

import re
import shlex
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

from tadasu.office.profiles import write_settings
from tadasu.office.sources import files_process
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow
from tadasu_cli.given import read_given
from tadasu_cli.manifest import MANIFEST
from tests.house.rooms import ROOT

GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
SMALL = sorted((ROOT / "profiles" / "small" / "docs").glob("*.md"))
PAGES = [*GUIDES, *SMALL]
KEYS = {
    r"PRG-\d{4}": "programme",
    r"AUD-\d{3}": "audit",
    r"AUD-\d{3}-C\d{3}": "check",
    r"AUD-\d{3}-F\d{2}": "finding",
    r"AUD-\d{3}-F\d{2}-A\d{2}": "action",
}
RULE = re.compile(r"\b[A-Z]-\d\d(?:-[A-Z])?\b(?!\w)")


@cache
def commands(page: Path) -> tuple[tuple[str, ...], ...]:
    """The lines that are there to be typed, as words without the program's name."""
    said = page.read_text("utf-8").splitlines()
    typed = [line.strip() for line in said if line.startswith("    tadasu ")]
    return tuple(tuple(shlex.split(line)[1:]) for line in typed)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Process:
    """The shipped process."""
    root = tmp_path_factory.mktemp("shipped")
    write_settings(
        root,
        None,
        language="en",
        log="example.com/records",
        database="record/log.db",
        signatures="optional",
    )
    return files_process(root)


def parsed(words: tuple[str, ...]) -> tuple[str, Mapping[str, object]]:
    """The verb and what its words are; it fails for a line that the program would not take."""
    plain = list(words)
    while plain[0].startswith("--"):
        assert plain[0] in ("--as", "--lang")
        del plain[:2]
    verb, *rest = plain
    assert verb in MANIFEST
    command = import_module(f"tadasu_cli.commands.{verb}").command
    with command.make_context(verb, rest) as context:
        assert isinstance(context, click.Context)
        return verb, context.params


def workflow_of(process: Process, key: str) -> Workflow:
    """The workflow whose cases have such keys."""
    (name,) = [each for pattern, each in KEYS.items() if re.fullmatch(pattern, key)]
    return process.workflows[name]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_can_be_typed(page: Path, process: Process) -> None:
    assert commands(page)
    for words in commands(page):
        verb, said = parsed(words)
        given = read_given(_listed(said.get("given")))
        match verb:
            case "do":
                workflow = workflow_of(process, str(said["key"]))
                transition = workflow.transitions[str(said["transition"])]
                assert given.keys() <= {*transition.facts, *transition.input}, words
                for rule in _listed(said["waive"]):
                    assert process.policies[rule].level == "waiver"
            case "new":
                workflow = process.workflows[str(said["workflow"])]
                assert given.keys() <= workflow.fields.keys(), words
                assert said["checklist"] is None or said["checklist"] in process.checklists
            case "set":
                workflow = workflow_of(process, str(said["key"]))
                assert given.keys() <= workflow.fields.keys(), words
            case "attach" | "show" | "why":
                workflow_of(process, str(said["key"]))
            case _:
                pass


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_rule_that_is_named_exists(page: Path, process: Process) -> None:
    named = set(RULE.findall(page.read_text("utf-8")))
    assert named
    assert named <= process.policies.keys()


@pytest.mark.parametrize("page", [p for p in PAGES if not p.name.endswith(".ja.md")], ids=str)
def test_both_languages_type_the_same(page: Path) -> None:
    """But for the texts that are typed: the same verbs, keys and fields, line by line."""
    there = page.with_name(page.name.replace(".md", ".ja.md"))
    ours, theirs = ([_shape(words) for words in commands(each)] for each in (page, there))
    assert ours == theirs


def _shape(words: tuple[str, ...]) -> list[str]:
    shape = [word.partition("=")[0] for word in words if word not in ("--lang", "ja")]
    texts = {"--reason", "--measure", "--source"}
    return [each for place, each in enumerate(shape) if shape[max(0, place - 1)] not in texts]


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
