"""What is personal: sealed on record, opened for those who look, erased by two."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.errors import ConflictError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.looks import Looks
from tadasu.office.past import past_sheet
from tadasu.office.workspace import Workspace
from tests.unit.office import privacy
from tests.unit.office.desk import library
from tests.unit.office.privacy import NAMES, SAID
from tests.unit.office.signers import sound

REQUEST = "01980000-0000-7000-8000-000000000001"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A library in which M-9 was talked with, and left."""
    privacy.found(tmp_path)
    with library(tmp_path) as workspace:
        privacy.people(workspace)
        yield workspace


def entries(workspace: Workspace) -> list[str]:
    """Every entry's text."""
    with workspace.journal.reading() as shelf:
        return [row.entry.decode() for row in shelf.rows()]


def shown(workspace: Workspace, key: str, name: str) -> str:
    """A fact as people read it in Japanese."""
    sheet = Looks(workspace).show(key)
    (found,) = (fact.shown for fact in sheet.facts if fact.name == name)
    return found.ja if found is not None else ""


def test_the_record_holds_no_personal_text(workspace: Workspace) -> None:
    privacy.talked(workspace)
    whole = "\n".join(entries(workspace))
    assert not [text for text in (*NAMES.values(), *SAID) if text in whole]
    assert "本の紛失" in whole
    assert sound(workspace).size == len(entries(workspace))


def test_every_place_names_its_commitment(workspace: Workspace) -> None:
    privacy.talked(workspace)
    sealed = [json.loads(json.loads(each)["statement"])["sealed"] for each in entries(workspace)]
    places = [sorted(each) for each in sealed if each]
    assert places == [
        ["fields.name"],
        ["fields.name"],
        ["fields.name"],
        ["fields.said"],
        ["fields.said"],
        ["fields.voice"],
        ["input.summary", "note"],
        ["note"],
    ]


def test_people_who_look_read_it(workspace: Workspace) -> None:
    privacy.talked(workspace)
    looks = Looks(workspace)
    assert shown(workspace, "M-9", "name") == NAMES["M-9"]
    assert shown(workspace, "T-1", "said") == SAID[1]
    assert looks.show("M-9").label == NAMES["M-9"]
    assert {row.key: row.label for row in looks.list("member")} == NAMES
    assert looks.show("T-1").evidence[0].facts[0].value == SAID[2]
    assert past_sheet(workspace, "T-1", 5).facts[1].value == SAID[0]


def test_equal_values_are_sealed_apart(workspace: Workspace) -> None:
    acts = Acts(workspace, "M-1")
    acts.new("member", None, {"id": "M-3", "name": NAMES["M-2"]})
    acts.set("M-3", {"name": NAMES["M-2"]})
    found = [json.loads(json.loads(each)["statement"])["sealed"] for each in entries(workspace)]
    committed = [each["fields.name"] for each in found if each]
    assert len(set(committed)) == len(committed) == 5


def test_a_refusal_tells_nothing_personal(workspace: Workspace) -> None:
    acts = Acts(workspace, "M-9")
    for given in ({"name": "言わない"}, {"nmae": "言わない"}):
        with pytest.raises(RefusalError):
            acts.set("M-2", given)
    with pytest.raises(RefusalError):
        acts.do("M-2", "leave", {}, note="言わない")
    last = "\n".join(entries(workspace)[-3:])
    assert "言わない" not in last
    assert last.count('\\\\\\"sealed\\\\\\"') == 3


def test_the_same_request_gets_the_same_answer(workspace: Workspace) -> None:
    given = {"id": "M-4", "name": "村上"}
    first = Acts(workspace, "M-1", REQUEST).new("member", None, given)
    again = Acts(workspace, "M-1", REQUEST).new("member", None, given)
    assert (again.again, again.position) == (True, first.position)
    with pytest.raises(ConflictError):
        Acts(workspace, "M-1", REQUEST).new("member", None, {**given, "name": "村下"})


def test_a_commitment_can_not_be_stated(workspace: Workspace) -> None:
    with pytest.raises(RefusalError) as caught:
        Acts(workspace, "M-1").set("M-9", {"name": {"sealed": "0" * 64}})
    assert [reason.code for reason in caught.value.reasons] == ["input"]


def test_a_value_about_nobody_is_not_kept(workspace: Workspace) -> None:
    acts = Acts(workspace, "M-1")
    with pytest.raises(RefusalError) as caught:
        acts.new("talk", None, {"topic": "天気", "said": SAID[0]})
    assert [reason.rule for reason in caught.value.reasons] == ["personal"]
    assert acts.new("talk", None, {"topic": "天気"}).case == "T-1"


def test_a_blank_value_clears_and_a_required_one_stays(workspace: Workspace) -> None:
    privacy.talked(workspace)
    acts = Acts(workspace, "M-1")
    acts.new("talk", None, {"with": "M-2", "said": "x"})
    acts.set("T-2", {"said": "\u3000"})
    assert shown(workspace, "T-2", "said") == ""
    with pytest.raises(RefusalError):
        acts.do("T-2", "end", {})
    with pytest.raises(RefusalError):
        acts.set("M-2", {"name": " "})


def test_nobody_erases_alone_or_under_a_hold_or_while_it_is_needed(workspace: Workspace) -> None:
    acts = Acts(workspace, "M-1")
    acts.new("talk", None, {"with": "M-9", "said": SAID[0]})
    acts.do("M-9", "leave", {})
    acts.set("M-9", {"hold": "true"})

    def refused(cosigner: str | None) -> list[str]:
        with pytest.raises(RefusalError) as caught:
            acts.do("M-9", "erase", {}, cosigner=cosigner)
        return [reason.rule for reason in caught.value.reasons]

    assert refused("M-2") == ["H-1", "H-2"]
    acts.set("M-9", {"hold": ""})
    acts.do("T-1", "end", {})
    assert refused(None) == refused("M-1") == ["cosign"]
    assert refused("M-9") == ["role"]
    assert shown(workspace, "M-9", "name") == NAMES["M-9"]


def test_what_was_erased_is_gone_and_the_record_adds_up(workspace: Workspace) -> None:
    privacy.talked(workspace)
    before = entries(workspace)
    privacy.erase(workspace)
    looks = Looks(workspace)
    assert shown(workspace, "M-9", "name") == "(封印済み・閲覧できません)"
    assert shown(workspace, "T-1", "said") == "(封印済み・閲覧できません)"
    assert looks.show("T-1").evidence[0].facts[0].value != SAID[2]
    assert {row.key: row.label for row in looks.list("member")} == {**NAMES, "M-9": ""}
    assert entries(workspace)[: len(before)] == before
    assert entries(workspace)[-1].count("subject.erased/1") == 1
    assert sound(workspace).size == len(before) + 2
    with workspace.journal.reading() as shelf:
        case = shelf.case("M-9")
    assert case is not None
    assert case.erased is not None


def test_nothing_new_is_kept_of_somebody_who_was_erased(workspace: Workspace) -> None:
    privacy.talked(workspace)
    privacy.erase(workspace)
    acts = Acts(workspace, "M-1")
    with pytest.raises(RefusalError) as named:
        acts.set("M-9", {"name": "又野"})
    with pytest.raises(RefusalError) as said:
        acts.new("talk", None, {"with": "M-9", "said": "また"})
    for caught in (named, said):
        assert [reason.rule for reason in caught.value.reasons] == ["erased"]
    acts.new("talk", None, {"with": "M-9", "topic": "個人に関する値なし"})


def test_an_erasure_that_was_interrupted_is_ended_by_asking_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    privacy.talked(workspace)

    def crash(_people: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workspace.subjects, "destroy", crash)
        with pytest.raises(KeyboardInterrupt):
            privacy.erase(workspace, REQUEST)
    assert workspace.subjects.find(["M-9"])
    assert shown(workspace, "M-9", "name") == "(封印済み・閲覧できません)"
    privacy.erase(workspace, REQUEST)
    assert not workspace.subjects.find(["M-9"])
