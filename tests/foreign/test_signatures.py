"""A signed record before OpenSSH: each entry, by the keys that the record enrolled."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.ledger.sshkey import parse_public
from tadasu.ledger.sshsig import STATEMENT, SshSigner, armor, unbase64
from tadasu.office.acts import Acts
from tadasu.office.agent import agent_signers
from tadasu.office.keyfile import is_private, make_key, public_at, unlock
from tadasu.office.keys import Keys, listed
from tadasu.office.newkeys import ask_for
from tadasu.office.requests import read_key_request
from tests.foreign.openssh import keygen, program, verify
from tests.foreign.openssh import make_key as openssh_key
from tests.unit.office.desk import library
from tests.unit.office.signers import keyed, named, sound, without_keys

KINDS = [("ed25519", None), ("ecdsa", "256"), ("ecdsa", "521"), ("rsa", "2048")]


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An ssh-agent without keys; its socket."""
    path = tmp_path / "agent"
    running = subprocess.Popen([program("ssh-agent"), "-D", "-a", str(path)])
    try:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(path))
        for _ in range(200):
            if path.exists():
                break
            subprocess.run(["sleep", "0.05"], check=True)
        yield path
    finally:
        running.terminate()
        running.wait()


def add(key: Path, *words: str) -> None:
    """Hand a key to the agent."""
    subprocess.run([program("ssh-add"), "-q", *words, str(key)], check=True)


def test_openssh_verifies_each_entry(tmp_path: Path) -> None:
    root = tmp_path / "project"
    keyed(root)
    with library(root) as workspace:
        lines = {row.fingerprint: row.key for row in listed(workspace)}
        with workspace.journal.reading() as shelf:
            entries = [stored.entry for stored in shelf.entries()]
    for entry in entries:
        for sig in entry.sigs:
            line, message = lines[str(sig["key"])], entry.text.encode()
            text = armor(unbase64(str(sig["sshsig"])))
            assert verify(tmp_path, line, STATEMENT, message, text)
            assert not verify(tmp_path, line, STATEMENT, message + b" ", text)


def test_openssh_reads_the_keys_that_we_make(tmp_path: Path) -> None:
    for phrase in (None, "open sesame"):
        key = tmp_path / f"key-{phrase is None}"
        public = make_key(key, phrase)
        words = ["-y", "-P", phrase or "", "-f", str(key)]
        told = keygen(tmp_path, *words).stdout.decode()
        assert parse_public(told) == public


@pytest.mark.parametrize(("kind", "bits"), KINDS)
@pytest.mark.parametrize("phrase", ["", "open sesame"], ids=["open", "locked"])
def test_openssh_s_keys_sign(kind: str, bits: str | None, phrase: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    keyed(root)
    key = openssh_key(tmp_path, kind, bits, phrase)
    with library(root) as workspace:
        named(workspace, key)
        workspace.secrets = type(workspace.secrets)(key, lambda _path: phrase)
        Keys(workspace, "M-1").enrol(read_key_request(ask_for(workspace, "M-2").file))
        (root / "keys" / "M-2").unlink()
        Acts(workspace, "M-1").set("M-2", {"librarian": "true"})
        Acts(workspace, "M-2").set("B-001", {"pages": "1"})
        assert len(listed(workspace, "M-2")) == 2
        sound(workspace)


@pytest.mark.parametrize(("kind", "bits"), KINDS)
def test_an_agent_signs(kind: str, bits: str | None, agent: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    keyed(root)
    key = openssh_key(tmp_path, kind, bits)
    add(key)
    key.unlink()
    with library(root) as workspace:
        (root / "keys" / "M-2").unlink()
        (root / "keys" / "M-2.pub").unlink()
        assert [each.public for each in agent_signers()] == [public_at(tmp_path / "id.pub")]
        Keys(workspace, "M-1").enrol(read_key_request(ask_for(workspace, "M-2").file))
        Acts(workspace, "M-1").set("M-2", {"librarian": "true"})
        without_keys(workspace)
        Acts(workspace, "M-2").set("B-001", {"pages": "1"})
        named(workspace, tmp_path / "id.pub")
        Acts(workspace, "M-2").set("B-001", {"pages": "2"})
        sound(workspace)
    assert agent.exists()


def test_no_agent_has_no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    assert agent_signers() == ()
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "nowhere"))
    assert agent_signers() == ()


def test_a_key_of_a_kind_that_is_not_taken_is_passed_over(agent: Path, tmp_path: Path) -> None:
    small = openssh_key(tmp_path, "rsa", "1024")
    assert is_private(small)
    add(small)
    assert agent.exists()
    assert agent_signers() == ()


def test_unlocked_here_and_there_it_is_one_key(tmp_path: Path) -> None:
    key = openssh_key(tmp_path, "ed25519", None, "open sesame")
    signer: SshSigner = unlock(key, lambda _path: "open sesame")
    assert signer.public == public_at(key) == public_at(tmp_path / "id.pub")
