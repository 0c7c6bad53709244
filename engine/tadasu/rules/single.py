"""Files that hold one document: the project's settings, a plan of migration."""

from typing import TypeVar

from tadasu.errors import DefinitionError, Text
from tadasu.rules.document import Document
from tadasu.rules.reading import read
from tadasu.rules.source import read_documents, refused
from tadasu.rules.words import Part

P = TypeVar("P", bound=Part)


def read_single(file: str, text: str | bytes, model: type[P]) -> tuple[P, Document]:
    """What the file says, and its document; DefinitionError with all that is wrong."""
    documents = read_documents(file, text)
    if len(documents) != 1:
        raise DefinitionError(refused(file, "T009", _ONE).problems)
    (document,) = documents
    found, problems = read(document, model)
    # Broken YAML leaves data out; what is missing for that reason is not told as well.
    problems = document.problems or problems
    if found is None or problems:
        raise DefinitionError(problems)
    return found, document


_ONE = Text(
    en="This file holds exactly one document.", ja="このファイルに書ける文書は一つだけです。"
)
