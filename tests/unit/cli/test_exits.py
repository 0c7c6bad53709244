"""How a call ends: exit codes, words and JSON for every kind of error."""

import errno
import json
import os
import subprocess
import sys

import click
import pytest

from tadasu import errors
from tadasu.errors import Place, Problem, TadasuError, Text
from tadasu_cli.bug import bug_lines
from tadasu_cli.call import Call
from tadasu_cli.exits import EXIT_CODES, exits
from tadasu_cli.help import EXITS
from tadasu_cli.wrong import WrongUseError

TEXT = Text(en="Something is amiss.", ja="何かがおかしいです。")
PROBLEM = Problem("T1", "error", Place("a.yaml", 1, 1), TEXT, None, "source")
ERRORS: list[TadasuError] = [
    errors.DefinitionError([PROBLEM]),
    errors.RefusalError(TEXT, []),
    errors.NotFoundError(TEXT),
    errors.ConflictError(TEXT),
    errors.TamperError("root", TEXT),
    errors.UnavailableError(TEXT),
    errors.UnlawfulError(7, "case.moved/1 B-1", TEXT),
]


def left_with(call: Call, error: BaseException) -> int:
    """The exit code after `error`."""
    with pytest.raises(SystemExit) as end, exits(call):
        raise error
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_error_has_its_code_and_speaks_on_stderr(
    error: TadasuError, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with(Call(lang=lang), error) == EXIT_CODES[type(error)]
    said = capsys.readouterr()
    assert said.out == ""
    assert TEXT.to("ja" if lang == "ja" else "en") in said.err


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_is_data_on_stdout(
    error: TadasuError, capsys: pytest.CaptureFixture[str]
) -> None:
    code = left_with(Call(json=True), error)
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert said.err == ""
    assert (data["schema"], data["exit"]) == ("tadasu/error/1", code)
    assert data["message"] == {"en": error.text.en, "ja": error.text.ja}


def test_what_an_error_knows_is_in_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    left_with(Call(json=True), ERRORS[0])
    assert json.loads(capsys.readouterr().out)["problems"][0]["place"]["file"] == "a.yaml"
    left_with(Call(json=True), ERRORS[4])
    assert json.loads(capsys.readouterr().out)["step"] == "root"


def test_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(Call(lang="ja"), WrongUseError(TEXT)) == 2
    assert "何かがおかしい" in capsys.readouterr().err
    assert left_with(Call(json=True), WrongUseError(TEXT)) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "usage"


def test_interrupted_and_unread(capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(Call(lang="en"), KeyboardInterrupt()) == 130
    assert "Interrupted" in capsys.readouterr().err
    assert left_with(Call(lang="en"), click.Abort()) == 130
    capsys.readouterr()
    assert left_with(Call(), BrokenPipeError(errno.EPIPE, "gone")) == 141
    assert capsys.readouterr() == ("", "")


def test_a_bug_can_be_pasted_and_tells_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(Call(lang="en"), ValueError("secret 髙橋")) == 1
    said = capsys.readouterr().err
    assert "bug in tadasu" in said
    assert "builtins.ValueError" in said
    assert "test_exits.py" in said
    assert "secret" not in said
    assert left_with(Call(json=True), ValueError("secret")) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["error"] == "bug"
    assert "secret" not in str(data)


def test_a_bugs_causes_are_told_oldest_first() -> None:
    try:
        try:
            raise KeyError("a")  # noqa: TRY301
        except KeyError as first:
            raise ValueError("b") from first
    except ValueError as bug:
        lines = bug_lines(bug, ["--json", "do", "secret"])
    assert lines.index("builtins.KeyError") < lines.index("builtins.ValueError")
    assert "verb: do" in lines
    assert os.sep + "secret" not in "".join(lines)


def test_the_help_names_every_code() -> None:
    assert {code for code, _ in EXITS} == {"0", "1", "2", "9", "130"} | set(
        map(str, EXIT_CODES.values())
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")  # noqa: PTH110
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "tadasu_cli", "completion", "bash"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 8
    assert "can't be written" in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_who_leaves_hears_nothing() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tadasu_cli", "completion", "bash"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")
