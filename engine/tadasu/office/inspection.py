"""Inspection: whether the record adds up, and whether the place is fit to work in."""

import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from shutil import disk_usage

from tadasu.core.events import CaseMigrated, EvidenceAttached, ProcessAdopted, parse_event
from tadasu.errors import TadasuError, TamperError, Text
from tadasu.ledger.check import check_entries
from tadasu.office.answers import Check, Symptom, Verified
from tadasu.office.files import read_settings
from tadasu.office.workspace import Workspace
from tadasu.rules.process import process_from
from tadasu.store.journal import Shelf
from tadasu.store.views import compare_views

Progress = Callable[[int, int], None]

LITTLE_SPACE = 200 * 1024 * 1024
"""Bytes free under which the doctor warns."""


def verify(workspace: Workspace, progress: Progress) -> Verified:
    """Check the whole record, step by step; TamperError names the first thing that is wrong.

    1. Every entry: position, leaf hash, strict form, columns, versions, times; then the root.
    2. Every adopted process lies in the vault under its digest and can be read back; a case was
       migrated to one of them only.
    3. Every piece of evidence lies in the vault with the bytes that its entry names.
    4. The cases as shown are the cases that the entries tell.
    """
    with workspace.journal.reading() as shelf:
        # (1)
        checked = check_entries(shelf.rows(), shelf.claim(), progress)
        # (2) and (3)
        processes, files = _check_vault(workspace, shelf)
        # (4)
        cases = compare_views(shelf)
        return Verified(
            log=shelf.head.log,
            size=checked.size,
            root=checked.root.hex(),
            checks=(
                Check(
                    1,
                    Text(
                        en="entries re-hashed, root recomputed", ja="記録を再計算し、ルートが一致"
                    ),
                    checked.size,
                ),
                Check(
                    2,
                    Text(en="adopted processes read back", ja="採用されたプロセスを復元"),
                    processes,
                ),
                Check(3, Text(en="evidence files re-hashed", ja="証跡ファイルを再計算"), files),
                Check(4, Text(en="cases refolded and compared", ja="案件を畳み直して照合"), cases),
            ),
            simulated=workspace.simulated,
            unproven=UNPROVEN,
        )


UNPROVEN = (
    Text(
        en="That nobody cut the end off or put an older copy back: compare size and root with a "
        "receipt that you kept.",
        ja="末尾の切り捨てや古い写しへの差し替えがないこと。手元の控えの件数とルートと照合してください。",
    ),
    Text(
        en="Who really acted: entries name people, but nobody has signed yet.",
        ja="本当に本人が行ったこと。記録には人の名がありますが、まだ署名はありません。",
    ),
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
        elif isinstance(event, EvidenceAttached):
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
    names = ("transitions", "pydantic", "SQLAlchemy", "click", "structlog", "PyYAML", "rfc8785")
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
    what = Text(en="clock", ja="時計")
    try:
        now = workspace.clock.now(head.recorded_at)
        kind = "simulated" if workspace.simulated else "real"
        found.append(_ok(what, f"{kind}, {now.isoformat()}"))
    except TadasuError as wrong:
        remedy = Text(en="Set the machine's clock.", ja="機械の時計を合わせてください。")
        found.append(Symptom(what, "error", wrong.text, remedy))
    return found


def _space(root: Path) -> Symptom:
    free = disk_usage(root).free
    what = Text(en="free disk space", ja="ディスクの空き")
    found = Text(en=f"{free // 1024**2:,} MiB", ja=f"{free // 1024**2:,} MiB")
    if free < LITTLE_SPACE:
        return Symptom(what, "warning", found, Text(en="Make room.", ja="空きを作ってください。"))
    return Symptom(what, "ok", found)


def _ok(what: Text, found: str) -> Symptom:
    return Symptom(what, "ok", Text(en=found, ja=found))
