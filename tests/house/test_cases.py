"""Law 8, rules: every shipped policy has a case that passes and one that is refused or warned of.

A case file is `tests/cases/*.yaml`: a mapping with `policy: ID` and `cases:`, or a list of cases.
A case names the rules that hold (`passes`, `accepted`) or say no (`refused`, `warned`, `waived`).
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.house.rooms import ROOT

PASSING = ("passes", "passed", "accepted", "holds")
REFUSING = ("refused", "refuses", "warned", "warns", "waived")


def shipped() -> list[str]:
    """The ids of the policies that tadasu ships."""
    return [
        policy
        for path in sorted((ROOT / "policies").rglob("*.yaml"))
        for policy in re.findall(r"^policy:\s*([\w-]+)", path.read_text("utf-8"), re.MULTILINE)
    ]


def outcomes(value: Any, policy: str | None) -> Iterator[tuple[str, bool]]:
    """(policy, whether it says no) for everything that a case file tries."""
    if isinstance(value, list):
        for part in value:
            yield from outcomes(part, policy)
    elif isinstance(value, dict):
        policy = value.get("policy", policy)
        for names, refusing in ((PASSING, False), (REFUSING, True)):
            for name in names:
                if name in value:
                    said = value[name]
                    listed = said if isinstance(said, list) else [said]
                    named = [one for one in listed if isinstance(one, str) and one in shipped()]
                    yield from ((one, refusing) for one in named or filter(None, [policy]))
        for part in value.values():
            yield from outcomes(part, policy)


@pytest.mark.parametrize("policy", shipped())
def test_every_shipped_policy_is_tried_both_ways(policy: str) -> None:
    tried = {
        refusing
        for path in sorted((ROOT / "tests" / "cases").rglob("*.yaml"))
        for document in yaml.safe_load_all(path.read_text("utf-8"))
        for named, refusing in outcomes(document, None)
        if named == policy
    }
    assert tried == {False, True}, f"{policy}: write tests/cases/{policy}.yaml"


def test_policies_are_shipped() -> None:
    assert shipped()
    assert len(set(shipped())) == len(shipped())
