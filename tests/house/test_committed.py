"""Nothing that is committed names a machine, a person's folder or a package registry."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from tests.house.rooms import committed

# Addresses that are names: of a licence, a format, a schema, a specification.
NAMES = {
    "c2sp.org",
    "example.com",
    "example.org",
    "json-schema.org",
    "keepachangelog.com",
    "purl.org",
    "schemas.openxmlformats.org",
    "semver.org",
    "www.apache.org",
    "www.omg.org",
    "www.w3.org",
}
ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://(?:[^\s/@]*@)?([\w.-]+)", re.IGNORECASE)
# A database on this machine, or on one that a reader is to fill in.
LOCAL = {"localhost", "127.0.0.1", "host"}
IPV4 = re.compile(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])")
REGISTRY = re.compile(
    "py" + r"pi\.org|python" + r"hosted|--(extra-)?index" + "-url", re.IGNORECASE
)
FOLDERS = ("home", "opt", "root", "tmp", "work", "Users")
FOLDER = re.compile(rf"(?<![\w.~}}-])/({'|'.join(FOLDERS)})(/|\b)")


def told(line: str) -> Iterator[str]:
    """What a line tells about where it was written."""
    for match in ADDRESS.finditer(line):
        if match.group(1).lower() not in NAMES | LOCAL:
            yield match.group()
    for match in IPV4.finditer(line):
        try:
            if not ip_address(match.group()).is_loopback:
                yield match.group()
        except ValueError:
            continue
    yield from (match.group() for match in REGISTRY.finditer(line))
    yield from (match.group() for match in FOLDER.finditer(line))


def test_nothing_committed_tells_where_it_was_written() -> None:
    found = [
        f"{name}:{number}: {word}"
        for name, path in committed()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        for word in told(line)
    ]
    assert found == []


def test_the_test_would_notice() -> None:
    assert list(told("see " + "http" + "://registry.internal/simple"))
    assert list(told("cd " + "/" + "work/main"))
    assert list(told("at 10.1." + "2.3"))
    assert not list(told("and/work, 9.2.2, 127.0.0.1"))
