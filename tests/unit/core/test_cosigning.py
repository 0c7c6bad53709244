"""The second signature: another person, in a role, on record, and judged again by the law."""

from typing import Any

import pytest

from tadasu.core.decide import move
from tadasu.core.events import CaseMoved
from tadasu.core.law import judge
from tadasu.errors import RefusalError, UnlawfulError
from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.property.process_play import Request
from tests.property.process_record import Record, sealed, with_data
from tests.unit.core.works import CASES, PROCESS, ordered
from tests.world import MOMENT, NOW, World, project

GRANT = "    by: [boss]\n    policies: [O-01]\n"
COSIGNED = GRANT.replace("policies", "cosign: [chief, asker]\n    policies")
ASKER = "roles:\n  asker: {title: {en: Asker, ja: 依頼者}, guard: actor in case.openers}\n"
CHIEF = {"workflow": "person", "fields": {"id": "P-3", "boss": True}}


def process(*edits: tuple[str, str]) -> Process:
    text = PROCESS
    for old, new in ((GRANT, COSIGNED), ("roles:\n  anyone", f"{ASKER}  anyone"), *edits):
        assert old in text, old
        text = text.replace(old, new)
    return assemble((), read_documents("works.yaml", text), project(base="none"))


def world(*edits: tuple[str, str]) -> World:
    """P-1 and P-3 are bosses, P-2 asks, P-4 is the deputy of P-1."""
    made = World(process(*edits))
    made.give_all({**CASES, "P-3": CHIEF})
    return made


def refusal(made: World, **when: Any) -> RefusalError:
    with pytest.raises(RefusalError) as no:
        made.act({"do": "grant", **when})
    return no.value


def moved(made: World, **when: Any) -> CaseMoved:
    event = made.act({"do": "grant", **when}).deeds[0].event
    assert isinstance(event, CaseMoved)
    return event


@pytest.mark.parametrize(("second", "role"), [("P-3", "chief"), ("P-2", "asker")])
def test_both_are_on_record_with_the_role_of_the_second(second: str, role: str) -> None:
    made = world()
    key = ordered(made, [])
    event = moved(made, on=key, cosign=second, **{"as": "P-1"})
    assert event.cosigned == ({"person": second, "role": role},)


@pytest.mark.parametrize(
    ("actor", "second", "words"),
    [
        ("P-1", None, "A second person must sign this: Chief or Asker"),
        ("P-1", "P-1", "P-1 does this already"),
        ("P-4", "P-1", "P-1 does this already, or it is done in the name of P-1"),
        ("P-4", "P-4", "P-4 does this already"),
        ("P-1", "P-4", "P-4 holds none of the roles"),
        ("P-1", "P-9", "There is no person P-9"),
        ("P-1", "O-1", "There is no person O-1"),
    ],
)
def test_who_may_not_cosign(actor: str, second: str | None, words: str) -> None:
    made = world()
    key = ordered(made, [])
    no = refusal(made, on=key, cosign=second, **{"as": actor})
    (reason,) = no.reasons
    assert (reason.code, reason.rule) == ("cosign", "cosign")
    assert reason.message.en.startswith(words)


def test_a_deputy_does_not_cosign_in_the_role_of_another() -> None:
    made = world()
    key = ordered(made, [])
    assert [one.rule for one in refusal(made, on=key, cosign="P-4", **{"as": "P-3"}).reasons] == [
        "cosign"
    ]


def test_who_has_left_cosigns_nothing() -> None:
    made = world()
    key = ordered(made, [])
    made.give("P-3", {**CHIEF, "state": "gone"})
    (reason,) = refusal(made, on=key, cosign="P-3", **{"as": "P-1"}).reasons
    assert reason.message.en == "P-3 is no longer active."


def test_a_second_signature_that_nothing_asks_for_is_refused() -> None:
    made = world()
    key = ordered(made, [])
    with pytest.raises(RefusalError) as no:
        made.act({"as": "P-1", "do": "second", "on": key, "cosign": "P-3"})
    assert [reason.rule for reason in no.value.reasons] == ["cosign"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    made = world()
    key = made.act(
        {"as": "P-1", "new": "order", "with": {"what": "x", "size": 1, "reason": "y"}}
    ).case
    no = refusal(made, on=key, **{"as": "P-1"})
    assert sorted(reason.rule for reason in no.reasons) == ["O-01", "cosign"]


def test_whoever_only_asks_what_is_possible_need_not_name_the_second() -> None:
    made = world()
    key = ordered(made, [])
    setting = made.setting("P-1", NOW)
    assert move(setting, key, "grant", {}, probing=True).case == key


def test_the_process_itself_does_not_do_what_two_people_sign() -> None:
    drop = "    to: dropped\n    by: []\n"
    made = world((drop, f"{drop}    cosign: [worker]\n"))
    key = ordered(made, ["P-2"])
    moved(made, on=key, cosign="P-3", **{"as": "P-1"})
    with pytest.raises(RefusalError) as no:
        made.act({"as": "P-1", "do": "stop", "on": key})
    (reason,) = no.value.reasons
    assert reason.rule == "cosign"
    assert "Two people sign “Drop”" in reason.message.en


def record(made: Process) -> Record:
    """Three people, and an order that two of them granted."""
    kept = Record(made)

    def write(act: str, actor: str, on: str | None, name: str, **given: str) -> None:
        request = Request(act, actor, MOMENT, on, name, given)
        setting = request.setting(made, kept.folded)
        if act == "move":
            outcome = move(setting, on or "", name, {}, cosigner="P-2")
        else:
            outcome = request.decide(setting)
        kept.write(request, outcome)

    for person in ("P-1", "P-2", "P-3"):
        write("open", "P-1", None, "person", id=person, boss=str(person == "P-1").lower())
    write("open", "P-2", None, "order", what="paint", size="5", reason="worn")
    write("move", "P-1", "O-1", "grant")
    return kept


def test_the_law_finds_both_signatures_lawful() -> None:
    made = process()
    kept = record(made)
    assert judge(enumerate(sealed(kept.requests)), lambda _: made).refused == 0


FORGED: dict[str, object] = {
    "none": None,
    "the actor": [{"person": "P-1", "role": "chief"}],
    "no chief": [{"person": "P-3", "role": "asker"}],
    "another role": [{"person": "P-2", "role": "chief"}],
    "nobody": [{"person": "P-9", "role": "asker"}],
    "twice": [{"person": "P-2", "role": "asker"}] * 2,
    "no person": [{"role": "asker"}],
    "more": [{"person": "P-2", "role": "asker", "more": True}],
}


@pytest.mark.parametrize("told", FORGED)
def test_the_law_finds_a_forged_second_signature(told: str) -> None:
    made = process()
    kept = record(made)
    main = kept.requests[-1][0]
    kept.requests[-1][0] = with_data(main, cosigned=FORGED[told])
    with pytest.raises(UnlawfulError):
        judge(enumerate(sealed(kept.requests)), lambda _: made)
