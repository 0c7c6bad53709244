"""A library in which everybody signs, for tests of the counter."""

from dataclasses import replace
from pathlib import Path

from tadasu.errors import RefusalError
from tadasu.office.acts import Acts
from tadasu.office.answers import Receipt, Verified
from tadasu.office.inspection import verify
from tadasu.office.keys import Keys
from tadasu.office.newkeys import new_key
from tadasu.office.requests import read_key_request
from tadasu.office.workspace import Workspace
from tests.unit.office import desk
from tests.unit.office.renaming import ADOPTING

SIGNED = desk.SETTINGS.replace("optional", "required")


def no_phrase(_path: Path) -> str | None:
    """No passphrase."""
    return None


def found(root: Path, process: str = ADOPTING) -> Receipt:
    """A library whose settings require signatures; M-1 signs from the first entry on."""
    return desk.found(root, process=process, settings=SIGNED)


def keyed(root: Path, process: str = ADOPTING) -> None:
    """The same, with a reader who has a key, a book, and the book lent: six entries more."""
    found(root, process)
    with desk.library(root) as workspace:
        acts = Acts(workspace, "M-1")
        acts.new("member", None, {"id": "M-2", "name": "髙田"})
        enrolled(workspace, "M-2")
        acts.new("book", None, {"title": "坊っちゃん"})
        acts.new("loan", "B-001", {"reader": "M-2"})


def enrolled(workspace: Workspace, person: str, actor: str = "M-1") -> Receipt:
    """A new key of a person, in the folder, enrolled."""
    asked = read_key_request(new_key(workspace, person, no_phrase).file)
    return Keys(workspace, actor).enrol(asked)


def sound(workspace: Workspace) -> Verified:
    """The record, verified with the law."""
    return verify(workspace, nothing, law=nothing)


def nothing(_done: int, _all: int) -> None:
    """Nobody watches."""


def without_keys(workspace: Workspace) -> None:
    """From here on the folder holds nobody's key."""
    for path in (workspace.root / "keys").iterdir():
        if path.name != "log.pem":
            path.unlink()


def named(workspace: Workspace, file: Path) -> None:
    """From here on the key is named."""
    workspace.secrets = replace(workspace.secrets, file=file)


def rules(no: RefusalError) -> list[str]:
    """What refused."""
    return [reason.rule for reason in no.reasons]
