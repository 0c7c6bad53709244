"""One line about several cases: each has an answer of its own."""

import pytest

from tests.e2e.loan.typist import Typist, project

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    return project(tmp_path_factory.mktemp("loan"))


@pytest.fixture(autouse=True)
def _keeper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TADASU_AS", "P-2")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def items(kept: Typist, *tags: str, **facts: str) -> None:
    for tag in tags:
        stated = [f"{name}={value}" for name, value in facts.items()]
        kept.types("new", "item", f"tag={tag}", "name=x", *stated)


def test_all_go_well(kept: Typist) -> None:
    items(kept, "A-1", "A-2", "A-3", price="9")
    seen = kept.types("set", "A-1,A-2,A-3", "place=shelf", "--lang", "en")
    assert [line[:5] for line in seen.out.splitlines() if line.startswith("✓")] == [
        *("✓ A-1", "✓ A-2", "✓ A-3")
    ]
    assert seen.out.endswith("3 of 3 done.\n")
    assert seen.err == ""
    data = kept.asks("do", "A-1,A-2", "lend", "borrower=P-3", "back_by=2026-05-10")
    assert data["schema"] == "tadasu/answers/1"
    assert [each["receipt"]["case"] for each in data["answers"]] == ["A-1", "A-2"]
    assert [each["receipt"]["state"]["id"] for each in data["answers"]] == ["lent", "lent"]
    requests = {each["receipt"]["request"] for each in data["answers"]}
    assert len(requests) == 2


def test_a_refusal_stops_no_other(kept: Typist) -> None:
    items(kept, "B-1", "B-2", "B-3", price="9")
    lend = ("lend", "borrower=P-3", "back_by=2026-05-10")
    kept.types("do", "B-2", *lend)
    seen = kept.types("do", "B-1,B-2,B-9,B-3", *lend, "--lang", "en", code=4)
    assert "✓ B-1" in seen.out
    assert "✓ B-3" in seen.out
    assert seen.out.endswith("2 of 4 done.\n")
    assert "Refused: Lend (lend) B-2" in seen.err
    assert "There is no case B-9." in seen.err
    assert kept.asks("show", "B-3")["state"]["id"] == "lent"
    assert kept.asks("log", "B-2", "--last", "1")["entries"][0]["kind"] == "case.refused/1"

    data = kept.asks("do", "B-1,B-9", "give_back", "condition=good", code=5)
    (done, missing) = data["answers"]
    assert (done["case"], done["error"]) == ("B-1", None)
    assert (missing["receipt"], missing["error"]["exit"]) == (None, 5)
    again = kept.asks("do", "B-1,B-9,B-3", "give_back", "condition=good", code=4)
    assert [bool(each["receipt"]) for each in again["answers"]] == [False, False, True]
    assert again["answers"][0]["error"]["reasons"]


def test_the_same_line_again_has_the_same_answers(kept: Typist) -> None:
    items(kept, "C-1", "C-2")
    words = ("set", "C-1,C-2", "place=box", "--request", ID)
    first, second = kept.asks(*words)["answers"], kept.asks(*words)["answers"]
    assert [each["receipt"]["again"] for each in second] == [True, True]
    for name in ("request", "position", "case"):
        assert [each["receipt"][name] for each in first] == [
            each["receipt"][name] for each in second
        ]
    turned = kept.asks("set", "C-2,C-1", "place=box", "--request", ID)["answers"]
    assert [each["receipt"]["again"] for each in turned] == [True, True]
    changed = kept.asks("set", "C-1,C-2", "place=bag", "--request", ID, code=6)["answers"]
    assert {each["error"]["error"] for each in changed} == {"conflict"}
    one = kept.asks("set", "C-1", "place=crate", "--request", ID)
    assert one["request"] == ID
    assert not one["again"]


@pytest.mark.parametrize("keys", ["D-1,", ",D-1", "D-1,,D-2", "D-1,D-2,D-1", ","])
def test_what_names_no_cases(kept: Typist, keys: str) -> None:
    assert kept.types("set", keys, "place=x", code=2).out == ""


@pytest.mark.parametrize("keys", ["D-1", "D-1,D-2"])
def test_a_request_has_a_uuid(kept: Typist, keys: str) -> None:
    assert kept.types("set", keys, "place=x", "--request", "seven", code=2).out == ""


def test_a_key_with_a_comma_is_one_key(kept: Typist) -> None:
    items(kept, "E-1", "E-2", "E-1,E-2")
    receipt = kept.asks("set", "E-1,E-2", "place=x")
    assert (receipt["schema"], receipt["case"]) == ("tadasu/receipt/1", "E-1,E-2")


def test_a_record_that_cannot_be_written_answers_all(kept: Typist) -> None:
    items(kept, "F-1", "F-2")
    data = kept.asks("set", "F-1,F-2", "place=x", "--at", "2026-05-01T09:00", code=8)
    assert [each["error"]["exit"] for each in data["answers"]] == [8, 8]
