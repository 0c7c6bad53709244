"""Definition files read from disk: the shipped layer, and the project's laid over it."""

from collections.abc import Iterable
from pathlib import Path

from tadasu.errors import DefinitionError, Text
from tadasu.office.files import read_bytes, read_settings
from tadasu.office.shipped import definition_files, shipped_files
from tadasu.rules.document import Document, Page
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents, refused

MAX_FILES = 2_000
MAX_TOTAL = 8 * 1024 * 1024
"""How many definition files a project may have, and how many bytes in all."""


def files_process(root: Path) -> Process:
    """The process that the project's files say, or DefinitionError with all problems at once."""
    project, settings = read_settings(root)
    return assemble(base_documents(project), local_documents(root), project, settings)


def shipped_process(project: Project) -> Process | None:
    """The shipped process with the project's settings, where the project is based on it."""
    if project.base == "none":
        return None
    declared = Project.model_validate({**project.model_dump(), "parameters": {}})
    return assemble(base_documents(project), (), declared)


def base_documents(project: Project) -> tuple[Document, ...]:
    """The shipped layer, or nothing for a process that stands alone."""
    return () if project.base == "none" else documents_of(shipped_files())


def local_documents(root: Path) -> tuple[Document, ...]:
    """The project's own layer."""
    return documents_of(definition_files(root), root)


def read_file(path: Path) -> tuple[Document, ...]:
    """The documents of one YAML file that is no definition, such as a demo's story."""
    return documents_of([(path.name, path)])


def documents_of(
    files: Iterable[tuple[str, Path]], root: Path | None = None
) -> tuple[Document, ...]:
    """The documents of files, of which none may lead out of `root`."""
    found: list[Document] = []
    room = MAX_TOTAL
    for number, (shown, path) in enumerate(files):
        if number >= MAX_FILES or room < 0:
            return (*found, refused(shown, "T007", _TOO_MUCH))
        if root is not None and not _within(root, path):
            found.append(refused(shown, "T001", _ASTRAY))
            continue
        try:
            content = read_bytes(path, shown)
        except DefinitionError as wrong:
            found += [Document(Page(shown, ""), {}, {}, wrong.problems)]
            continue
        room -= len(content)
        found += read_documents(shown, content)
    return tuple(found)


def _within(root: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


_ASTRAY = Text(
    en="This link leads out of the project, or nowhere.",
    ja="プロジェクトの外を指すか、行き先のないリンクです。",
)
_TOO_MUCH = Text(
    en=f"There are more than {MAX_FILES:,} definition files, or more than 8 MiB of them.",
    ja=f"定義のファイルが {MAX_FILES:,} 個、または合計 8 MiB を超えています。",
)
