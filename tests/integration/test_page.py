"""The page of a bundle in a browser: what it verifies, and what it names as wrong."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tadasu.bundle.page import page_of
from tadasu.ledger.checkpoint import Checkpoint, parse_checkpoint
from tadasu.ledger.note import parse_note
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.vkey import format_vkey
from tests.integration.browser import Page
from tests.integration.reader import Show, changed, entries_of, states, trust
from tests.unit.bundle.records import (
    LOG_KEY,
    contents_of,
    note_over,
    signed_library,
    trust_text,
)
from tests.unit.bundle.shelf import bundle_of
from tests.unit.ledger.rows import LOG
from tests.unit.ledger.signers import ed25519_signer
from tests.unit.ledger.signing import FOUNDER, Book, with_second
from tests.unit.ledger.sshkeys import KINDS, TOKENS, signer
from tests.unit.ledger.test_signed import FAULTS

MANY = 20_000
NO_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (form, key, how, ...more) =>
  (how.name ?? how) === "Ed25519"
    ? Promise.reject(new DOMException("unknown", "NotSupportedError"))
    : known(form, key, how, ...more);
"""
NO_WEBCRYPTO = "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined});"


def test_a_real_bundle_is_verified_as_far_as_that_goes(browser: Page, tmp_path: Path) -> None:
    bundle_of(tmp_path, "out")
    for language, said in (("en", "Nothing is wrong"), ("ja", "誤りはありません")):
        browser.open(tmp_path / "out" / "index.html", language=language)
        assert states(browser) == "vvuuuuvu"
        assert said in browser.text("#verdict-head")
        assert browser.problems == []
        assert all(one.endswith("/out/index.html") for one in browser.requests)
    assert browser.run("document.documentElement.lang") == "ja"


def test_with_all_that_one_needs_everything_is_verified(show: Show) -> None:
    contents = contents_of(signed_library(evidence=False), sizes=(4, 7))
    page = show(page_of(contents))
    assert states(page) == "vvuuuuvv"
    point = parse_checkpoint(parse_note(contents.notes[7]).text)
    trust(page, trust_text(f"checkpoint {format_spoken(point)}"))
    assert states(page) == "vvvvvvvv"
    assert page.text("#verdict-head").endswith("Everything was verified.")
    assert page.run("document.getElementById('verdict').dataset.state") == "verified"


@pytest.mark.parametrize("step", [3, 4, 5, 6])
def test_what_does_not_fit_the_readers_own_is_wrong(show: Show, step: int) -> None:
    page = show(page_of(contents_of(signed_library())))
    other = Checkpoint(LOG, 4, bytes(32))
    lines = {
        3: format_vkey(ed25519_signer(LOG, 5).vkey),
        4: f"checkpoint {format_spoken(other)}",
        5: format_vkey(ed25519_signer("other.example.net", 5).vkey),
        6: f"person P-2 {format_public(signer('ssh-ed25519', 5).public)}",
    }
    trust(page, lines[step])
    assert states(page)[step - 1] == "w"
    assert states(page).count("w") == 1


def test_each_key_that_the_log_names_has_to_have_signed(show: Show) -> None:
    book = signed_library()
    vkeys = [format_vkey(one.vkey) for one in (LOG_KEY, ed25519_signer(LOG, 5))]
    book.add("", "log.keyed/1", {"vkeys": vkeys})
    contents = contents_of(book)
    page = show(page_of(contents))
    assert states(page)[2] == "w"
    entries = [row.entry for row in book.rows]
    whole = note_over(entries, LOG_KEY, ed25519_signer(LOG, 5))
    assert "w" not in states(show(page_of(replace(contents, checkpoint=whole))))


def test_a_line_that_is_nothing_to_trust_is_named(show: Show) -> None:
    page = show(page_of(contents_of(signed_library())))
    trust(page, "# mine\n\nnonsense\n")
    assert "nonsense" in page.text(".fault")
    assert "w" not in states(page)


@pytest.mark.parametrize("kind", [*KINDS, *TOKENS])
def test_keys_of_every_kind_are_checked(show: Show, kind: str) -> None:
    book = signed_library()
    book.enrol(signer(kind, 7), "P-1")
    book.add(keys=[signer(kind, 7)])
    page = show(page_of(contents_of(book)))
    trust(page, trust_text(f"person P-1 {format_public(signer(kind, 7).public)}"))
    assert states(page)[5] == "v"
    last = book.rows[-1]
    blob = json.loads(last.entry)["sigs"][0]["sshsig"]
    forged = blob[:-24] + ("A" if blob[-24] != "A" else "B") + blob[-23:]
    entry = last.entry.replace(blob.encode(), forged.encode())
    forged_book = replace(book, rows=[*book.rows[:-1], replace(last, entry=entry)])
    page = show(page_of(contents_of(forged_book)))
    assert states(page)[5] == "w"
    assert f"position {last.position}" in page.text('[data-step="6"] .detail')


@pytest.mark.parametrize("name", FAULTS)
def test_it_finds_what_our_own_verifier_finds_in_signatures(show: Show, name: str) -> None:
    book = with_second()
    before = len(book.rows)
    FAULTS[name](book)
    at = len(book.rows) - 1 if name != "before-enrolment" else before
    page = show(page_of(contents_of(book)))
    assert states(page)[5] == "w"
    assert f"position {at}:" in page.text('[data-step="6"] .detail')


CHANGES: dict[str, Callable[[str], str]] = {
    "a fact": lambda line: line.replace("lend", "lost").replace("gone", "lent"),
    "the time": lambda line: line.replace('"recorded_at":"2026', '"recorded_at":"2027'),
    "the actor": lambda line: line.replace('\\"id\\":\\"P-1\\"', '\\"id\\":\\"P-2\\"'),
    "white space": lambda line: line.replace('{"recorded_at":', '{ "recorded_at":'),
    "no JSON": lambda line: line[:-1],
    "no signature": lambda line: re.sub(r'"sigs":\[.*?\]', '"sigs":[]', line),
    "emptied": lambda _: "",
    "a fraction": lambda line: line.replace('\\"round\\":1', '\\"round\\":1.0'),
    "a member twice": lambda line: line.replace('\\"v\\":1', '\\"v\\":1,\\"v\\":1'),
    "a member more": lambda line: line.replace('\\"v\\":1', '\\"v\\":1,\\"w\\":1'),
    "another number": lambda line: re.sub(r'\\"version\\":\d+', r'\\"version\\":77', line),
    "another log": lambda line: line.replace("example.org/library", "example.org/other"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_entry_that_was_changed_is_named(show: Show, name: str) -> None:
    content = page_of(contents_of(signed_library(), sizes=(4,)))
    last = entries_of(content)[-1]
    page = show(changed(content, last, CHANGES[name](last)))
    at = len(entries_of(content)) - 1
    assert states(page)[1] == "w"
    assert page.run("document.getElementById('verdict').dataset.state") == "wrong"
    assert f"position {at}" in page.text("#verdict .why")
    assert page.text("#verdict-head").startswith("✗")
    if page.run("document.querySelectorAll('#timeline .entry').length") > at:
        assert page.text(f'[data-position="{at}"] .mark') == "✗"


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [*lines[:5], *lines[6:]],
        lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]],
    ],
    ids=["cut", "longer", "without one", "swapped"],
)
def test_entries_that_were_taken_or_moved_are_found(
    show: Show, change: Callable[[list[str]], list[str]]
) -> None:
    content = page_of(contents_of(signed_library()))
    lines = entries_of(content)
    page = show(changed(content, "\n".join(lines), "\n".join(change(lines))))
    assert states(page)[1] == "w"
    assert page.text("#verdict .why")


def test_an_earlier_checkpoint_of_another_history_is_found(show: Show) -> None:
    contents = contents_of(signed_library(), sizes=(4, 6))
    notes = {**contents.notes, 6: contents.notes[4].replace("\n4\n", "\n6\n")}
    page = show(page_of(replace(contents, notes=notes)))
    assert states(page) == "vvuwuuvu"
    assert "checkpoints/6.note" in page.text("#verdict .why")


def test_another_process_than_the_adopted_one_is_found(show: Show) -> None:
    content = page_of(contents_of(signed_library()))
    page = show(changed(content, '"signatures":"required"', '"signatures":"optional"'))
    assert states(page)[6] == "w"
    assert "position 0" in page.text("#verdict .why")


def test_a_part_of_a_log_is_proved_to_lie_in_it(show: Show) -> None:
    contents = contents_of(signed_library(), only=(0, 1, 2, 3, 4, 5))
    content = page_of(contents)
    page = show(content)
    assert states(page) == "vvuuuuvv"
    assert "holds a part" in page.run("document.querySelector('.unproven').textContent")
    line = entries_of(content)[4]
    page = show(changed(content, line, line.replace("髙﨑", "高崎")))
    assert states(page)[1] == "w"
    assert "position 4" in page.text("#verdict .why")


def test_what_this_browser_cannot_do_is_not_checked(show: Show) -> None:
    content = page_of(contents_of(signed_library(evidence=False)))
    page = show(content, before=NO_ED25519)
    trust(page, trust_text())
    assert states(page) == "vvuuuuvv"
    assert "verify.py can" in page.text('[data-step="6"] .detail')


def test_without_webcrypto_nothing_is_checked(browser: Page, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_bytes(page_of(contents_of(signed_library())))
    browser.open(file, before=NO_WEBCRYPTO)
    assert browser.run("document.getElementById('verdict').dataset.state") == "unchecked"
    assert "WebCrypto" in browser.text("#verdict")


def test_twenty_thousand_entries_are_verified(show: Show) -> None:
    book = signed_library()
    while len(book.rows) < MANY:
        book.add(data={"fields": {"pages": len(book.rows), "note": "頁を数え直した" * 8}})
    content = page_of(contents_of(book, sizes=tuple(range(500, MANY, 500))))
    page = show(content)
    took = page.run("performance.now()") / 1000
    trust(page, trust_text())
    assert states(page) == "vvvuvvvu"
    said = f"{MANY} entries, {len(content) >> 20} MiB: {took:.1f} s until verified"
    sys.stdout.write(f"{said}\n")
    line = entries_of(content)[12_345]
    page = show(changed(content, line, line.replace("12345", "54321")))
    assert "position 12345" in page.text("#verdict .why")


TOLD = """
window.told = new Set();
new MutationObserver(() => {
  for (const bar of document.querySelectorAll("progress")) told.add(bar.value);
}).observe(document, { subtree: true, childList: true });
"""


def test_the_page_says_how_far_it_is(show: Show) -> None:
    book = Book.founded()
    while len(book.rows) < 3000:
        book.add(keys=[FOUNDER])
    page = show(page_of(contents_of(book)), before=TOLD)
    assert page.run("told.size") > 5
