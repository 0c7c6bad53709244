"""The counter for definitions: lint them, copy them for editing, put them in force, draw them."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from tadasu.core.hearing import Hearing
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.core.values import stamp
from tadasu.errors import (
    ConflictError,
    DefinitionError,
    Language,
    NotFoundError,
    Problem,
    RefusalError,
    Text,
)
from tadasu.office.acts import acting
from tadasu.office.answers import Adoption
from tadasu.office.clock import request_id
from tadasu.office.differences import differences
from tadasu.office.files import read_bytes, read_settings
from tadasu.office.shipped import FOLDERS, SCHEMAS, place_schemas, shipped_files
from tadasu.office.sources import files_process, shipped_process
from tadasu.office.statements import Author, adoption, statement
from tadasu.office.workspace import Workspace
from tadasu.rules.diagram import mermaid, svg
from tadasu.rules.lint import lint as lint_process
from tadasu.rules.process import Process
from tadasu.rules.source import read_documents
from tadasu.store.journal import Desk, Shelf


def lint(root: Path, *, hints: bool = False) -> tuple[Problem, ...]:
    """What is unwise in the project's files; DefinitionError where they are wrong."""
    return _linted(root, hints=hints)[1]


def adopt(workspace: Workspace, actor: str, *, dry_run: bool) -> Adoption:
    """Put the files in force for cases opened from now on, or only show what would change.

    Raises DefinitionError where lint finds an error, RefusalError where the actor may not.
    """
    process, problems = _linted(workspace.root)
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        raise DefinitionError(errors)
    with workspace.journal.writing() as desk:
        before = workspace.process(desk.head.process)
        found = differences(before, process)
        position = None
        if not dry_run and before.digest != process.digest:
            role = _ask(workspace, desk, before, actor)
            position = _append(
                workspace, desk, process, Author(actor, request_id(), process.digest), role
            )
        return Adoption(
            before=before.digest,
            after=process.digest,
            differences=found,
            running=_running(desk, before),
            position=position,
        )


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
    draw = svg if form == "svg" else mermaid
    if workspace is None:
        process = files_process(root)
    else:
        with workspace.journal.reading() as shelf:
            case = shelf.case(name)
            process = workspace.process(case.process if case else shelf.head.process)
        if case is not None:
            return draw(process.workflows[case.workflow], case.state, language)
    workflow = process.workflows.get(name)
    if workflow is None:
        known = ", ".join(process.workflows)
        raise NotFoundError(
            Text(
                en=f"{name} is neither a case nor a workflow; the workflows are {known}.",
                ja=f"{name} は案件でもワークフローでもありません。ワークフロー: {known}。",
            )
        )
    return draw(workflow, None, language)


def _linted(root: Path, *, hints: bool = False) -> tuple[Process, tuple[Problem, ...]]:
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


def _ask(workspace: Workspace, shelf: Shelf, process: Process, actor: str) -> str:
    """The role under which `actor` may adopt, by the process in force, or raise RefusalError."""
    now = workspace.clock.now(shelf.head.recorded_at)
    scene = Scene(process, shelf, now, workspace.zone)
    person = acting(scene, process, actor)
    workflow = process.workflows[process.people]
    attempt = Text(en="adopt the process", ja="プロセスを採用する")
    setting = Setting(process, scene, actor, now, workspace.zone)
    hearing = Hearing(setting, workflow, scene.record(person.key), "adopt", attempt)
    hearing.ask_roles(workflow.adopt)
    if hearing.reasons:
        raise RefusalError(attempt, hearing.reasons)
    return hearing.role


def _append(workspace: Workspace, desk: Desk, process: Process, author: Author, role: str) -> int:
    workspace.vault.put(BytesIO(process.document))
    at = stamp(workspace.clock.now(desk.head.recorded_at))
    event = adoption(process, simulated=workspace.simulated)
    made = statement(
        author,
        desk.head,
        event,
        case="",
        version=desk.version("") + 1,
        process=process.digest,
        role=role,
        at=at,
        ordinal=0,
    )
    return desk.append([(made, event)], at)[0]


def _running(shelf: Shelf, process: Process) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for name, workflow in process.workflows.items():
        for state, spec in workflow.states.items():
            if not spec.final:
                counts[name] += sum(1 for _ in shelf.select(name, state))
    return {name: count for name, count in counts.items() if count}
