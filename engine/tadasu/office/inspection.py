"""Inspection: whether the record adds up, and whether the place is fit to work in."""

import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from shutil import disk_usage

from tadasu.core.events import CaseMigrated, EvidenceAttached, ProcessAdopted, parse_event
from tadasu.core.issued import DocumentIssued
from tadasu.errors import TadasuError, TamperError, Text
from tadasu.ledger.check import Row, check_entries
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.trust import People
from tadasu.ledger.vkey import VerifierKey
from tadasu.ledger.whole import Restored, Whole
from tadasu.office.answers import Check, Symptom, Verified
from tadasu.office.comparison import Kept, check_anchors, check_kept, told
from tadasu.office.files import read_settings
from tadasu.office.lawful import judged, law_checks, law_unproven
from tadasu.office.signatures import (
    NOBODY,
    check_people,
    signatures_check,
    signatures_of,
    signatures_remarks,
    signatures_unproven,
)
from tadasu.office.stamping import Roots, check_stamps, stamps_unproven
from tadasu.office.unopened import unopened
from tadasu.office.workspace import Workspace, falls_short, restored
from tadasu.rules.process import process_from
from tadasu.store.journal import Head, Shelf
from tadasu.store.views import compare_views

Progress = Callable[[int, int], None]

LITTLE_SPACE = 200 * 1024 * 1024
"""Bytes free under which the doctor warns."""


def verify(
    workspace: Workspace,
    progress: Progress,
    kept: Sequence[Kept] = (),
    trust: Sequence[VerifierKey] = (),
    law: Progress | None = None,
    roots: Roots = (),
    people: People = NOBODY,
) -> Verified:
    """Check the whole record, step by step; TamperError names the first thing that is wrong.

    With `law`, which is told how far it has come, every act is judged again too.

    1. Every entry: position, leaf hash, strict form, columns, versions, times; then the root.
    2. Every adopted process lies in the vault under its digest and can be read back; a case was
       migrated to one of them only.
    3. Every piece of evidence lies in the vault with the bytes that its entry names.
    4. The cases as shown are the cases that the entries tell.
    5. Every checkpoint in its file is what the record was at that size, signed by the log's keys;
       every time stamp is of its checkpoint, where `roots` of the authority are given.
    6. Entries are signed as they and the process in force call for, with keys of the signers; each
       key that is enrolled for one of `people` is one of theirs.
    7. The record goes on from every checkpoint of `kept`, which somebody else kept.
    8. Where asked for: every act was lawful by the rules in force then, or UnlawfulError.
    """
    with workspace.journal.reading() as shelf:
        # (1) and (6)
        whole = Whole(shelf.head.log)
        signatures = signatures_of(workspace)
        rows = _added(shelf, whole)
        checked = check_entries(rows, shelf.claim(), progress, signatures)
        check_people(signatures, people)
        # (2) and (3)
        processes, files = _check_vault(workspace, shelf)
        # (4)
        cases = compare_views(shelf)
        # (5)
        anchors = check_anchors(workspace.anchors, whole, trust)
        stamps = check_stamps(workspace.anchors, roots)
        # (7)
        outside = check_kept(kept, whole, trust)
        # (8)
        lawful = judged(workspace, shelf, law) if law is not None else None
        closed = tuple(unopened(workspace, shelf))
    signing, signed = signatures_check(signatures)
    steps = (*STEPS, signing, OUTSIDE)
    counts = (checked.size, processes, files, cases, anchors, signed, len(kept))
    return Verified(
        log=whole.log,
        size=checked.size,
        root=checked.root.hex(),
        spoken=format_spoken(whole.checkpoint()),
        checks=tuple(
            Check(number, what, count)
            for number, (what, count) in enumerate(zip(steps, counts, strict=True), 1)
            if what is not OUTSIDE or kept
        )
        + law_checks(lawful),
        simulated=workspace.simulated,
        remarks=(*map(_restored, whole.restored), *signatures_remarks(signatures)),
        unproven=(
            *law_unproven(lawful),
            *_unproven(checked.size, outside),
            *stamps_unproven(stamps, roots),
            *signatures_unproven(signatures),
            *closed,
        ),
        law=lawful,
    )


STEPS = (
    Text(en="entries re-hashed, root recomputed", ja="記録を再計算し、ルートが一致"),
    Text(en="adopted processes read back", ja="採用されたプロセスを復元"),
    Text(en="evidence files re-hashed", ja="証跡ファイルを再計算"),
    Text(en="cases refolded and compared", ja="案件を畳み直して照合"),
    Text(en="signed checkpoints compared", ja="署名付きチェックポイントと照合"),
)
OUTSIDE = Text(en="checkpoints kept outside compared", ja="外部で保管されたチェックポイントと照合")
"""The step that needs what somebody else kept."""


def _added(shelf: Shelf, whole: Whole) -> Iterator[Row]:
    for row in shelf.rows():
        yield row
        # Asked for the next one: this one was found right.
        with told("5", str(row.position)):
            whole.add(row.kind, row.entry)


def _restored(one: Restored) -> Text:
    return Text(
        en=f"Position {one.position} records a restoration: the log does not reach a checkpoint "
        f"of {one.lost.size} entries. Reason given: {one.reason}",
        ja=f"位置 {one.position} に復元の記録があります。{one.lost.size} 件のチェックポイントまでの"
        f"記録が失われています。理由: {one.reason}",
    )


def _unproven(size: int, outside: int) -> tuple[Text, ...]:
    if not outside:
        return (_CUT,)
    if outside == size:
        return ()
    after = Text(
        en=f"That nothing after the first {outside} of {size} entries was cut off or replaced: no "
        "checkpoint that you gave reaches further.",
        ja=f"全 {size} 件のうち {outside} 件目より後が切り捨て・差し替えられていないこと。"
        "指定されたチェックポイントは、そこまでしか示しません。",
    )
    return (after,)


_CUT = Text(
    en="That nobody cut the end off or put an older copy back, with its checkpoints: hand in one "
    "that you kept, with `--checkpoint`.",
    ja="末尾の切り捨てや古い写しへの差し替えがないこと(チェックポイントのファイルも含む)。"
    "手元に残した控えを `--checkpoint` で指定してください。",
)


def _check_vault(workspace: Workspace, shelf: Shelf) -> tuple[int, int]:
    adopted: set[str] = set()
    processes = files = 0
    for stored in shelf.entries():
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, ProcessAdopted):
            workspace.vault.check(event.digest)
            with workspace.vault.open(event.digest) as document:
                process_from(document.read())
            adopted.add(event.digest)
            processes += 1
        elif isinstance(event, CaseMigrated) and event.after not in adopted:
            raise TamperError("process", _nowhere(statement.case))
        elif isinstance(event, EvidenceAttached | DocumentIssued):
            workspace.vault.check(event.sha256)
            files += 1
    return processes, files


def _nowhere(case: str) -> Text:
    return Text(
        en=f"{case} was migrated to a process that was never adopted before.",
        ja=f"{case} は、それまでに採用されていないプロセスへ移行されています。",
    )


def doctor(root: Path) -> tuple[Symptom, ...]:
    """What was looked at, how it is, and what to do; never raises for what it looks at."""
    symptoms = [_python(), *_libraries()]
    symptoms += _project(root)
    return tuple(symptoms)


def _python() -> Symptom:
    found = ".".join(map(str, sys.version_info[:3]))
    return _ok(Text(en="Python", ja="Python"), found)


def _libraries() -> list[Symptom]:
    names = (
        "transitions",
        "pydantic",
        "SQLAlchemy",
        "click",
        "structlog",
        "PyYAML",
        "rfc8785",
        "cryptography",
    )
    return [_ok(Text(en=name, ja=name), metadata.version(name)) for name in names]


def _project(root: Path) -> list[Symptom]:
    what = Text(en="project", ja="プロジェクト")
    try:
        project, _ = read_settings(root)
        with Workspace.open(root) as workspace:
            found = [
                _ok(what, f"{root} ({project.log})"),
                *_record(workspace),
                _space(root),
            ]
    except TadasuError as wrong:
        return [Symptom(what, "error", wrong.text)]
    return found


def _record(workspace: Workspace) -> list[Symptom]:
    with workspace.journal.reading() as shelf:
        head = shelf.head
        process = workspace.process(head.process)
    database = workspace.journal.describe()
    entries = Text(en=f"{head.size} entries", ja=f"{head.size} 件")
    found = [
        _ok(Text(en="database", ja="データベース"), database),
        Symptom(Text(en="record", ja="記録"), "ok", entries),
        _ok(Text(en="process", ja="プロセス"), process.digest[:16]),
    ]
    found.append(_reached(workspace, head))
    what = Text(en="clock", ja="時計")
    try:
        now = workspace.clock.now(head.recorded_at)
        kind = "simulated" if workspace.simulated else "real"
        found.append(_ok(what, f"{kind}, {now.isoformat()}"))
    except TadasuError as wrong:
        remedy = Text(en="Set the machine's clock.", ja="機械の時計を合わせてください。")
        found.append(Symptom(what, "error", wrong.text, remedy))
    return found


def _reached(workspace: Workspace, head: Head) -> Symptom:
    what = Text(en="checkpoint", ja="チェックポイント")
    newest = workspace.anchors.newest()
    if newest is None:
        remedy = Text(en="Make one: `tadasu checkpoint`.", ja="`tadasu checkpoint` で作れます。")
        return Symptom(what, "warning", Text(en="none", ja="なし"), remedy)
    if falls_short(head, newest.checkpoint):
        remedy = Text(
            en="Find out why, then `tadasu restore`.",
            ja="原因を調べてから `tadasu restore` を実行してください。",
        )
        return Symptom(what, "error", restored(head, newest.checkpoint).text, remedy)
    return _ok(what, format_spoken(newest.checkpoint))


def _space(root: Path) -> Symptom:
    free = disk_usage(root).free
    what = Text(en="free disk space", ja="ディスクの空き")
    found = Text(en=f"{free // 1024**2:,} MiB", ja=f"{free // 1024**2:,} MiB")
    if free < LITTLE_SPACE:
        return Symptom(what, "warning", found, Text(en="Make room.", ja="空きを作ってください。"))
    return Symptom(what, "ok", found)


def _ok(what: Text, found: str) -> Symptom:
    return Symptom(what, "ok", Text(en=found, ja=found))
