"""Two people for one act, from the counter to the record."""

from pathlib import Path

import pytest

from tadasu.errors import ConflictError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import library, stocked

RETURN = (
    "  return:\n    title: {en: Return, ja: 返却}\n    from: out\n    to: back\n    by: [staff]\n"
)
TWO = PROCESS.replace(RETURN, f"{RETURN}    cosign: [reader]\n")
GIVEN = {"condition": "good", "counter": "1"}
ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def nothing(_done: int, _all: int) -> None:
    """Nobody watches."""


def test_the_receipt_the_log_and_the_law_tell_of_both(tmp_path: Path) -> None:
    assert TWO != PROCESS
    stocked(tmp_path, TWO)
    with library(tmp_path) as workspace:
        receipt = Acts(workspace, "M-1").do("B-001-L1", "return", GIVEN, cosigner="M-2")
        assert receipt.cosigned == ("M-2",)
        (entry,) = Looks(workspace).log(last=1)
        assert (entry.actor, entry.cosigned) == ("M-1", ("M-2",))
        verify(workspace, nothing, law=nothing)


def test_an_act_of_one_is_refused_and_the_refusal_recorded(tmp_path: Path) -> None:
    stocked(tmp_path, TWO)
    with library(tmp_path) as workspace:
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-1").do("B-001-L1", "return", GIVEN)
        assert [reason.rule for reason in no.value.reasons] == ["cosign"]
        (entry,) = Looks(workspace).log(last=1)
        assert entry.refused_by == ("cosign",)
        assert "--cosign" in no.value.reasons[0].remedy.en


def test_who_cosigns_belongs_to_the_words_of_a_request(tmp_path: Path) -> None:
    stocked(tmp_path, TWO)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1", ID)
        first = acts.do("B-001-L1", "return", GIVEN, cosigner="M-2")
        repeated = acts.do("B-001-L1", "return", GIVEN, cosigner="M-2")
        assert (repeated.again, repeated.position) == (True, first.position)
        assert repeated.cosigned == ("M-2",)
        with pytest.raises(ConflictError):
            acts.do("B-001-L1", "return", GIVEN, cosigner="M-1")


def test_why_tells_that_a_second_person_signs(tmp_path: Path) -> None:
    stocked(tmp_path, TWO)
    with library(tmp_path) as workspace:
        (way,) = Looks(workspace).why("B-001-L1", "M-1", "return").ways
        assert [role.id for role in way.cosign] == ["reader"]
        assert not way.reasons
