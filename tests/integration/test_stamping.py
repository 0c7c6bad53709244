"""Time stamps of a local authority: over a checkpoint, kept, checked, and not interchangeable."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.errors import NotFoundError, TamperError, UnavailableError
from tadasu.office.acts import Acts
from tadasu.office.answers import Verified
from tadasu.office.inspection import verify
from tadasu.office.sealing import seal
from tadasu.office.stamping import Roots, read_roots
from tests.integration.authority import Authority, openssl, stamping
from tests.unit.office.desk import library, stocked


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    """An authority, where the library and OpenSSL are there."""
    pytest.importorskip("rfc3161_client", reason="the extra tsa is not installed")
    with stamping(tmp_path / "authority") as found:
        yield found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library."""
    stocked(tmp_path / "p")
    return tmp_path / "p"


def checked(root: Path, roots: Roots = ()) -> Verified:
    """The project, verified."""
    with library(root) as workspace:
        return verify(workspace, lambda _done, _of: None, roots=roots)


def stamped(root: Path, url: str, roots: Roots = ()) -> Path:
    """The token of a new checkpoint."""
    with library(root) as workspace:
        Acts(workspace, "M-1").set("B-001", {"pages": str(workspace.project.log.count("a"))})
        signed = seal(workspace, stamp=url, roots=roots)
    assert signed.stamp is not None
    return root / signed.stamp


def test_a_checkpoint_is_stamped_and_the_stamp_checked(
    authority: Authority, root: Path, tmp_path: Path
) -> None:
    roots = read_roots(authority.root)
    token = stamped(root, authority.url, roots)
    assert any("time stamps are genuine" in text.en for text in checked(root).unproven)
    assert not any("time stamp" in text.en for text in checked(root, roots).unproven)
    # And by OpenSSL alone, over the three lines.
    text = tmp_path / "text"
    text.write_text(token.with_suffix(".note").read_text("utf-8").partition("\n\n")[0] + "\n")
    words = ("-in", str(token), "-data", str(text), "-CAfile", str(authority.root))
    openssl(tmp_path, "ts", "-verify", *words)


def test_a_stamp_is_of_its_checkpoint_only(authority: Authority, root: Path) -> None:
    roots = read_roots(authority.root)
    first = stamped(root, authority.url, roots)
    with library(root) as workspace:
        Acts(workspace, "M-1").set("B-001", {"pages": "99"})
    second = stamped(root, authority.url, roots)
    assert first != second
    right = first.read_bytes()
    for wrong in (
        second.read_bytes(),
        right[:-1] + bytes([right[-1] ^ 1]),
        right[:100],
        b"",
        b"x",
    ):
        first.write_bytes(wrong)
        with pytest.raises(TamperError, match="no time stamp") as caught:
            checked(root, roots)
        assert caught.value.step == "5"
    first.write_bytes(right)
    checked(root, roots)


def test_an_older_answer_is_no_answer(authority: Authority, root: Path) -> None:
    authority.replay = stamped(root, authority.url).read_bytes()
    with library(root) as workspace:
        # Over the same text, yet not of this request.
        with pytest.raises(UnavailableError, match="another request"):
            seal(workspace, stamp=authority.url)
        Acts(workspace, "M-1").set("B-001", {"pages": "99"})
        with pytest.raises(UnavailableError, match="no time stamp"):
            seal(workspace, stamp=authority.url)
        authority.replay = b"nonsense"
        with pytest.raises(UnavailableError, match="no time stamp"):
            seal(workspace, stamp=authority.url)


def test_another_authority_is_not_believed(
    authority: Authority, root: Path, tmp_path: Path
) -> None:
    token = stamped(root, authority.url)
    with stamping(tmp_path / "other") as other:
        roots = read_roots(other.root)
        with pytest.raises(TamperError):
            checked(root, roots)
        with library(root) as workspace, pytest.raises(UnavailableError):
            seal(workspace, stamp=authority.url, roots=roots)
    assert token.exists()


def test_what_is_no_certificate_is_said(tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("no")
    for name in ("no.pem", "nowhere.pem"):
        with pytest.raises(NotFoundError):
            read_roots(tmp_path / name)


def test_without_the_extra_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with library(root) as workspace, pytest.raises(UnavailableError, match=r"tadasu\[tsa\]"):
        seal(workspace, stamp="http://localhost:1")
    checked(root)
