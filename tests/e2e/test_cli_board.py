"""`tadasu board`: a page in a file, or shown until somebody says stop."""

import json
import signal
import subprocess
import sys
import urllib.request
import webbrowser
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.e2e.loan.typist import Typist
from tests.unit.office.paper.boarding import shelved

USAGE = 2
NOT_FOUND = 5
UNAVAILABLE = 8


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    """Somebody in a library with a board."""
    shelved(tmp_path / "library")
    return Typist(tmp_path / "library")


def test_a_board_is_written(typist: Typist, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    told = typist.asks("board", str(file), "--lang", "en")
    assert (told["schema"], told["form"], told["case"]) == ("tadasu/document/1", "board", "")
    assert "<h1>The library</h1>" in file.read_text("utf-8")
    seen = typist.types("board", str(file), "--lang", "ja")
    assert "図書室の状況" in seen.out
    assert "図書室の状況" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), USAGE, "FILE.html, or --serve"),
        (("b.html", "--serve"), USAGE, "FILE.html, or --serve"),
        (("b.html", "--port", "80"), USAGE, "go with --serve"),
        (("--serve", "--port", "65536"), USAGE, "--port 65536: no port"),
        (("--serve", "--port", "-1"), USAGE, "--port -1: no port"),
        (("--serve", "--port", "８０"), USAGE, "no port"),
        (("b.pdf",), NOT_FOUND, "end its name in .html"),
        (("b.html", "--form", "slip"), NOT_FOUND, "filled from a case"),
        (("--serve", "--form", "nope", "--port", "0"), NOT_FOUND, "There is no form nope"),
        (("/dev/null/b.html",), UNAVAILABLE, "can't be written"),
    ],
)
def test_what_cannot_be_is_told(
    typist: Typist, words: tuple[str, ...], code: int, told: str
) -> None:
    seen = typist.types("board", *words, "--lang", "en", code=code)
    assert told in " ".join(seen.err.split())


def test_it_is_served_until_somebody_says_stop(typist: Typist) -> None:
    command = [sys.executable, "-m", "tadasu_cli", "board", "--serve", "--port", "0", "--json"]
    with subprocess.Popen(
        [*command, "--project", str(typist.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        with urllib.request.urlopen(said["url"], timeout=20) as answer:  # noqa: S310
            assert "図書室の状況" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_it_is_opened_in_the_browser_on_request(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", stop)
    seen = typist.types("board", "--serve", "--port", "0", "--open", "--lang", "en")
    (url,) = opened
    assert url in " ".join(seen.out.split())
    assert "Ended." in seen.err
    typist.types("board", "--serve", "--port", "0")
    assert opened == [url]
