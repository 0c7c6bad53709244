"""Definition files read from disk: the shipped layer, and the project's laid over it."""

from pathlib import Path

from tadasu.office.shipped import definition_files, shipped_files
from tadasu.office.workspace import read_settings, read_text
from tadasu.rules.document import Document
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents


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
    return () if project.base == "none" else _documents(shipped_files())


def local_documents(root: Path) -> tuple[Document, ...]:
    """The project's own layer."""
    return _documents(definition_files(root))


def read_file(path: Path) -> tuple[Document, ...]:
    """The documents of one YAML file that is no definition, such as a demo's story."""
    return _documents([(path.name, path)])


def _documents(files: list[tuple[str, Path]]) -> tuple[Document, ...]:
    return tuple(
        document
        for shown, path in files
        for document in read_documents(shown, read_text(path, shown))
    )
