"""The page of a bundle as its readers use it: with eyes, with a keyboard, with other tools."""

import json
from hashlib import sha256
from pathlib import Path

from tadasu.bundle.page import page_of
from tests.integration.browser import Page
from tests.integration.reader import Show, choose, states, turn
from tests.unit.bundle.records import ATTACK, PHOTO, contents_of, photographed, signed_library


def test_what_the_record_says_stays_text(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())))
    turn(page, "#case=B-1")
    assert page.run("document.scripts.length") == 4
    assert page.run("document.title") != "taken"
    assert ATTACK.split("\u2028")[0] in page.run("document.querySelector('#case h3').textContent")


def test_evidence_is_compared_with_its_hash(show: Show, tmp_path: Path) -> None:
    page = show(page_of(contents_of(signed_library(), evidence=photographed())))
    (tmp_path / "good").write_bytes(PHOTO)
    (tmp_path / "bad").write_bytes(PHOTO + b"!")
    for names, state in ((["good"], "v"), (["good", "bad"], "w"), (["good"], "v")):
        choose(page, *(tmp_path / name for name in names))
        assert states(page)[7] == state
    assert page.run("document.querySelector('#evidence a[href^=evidence]').rel") == (
        "noopener noreferrer"
    )


def test_issued_documents_are_listed_and_compared_too(show: Show, tmp_path: Path) -> None:
    content = b"<p>a slip</p>"
    sha = sha256(content).hexdigest()
    book = signed_library(evidence=False)
    said = {"form": "slip", "edition": "2", "name": "a.html", "language": "en"}
    kept = {"sha256": sha, "size": len(content), "media_type": "text/html"}
    book.add("B-1", "document.issued/1", {**said, **kept, "record": {"size": 1, "root": sha}})
    page = show(page_of(contents_of(book, evidence={sha: lambda: content})))
    turn(page, "#case=B-1")
    assert page.run(f"document.querySelector('#case a[href$=\"{sha}\"]').rel") == (
        "noopener noreferrer"
    )
    assert "Documents issued" in page.text("#case")
    (tmp_path / "a.html").write_bytes(content)
    (tmp_path / "b.html").write_bytes(content + b"!")
    for name, state in (("a.html", "v"), ("b.html", "w")):
        choose(page, tmp_path / name)
        assert states(page)[7] == state


def test_refusals_waivers_and_warnings_come_first(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())))
    order = page.run("[...document.querySelectorAll('main > section')].map((one) => one.id)")
    assert order == ["verdict", "attention", "cases", "timeline", "evidence", "keys"]
    groups = page.run("[...document.querySelectorAll('.group')].map((one) => one.dataset.group)")
    assert groups == ["open-member", "refusals", "waivers", "warnings"]
    assert "actor != case.opened_by" in page.text('[data-group="refusals"]')
    assert "<b>bold</b>" in page.text('[data-group="waivers"]')


def test_the_present_state_is_told_by_words_and_shape(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())))
    turn(page, "#case=B-1")
    assert page.text("svg .here .name") == "▶ Gone"
    assert page.text("svg .here .flagged") == "now"
    label = page.run("document.querySelector('svg.lifecycle').getAttribute('aria-label')")
    assert label.endswith("Way taken: Shelved → Gone. now: Gone")


def test_everything_is_reached_with_the_keyboard(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())))
    wanted = page.run(
        "document.querySelectorAll('a[href], button:not([disabled]), input, select, textarea,"
        " summary').length"
    )
    seen: dict[str, str] = {}
    for _ in range(wanted + 40):
        page.press("Tab")
        seen.update(page.run(f"({FOCUSED})()"))
    assert len(seen) >= visible(page)
    page.run("document.querySelector('#cases a[href=\"#case=B-1\"]').focus()")
    page.press("Enter", text="\r")
    page.run("new Promise((resolve) => setTimeout(resolve, 100))")
    assert page.run("document.activeElement.id") == "case"
    page.run("document.querySelector('#timeline summary').focus()")
    page.press("Enter", text="\r")
    assert page.run("document.querySelector('#timeline details').open") is True


FOCUSED = """() => {
  const one = document.activeElement;
  one.dataset.visit ??= String(performance.now());
  return one === document.body ? {} : { [one.dataset.visit]: one.tagName };
}"""


def visible(page: Page) -> int:
    """How many things there are to reach that are shown."""
    controls = "a[href], button:not([disabled]), input, select, textarea, summary"
    shown = "(one) => one.checkVisibility()"
    return int(page.run(f"[...document.querySelectorAll({controls!r})].filter({shown}).length"))


def test_whatever_can_be_used_has_a_name(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())), language="ja")
    turn(page, "#case=B-1")
    nodes = page.ask("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "image", "region"}
    used = [one for one in nodes if not one["ignored"] and one["role"]["value"] in roles]
    assert len(used) > 30
    assert [one["role"]["value"] for one in used if not one["name"]["value"].strip()] == []


def test_the_timeline_is_filtered_by_case_person_and_kind(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())))
    count = "document.querySelectorAll('#timeline .entry').length"
    whole = page.run(count)
    pick = """(at, value) => {
      const control = document.querySelectorAll("#timeline .filters :is(select, input)")[at];
      control.value = value;
      control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input"));
    }"""
    for at, value, many in ((0, "B-1", 5), (1, "P-2", 1), (2, "waiver.granted/1", 0)):
        page.run(f"({pick})({at}, {json.dumps(value)})")
        assert page.run(count) == many < whole


ODD: list[dict[str, object]] = [
    {"verdicts": 5},
    {"verdicts": [None]},
    {"verdicts": [{"result": "fail", "policy": {}, "items": 7}]},
    {"fields": None},
    {"fields": [1, [2, {"a": None}]]},
    {"fields": {"__proto__": {"sealed": 1}, "title": {"sealed": "x"}, "constructor": True}},
    {"reasons": {"code": 1}},
    {"until": 7, "items": "x", "policy": None},
    {"source": [], "target": "__proto__", "transition": "constructor", "round": "x"},
    {"evidence": None, "sha256": 5, "size": "big"},
    {"form": {}, "edition": [], "name": 5, "record": None},
]
ODD_KINDS = (
    *("case.opened/1", "case.amended/1", "case.moved/1", "case.refused/1", "waiver.granted/1"),
    *("evidence.attached/1", "document.issued/1", "case.migrated/1", "unheard.of/1"),
)


def test_what_nobody_writes_hides_nothing_else(show: Show) -> None:
    """The ledger takes any data; whether it makes sense is for the law to say."""
    book = signed_library()
    for kind in ODD_KINDS:
        for data in ODD:
            book.add("B-1", kind, data)
            book.add(f"{kind} {len(book.rows)}", "case.opened/1", {"workflow": "book", **data})
    page = show(page_of(contents_of(book)))
    assert states(page)[:2] == "vv"
    assert page.run("document.querySelectorAll('#timeline .entry').length") == 25
    assert page.run("document.querySelectorAll('#attention [data-group=refusals]').length") == 1
    page.run("document.querySelectorAll('#timeline [data-go=last]')[0].click()")
    page.run("for (const one of document.querySelectorAll('details')) one.open = true")
    turn(page, "#case=B-1")
    assert "B-1" in page.text("#case h3")
    assert page.problems == []
