"""The page of a bundle lists documents that were issued, with their hashes, and compares files."""

from pathlib import Path

import pytest

from tadasu.office.exporting import export
from tests.integration.browser import Page
from tests.integration.reader import choose, states, turn
from tests.unit.office.paper.slips import LOAN, issue, lent

EVIDENCE = 7
"""The step of the page that compares files."""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A loan with two slips, exported into a folder; the files lie beside it."""
    with lent(tmp_path / "project") as workspace:
        issue(workspace, tmp_path / "one.html")
        issue(workspace, tmp_path / "two.html", "M-1")
        return export(workspace, tmp_path / "out").file


def test_a_case_lists_its_documents(browser: Page, bundle: Path) -> None:
    for language, title, caption in (
        ("en", "Slip", "Documents issued"),
        ("ja", "貸出票", "発行した文書"),
    ):
        browser.open(bundle / "index.html", language=language)
        turn(browser, f"#case={LOAN}")
        tables = browser.run(
            "[...document.querySelectorAll('#case table')].map((one) => one.innerText)"
        )
        (listed,) = [text for text in tables if caption in text]
        assert listed.count(title) >= 2
        assert "M-2 髙田" in listed
        for name in ("one.html", "two.html"):
            assert name in listed
        assert browser.problems == []


def test_files_of_documents_are_compared_with_their_hashes(
    browser: Page, bundle: Path, tmp_path: Path
) -> None:
    browser.open(bundle / "index.html", language="en")
    before = states(browser)
    assert before[EVIDENCE] == "u"
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    choose(browser, one)
    assert states(browser)[EVIDENCE] == "u"
    choose(browser, one, two)
    assert states(browser)[EVIDENCE] == "v"
    bad = tmp_path / "bad.html"
    bad.write_bytes(one.read_bytes() + b" ")
    choose(browser, bad)
    assert states(browser)[EVIDENCE] == "w"
    assert "no evidence or documents of this record: bad.html" in browser.text("#verdict")
    assert browser.text("#evidence").count("Slip") == 2
