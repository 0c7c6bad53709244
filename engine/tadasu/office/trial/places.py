"""Where an organisation's own tests are, and what they run against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import NotFoundError, Text
from tadasu.office.files import read_settings
from tadasu.office.sources import base_documents, local_documents
from tadasu.rules.document import Document
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project, with_parameters

FOLDER = "tests"
"""Where a project keeps its tests."""


@dataclass(frozen=True, slots=True)
class Source:
    """What tests run against: definitions, with the project's numbers."""

    base: Sequence[Document]
    local: Sequence[Document]
    project: Project
    settings: Document | None = None

    @classmethod
    def of(cls, root: Path) -> "Source":
        """The files of the project in `root`, adopted or not."""
        project, settings = read_settings(root)
        return cls(base_documents(project), local_documents(root), project, settings)

    def process(self, params: Mapping[str, object]) -> Process:
        """The process with other numbers; DefinitionError, or ValueError where one is none."""
        project = with_parameters(self.project, params) if params else self.project
        return assemble(self.base, self.local, project, self.settings)


def trial_files(root: Path, named: Sequence[Path]) -> list[tuple[str, Path]]:
    """The files that are meant, or every one of the project, as (name to show, path), in order.

    NotFoundError where there is none.
    """
    found: list[Path] = []
    for path in named or sorted((root / FOLDER).rglob("*.yaml")):
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not found:
        where = ", ".join(map(str, named)) or f"{FOLDER}/"
        raise NotFoundError(
            Text(en=f"There are no tests in {where}.", ja=f"{where} にテストがありません。")
        )
    return [(_shown(root, path), path) for path in dict.fromkeys(found)]


def _shown(root: Path, path: Path) -> str:
    whole, base = path.resolve(), root.resolve()
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) else path.as_posix()
