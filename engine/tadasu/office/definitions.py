"""The counter for definitions: lint them, copy them for editing, draw them."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import ConflictError, Language, NotFoundError, Problem, Text
from tadasu.office.depicting import lifecycle_of_case
from tadasu.office.files import read_bytes, read_settings
from tadasu.office.pictures.lifecycle import lifecycle
from tadasu.office.pictures.mermaid import mermaid
from tadasu.office.pictures.workflows import lifecycle_of
from tadasu.office.shipped import FOLDERS, SCHEMAS, place_schemas, shipped_files
from tadasu.office.sources import files_process, shipped_process
from tadasu.office.workspace import Workspace
from tadasu.rules.lint import lint as lint_process
from tadasu.rules.process import Process
from tadasu.rules.source import read_documents


def lint(root: Path, *, hints: bool = False) -> tuple[Problem, ...]:
    """What is unwise in the project's files; DefinitionError where they are wrong."""
    return linted(root, hints=hints)[1]


def eject(root: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Copy shipped files for editing: by workflow, by policy, by standard or by file name.

    `schemas` stands for the JSON Schemas alone, which take the place of older ones.
    Raises NotFoundError for a name that nothing shipped bears, ConflictError where a copy exists;
    then nothing is copied.
    """
    read_settings(root)
    files = [name for name in names if name != SCHEMAS]
    chosen = dict.fromkeys(_shipped_file(name) for name in files)
    for shown, _ in chosen:
        if (root / shown).exists():
            raise ConflictError(
                Text(en=f"{shown} exists already.", ja=f"{shown} はすでにあります。")
            )
    for shown, path in chosen:
        target = root / shown
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_bytes(path, shown))
    placed = place_schemas(
        root, FOLDERS if SCHEMAS in names else {n.split("/")[0] for n, _ in chosen}
    )
    return tuple(root / shown for shown, _ in chosen) + (placed if SCHEMAS in names else ())


def diagram(
    workspace: Workspace | None, root: Path, name: str, form: str, language: Language
) -> str:
    """A workflow's lifecycle, or that of a case with its present state marked."""
    case = None
    if workspace is None:
        process = files_process(root)
    else:
        with workspace.journal.reading() as shelf:
            case = shelf.case(name)
            process = workspace.process(shelf.head.process)
    if workspace is not None and case is not None:
        life = lifecycle_of_case(workspace, name, language)
    elif name in process.workflows:
        life = lifecycle_of(process.workflows[name], language)
    else:
        known = ", ".join(process.workflows)
        raise NotFoundError(
            Text(
                en=f"{name} is neither a case nor a workflow; the workflows are {known}.",
                ja=f"{name} は案件でもワークフローでもありません。ワークフロー: {known}。",
            )
        )
    return lifecycle(life, language)[0].svg if form == "svg" else mermaid(life, language)


def linted(root: Path, *, hints: bool = False) -> tuple[Process, tuple[Problem, ...]]:
    """The process that the files say, and what is unwise in it."""
    project, _ = read_settings(root)
    process = files_process(root)
    return process, lint_process(process, shipped_process(project), hints=hints)


def _shipped_file(name: str) -> tuple[str, Path]:
    for shown, path in shipped_files():
        if name in (shown, Path(shown).name, Path(shown).stem):
            return shown, path
    for shown, path in shipped_files():
        documents = read_documents(shown, read_bytes(path, shown))
        if any(document.data.get("policy") == name for document in documents):
            return shown, path
    raise NotFoundError(
        Text(en=f"Nothing shipped is called {name}.", ja=f"同梱の定義に {name} はありません。")
    )
