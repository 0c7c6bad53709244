"""What a figure needs beside it to be read: versions and the machine, no names, no paths."""

import os
import platform
import sqlite3
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

LIBRARIES = (
    "tadasu",
    "SQLAlchemy",
    "pydantic",
    "click",
    "structlog",
    "transitions",
    "PyYAML",
    "eventsourcing",
    "python-statemachine",
    "SpiffWorkflow",
    "typst",
)


def versions() -> Mapping[str, str]:
    """Of every library that is measured, or that it stands on; those that are installed."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def facts(folder: Path) -> Mapping[str, object]:
    """The machine, and the kind of file system on which `folder` lies."""
    return {
        "cpu": _cpu(),
        "cpus": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "file_system": _file_system(folder),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlite": sqlite3.sqlite_version,
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    found = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(found, "unknown")


def _file_system(folder: Path) -> str:
    try:
        lines = Path("/proc/mounts").read_text("utf-8").splitlines()
    except OSError:
        return "unknown"
    mounts = {Path(line.split()[1]): line.split()[2] for line in lines}
    resolved = folder.resolve()
    return next(
        (mounts[each] for each in (resolved, *resolved.parents) if each in mounts), "unknown"
    )
