"""Every case of tests/cases: given a world, when someone acts, then this happens."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tadasu.errors import RefusalError
from tadasu.rules.process import Process
from tadasu.rules.source import read_documents
from tests.world import World, overlaid, shipped_process

FOLDER = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for document in read_documents(path.name, path.read_text("utf-8")):
            assert not document.problems, document.problems
            for case in document.data["cases"]:  # type: ignore[attr-defined]
                name = f"{path.stem}: {case['say']}"
                found.append(pytest.param(document.data, case, id=name))
    return found


@lru_cache
def _process(parameters: tuple[tuple[str, int], ...]) -> Process:
    return shipped_process(dict(parameters))


@pytest.mark.parametrize(("data", "case"), _cases())
def test_case(data: dict[str, Any], case: dict[str, Any]) -> None:
    given = overlaid(data.get("world") or {}, {"cases": case.get("given") or {}})
    parameters = {name: int(value) for name, value in (given.get("params") or {}).items()}
    world = World(_process(tuple(sorted(parameters.items()))))
    world.give_all(given["cases"])
    then = case["then"]
    if "refused" in then:
        with pytest.raises(RefusalError) as no:
            world.act(case["when"])
        rules = [reason.rule for reason in no.value.reasons]
        assert sorted(set(rules)) == sorted(then["refused"]), no.value.reasons
        if "items" in then:
            first = next(r for r in no.value.reasons if r.rule == then["refused"][0])
            assert [item.key for item in first.items] == then["items"]
        return
    decision = world.act(case["when"])
    after = world.held[decision.case]
    verdicts = {v["policy"]: v["result"] for v in getattr(decision.events[-1], "verdicts", ())}
    assert all(verdicts[policy] == "pass" for policy in then.get("passes", ())), verdicts
    if "state" in then:
        assert after.state == then["state"]
    for name, value in (then.get("fields") or {}).items():
        assert after.fields.get(name) == value
    assert sorted(reason.rule for reason in decision.warnings) == sorted(then.get("warned", []))
