"""Reads tadasu.yaml, the one file that says what a project is."""

from tadasu.rules.document import Document
from tadasu.rules.project import Project
from tadasu.rules.single import read_single


def read_project(file: str, text: str | bytes) -> tuple[Project, Document]:
    """The project, and its document for `assemble`; DefinitionError with all that is wrong."""
    return read_single(file, text, Project)
