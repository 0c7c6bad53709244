"""Acting in somebody else's name: who may, and what the record says of it."""

import pytest

from tests.e2e.loan.typist import Typist, project

KEEPER = "keeper: {title: {en: Keeper, ja: 管理者}, guard"
FIELD = "{type: person, many: true, title: {en: Stands in for, ja: 代理}}"
DELEGATING = (
    ("person", "key: ", "acts_for: actor.stands_in_for\nkey: "),
    (
        *("person", "  duties:\n"),
        f"  stands_in_for: {FIELD}\n  duties:\n",
    ),
    ("person", "[name, duties]", "[name, duties, stands_in_for]"),
    ("item", KEEPER, KEEPER.replace("guard", "delegable: true, guard")),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    """P-3, who has no duties, stands in for P-2, who keeps."""
    found = project(tmp_path_factory.mktemp("loan"), *DELEGATING)
    found.types("set", "P-3", "stands_in_for=P-2", "--as", "P-1")
    return found


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TADASU_AS", "P-3")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_every_act_can_be_done_for_another(
    kept: Typist, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = kept.asks("new", "item", "tag=A-1", "name=x", "price=3", "--for", "P-2")
    assert made["behalf"] == "P-2"
    kept.types("new", "item", "tag=A-2", "name=x", "price=3", "--for", "P-2")
    seen = kept.types("set", "A-1", "place=shelf", "--for", "P-2", "--lang", "en").out
    assert "  In the name of P-2\n" in seen
    both = kept.asks("set", "A-1,A-2", "place=box", "--for", "P-2")["answers"]
    assert [each["receipt"]["behalf"] for each in both] == ["P-2", "P-2"]
    kept.types("new", "inspection", "--parent", "A-1", "question=ok?", "--for", "P-2")
    note = tmp_path_factory.mktemp("files") / "note.txt"
    note.write_text("seen")
    words = ("attach", "A-1-I01", str(note), "--method", "note", "--for", "P-2")
    assert kept.asks(*words)["behalf"] == "P-2"
    lend = ("do", "A-1", "lend", "borrower=P-1", "back_by=2026-05-10")
    assert kept.asks(*lend, "--for", "P-2")["behalf"] == "P-2"
    entries = kept.asks("log", "A-1", "--last", "1")["entries"]
    assert [(each["actor"], each["behalf"], each["role"]) for each in entries] == [
        ("P-3", "P-2", "keeper")
    ]
    assert "P-3 for P-2 (keeper)" in kept.types("log", "A-1", "--last", "1", "--lang", "en").out
    assert kept.asks("verify")["schema"] == "tadasu/verified/1"


def test_nobody_acts_for_whom_they_do_not_stand_in(kept: Typist) -> None:
    kept.types("new", "item", "tag=B-1", "name=x", "--for", "P-2")
    for person in ("P-1", "P-9"):
        refused = kept.asks("set", "B-1", "place=x", "--for", person, code=4)
        assert refused["reasons"][0]["code"] == "role"
        assert person in refused["reasons"][0]["message"]["en"]
    own = kept.asks("set", "B-1", "place=x", "--as", "P-2")
    assert own["behalf"] is None


def test_the_same_request_for_another_is_another_request(kept: Typist) -> None:
    kept.types("new", "item", "tag=C-1", "name=x", "--for", "P-2")
    request = "01890a5d-ac96-774b-bcce-b302099a8057"
    words = ("set", "C-1", "place=x", "--request", request)
    kept.types(*words, "--for", "P-2")
    assert kept.asks(*words, "--for", "P-2")["again"]
    kept.types(*words, code=6)
