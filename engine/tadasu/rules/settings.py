"""Reads tadasu.yaml, the one file that says what a project is."""

from tadasu.errors import DefinitionError, Text
from tadasu.rules.document import Document
from tadasu.rules.project import Project
from tadasu.rules.reading import read
from tadasu.rules.source import read_documents, refused


def read_project(file: str, text: str | bytes) -> tuple[Project, Document]:
    """The project, and its document for `assemble`; DefinitionError with all that is wrong."""
    documents = read_documents(file, text)
    if len(documents) != 1:
        message = Text(
            en="A project file holds exactly one document.",
            ja="プロジェクトファイルに書ける文書は一つだけです。",
        )
        raise DefinitionError(refused(file, "T009", message).problems)
    (document,) = documents
    project, problems = read(document, Project)
    # Broken YAML leaves data out; what is missing for that reason is not told as well.
    problems = document.problems or problems
    if project is None or problems:
        raise DefinitionError(problems)
    return project, document
