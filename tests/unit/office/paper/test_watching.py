"""The server of the board: whom it answers, what it refuses, and what it never tells."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from structlog.testing import capture_logs

from tadasu.errors import TadasuError, UnavailableError
from tadasu.office.paper import board
from tadasu.office.paper.board import Boards
from tadasu.office.paper.watching import HERE, board_server
from tests.unit.office.paper.boarding import bought, shelved

Answer = tuple[int, dict[str, str], str]


class Served:
    """A board that is served, for tests to ask."""

    def __init__(self, port: int, told: list[TadasuError]) -> None:
        self.port = port
        self.told = told

    def asks(
        self,
        path: str = "/",
        method: str = "GET",
        host: str | None = None,
        body: str | None = None,
    ) -> Answer:
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection(HERE, self.port, timeout=20)
        connection.request(method, path, body, {"Host": host} if host is not None else {})
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.headers), said


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """The board of the project in `root`."""
    told: list[TadasuError] = []
    server = board_server(Boards(root, "ja", "board"), 0, told.append)
    with server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield Served(server.server_port, told)
        finally:
            server.shutdown()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with a board."""
    shelved(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    """Its board."""
    with serving(root) as found:
        yield found


def test_it_listens_on_this_machine_only(root: Path) -> None:
    with board_server(Boards(root, "ja", "board"), 0, lambda _: None) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_it_shows_the_board_and_nobody_may_keep_or_frame_it(served: Served) -> None:
    status, headers, said = served.asks()
    assert status == 200
    assert "図書室の状況" in said
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Server"].strip() == "tadasu"
    assert f'data-tag="{headers["ETag"].replace(chr(34), "&quot;")}"' in said


def test_it_is_fresh_after_an_act(served: Served, root: Path) -> None:
    _, before, first = served.asks()
    _, same, _ = served.asks(method="HEAD")
    assert same["ETag"] == before["ETag"]
    assert int(same["Content-Length"]) == len(first.encode())
    bought(root, "草枕")
    status, after, nothing = served.asks(method="HEAD")
    assert (status, nothing) == (200, "")
    assert after["ETag"] != before["ETag"]
    _, now, second = served.asks()
    assert now["ETag"] == after["ETag"]
    assert second != first


def test_it_answers_to_its_own_names_only(served: Served) -> None:
    for host in (f"localhost:{served.port}", f"LOCALHOST:{served.port}", f"{HERE}:{served.port}"):
        assert served.asks(host=host)[0] == 200
    for host in ("evil.example", f"evil.example:{served.port}", HERE, "localhost", ""):
        for method in ("GET", "HEAD"):
            status, headers, said = served.asks(method=method, host=host)
            assert status == 421
            assert "図書室" not in said
            assert "ETag" not in headers


def test_it_takes_nothing(served: Served) -> None:
    status, headers, said = served.asks(method="POST", body="x=1")
    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert said == "ここでは見ることだけができます。\n"
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"):
        assert served.asks(method=method)[0] == 501


def test_it_shows_other_forms_of_the_record(served: Served) -> None:
    status, _, said = served.asks("/slip/L-1")
    assert status == 404
    assert "L-1" in said
    status, _, said = served.asks("/slip/B-001-L1")
    assert status == 200
    assert "貸出票" in said
    assert 'body class="portrait"' in said
    for path in ("/nope", "/slip", "/board/B-001", "/slip/B-001", "/a/b/c", "/a/", "/%00/%2e%2e"):
        assert served.asks(path)[0] == 404
        assert served.asks(path, method="HEAD")[0] == 404
    assert served.asks("/favicon.ico")[0] == 204


def test_why_it_cannot_draw_is_told_to_who_runs_it_only(served: Served, root: Path) -> None:
    settings = root / "tadasu.yaml"
    settings.write_text(settings.read_text("utf-8") + "secretly: wrong\n", "utf-8")
    status, _, said = served.asks()
    assert status == 503
    assert "secretly" not in said
    assert str(root) not in said
    assert len(served.told) == 1


def test_a_bug_of_ours_is_not_shown(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inside of us")

    monkeypatch.setattr(board, "fill", fall)
    with capture_logs() as logged:
        status, _, said = served.asks("/slip/B-001-L1")
    assert status == 500
    assert "inside" not in said
    assert [line["event"] for line in logged if line["log_level"] == "error"] == ["board.unfit"]


def test_what_is_no_request_is_not_repeated(served: Served) -> None:
    connection = http.client.HTTPConnection(HERE, served.port, timeout=20)
    connection.connect()
    connection.sock.sendall(b"<script>alert(1)</script>\r\n\r\n")
    said = connection.sock.makefile("rb").read()
    connection.close()
    assert b"alert" not in said
    assert b"Traceback" not in said


def test_a_port_that_is_taken_is_told(served: Served, root: Path) -> None:
    with pytest.raises(UnavailableError, match=f"Port {served.port} .*--port 0"):
        board_server(Boards(root, "en", "board"), served.port, lambda _: None)
