"""Databases and a browser for the tests in this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.browser import Page, browsing
from tests.integration.reader import Show
from tests.unit.store.places import database, postgresql

__all__ = ["database", "postgresql"]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A tab of Chromium; the test is skipped where there is none."""
    with browsing(tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def show(browser: Page, tmp_path: Path) -> Show:
    """Put a page into a file of its own and open it; it must ask nobody for anything."""

    def shown(content: bytes, *, before: str = "", language: str = "en") -> Page:
        file = tmp_path / "index.html"
        file.write_bytes(content)
        browser.open(file, before=before, language=language)
        assert browser.problems == []
        assert set(browser.requests) <= {file.as_uri()}
        return browser

    return shown
