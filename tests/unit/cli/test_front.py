"""The front door: help, languages, wrong use, and how little is loaded for it."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tadasu_cli.call import Call, glance
from tadasu_cli.help import help_of_all
from tadasu_cli.manifest import GROUPS, MANIFEST
from tadasu_cli.page import lay
from tadasu_cli.paint import painted
from tadasu_cli.run import run
from tadasu_cli.verb import Verb
from tadasu_cli.width import width

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
HEAVY = {"sqlalchemy", "pydantic", "yaml", "structlog", "transitions", "rfc8785"}
FIRST_PAGES = [
    ["--help"],
    [],
    ["--version"],
    ["frobnicate"],
    ["--lang", "ja", "--help"],
    ["completion", "bash"],
]


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in (
        "LC_ALL",
        "LC_MESSAGES",
        "TADASU_AS",
        "TADASU_LANG",
        "TADASU_PROJECT",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def loaded(words: list[str]) -> set[str]:
    program = (
        "import sys, io, contextlib, json\n"
        "from tadasu_cli.run import run\n"
        "with contextlib.redirect_stdout(io.StringIO()), \\\n"
        "        contextlib.redirect_stderr(io.StringIO()):\n"
        f"    run({words!r})\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("words", FIRST_PAGES, ids=" ".join)
def test_the_first_page_loads_no_verb_and_no_library(words: list[str]) -> None:
    names = loaded(words)
    assert names & HEAVY == set()
    verbs = {name for name in names if name.startswith("tadasu_cli.commands.")}
    assert verbs <= {"tadasu_cli.commands.completion"}
    assert not {
        name for name in names if re.match(r"tadasu\.(core|store|rules|guard|ledger)", name)
    }


@pytest.mark.parametrize("name", MANIFEST)
def test_a_verbs_help_loads_no_library(name: str) -> None:
    assert loaded([name, "--help"]) & HEAVY == set()


def test_the_manifest_is_the_folder() -> None:
    folder = Path(sys.modules["tadasu_cli.run"].__file__ or "").parent / "commands"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(MANIFEST)
    assert {entry.group for entry in MANIFEST.values()} == set(GROUPS)
    for name in MANIFEST:
        command = import_module(f"tadasu_cli.commands.{name}").command
        assert isinstance(command, Verb)
        assert command.name == name


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", ["", *MANIFEST])
def test_help_is_in_one_language_and_no_line_runs_over(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*([name] if name else []), "--help", "--lang", lang]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert all(width(row) <= 80 for row in said.out.splitlines())
    text = said.out.split("\nExamples\n")[0]
    assert bool(JAPANESE.search(text)) == (lang == "ja")
    assert "--project" in text


def test_help_columns_line_up() -> None:
    rows = painted(lay(help_of_all("ja"), 60), colour=False).splitlines()
    assert {
        width(row) - width(row.split(maxsplit=1)[1])
        for row in rows
        if re.match(r"  (set|do|init) ", row)
    } == {14}


WRONG = [
    ["frobnicate"],
    ["sett"],
    ["set"],
    ["set", "K"],
    ["show"],
    ["show", "K", "extra"],
    ["show", "K", "--frob"],
    ["show", "K", "--jsno"],
    ["list", "w", "--limit"],
    ["list", "w", "--limit", "none"],
    ["lint", "--strict=yes"],
    ["--lang", "fr", "show", "K"],
    ["show", "K", "--lang", "fr"],
    ["--project"],
    ["do", "K", "t", "--waive", "R"],
    ["do", "K", "t", "--reason", "r"],
    ["new", "w", "--only", "a", "--as", "P"],
    ["new", "w", "x"],
    ["completion", "tcsh"],
    ["set", "K", "a=b"],
    ["set", "K", "a=\udcff"],
    ["init", "a", "b"],
]


@pytest.mark.parametrize("words", WRONG, ids=ascii)
def test_wrong_use_is_told_in_both_languages(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang, japanese in (("en", False), ("ja", True)):
        monkeypatch.setenv("TADASU_LANG", lang)
        assert run(words) == 2
        said = capsys.readouterr()
        assert said.out == ""
        first = said.err.splitlines()[0]
        assert first.startswith("✗ ")
        assert bool(JAPANESE.search(first)) == japanese, first
    assert run(["--json", *words]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "usage"


def test_did_you_mean(capsys: pytest.CaptureFixture[str]) -> None:
    run(["sohw", "K"])
    assert "Did you mean show?" in capsys.readouterr().err
    run(["show", "K", "--lnag", "ja"])
    assert "Did you mean --lang?" in capsys.readouterr().err
    run(["--lang", "ja", "completion", "bahs"])
    assert "bash" in capsys.readouterr().err.split("です。")[1]


def test_what_stands_anywhere_stands_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--json", "show", "K"], ["show", "--json", "K"], ["show", "K", "--json"]):
        assert run(words) == 5
        assert json.loads(capsys.readouterr().out)["error"] == "not-found"


def test_after_two_dashes_everything_is_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--", "--json"]) == 5
    assert capsys.readouterr().out == ""
    assert not glance(["show", "--", "--json"]).json


@pytest.mark.parametrize(
    ("env", "settings", "line", "language"),
    [
        ({}, None, [], "en"),
        ({"LANG": "ja_JP.UTF-8"}, None, [], "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, None, [], "en"),
        ({"LANG": "ja_JP.UTF-8"}, "project: tadasu/1\nlanguage: en\n", [], "en"),
        ({}, "project: tadasu/1\nlanguage: 'ja'  # x\n", [], "ja"),
        ({"TADASU_LANG": "en"}, "language: ja\n", [], "en"),
        ({"TADASU_LANG": "en"}, "language: ja\n", ["--lang=ja"], "ja"),
        ({"TADASU_LANG": "xx"}, "language: ja\n", [], "ja"),
    ],
)
def test_the_language(
    env: dict[str, str],
    settings: str | None,
    line: list[str],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    if settings is not None:
        (tmp_path / "tadasu.yaml").write_text(settings, "utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert glance(line).language == language


def test_the_nearest_project_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tadasu.yaml").touch()
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert Call().root == tmp_path
    monkeypatch.setenv("TADASU_PROJECT", "elsewhere")
    assert Call().root == Path("elsewhere")
    assert Call(project="named").root == Path("named")


def test_colours(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run(["--help"])
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["--help"])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run(["--help"])
    assert "\x1b[" not in capsys.readouterr().out
