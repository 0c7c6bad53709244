"""Start-up: whole processes, from the shell's point of view.

tadasu --help   beside a click program of one command that prints its help
tadasu show     beside a process that only imports the third-party modules that `show` loads,
                in the same order: what its libraries cost before anybody uses them

All are small scripts like the one that an installer writes for a command. Bytecode is kept in a
folder of the run's own, whatever the environment says, and is there before the clock runs.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measure import Aim, Figure, Place, Ratio, take_turns, timed
from tadasu.office.founding import init_project

HELP, CLICK = "tadasu --help", "click --help"
SHOW, LIBRARIES = "tadasu show", "its libraries"
PERSON = "P-1"
HABITS = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONVERBOSE")
"""Settings of Python's that would make it compile everything each time, or talk."""

COMMAND = """\
import sys
from tadasu_cli.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""

BARE = '''\
import click

@click.command()
@click.argument("name")
def greet(name):
    """Say hello to NAME."""
    click.echo(f"Hello {name}")

if __name__ == "__main__":
    greet()
'''

LISTING = """\
import os, sys
before = set(sys.modules)
from tadasu_cli.run import run
code = run(sys.argv[1:])
def is_third(name):
    top = name.partition(".")[0]
    if top in {*sys.stdlib_module_names, "tadasu", "tadasu_cli"} or top.startswith("_sysconfig"):
        return False
    spec = getattr(sys.modules[name], "__spec__", None)
    return os.path.isfile(getattr(spec, "origin", None) or "")
print(*filter(is_third, [name for name in sys.modules if name not in before]), file=sys.stderr)
sys.exit(code)
"""


def measure(place: Place) -> Figure:
    """Seconds for one process."""
    folder = place.folder
    kept = folder / "bytecode"
    words = ["show", PERSON, "--project", str(_project(folder / "project"))]
    command = _script(folder / "command.py", COMMAND)
    modules = _run([_script(folder / "listing.py", LISTING), *words], kept).stderr.split()
    importing = "".join(f"import {name}\n" for name in modules)
    sides = {
        HELP: _starting([command, "--help"], kept, "Usage"),
        CLICK: _starting([_script(folder / "bare.py", BARE), "--help"], kept, "Usage"),
        SHOW: _starting([command, *words], kept, PERSON),
        LIBRARIES: _starting([_script(folder / "importing.py", importing)], kept, ""),
    }
    ratios = [
        Ratio(HELP, CLICK, "cost", Aim(most=True, value=1.5)),
        Ratio(SHOW, LIBRARIES, "cost", Aim(most=True, value=1.3)),
    ]
    note = f"show loads {len(modules)} third-party modules: {_counted(modules)}"
    series = take_turns(sides, place.scale.processes)
    return Figure("startup", __doc__.partition("\n")[0], "process", series, ratios, [note])


def _project(root: Path) -> Path:
    person = {"id": PERSON, "name": "山田 花子", "roles": ["isms_office", "isms_manager"]}
    init_project(
        root,
        log="example.com/isms",
        language="en",
        database=None,
        simulated=False,
        at=None,
        person=person,
        signatures="optional",
    )
    return root


def _script(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def _starting(words: Sequence[str], kept: Path, said: str) -> Callable[[], float]:
    assert said in _run(words, kept).stdout
    return lambda: timed(lambda: _run(words, kept))


def _run(words: Sequence[str], kept: Path) -> subprocess.CompletedProcess[str]:
    """A process of ours, with its bytecode in `kept`, and without the caller's habits."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TADASU_") and name not in HABITS
    }
    return subprocess.run(  # noqa: S603
        [sys.executable, *words],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, "PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": str(kept)},
    )


def _counted(modules: Sequence[str]) -> str:
    """The packages, each with how many of its modules."""
    counts: dict[str, int] = {}
    for name in modules:
        package = name.partition(".")[0]
        counts[package] = counts.get(package, 0) + 1
    return json.dumps(counts).strip("{}").replace('"', "")
