"""Keys as somebody types them: at a terminal, and without one."""

import os
import select
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.loan.typist import HERE, Typist, project

pty = pytest.importorskip("pty", reason="a terminal is played with a pty")

PHRASE = "正しい馬"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TADASU_AS", "TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "TADASU_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("TADASU_KEYS", str(tmp_path / "keys"))


def signing(root: Path, *words: str) -> Typist:
    """The loans, with signatures required; P-1 keeps the keys."""
    for folder in ("workflows", "policies"):
        (root / folder).mkdir(parents=True)
        for path in (HERE / folder).iterdir():
            (root / folder / path.name).write_bytes(path.read_bytes())
    settings = (HERE / "tadasu.yaml").read_text("utf-8").replace("optional", "required")
    (root / "tadasu.yaml").write_text(settings, "utf-8")
    typist = Typist(root)
    facts = ("id=P-1", "name=Makoto", "duties=head", "duties=keeper")
    typist.types("init", *facts, *words)
    typist.types("new", "person", "id=P-2", "name=Hanako", "duties=keeper", "--as", "P-1")
    return typist


def test_from_request_to_list(tmp_path: Path) -> None:
    typist = signing(tmp_path / "p")
    folder = tmp_path / "keys" / "example.com+loans"
    assert sorted(path.name for path in folder.iterdir()) == ["P-1", "P-1.pub", "log.pem"]
    made = typist.asks("key", "new", "--as", "P-2")["requests"][0]
    assert made["file"] == (folder / "P-2.request").as_posix()
    assert typist.types("set", "P-2", "name=x", "--as", "P-2", code=4).err.count("P-2 has no key")
    typist.types("key", "enrol", made["file"], "--as", "P-1")
    seen = typist.types("key", "list").out
    assert made["fingerprint"] in seen
    rows = typist.asks("key", "list", "P-2")["keys"]
    assert [(row["fingerprint"], row["ended"]) for row in rows] == [(made["fingerprint"], None)]
    typist.types("key", "retire", "P-2", "--reason", "old", "--as", "P-2")
    ended = typist.asks("key", "list", "P-2")["keys"][0]["ended"]
    assert isinstance(ended, int)
    typist.types(
        *("key", "compromise", "P-2", made["fingerprint"], "--since", str(ended)),
        *("--reason", "stolen", "--as", "P-1"),
    )
    assert "compromised" in typist.types("key", "list", "--lang", "en").out
    told = typist.asks("verify", "--law")
    assert any("prove nothing" in each["en"] for each in told["remarks"])
    assert typist.types("log", "--lang", "en").out.count("SHA256:") == 4


def test_several_keys_at_once(tmp_path: Path) -> None:
    typist = signing(tmp_path / "p")
    typist.types("new", "person", "id=P-3", "name=Bob", "--as", "P-1")
    answer = typist.asks("key", "new", "P-2,P-3", "--enrol", "--as", "P-1")
    assert [each["case"] for each in answer["receipts"]] == ["P-2", "P-3"]


@pytest.mark.parametrize(
    "words",
    [
        ("key", "nwe"),
        ("key", "enrol"),
        ("key", "retire", "--reason", "x"),
        ("key", "retire", "P-2"),
        ("key", "compromise", "P-2", "--reason", "x"),
        ("key", "compromise", "P-2", "--reason", "x", "--since", "may"),
        ("set", "P-2", "name=x", "--key", "nowhere"),
    ],
)
def test_wrong_use_is_told(words: tuple[str, ...], tmp_path: Path) -> None:
    typist = signing(tmp_path / "p")
    typist.types(*words, "--as", "P-1", code=2)


def test_signatures_are_required_or_optional(tmp_path: Path) -> None:
    root = tmp_path / "p"
    Typist(root).types("init", "id=P-1", "name=x", "--signatures", "maybe", code=2)
    assert not root.exists()
    facts = ("id=P-1", "name=x", "roles=isms_manager")
    Typist(root).types("init", *facts, "--signatures", "optional")
    assert "signatures: optional" in (root / "tadasu.yaml").read_text("utf-8")
    assert not (tmp_path / "keys" / "localhost+p" / "P-1").exists()


def test_an_optional_project_needs_no_keys(tmp_path: Path) -> None:
    typist = project(tmp_path / "p")
    told = typist.asks("verify")
    assert any("nobody signed" in each["en"] for each in told["unproven"])


def typed(root: Path, answers: list[str], *words: str) -> tuple[int, str]:
    """What a command shows at a terminal where somebody types `answers` when asked."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root.parent)
        run = [sys.executable, "-m", "tadasu_cli", *words, "--project", str(root)]
        around = {**os.environ, "TADASU_LANG": "en", "COLUMNS": "200"}
        os.execve(sys.executable, run, around)  # noqa: S606
    seen, waiting, until = b"", list(answers), time.monotonic() + 60  # noqa: TID251
    while time.monotonic() < until:  # noqa: TID251
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        if not more:
            break
        seen += more
        if waiting and seen.count(b": ") > len(answers) - len(waiting):
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode()


def test_a_passphrase_is_asked_for_at_a_terminal_and_never_shown(tmp_path: Path) -> None:
    root = tmp_path / "p"
    words = ("init", "--log", "example.com/x", "id=P-1", "name=x", "roles=isms_manager")
    code, seen = typed(root, [PHRASE, "another", PHRASE, PHRASE], *words)
    assert code == 0, seen
    assert "The two differ." in seen
    assert "without a passphrase" not in seen
    acting = ("new", "person", "id=P-2", "name=y", "--as", "P-1")
    code, seen = typed(root, [PHRASE], *acting)
    assert code == 0, seen
    code, wrong = typed(root, ["wrong"], "set", "P-2", "name=z", "--as", "P-1")
    assert code == 8, wrong
    for text in (seen, wrong):
        assert "Passphrase of" in text
        assert PHRASE not in text
    refused = Typist(root).types("set", "P-2", "name=z", "--as", "P-1", code=8)
    assert "TADASU_PASSPHRASE_FILE" in refused.err
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert PHRASE.encode() not in path.read_bytes()


def test_a_passphrase_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phrase").write_text(f"{PHRASE}\n", "utf-8")
    monkeypatch.setenv("TADASU_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    typist = signing(tmp_path / "p")
    key = tmp_path / "keys" / "example.com+loans" / "P-1"
    monkeypatch.delenv("TADASU_PASSPHRASE_FILE")
    assert typist.types("set", "P-2", "name=z", "--as", "P-1", code=8).err
    assert key.is_file()
    monkeypatch.setenv("TADASU_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    assert typist.types("set", "P-2", "name=z", "--as", "P-1", code=8).err
