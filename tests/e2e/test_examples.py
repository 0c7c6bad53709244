"""The examples as somebody types them: begun from nothing, on a real record that adds up."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tadasu.rules.reading import read
from tadasu.rules.source import read_documents
from tadasu.rules.trial import Act, Trial, Trials
from tests.e2e.loan.typist import Typist

ROOT = Path(__file__).parents[2] / "docs" / "examples"
EXAMPLES = sorted(path for path in ROOT.iterdir() if path.is_dir())


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TADASU_AS", "TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_from_nothing_to_the_end(example: Path, tmp_path: Path) -> None:
    trials = _trials(example / "tests" / "from-nothing.yaml")
    root = tmp_path / example.name
    shutil.copytree(example, root)
    typist = Typist(root)
    start, (trial,) = trials.world, trials.cases
    (first,) = start.cases.values()
    actor, at = start.actor or "", start.at
    typist.types("init", *_facts(first.fields or {}), "--simulated", "--at", at[:16])
    signing = "signatures: required" in (root / "tadasu.yaml").read_text("utf-8")
    keyed = {next(iter(start.cases))}
    for act in trial.when:
        actor = act.actor or actor
        for person in {actor, act.cosign or actor} - keyed if signing else ():
            typist.asks("key", "new", person, "--enrol", "--as", next(iter(start.cases)))
            keyed.add(person)
        moment = ("--at", act.at[:16]) if act.at else ()
        typist.asks(*_words(act, root), "--as", actor, *moment)
    _look(typist, trial)
    verified = typist.asks("verify", "--law")
    assert verified["schema"] == "tadasu/verified/1"
    assert any("nobody signed" in each["en"] for each in verified["unproven"]) != signing


def _trials(path: Path) -> Trials:
    (document,) = read_documents(path.name, path.read_text("utf-8"))
    trials, problems = read(document, Trials)
    assert trials is not None, problems
    return trials


def _words(act: Act, root: Path) -> tuple[str, ...]:
    facts = _facts(act.stated)
    if act.do is not None and act.on is not None:
        second = ("--cosign", act.cosign) if act.cosign else ()
        return ("do", act.on, act.do, *facts, *second)
    if act.set is not None:
        return ("set", act.set, *facts)
    if act.new is not None:
        return ("new", act.new, *facts, *(("--parent", act.parent) if act.parent else ()))
    file = root / "given.txt"
    file.write_text("given", "utf-8")
    return ("attach", act.attach or "", str(file), *facts)


def _facts(stated: dict[str, Any]) -> list[str]:
    return [
        f"{name}={value}" if isinstance(value, str) else f"{name}:={json.dumps(value)}"
        for name, value in stated.items()
    ]


def _look(typist: Typist, trial: Trial) -> None:
    """What the test says of cases, asked of the record."""
    subject, then = trial.when[-1].subject, trial.then
    wanted = {**then.cases, **({subject: then} if subject else {})}
    for key, after in wanted.items():
        sheet = typist.asks("show", key)
        if after.state is not None:
            assert sheet["state"]["id"] == after.state
        facts = {fact["name"]: fact["value"] for fact in sheet["facts"]}
        found = {name: facts[name] for name in after.fields}
        assert {name: None if v is None else str(v) for name, v in found.items()} == after.fields
