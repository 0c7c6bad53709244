"""A small world in memory for tests that are written in Python."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tadasu.core import world
from tadasu.core.deeds import Decision
from tadasu.core.giving import given_case, moment
from tadasu.core.setting import Setting
from tadasu.core.world import decided
from tadasu.office.shipped import shipped_files
from tadasu.rules.document import Document
from tadasu.rules.given import Given
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents
from tadasu.rules.trial import MORNING, Act

ZONE = ZoneInfo("Asia/Tokyo")
NOW = f"{MORNING}+09:00"
MOMENT = moment(NOW, ZONE)


def project(**settings: object) -> Project:
    """Settings of a project that nobody writes to disk."""
    base = {"project": "tadasu/1", "log": "example.jp/isms", "database": "record/log.db"}
    return Project.model_validate({**base, **settings})


def documents(paths: Sequence[tuple[str, Path]]) -> list[Document]:
    """The YAML documents of files."""
    return [d for name, path in paths for d in read_documents(name, path.read_text("utf-8"))]


def shipped_process() -> Process:
    """The process that ships."""
    return assemble(documents(shipped_files()), (), project())


class World(world.World):
    """Cases as a test file gives them, acts as it says them."""

    def __init__(self, process: Process) -> None:
        super().__init__(process, ZONE)

    def give(self, key: str, spec: Mapping[str, Any]) -> None:
        """Put a case as it is given, with typed values and history."""
        given = Given.model_validate(spec)
        self.held[key] = given_case(self.process, ZONE, key, given)

    def give_all(self, cases: Mapping[str, Mapping[str, Any]]) -> None:
        """Put many."""
        for key, spec in cases.items():
            self.give(key, spec)

    def act(self, when: Mapping[str, Any]) -> Decision:
        """Do what `when` says, and keep what comes of it."""
        act = Act.model_validate(when)
        setting = self.setting(act.actor or "", act.at or NOW, act.behalf)
        decision = decided(setting, act)
        self.keep(setting, decision)
        return decision

    def setting(self, actor: str, at: str, behalf: str | None = None) -> Setting:
        """Who acts, when, and in whose name."""
        return self.setting_of(actor, moment(at, ZONE), behalf)
