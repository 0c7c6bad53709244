"""The counter for bundles: written beside their place, verified there, then moved in whole.

A bundle reaches as far as its checkpoint: one made now, or without the log's key the newest one.
"""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tadasu.bundle.archive import open_bundle, write_folder, write_zip
from tadasu.bundle.check import check_bundle
from tadasu.bundle.contents import Contents
from tadasu.bundle.report import Report
from tadasu.bundle.write import files_of, read_all
from tadasu.errors import ConflictError, NotFoundError, TamperError, Text
from tadasu.ledger.note import format_note
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.trust import Trust
from tadasu.ledger.vkey import format_vkey
from tadasu.ledger.whole import Whole
from tadasu.office.bundles import Exported
from tadasu.office.checkpoints import hashed, log_signers, make_checkpoint
from tadasu.office.files import unwritable
from tadasu.office.gathering import check_revealed, gather
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.store.anchors import Anchor

UNFINISHED = ".unfinished"
"""The ending of a bundle that is not whole yet."""


def export(
    workspace: Workspace,
    target: Path,
    *,
    case: str | None = None,
    evidence: bool = True,
    reveal: Sequence[str] = (),
) -> Exported:
    """Write the bundle `target`: a zip if it is called so, else a folder; verified before it ends.

    Of the whole log, or of `case` and all below it. `evidence` leaves its files out, their hashes
    stay. `reveal` names the personal fields that the receiver may see, as WORKFLOW.FIELD. Raises
    ConflictError where there is something already or nothing was ever signed, NotFoundError where
    there is no such case or field, TamperError where what was written is not right.
    """
    if target.exists():
        raise ConflictError(
            Text(en=f"{target} is there already.", ja=f"{target} はすでにあります。")
        )
    anchor, whole = _anchor(workspace)
    contents = _contents(workspace, anchor, whole, case, reveal, evidence=evidence)
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        report = _written(unfinished, target.suffix == ".zip", contents)
        if report.state == "wrong":
            raise TamperError("export", report.steps[-1].detail)
        unfinished.rename(target)
    except OSError as wrong:
        raise unwritable(target, wrong) from wrong
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
        evidence=len(contents.evidence),
        openings=contents.openings.count(b"\n"),
    )


def _anchor(workspace: Workspace) -> tuple[Anchor, Whole | None]:
    signers = log_signers(workspace)
    if signers:
        return make_checkpoint(workspace, signers)
    newest = workspace.anchors.newest()
    if newest is None:
        raise ConflictError(
            Text(
                en="No checkpoint was ever signed here. Export where the log's key is.",
                ja="署名されたチェックポイントがありません。ログの鍵がある機械で書き出してください。",
            )
        )
    return newest, None


def _contents(
    workspace: Workspace,
    anchor: Anchor,
    whole: Whole | None,
    case: str | None,
    reveal: Sequence[str],
    *,
    evidence: bool,
) -> Contents:
    checkpoint = anchor.checkpoint
    with workspace.journal.reading() as shelf:
        if case is not None and shelf.case(case) is None:
            raise NotFoundError(Text(en=f"There is no {case}.", ja=f"{case} はありません。"))
        check_revealed(workspace.process(shelf.head.process), reveal)
        openings = Openings(shelf, workspace.subjects)
        found = gather(shelf, checkpoint.size, case, reveal, openings)
        vkeys = (whole or hashed(shelf)).keys(checkpoint.size)
    notes = {
        one.checkpoint.size: one for one in workspace.anchors.every() if one.path != anchor.path
    }
    stamps = ((size, workspace.anchors.stamp(one)) for size, one in notes.items())
    for sha in found.definitions:
        workspace.vault.check(sha)
    files = found.evidence if evidence else {}
    return Contents(
        log=checkpoint.origin,
        entries=found.entries,
        checkpoint=format_note(anchor.note),
        notes={size: format_note(one.note) for size, one in notes.items()},
        stamps={size: stamp for size, stamp in stamps if stamp is not None},
        vkeys=[format_vkey(key) for key in vkeys],
        definitions={sha: partial(_read, workspace, sha) for sha in found.definitions},
        evidence={sha: partial(_read, workspace, sha) for sha in files},
        openings=found.openings,
        only=found.only,
    )


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
