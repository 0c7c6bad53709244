"""Projects: founding one, changing its process, and staying quiet where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.loan.typist import Typist, project, unchanged


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TADASU_AS", "P-1")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "TADASU_LOG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_founding(tmp_path: Path) -> None:
    typist = project(tmp_path / "p")
    seen = typist.types("init", "id=P-1", "name=x", code=6)
    assert "already" in seen.err
    assert Typist(tmp_path / "none").types("show", "P-1", code=5).err


def test_a_founding_tells_what_to_type_next(tmp_path: Path) -> None:
    seen = Typist(tmp_path / "q").types("init", "id=P-1", code=None)
    if seen.code == 0:
        assert "export TADASU_AS=P-1" in seen.err
        assert "localhost/q" in seen.err
    else:
        assert seen.code == 4
        assert not (tmp_path / "q" / "record").exists()


def test_adopting(tmp_path: Path) -> None:
    typist = project(tmp_path)
    typist.types("new", "item", "tag=A-1", "name=x")
    assert "nothing to adopt" in typist.types("adopt").out
    file = tmp_path / "policies" / "loan.yaml"
    file.write_text(
        file.read_text("utf-8").replace("title: {en: The price", "title: {en: A price"), "utf-8"
    )
    dry = typist.types("adopt", "--dry-run").out
    assert "· L-03" in dry
    assert "[words only]" in dry
    assert "Nothing was adopted" in dry
    assert typist.types("adopt", "--as", "P-3", code=4).err.endswith("Nothing was changed.\n")
    adoption = typist.asks("adopt")
    assert adoption["schema"] == "tadasu/adoption/2"
    assert adoption["position"] is not None


def test_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    typist = project(tmp_path)
    file = tmp_path / "workflows" / "item.yaml"
    file.write_text(file.read_text("utf-8").replace("to: lent", "to: lend"), "utf-8")
    seen = typist.types("lint", code=3)
    assert "--> workflows/item.yaml:" in seen.out
    assert seen.err == ""
    assert typist.asks("lint", code=3)["problems"][0]["place"]["file"] == "workflows/item.yaml"
    assert "--> workflows/item.yaml:" in typist.types("adopt", code=3).err
    # What is in force stays in force.
    typist.types("new", "item", "tag=A-1", "name=x")


def test_real_time_takes_no_other(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    source = project(tmp_path / "other").root
    for name in ("tadasu.yaml", "workflows", "policies"):
        (source / name).rename(tmp_path / name)
    typist.types("init", "id=P-1", "name=x", "duties=head")
    assert "simulated" in typist.types("todo", "--at", "2026-05-01T09:00", code=8).err


def test_tampering_is_told(tmp_path: Path) -> None:
    typist = project(tmp_path)
    for process in (tmp_path / "record" / "evidence").rglob("*"):
        if process.is_file():
            process.chmod(0o600)
            process.write_bytes(process.read_bytes() + b" ")
    seen = typist.types("verify", code=7)
    assert "does not add up" in seen.err
    assert typist.asks("verify", code=7)["error"] == "tamper"


def completed(shell: str, words: list[str], root: Path, language: str = "en") -> str:
    env = {
        **os.environ,
        "TADASU_PROJECT": str(root),
        "TADASU_LANG": language,
        "_TADASU_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["tadasu", *words]),
        "COMP_CWORD": str(len(words)) if shell != "fish" else words[-1],
    }
    done = subprocess.run(
        [sys.executable, "-m", "tadasu_cli"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout


def test_completion(tmp_path: Path) -> None:
    root = project(tmp_path).root
    Typist(root).types("new", "item", "tag=A-1", "name=x")
    with unchanged(root):
        assert "plain,show" in completed("bash", ["sh"], root)
        assert "plain,--json" in completed("bash", ["show", "--j"], root)
        assert completed("bash", ["show", "A"], root).split() == ["plain,A-1"]
        assert sorted(completed("bash", ["new", "i"], root).split()) == [
            "plain,inspection",
            "plain,item",
        ]
        assert "plain,lend" in completed("bash", ["do", "A-1", ""], root)
        assert "plain,borrower=" in completed("bash", ["do", "A-1", "lend", "bo"], root)
        assert "plain,place=" in completed("bash", ["set", "A-1", "pl"], root)
        assert "備品" in completed("zsh", ["new", "it"], root, "ja")


def test_completion_is_silent_where_there_is_nothing(tmp_path: Path) -> None:
    for words in (["show", ""], ["new", ""], ["do", "A-1", ""], ["frob", ""], ["set", "A-1", "x"]):
        assert completed("bash", words, tmp_path / "none").strip() == ""
    assert not (tmp_path / "none").exists()
    (tmp_path / "tadasu.yaml").write_text(
        "project: tadasu/1\nlog: a.example\ndatabase: record/log.db\n", "utf-8"
    )
    with unchanged(tmp_path):
        assert completed("bash", ["show", ""], tmp_path).strip() == ""


@pytest.mark.parametrize(
    ("shell", "mark"),
    [
        ("bash", "complete -o nosort"),
        ("zsh", "#compdef tadasu"),
        ("fish", "complete --no-files"),
        ("powershell", "Register-ArgumentCompleter"),
    ],
)
def test_completion_scripts(shell: str, mark: str, tmp_path: Path) -> None:
    assert mark in Typist(tmp_path).types("completion", shell).out


def test_the_operators_log_is_on_stderr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typist = project(tmp_path)
    assert typist.types("new", "item", "tag=A-1", "name=secret").err == ""
    monkeypatch.setenv("TADASU_LOG", "info")
    seen = typist.types("new", "item", "tag=A-2", "name=secret")
    assert '"event": "act.done"' in seen.err
    assert "secret" not in seen.err
    assert "act.done" not in seen.out
