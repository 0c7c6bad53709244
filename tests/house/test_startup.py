"""The front door opens quickly: `--help` waits for no library that it does not need."""

import json
import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "pydantic", "transitions", "yaml", "structlog", "rfc8785", "psycopg")

IMPORT = "import tadasu_cli"
HELP = """
import contextlib, io
from tadasu_cli.__main__ import main
sys.argv = ["tadasu", *{words!r}]
with contextlib.redirect_stdout(io.StringIO()) as said:
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
assert said.getvalue().strip()
"""


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(IMPORT, id="import"),
        pytest.param(HELP.format(words=["--help"]), id="help"),
        pytest.param(HELP.format(words=["--lang", "ja", "--help"]), id="help-ja"),
    ],
)
def test_the_front_door_opens_quickly(program: str) -> None:
    ending = f"import json\nprint(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\n{ending}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
