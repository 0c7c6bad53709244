"""A process that changes while items are out: shown, refused, and taken along by a plan."""

from pathlib import Path

from tests.e2e.loan.typist import Typist, project

PLAN = """\
migration: tadasu/1
workflows:
  item:
    states: {lent: away}
    transitions: {lend: hand_out}
"""
REQUEST = "0190a000-0000-7000-8000-00000000000a"


def lent(root: Path) -> Typist:
    """One item is out, one is in; in the files, being lent is called otherwise."""
    typist = project(root)
    for tag in ("EQ-1", "EQ-2"):
        typist.types("new", "item", f"tag={tag}", "name=Camera", "price=120", "--as", "P-2")
    typist.types("do", "EQ-1", "lend", "borrower=P-3", "back_by=2026-05-10", "--as", "P-2")
    file = root / "workflows" / "item.yaml"
    text = file.read_text("utf-8").replace("lent", "away").replace("  lend:", "  hand_out:")
    file.write_text(text.replace("did.lend", "did.hand_out"), "utf-8")
    (root / "plan.yaml").write_text(PLAN, "utf-8")
    return typist


def test_items_that_are_out_go_along(tmp_path: Path) -> None:
    typist = lent(tmp_path)
    plan = str(tmp_path / "plan.yaml")
    dry = typist.types("adopt", "--dry-run", "--as", "P-1", code=4).out
    assert "This can't be adopted" in dry
    assert "EQ-1" in dry
    assert "EQ-1" in typist.types("adopt", "--as", "P-1", code=4).err

    shown = typist.types("adopt", "--dry-run", "--migrate", plan, "--as", "P-1").out
    assert "~ mapped" in shown
    assert "lent → away" in shown
    words = ("adopt", "--migrate", plan, "--as", "P-1", "--request", REQUEST)
    done = typist.asks(*words)
    assert done["schema"] == "tadasu/adoption/2"
    assert {each["case"]: each["outcome"] for each in done["migrated"]} == {
        "EQ-1": "mapped",
        "EQ-2": "conforming",
    }
    again = typist.asks(*words)
    assert (again["again"], again["position"]) == (True, done["position"])

    assert typist.asks("show", "EQ-1")["state"]["id"] == "away"
    assert "lend → hand_out" in typist.types("log", "EQ-1", "--last", "1").out
    typist.types("verify")


def test_items_go_later(tmp_path: Path) -> None:
    typist = project(tmp_path)
    typist.types("new", "item", "tag=EQ-1", "name=Camera", "price=120", "--as", "P-2")
    file = tmp_path / "policies" / "loan.yaml"
    text = file.read_text("utf-8").replace("title: {en: The price", "title: {en: A price")
    file.write_text(text, "utf-8")
    typist.types("adopt", "--as", "P-1")
    plan = tmp_path / "plan.yaml"
    plan.write_text("migration: tadasu/1\nworkflows: {item: {}}\n", "utf-8")

    looking = ("migrate", str(plan), "--dry-run", "--as", "P-1")
    dry = typist.types("--lang", "en", *looking).out
    assert "as it is" in dry
    assert "--dry-run" in dry
    assert typist.asks(*looking)["position"] is None
    typist.types("migrate", str(plan), "--as", "P-3", code=4)
    done = typist.asks("migrate", str(plan), "EQ-1", "--as", "P-1")
    assert done["schema"] == "tadasu/migration/1"
    assert [each["case"] for each in done["cases"]] == ["EQ-1"]
    typist.types("verify")

    plan.write_text("migration: tadasu/1\nworkflows: {itm: {}}\n", "utf-8")
    assert "--> plan.yaml:2:13" in typist.types("migrate", str(plan), "--as", "P-1", code=3).err
    typist.types("migrate", "nowhere.yaml", "--as", "P-1", code=5)
