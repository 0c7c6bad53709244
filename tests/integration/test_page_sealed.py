"""Sealed values on the page of a bundle: shown where they were opened, and only if they fit."""

from pathlib import Path

import pytest

from tadasu.office.exporting import export
from tests.integration.browser import Page
from tests.integration.reader import changed, states, turn
from tests.unit.office import privacy
from tests.unit.office.desk import library
from tests.unit.office.privacy import NAMES, SAID


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a bundle that opens names, and nothing of what was said."""
    root = tmp_path_factory.mktemp("sealed")
    privacy.found(root)
    with library(root) as workspace:
        privacy.people(workspace)
        privacy.talked(workspace)
        export(workspace, root / "out", reveal=["member.name"])
    return root / "out" / "index.html"


def test_what_was_opened_is_read_and_the_rest_is_not(browser: Page, page: Path) -> None:
    browser.open(page, language="ja")
    assert "w" not in states(browser)
    turn(browser, "#case=M-9")
    assert NAMES["M-9"] in browser.text("#case h3")
    turn(browser, "#case=T-1")
    told = browser.text("#case")
    assert "封印された個人の値" in told
    assert not [text for text in SAID if text in told]
    assert browser.problems == []


def test_another_name_than_was_sealed_is_not_shown(
    browser: Page, page: Path, tmp_path: Path
) -> None:
    other = tmp_path / "index.html"
    other.write_bytes(changed(page.read_bytes(), NAMES["M-9"], "偽名 九子"))
    browser.open(other, language="ja")
    turn(browser, "#case=M-9")
    assert "偽名" not in browser.text("#case")
    assert "封印された個人の値" in browser.text("#case")
