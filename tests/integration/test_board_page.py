"""The board as it is served, in a browser: fresh by itself, held on request, told when alone."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tadasu.office.paper import board
from tadasu.office.paper.board import Boards
from tadasu.office.paper.watching import board_server
from tests.integration.browser import Page
from tests.unit.office.paper.boarding import bought, shelved

BOOKS = "document.querySelector('.tiles td').textContent"
TOLD = "document.querySelector('#fresh [role=status]').textContent"


@contextmanager
def serving(root: Path) -> Iterator[ThreadingHTTPServer]:
    """The board of the project in `root`."""
    with board_server(Boards(root, "en", "board"), 0, lambda _: None) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a board that is looked at every second."""
    monkeypatch.setattr(board, "SECONDS", 1)
    shelved(tmp_path / "library")
    return tmp_path / "library"


def until(page: Page, expression: str) -> bool:
    """Whether it holds before long."""
    for _ in range(200):
        # While another document comes, there is nobody to answer.
        with suppress(AssertionError):
            if page.run(f"document.readyState === 'complete' && {expression}"):
                return True
        time.sleep(0.05)
    return False


def test_a_page_shows_what_was_done_since(browser: Page, root: Path) -> None:
    with serving(root) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        browser.visit(url)
        assert browser.run(BOOKS) == "1"
        bought(root, "草枕")
        assert until(browser, f"{BOOKS} === '2'")
        assert {one for one in browser.requests if not one.endswith("/favicon.ico")} == {url}
        assert browser.problems == []


def test_a_page_that_is_held_stays_as_it_is(browser: Page, root: Path) -> None:
    with serving(root) as server:
        browser.visit(f"http://127.0.0.1:{server.server_port}/")
        browser.run("document.querySelector('#fresh button').click()")
        assert until(browser, f"{TOLD}.startsWith('Held')")
        bought(root, "草枕")
        browser.run("new Promise((resolve) => setTimeout(resolve, 1500))")
        assert browser.run(BOOKS) == "1"
        browser.run("document.querySelector('#fresh button').click()")
        assert until(browser, f"{BOOKS} === '2'")


def test_a_page_says_when_nobody_answers_and_comes_back(browser: Page, root: Path) -> None:
    with serving(root) as server:
        browser.visit(f"http://127.0.0.1:{server.server_port}/")
        fine = browser.run(TOLD)
        assert "every 1 seconds" in fine
        alone(browser, yes=True)
        try:
            assert until(browser, f"{TOLD}.startsWith('Nobody answers')")
            assert browser.run("document.getElementById('fresh').className") == "fresh gone"
        finally:
            alone(browser, yes=False)
        assert until(browser, f"{TOLD} === {fine!r}")


def alone(browser: Page, *, yes: bool) -> None:
    """Cut the browser off, or connect it again."""
    speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.ask("Network.emulateNetworkConditions", offline=yes, **speed)
