"""Checklists: which items become cases, and which are there already."""

import pytest

from tadasu.core.choosing import chosen
from tadasu.core.rows import Row
from tadasu.core.setting import workflow_of
from tadasu.core.wanted import Wanted
from tadasu.errors import NotFoundError, RefusalError
from tadasu.guard.guard import GuardError
from tadasu.guard.problem import GuardProblems
from tadasu.rules.process import assemble
from tadasu.rules.source import read_documents
from tests.world import MOMENT, World, project

PROCESS = """
workflow: member
title: {en: Member, ja: 会員}
people: true
adopt: [anyone]
key: "{id}"
fields: {id: {type: text, required: true, title: {en: Id, ja: 番号}}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states: {active: {title: {en: Active, ja: 在籍}}, left: {title: {en: Left, ja: 退会}, final: true}}
transitions: {leave: {title: {en: Leave, ja: 退会}, from: active, to: left, by: [anyone]}}
---
workflow: shop
title: {en: Shop, ja: 店}
key: "S-{n}"
fields:
  kinds: {type: text, many: true, title: {en: Kinds, ja: 種類}}
  until: {type: date, title: {en: Until, ja: 期限}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states: {there: {title: {en: There, ja: 営業}}, gone: {title: {en: Gone, ja: 閉店}, final: true}}
transitions: {close: {title: {en: Close, ja: 閉店}, from: there, to: gone, by: [anyone]}}
---
workflow: look
title: {en: Look, ja: 確認}
parent: shop
plural: looks
key: "{parent}-L{n}"
fields:
  item: {type: text, title: {en: Item, ja: 番号}}
  kind: {type: text, title: {en: Kind, ja: 種類}}
  text: {type: text, required: true, title: {en: Text, ja: 質問}}
  about: {type: look, title: {en: About, ja: 対象}}
  day: {type: date, title: {en: Day, ja: 日}}
  place: {type: int, title: {en: Place, ja: 場所}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states:
  open: {title: {en: Open, ja: 未}, writable: {anyone: [item, kind, text, about, day]}}
  done: {title: {en: Done, ja: 済}, final: true}
transitions: {finish: {title: {en: Finish, ja: 終了}, from: open, to: done, by: [anyone]}}
---
checklist: food
title: {en: Food, ja: 食品}
workflow: look
choose: has(case.kind) && case.kind in case.parent.kinds
once: item
items:
  - {id: fish, fields: {item: fish, kind: fish, text: {en: "Fresh {really}?", ja: 新鮮ですか。}}}
  - {id: rice, fields: {item: rice, kind: rice, text: {en: Dry?, ja: 乾燥していますか。}}}
---
checklist: again
title: {en: Again, ja: 再確認}
workflow: look
once: about
items:
  - id: again
    each: {l: "case.parent.looks.filter(l, l.state == 'done')"}
    fields: {item: again, text: {en: "Again {l.key}: {l.text}", ja: "{l.key} の再確認:{l.text}"}}
    with: {about: l, kind: l.kind, day: l.parent.until}
---
checklist: places
title: {en: Places, ja: 場所}
workflow: look
once: place
items:
  - {id: first, fields: {place: "007", text: {en: There?, ja: ありますか。}}}
  - {id: same, fields: {place: "7", text: {en: Here?, ja: ここですか。}}}
---
checklist: whole
title: {en: Whole, ja: 全体}
workflow: look
includes: [food, again]
items: [{id: door, fields: {text: {en: Shut?, ja: 閉まっていますか。}}}]
"""


def world(text: str = PROCESS, language: str = "en") -> World:
    settings = project(base="none", language=language)
    made = World(assemble((), read_documents("shop.yaml", text), settings))
    made.give_all(
        {
            "M-1": {"workflow": "member", "fields": {"id": "M-1"}},
            "S-1": {"workflow": "shop", "fields": {"kinds": ["fish"]}},
            "S-2": {"workflow": "shop", "state": "gone"},
        }
    )
    return made


def rows(
    made: World,
    checklist: str,
    *only: str,
    parent: str | None = "S-1",
    where: str | None = None,
    stated: Row | None = None,
) -> list[Row]:
    setting = made.setting_of("M-1", MOMENT)
    wanted = Wanted(checklist, only, where)
    return chosen(setting, workflow_of(setting, "look"), parent, wanted, stated or {})


def test_items_are_chosen_by_the_case_as_it_would_be_and_by_its_parent() -> None:
    assert rows(world(), "food") == [{"item": "fish", "kind": "fish", "text": "Fresh {really}?"}]
    made = world(language="ja")
    made.give("S-1", {"workflow": "shop", "fields": {"kinds": ["rice", "fish"]}})
    assert [row["text"] for row in rows(made, "food")] == ["新鮮ですか。", "乾燥していますか。"]
    assert rows(world(), "food", stated={"kind": "bread"}) == []


def test_a_name_that_is_given_counts_more_than_the_choice() -> None:
    assert [row["item"] for row in rows(world(), "food", "rice")] == ["rice"]
    assert [row["item"] for row in rows(world(), "whole", "rice")] == ["rice"]


def test_a_persons_condition_comes_besides() -> None:
    made = world()
    made.give("S-1", {"workflow": "shop", "fields": {"kinds": ["rice", "fish"]}})
    where = "has(case.item) && case.item == 'rice'"
    assert [row["item"] for row in rows(made, "food", where=where)] == ["rice"]
    assert [row["item"] for row in rows(made, "food", "fish", where=where)] == []


@pytest.mark.parametrize("state", ["open", "done"])
@pytest.mark.parametrize("only", [(), ("fish",)])
def test_what_a_sibling_has_already_is_left_out(state: str, only: tuple[str, ...]) -> None:
    made, kept = world(), {"workflow": "look", "parent": "S-1", "state": state}
    made.give("S-1-L1", {**kept, "fields": {"item": "fish", "text": "x"}})
    assert rows(made, "food", *only) == []
    made.give("S-1-L1", {**kept, "fields": {"text": "x"}})
    assert len(rows(made, "food", *only)) == 1


def test_what_is_there_is_compared_as_it_is_read() -> None:
    made = world()
    assert [row["place"] for row in rows(made, "places")] == ["007"]
    kept = {"workflow": "look", "parent": "S-1"}
    made.give("S-1-L1", {**kept, "fields": {"place": "07", "text": "x"}})
    assert rows(made, "places") == []


def test_an_item_with_each_is_a_case_for_each_and_once_for_each() -> None:
    made = world()
    kept = {"workflow": "look", "parent": "S-1", "state": "done"}
    made.give("S-1-L1", {**kept, "fields": {"text": "A"}})
    made.give("S-1-L2", {**kept, "fields": {"text": "B", "kind": "fish"}})
    one = {"item": "again", "about": "S-1-L1", "text": "Again S-1-L1: A"}
    two = {"item": "again", "about": "S-1-L2", "text": "Again S-1-L2: B", "kind": "fish"}
    assert rows(made, "again") == [one, two]
    made.give(
        "S-1-L3",
        {"workflow": "look", "parent": "S-1", "fields": {"text": "A", "about": "S-1-L1"}},
    )
    made.give("S-1", {"workflow": "shop", "fields": {"until": "2026-12-31"}})
    assert rows(made, "again") == [{**two, "day": "2026-12-31"}]
    made.process = world(language="ja").process
    assert rows(made, "again")[0]["text"] == "S-1-L2 の再確認:B"


def test_what_a_list_includes_comes_first_by_its_own_choice() -> None:
    made = world()
    made.give(
        "S-1-L1", {"workflow": "look", "parent": "S-1", "state": "done", "fields": {"text": "A"}}
    )
    assert [row["text"] for row in rows(made, "whole")] == [
        "Fresh {really}?",
        "Again S-1-L1: A",
        "Shut?",
    ]
    assert len(rows(made, "whole")) == 3


def test_unknown_names_are_told() -> None:
    for checklist, only in (("foods", ()), ("food", ("door",)), ("whole", ("doors",))):
        with pytest.raises(NotFoundError) as no:
            rows(world(), checklist, *only)
        assert no.value.text.ja
    setting = world().setting_of("M-1", MOMENT)
    with pytest.raises(NotFoundError):
        chosen(setting, workflow_of(setting, "shop"), None, Wanted("food"), {})


def test_a_wrong_parent_is_a_refusal() -> None:
    for parent in (None, "M-1", "S-2"):
        with pytest.raises(RefusalError):
            rows(world(), "food", parent=parent)
    with pytest.raises(NotFoundError):
        rows(world(), "food", parent="S-9")


def test_an_expression_of_the_list_without_value_is_a_refusal() -> None:
    huge = "choose: " + " * ".join(["(size(case.text) + 4000000000)"] * 3) + " > 0"
    old = "choose: has(case.kind) && case.kind in case.parent.kinds"
    with pytest.raises(RefusalError) as no:
        rows(world(PROCESS.replace(old, huge)), "food")
    assert [reason.rule for reason in no.value.reasons] == ["guard-error"]


def test_a_typed_condition_is_told_as_such() -> None:
    with pytest.raises(GuardProblems):
        rows(world(), "food", where="case.itme == 'x'")
    huge = " * ".join(["(size(case.text) + 4000000000)"] * 3)
    with pytest.raises(GuardError):
        rows(world(), "food", where=f"{huge} > 0")
