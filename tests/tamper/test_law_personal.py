"""Personal values and erasures written past the guards: the law names each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.core.events import CaseAmended, CaseMoved, Event, SubjectErased
from tadasu.errors import UnlawfulError
from tadasu.office.acts import Acts
from tadasu.office.lawful import judged
from tadasu.office.workspace import Workspace
from tests.tamper.smuggler import Smuggled
from tests.unit.office import privacy
from tests.unit.office.desk import library

ERASE = ("M-9", CaseMoved("erase", "left", "left"))
ERASED = ("M-9", SubjectErased("erase"))
FREE: dict[str, object] = {"text": "has(case.hold)", "values": [["case.hold", "—"]]}
VERDICT: dict[str, object] = {"level": "floor", "result": "pass"}
PASSED = (
    {**VERDICT, "policy": "H-1", "looked": 1, "counted": 1, "because": [FREE]},
    {**VERDICT, "policy": "H-2", "result": "not_applicable", "looked": 0, "counted": 0},
)
COSIGNED = ({"person": "M-2", "role": "staff"},)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A library of three."""
    privacy.found(tmp_path)
    with library(tmp_path) as workspace:
        privacy.people(workspace)
        yield workspace


FORGED: dict[str, tuple[str, tuple[tuple[str, Event], ...]]] = {
    "a-name-in-the-clear": (
        "sealed.fields.name",
        (("M-2", CaseAmended({"name": "髙田 三郎"})),),
    ),
    "a-note-in-the-clear": (
        "sealed.note",
        (("M-9", CaseMoved("leave", "active", "left", note="病気のため")),),
    ),
    "an-erasure-of-its-own": ("follows from another act", (ERASED,)),
    "an-erasure-by-one": ("cosign", (ERASE, ERASED)),
    "an-erasure-that-erases-nothing": (
        "subject.erased/1",
        (("M-9", CaseMoved("erase", "left", "left", cosigned=COSIGNED, verdicts=PASSED)),),
    ),
}


@pytest.mark.parametrize(("said", "events"), FORGED.values(), ids=FORGED.keys())
def test_what_was_written_past_the_guards_is_named(
    workspace: Workspace, said: str, events: tuple[tuple[str, Event], ...]
) -> None:
    if "erase" in str(events[0][1]):
        Acts(workspace, "M-1").do("M-9", "leave", {})
    with workspace.journal.reading() as shelf:
        before = shelf.head.size
    Smuggled(events, roles={1: "effect"}).write(workspace)
    with workspace.journal.reading() as shelf, pytest.raises(UnlawfulError) as caught:
        judged(workspace, shelf, lambda _done, _of: None)
    assert caught.value.position >= before
    rules = [reason.rule for reason in caught.value.reasons]
    assert said in rules or said in caught.value.text.en, (caught.value.text.en, rules)
