"""The counter for bundles: written beside their place, verified there, then moved in whole.

A bundle reaches as far as its checkpoint: one made now, or without the log's key the newest one.
"""

import shutil
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path

from tadasu.bundle.archive import open_bundle, write_folder, write_zip
from tadasu.bundle.check import check_bundle
from tadasu.bundle.contents import Contents
from tadasu.bundle.report import Report
from tadasu.bundle.write import files_of, read_all
from tadasu.core.events import CaseOpened, EvidenceAttached, ProcessAdopted, parse_event
from tadasu.errors import ConflictError, NotFoundError, TamperError, Text, UnavailableError
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.entry import Entry
from tadasu.ledger.note import format_note
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.trust import Trust
from tadasu.ledger.vkey import format_vkey
from tadasu.ledger.whole import Whole
from tadasu.office.bundles import Exported
from tadasu.office.checkpoints import log_signers, make_checkpoint
from tadasu.office.workspace import Workspace
from tadasu.store.anchors import Anchor
from tadasu.store.journal import StoredEntry

UNFINISHED = ".unfinished"
"""The ending of a bundle that is not whole yet."""


def export(
    workspace: Workspace, target: Path, *, case: str | None = None, evidence: bool = True
) -> Exported:
    """Write the bundle `target`: a zip if it is called so, else a folder; verified before it ends.

    Of the whole log, or of `case` and all below it. `evidence` leaves its files out, their hashes
    stay. Raises ConflictError where there is something already or nothing was ever signed,
    NotFoundError where there is no such case, TamperError where what was written is not right.
    """
    if target.exists():
        raise ConflictError(
            Text(en=f"{target} is there already.", ja=f"{target} はすでにあります。")
        )
    anchor = _anchor(workspace)
    contents, files = _contents(workspace, anchor, case, evidence=evidence)
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        report = _written(unfinished, target.suffix == ".zip", contents)
        if report.state == "wrong":
            raise TamperError("export", report.steps[-1].detail)
        unfinished.rename(target)
    except OSError as wrong:
        raise UnavailableError(
            Text(
                en=f"{target} can't be written: {wrong.strerror}.",
                ja=f"{target} に書き込めません({wrong.strerror})。",
            )
        ) from wrong
    finally:
        _clear(unfinished)
    checkpoint = anchor.checkpoint
    return Exported(
        file=target,
        log=checkpoint.origin,
        size=checkpoint.size,
        entries=checkpoint.size if contents.only is None else len(contents.only),
        root=checkpoint.root.hex(),
        spoken=format_spoken(checkpoint),
        evidence=files,
    )


def _anchor(workspace: Workspace) -> Anchor:
    signers = log_signers(workspace)
    if signers:
        return make_checkpoint(workspace, signers)[0]
    newest = workspace.anchors.newest()
    if newest is None:
        raise ConflictError(
            Text(
                en="No checkpoint was ever signed here. Export where the log's key is.",
                ja="署名されたチェックポイントがありません。ログの鍵がある機械で書き出してください。",
            )
        )
    return newest


def _contents(
    workspace: Workspace, anchor: Anchor, case: str | None, *, evidence: bool
) -> tuple[Contents, int]:
    checkpoint = anchor.checkpoint
    with workspace.journal.reading() as shelf:
        if case is not None and shelf.case(case) is None:
            raise NotFoundError(Text(en=f"There is no {case}.", ja=f"{case} はありません。"))
        rows = [row.entry for row in shelf.rows()][: checkpoint.size]
        stored = [one for one in shelf.entries() if one.position < checkpoint.size]
    only = None if case is None else _of_case(stored, case)
    definitions, files = _named(one for one in stored if only is None or one.position in only)
    vault = workspace.vault
    named = {sha: partial(_read, workspace, sha) for sha in files} if evidence else {}
    notes = {
        one.checkpoint.size: one for one in workspace.anchors.every() if one.path != anchor.path
    }
    stamps = ((size, workspace.anchors.stamp(one)) for size, one in notes.items())
    for sha in definitions:
        vault.check(sha)
    return (
        Contents(
            log=checkpoint.origin,
            entries=rows,
            checkpoint=format_note(anchor.note),
            notes={size: format_note(one.note) for size, one in notes.items()},
            stamps={size: stamp for size, stamp in stamps if stamp is not None},
            vkeys=_vkeys(checkpoint, stored, rows),
            definitions={sha: partial(_read, workspace, sha) for sha in definitions},
            evidence=named,
            only=only,
        ),
        len(named),
    )


def _vkeys(checkpoint: Checkpoint, stored: Iterable[StoredEntry], rows: list[bytes]) -> list[str]:
    whole = Whole(checkpoint.origin)
    for one in stored:
        whole.add(one.entry.statement.kind, rows[one.position])
    return [format_vkey(key) for key in whole.keys(checkpoint.size)]


def _named(stored: Iterable[StoredEntry]) -> tuple[list[str], list[str]]:
    """The digests of the processes and of the evidence that entries name."""
    processes: dict[str, None] = {}
    files: dict[str, None] = {}
    for one in stored:
        statement = one.entry.statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, ProcessAdopted):
            processes[event.digest] = None
        elif isinstance(event, EvidenceAttached):
            files[event.sha256] = None
    return list(processes), list(files)


def _of_case(stored: Iterable[StoredEntry], root: str) -> Collection[int]:
    """What belongs to a case and all below it, to whoever acted there, to keys and to the log."""
    family, positions, people = {root}, set(), set()
    others: dict[str, list[int]] = {}
    for one in stored:
        statement = one.entry.statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, CaseOpened) and event.parent in family:
            family.add(statement.case)
        if statement.case in family:
            positions.add(one.position)
            people |= _actors(one.entry)
        elif not statement.case or statement.kind.startswith("key."):
            positions.add(one.position)
        others.setdefault(statement.case, []).append(one.position)
    return positions.union(*(others.get(key, ()) for key in people | _keyed(others, positions)))


def _keyed(others: dict[str, list[int]], positions: set[int]) -> set[str]:
    """Cases of which an entry is taken: all of it is, since entries of a case have no gaps."""
    return {key for key, held in others.items() if key and not positions.isdisjoint(held)}


def _actors(entry: Entry) -> set[str]:
    actor = entry.statement.actor
    return {str(actor[name]) for name in ("id", "for") if name in actor}


def _read(workspace: Workspace, sha: str) -> bytes:
    with workspace.vault.open(sha) as file:
        return file.read()


def _written(unfinished: Path, packed: bool, contents: Contents) -> Report:
    _clear(unfinished)
    files = files_of(contents)
    if packed:
        with unfinished.open("wb") as stream:
            write_zip(stream.write, read_all(files))
    else:
        write_folder(unfinished, read_all(files))
    return check_bundle(open_bundle(unfinished), Trust())


def _clear(unfinished: Path) -> None:
    if unfinished.is_dir():
        shutil.rmtree(unfinished)
    else:
        unfinished.unlink(missing_ok=True)
