"""Checkpoints from the command line: signed, kept, compared; a record put back, and restored."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.loan.typist import project


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TADASU_AS", "P-1")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "TADASU_LOG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_a_checkpoint_is_made_kept_and_compared(tmp_path: Path) -> None:
    typist = project(tmp_path / "p")
    made = typist.asks("checkpoint")
    assert made["schema"] == "tadasu/checkpoint/1"
    note = tmp_path / "p" / str(made["file"])
    assert str(made["spoken"]) in typist.types("checkpoint").out
    keys = typist.types("checkpoint", "--keys").out
    trust = tmp_path / "log.vkey"
    trust.write_text(keys, "utf-8")
    assert typist.asks("checkpoint", "--keys")["vkeys"] == keys.split()
    kept = shutil.copy(note, tmp_path / "kept.note")
    typist.types("new", "item", "tag=A-1", "name=x")
    words = ("--checkpoint", str(kept), "--checkpoint", str(made["spoken"]), "--trust", str(trust))
    assert "checkpoints kept outside compared" in typist.types("verify", *words).out
    assert "no checkpoint" in typist.types("verify", "--checkpoint", "12-AAAA", code=5).err
    assert "nothing to trust" in typist.types("verify", "--trust", str(kept), code=5).err


def test_a_record_put_back_is_restored_on_record(tmp_path: Path) -> None:
    root = tmp_path / "p"
    typist = project(root)
    older = (root / "record" / "log.db").read_bytes()
    typist.types("new", "item", "tag=A-1", "name=x")
    typist.types("checkpoint")
    (root / "record" / "log.db").write_bytes(older)
    assert "restore --reason" in typist.types("new", "item", "tag=A-2", "name=x", code=6).err
    assert "checkpoint" in typist.types("doctor", code=None).out
    assert typist.types("verify", code=7).err
    assert "--reason" in typist.types("restore", code=2).err
    typist.types("restore", "--reason", "headcrash", "--as", "P-3", code=4)
    assert "Restoration recorded" in typist.types("restore", "--reason", "headcrash").out
    assert "headcrash" in typist.types("verify").out
    assert "headcrash" in typist.types("log").out
    typist.types("new", "item", "tag=A-2", "name=x")
    assert "nothing to restore" in typist.types("restore", "--reason", "x", code=6).err


def test_a_witness_has_keys_and_needs_words(tmp_path: Path) -> None:
    typist = project(tmp_path / "p")
    key = ("--key", str(tmp_path / "w.pem"), "--name", "w.example/1")
    printed = typist.types("witness", "key", *key).out
    assert typist.types("witness", "key", *key).out == printed
    assert all(line.startswith("w.example/1+") for line in printed.splitlines())
    assert typist.asks("witness", "key", *key)["vkeys"] == printed.split()
    typist.types("witness", "watch", *key, code=2)
    typist.types("witness", "key", code=2)
    typist.types("witness", "serve", *key, code=2)
    typist.types("witness", "serve", *key, "--state", "s", "--port", "70000", code=2)
    typist.types("witness", "serve", *key, "--state", "s", "--trust", "nowhere", code=5)
    typist.types("witness", "key", *key[:3], "a b", code=5)
    typist.types("checkpoint", "--witness", "http://localhost:1", code=8)
    typist.types("checkpoint", "--new-key", "--as", "P-3", code=4)
    assert typist.types("checkpoint", "--new-key").out
