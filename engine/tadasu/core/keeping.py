"""A case as JSON text and back, for the shelf: what a view keeps, never what the log proves."""

import json
from collections.abc import Mapping
from typing import cast

from tadasu.core.case import Case, Done, Evidence, Round, Waiver
from tadasu.core.issued import Issued


def format_case(case: Case) -> str:
    """The case as one line of JSON, the same text for equal cases."""
    whole = {name: getattr(case, name) for name in Case.__slots__}
    whole["did"] = _history(case.did)
    whole["ever"] = _history(case.ever)
    whole["rounds"] = [{**_slots(each), "did": _history(each.did)} for each in case.rounds]
    whole["evidence"] = [_slots(item) for item in case.evidence]
    whole["waivers"] = [_slots(item) for item in case.waivers]
    if case.documents:
        whole["documents"] = [_slots(item) for item in case.documents]
    else:
        # Views that were kept before there were documents stay as they are.
        del whole["documents"]
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse_case(text: str) -> Case:
    """The case that `format_case` wrote."""
    whole = json.loads(text)
    whole["refs"] = tuple(whole["refs"])
    whole["did"] = _read_history(whole["did"])
    whole["ever"] = _read_history(whole["ever"])
    whole["rounds"] = tuple(
        Round(**{**each, "did": _read_history(each["did"])}) for each in whole["rounds"]
    )
    whole["evidence"] = tuple(Evidence(**item) for item in whole["evidence"])
    whole["waivers"] = tuple(
        Waiver(**{**item, "items": tuple(item["items"])}) for item in whole["waivers"]
    )
    whole["documents"] = tuple(Issued(**item) for item in whole.get("documents", ()))
    return Case(**whole)


def _history(done: Mapping[str, Done]) -> dict[str, object]:
    return {name: _slots(each) for name, each in done.items()}


def _read_history(data: Mapping[str, Mapping[str, object]]) -> dict[str, Done]:
    return {name: _done(each) for name, each in data.items()}


def _slots(part: Done | Evidence | Issued | Round | Waiver) -> dict[str, object]:
    return {name: getattr(part, name) for name in part.__slots__}


def _done(data: Mapping[str, object]) -> Done:
    return Done(
        by=tuple(cast(list[str], data["by"])),
        voices=tuple(cast(list[str], data["voices"])),
        actor=cast(str, data["actor"]),
        at=cast(str, data["at"]),
        count=cast(int, data["count"]),
        covers=tuple(cast(list[str], data["covers"])),
    )
