"""Personal values as the record keeps them: a commitment in place of the text.

Who decides gives what is needed to seal (`salt`) and takes the openings away; nothing else of the
core ever sees a personal text. When an act is judged again, its commitments stand as they are.
"""

import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from tadasu.core.case import Case
from tadasu.core.events import CaseAmended, CaseMoved, CaseOpened, Event, EvidenceAttached
from tadasu.ledger.opening import SALT_BYTES, Opening, commitment, format_opening
from tadasu.rules.field import FieldSpec
from tadasu.rules.workflow import Workflow

SEALED = "sealed"
_COMMITMENT = re.compile(r"[0-9a-f]{64}", re.ASCII)

Sealed = Mapping[str, str]
"""`{"sealed": COMMITMENT}`."""


@dataclass(slots=True)
class Sealing:
    """Seals the personal texts of one request."""

    salt: bytes | None = None
    """Secret and new for each request; None where an act is judged again, or only tried."""
    plain: bool = False
    """Seal nothing: what is tried in memory leaves no record."""
    openings: dict[str, bytes] = field(default_factory=dict)
    """By commitment, all that was sealed."""

    def seal(self, name: str, text: str) -> str | dict[str, str]:
        """What the record keeps of `text` in the field `name`."""
        if self.plain:
            return text
        count = len(self.openings).to_bytes(4, "big")
        salt = hmac.digest(self.salt or b"-", count, "sha256")[:SALT_BYTES]
        opening = format_opening(Opening(salt, name, text))
        committed = commitment(opening)
        self.openings[committed] = opening
        return {SEALED: committed}

    def takes(self, value: object) -> TypeGuard[Sealed]:
        """Whether `value` is sealed already, and may be: nobody states a commitment."""
        return self.salt is None and is_sealed(value)


def is_sealed(value: object) -> TypeGuard[Sealed]:
    """Whether it is what the record keeps of a personal value."""
    if not isinstance(value, Mapping) or value.keys() != {SEALED}:
        return False
    committed = value[SEALED]
    return isinstance(committed, str) and _COMMITMENT.fullmatch(committed) is not None


def sealed_in(event: Event) -> dict[str, str]:
    """Every commitment of an event by its place: fields.NAME, input.NAME or note."""
    return {path: value[SEALED] for path, value in _stated(event) if is_sealed(value)}


def subjects(workflow: Workflow, case: Case, event: Event) -> Iterator[tuple[str, str]]:
    """Every commitment of an event with the person whom it is about; `case` is as it was left."""
    fields: Mapping[str, object] = getattr(event, "fields", {})
    stated: Mapping[str, object] = {**case.fields, **fields, **getattr(event, "input", {})}
    for path, value in _stated(event):
        if is_sealed(value):
            yield value[SEALED], subject_of(_whose(workflow, event, path), case.key, stated)


def subject_of(personal: bool | str, key: str, stated: Mapping[str, object]) -> str:
    """The person whom a personal value of the case `key` is about, by the facts `stated`."""
    return key if personal is True else str(stated[str(personal)])


def _stated(event: Event) -> Iterator[tuple[str, object]]:
    match event:
        case CaseOpened() | CaseAmended() | EvidenceAttached():
            yield from ((f"fields.{name}", value) for name, value in event.fields.items())
        case CaseMoved():
            yield from ((f"fields.{name}", value) for name, value in event.fields.items())
            yield from ((f"input.{name}", value) for name, value in event.input.items())
            yield "note", event.note
        case _:
            pass


def _whose(workflow: Workflow, event: Event, path: str) -> bool | str:
    place, _, name = path.partition(".")
    specs: Mapping[str, FieldSpec] = workflow.facts
    if isinstance(event, EvidenceAttached):
        specs = workflow.evidence.fields if workflow.evidence else {}
    elif isinstance(event, CaseMoved) and place == "note":
        return workflow.transitions[event.transition].personal
    elif isinstance(event, CaseMoved) and place == "input":
        specs = workflow.transitions[event.transition].input
    return specs[name].personal
