"""A case as JSON text and back, for the shelf: what a view keeps, never what the log proves."""

import json
from collections.abc import Mapping
from typing import cast

from tadasu.core.case import Case, Done, Evidence, Waiver


def format_case(case: Case) -> str:
    """The case as one line of JSON, the same text for equal cases."""
    whole = {name: getattr(case, name) for name in Case.__slots__}
    whole["did"] = {name: _slots(done) for name, done in case.did.items()}
    whole["ever"] = {name: _slots(done) for name, done in case.ever.items()}
    whole["evidence"] = [_slots(item) for item in case.evidence]
    whole["waivers"] = [_slots(item) for item in case.waivers]
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse_case(text: str) -> Case:
    """The case that `format_case` wrote."""
    whole = json.loads(text)
    whole["did"] = {name: _done(done) for name, done in whole["did"].items()}
    whole["ever"] = {name: _done(done) for name, done in whole["ever"].items()}
    whole["evidence"] = tuple(Evidence(**item) for item in whole["evidence"])
    whole["waivers"] = tuple(
        Waiver(**{**item, "items": tuple(item["items"])}) for item in whole["waivers"]
    )
    return Case(**whole)


def _slots(part: Done | Evidence | Waiver) -> dict[str, object]:
    return {name: getattr(part, name) for name in part.__slots__}


def _done(data: Mapping[str, object]) -> Done:
    return Done(
        by=tuple(cast(list[str], data["by"])),
        actor=cast(str, data["actor"]),
        at=cast(str, data["at"]),
        count=cast(int, data["count"]),
        covers=tuple(cast(list[str], data["covers"])),
    )
