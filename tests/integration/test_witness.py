"""A witness over HTTP: two logs, two stories, and a witness that tells them apart."""

import http.client
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from structlog.testing import capture_logs

from tadasu.errors import TamperError, UnavailableError
from tadasu.ledger.note import open_note
from tadasu.office.acts import Acts
from tadasu.office.checkpoints import log_signers
from tadasu.office.comparison import read_trust
from tadasu.office.inspection import verify
from tadasu.office.sealing import log_keys, seal
from tadasu.office.vouchers import Signed
from tadasu.office.witness import PLAIN
from tadasu.office.witnessing import named_keys, opened_witness, witness_keys
from tests.unit.office.desk import library, stocked

NAME = "witness.example/1"


class Watched:
    """A witness that serves, for tests to ask."""

    def __init__(self, url: str, vkeys: tuple[str, ...], state: Path) -> None:
        self.url = url
        self.vkeys = vkeys
        self.state = state

    def asks(self, method: str, path: str, body: bytes | None = None) -> tuple[int, str, str]:
        """Status, kind and body of an answer."""
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=20)
        connection.request(method, path, body)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, answer.headers["Content-Type"], said


@contextmanager
def watching(root: Path, *logs: Path) -> Iterator[Watched]:
    """A witness of the projects in `logs`."""
    trust: list[str] = []
    for log in logs:
        with library(log) as workspace:
            trust += log_keys(workspace).vkeys
    keys = witness_keys(root / "witness.pem", NAME)
    server = opened_witness(keys, trust, root / "seen", "localhost", 0)
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Watched(f"http://localhost:{server.server_port}", keys.vkeys, root / "seen")
        finally:
            server.shutdown()


def cosigned(root: Path, watched: Watched, pages: str | None = None) -> Signed:
    """A checkpoint that the witness cosigned, after an act."""
    with library(root) as workspace:
        if pages is not None:
            Acts(workspace, "M-1").set("B-001", {"pages": pages})
        return seal(workspace, [watched.url], named_keys(watched.vkeys))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library."""
    stocked(tmp_path / "one")
    return tmp_path / "one"


def test_it_cosigns_what_goes_on(tmp_path: Path, root: Path) -> None:
    with watching(tmp_path, root) as watched:
        first = cosigned(root, watched)
        assert {one.name for one in first.vouchers} == {"library.example.jp/loans", NAME}
        assert all(one.time for one in first.vouchers if one.name == NAME)
        # Again the same, and then as the log grew.
        assert cosigned(root, watched).size == first.size
        for pages in ("1", "2", "3"):
            assert cosigned(root, watched, pages).unchecked == ()
    with library(root) as workspace:
        newest = workspace.anchors.newest()
        assert newest is not None
        assert len(open_note(newest.note, named_keys(watched.vkeys))) == len(watched.vkeys)
        trust = tmp_path / "trust"
        trust.write_text("\n".join(watched.vkeys))
        verify(workspace, lambda _done, _of: None, (), read_trust(trust).keys)


def test_without_its_keys_a_cosignature_is_kept_and_not_counted(
    tmp_path: Path, root: Path
) -> None:
    with watching(tmp_path, root) as watched, library(root) as workspace:
        signed = seal(workspace, [watched.url])
    assert NAME in signed.unchecked
    assert NAME not in {one.name for one in signed.vouchers}


def test_other_keys_than_its_own_count_for_nothing(tmp_path: Path, root: Path) -> None:
    other = witness_keys(tmp_path / "other.pem", NAME)
    with watching(tmp_path, root) as watched, library(root) as workspace:
        with pytest.raises(UnavailableError, match="no key that is known"):
            seal(workspace, [watched.url], named_keys(other.vkeys))
        newest = workspace.anchors.newest()
        assert newest is not None
        assert NAME not in {one.name for one in newest.note.signatures}


def test_a_split_view_is_refused(tmp_path: Path, root: Path) -> None:
    other = shutil.copytree(root, tmp_path / "other")
    with watching(tmp_path, root) as watched:
        for place, pages in ((root, "1"), (other, "2")):
            with library(place) as workspace:
                Acts(workspace, "M-1").set("B-001", {"pages": pages})
        cosigned(root, watched)
        with pytest.raises(TamperError, match="another history"):
            cosigned(other, watched)
        # Nor when it has grown past the other one.
        with pytest.raises(TamperError, match="another history"):
            cosigned(other, watched, "3")
        assert cosigned(root, watched, "4").size


def test_a_log_cut_back_is_refused(tmp_path: Path, root: Path) -> None:
    older = shutil.copytree(root, tmp_path / "older")
    with watching(tmp_path, root) as watched:
        newer = cosigned(root, watched, "1")
        with pytest.raises(TamperError, match=f"cosigned {newer.size}"):
            cosigned(older, watched)
        # What the witness saw outlives it.
    with watching(tmp_path, root) as watched:
        with pytest.raises(TamperError, match=f"cosigned {newer.size}"):
            cosigned(older, watched)
        cosigned(root, watched, "2")


def test_two_logs_are_two_matters(tmp_path: Path, root: Path) -> None:
    stocked(tmp_path / "two")
    with watching(tmp_path, root) as watched:
        # The same name and another key: nobody the witness knows.
        with pytest.raises(UnavailableError, match="403"):
            cosigned(tmp_path / "two", watched)
        cosigned(root, watched)
    with watching(tmp_path) as watched, pytest.raises(UnavailableError, match="404"):
        cosigned(root, watched, "1")


def test_what_was_seen_is_told(tmp_path: Path, root: Path) -> None:
    from hashlib import sha256  # noqa: PLC0415

    with watching(tmp_path, root) as watched:
        digest = sha256(b"library.example.jp/loans").hexdigest()
        assert watched.asks("GET", f"/{digest}/checkpoint")[0] == 404
        signed = cosigned(root, watched)
        status, kind, body = watched.asks("GET", f"/{digest}/checkpoint")
        assert (status, kind) == (200, PLAIN)
        assert body.splitlines()[1] == str(signed.size)
        assert body.count("— ") == len(signed.vouchers)
        for path in ("/", "/checkpoint", f"/{digest}", f"/{digest[:-1]}/checkpoint"):
            assert watched.asks("GET", path)[0] == 404


def test_it_answers_by_the_specification(tmp_path: Path, root: Path) -> None:
    with watching(tmp_path, root) as watched:
        assert watched.asks("POST", "/add-checkpoint", b"nonsense")[0] == 400
        assert watched.asks("POST", "/add-checkpoint", b"\xff")[0] == 400
        assert watched.asks("POST", "/add-checkpoint", b"x" * (256 * 1024 + 1))[0] == 400
        assert watched.asks("POST", "/elsewhere", b"x")[0] == 404
        signed = cosigned(root, watched)
        note = (root / signed.file).read_text("utf-8")
        status, kind, body = watched.asks("POST", "/add-checkpoint", f"old 0\n\n{note}".encode())
        assert (status, kind, body) == (409, "text/x.tlog.size", f"{signed.size}\n")
        status, _, body = watched.asks(
            "POST", "/add-checkpoint", f"old {signed.size}\n\n{note}".encode()
        )
        assert (status, body.startswith("— witness.example/1 ")) == (200, True)


def test_what_it_can_no_longer_read_it_does_not_forget(tmp_path: Path, root: Path) -> None:
    with watching(tmp_path, root) as watched:
        cosigned(root, watched)
        (seen,) = watched.state.glob("*.note")
        seen.write_text("damaged")
        with capture_logs() as told, pytest.raises(UnavailableError, match="500"):
            cosigned(root, watched, "1")
        assert [line["log_level"] for line in told if line["event"] == "witness.unfit"] == [
            "warning"
        ]


@pytest.mark.parametrize("url", ["http://localhost:1", "file:///nowhere", "nonsense"])
def test_a_witness_that_cannot_be_asked(root: Path, url: str) -> None:
    with library(root) as workspace:
        assert log_signers(workspace)
        with pytest.raises(UnavailableError, match="did not cosign"):
            seal(workspace, [url])
        # The log's own signature is there all the same.
        assert seal(workspace).size
