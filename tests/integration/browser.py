"""Chromium without a window, driven over its DevTools protocol through two pipes."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--mute-audio", "--remote-debugging-pipe"),
)
ROOT_ONLY = "--no-sandbox"
"""The sandbox refuses to be started by root, as containers do."""

Json = dict[str, Any]


class Page:
    """One open tab."""

    def __init__(self, process: subprocess.Popen[bytes], inward: int, outward: int) -> None:
        self._process = process
        self._in = os.fdopen(inward, "wb", buffering=0)
        self._out = os.fdopen(outward, "rb")
        self._asked = 0
        self.requests: list[str] = []
        """What the page asked for besides itself."""
        self.problems: list[str] = []
        """What it wrote to the console, and exceptions that nobody caught."""
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attach = {"targetId": target, "flatten": True}
        self._session = self._ask("Target.attachToTarget", attach)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: object) -> Any:
        """Have the tab do something, and hear what came of it."""
        return self._ask(method, params, self._session)

    def open(self, file: Path, before: str = "", language: str = "en") -> None:
        """Open a file and wait until it has verified itself; `before` runs first."""
        self._leave()
        agent = self._ask("Browser.getVersion", {})["userAgent"]
        self.ask("Network.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        script = self.ask("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.ask("Page.navigate", url=file.resolve().as_uri())
        self.run(
            """new Promise((resolve) => {
              const look = () => document.body?.dataset.done ? resolve() : setTimeout(look, 20);
              look();
            })"""
        )
        self.ask("Page.removeScriptToEvaluateOnNewDocument", **script)

    def visit(self, url: str) -> None:
        """Open a page that needs no time to verify itself."""
        self._leave()
        self.run("document.documentElement.dataset.left = 'soon'")
        self.ask("Page.navigate", url=url)
        self.settled()

    def _leave(self) -> None:
        """Go to an empty page first: the one before may still ask for things by itself."""
        self.run("document.documentElement.dataset.left = 'soon'")
        self.ask("Page.navigate", url="about:blank")
        self.settled()
        self.requests, self.problems = [], []

    def settled(self) -> None:
        """Wait until another document than the one that was left is whole."""
        for _ in range(500):
            whole = "document.readyState === 'complete' && !document.documentElement.dataset.left"
            if self.run(whole):
                return
            self.run("new Promise((resolve) => setTimeout(resolve, 20))")
        raise AssertionError("the page did not come")

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, or of its promise."""
        found = self.ask(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def text(self, selector: str) -> str:
        """What a reader sees of the first element that fits, or nothing."""
        first = f"document.querySelector({json.dumps(selector)})"
        return str(self.run(f"{first}?.innerText ?? {first}?.textContent ?? ''"))

    def press(self, key: str, times: int = 1, text: str = "") -> None:
        """Press a key on the keyboard."""
        codes = {"Tab": 9, "Enter": 13, " ": 32}
        given: dict[str, str | int] = {"key": key, "code": key.strip() or "Space", "text": text}
        given["windowsVirtualKeyCode"] = codes.get(key, 0)
        for _ in range(times):
            self.ask("Input.dispatchKeyEvent", type="keyDown", **given)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **given)

    def close(self) -> None:
        """Leave the browser."""
        with suppress(AssertionError):  # it may be gone before it answers
            self._ask("Browser.close", {})
        self._process.wait(timeout=20)
        self._in.close()
        self._out.close()

    def _ask(self, method: str, params: object, session: str | None = None) -> Any:
        self._asked += 1
        asked: Json = {"id": self._asked, "method": method, "params": params}
        if session is not None:
            asked["sessionId"] = session
        self._in.write(json.dumps(asked).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._asked:
                assert "error" not in heard, heard["error"]
                return heard["result"]
            self._note(heard.get("method", ""), heard.get("params", {}))

    def _note(self, method: str, params: Json) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.problems.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.problems.append(str(params["entry"]["text"]))

    def _hear(self) -> Json:
        content = bytearray()
        while (byte := self._out.read(1)) != b"\0":
            assert byte, "the browser hung up"
            content += byte
        found: Json = json.loads(content)
        return found


def chromium() -> str:
    """The browser of this machine, or a skipped test."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: the page of bundles is not looked at")
    return found


@contextmanager
def browsing(folder: Path) -> Iterator[Page]:
    """A tab of a browser with an empty profile in `folder`."""
    read_in, write_in = os.pipe()
    read_out, write_out = os.pipe()
    flags = [*FLAGS, f"--user-data-dir={folder / 'profile'}"]
    if os.geteuid() == 0:
        flags.append(ROOT_ONLY)
    # The protocol comes in at descriptor 3 and goes out at 4.
    plumbing = f'exec "$@" 3</dev/fd/{read_in} 4>/dev/fd/{write_out}'
    process = subprocess.Popen(
        ["/bin/sh", "-c", plumbing, "sh", chromium(), *flags, "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(read_in, write_out),
    )
    os.close(read_in)
    os.close(write_out)
    try:
        page = Page(process, write_in, read_out)
    except (AssertionError, OSError):
        pytest.skip("Chromium does not start on this machine: the page is not looked at")
    try:
        yield page
    finally:
        page.close()
