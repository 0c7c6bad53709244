"""The founding of a project: settings, an empty record, its process, its first person.

Only here is a record created; everything else refuses to. The record is made beside its place
and moved there whole, so that an interrupted founding leaves nothing that looks like one.
"""

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from tadasu.core.case import Case
from tadasu.core.decide import open_case
from tadasu.core.deeds import Decision
from tadasu.core.events import LogKeyed, parse_event
from tadasu.core.hearing import Hearing
from tadasu.core.scene import Scene
from tadasu.core.setting import FOUNDER, Setting
from tadasu.core.values import stamp
from tadasu.errors import ConflictError, RefusalError, Text
from tadasu.ledger.vkey import format_vkey
from tadasu.office.answers import Receipt
from tadasu.office.clock import REAL, SIMULATED, Clock, request_id
from tadasu.office.files import SETTINGS, read_settings
from tadasu.office.founder import FirstKey, NewPhrase, enrolled, first_key, no_phrase
from tadasu.office.keyring import keys_folder
from tadasu.office.milestones import signed
from tadasu.office.pen import UNSIGNED, Pen, requires
from tadasu.office.personal import keep_sealed, new_sealing
from tadasu.office.profiles import place_pages, write_settings
from tadasu.office.receipts import receipt
from tadasu.office.secrets import Secrets
from tadasu.office.shipped import place_schemas
from tadasu.office.signingkey import FILE, make_signers, read_signers
from tadasu.office.sources import files_process
from tadasu.office.statements import Author, Written, adoption, statement, written
from tadasu.office.workspace import (
    RECORD,
    Workspace,
    database_url,
    zoned,
)
from tadasu.rules.process import Process
from tadasu.rules.project import Project
from tadasu.rules.workflow import Workflow
from tadasu.store.journal import Desk, Journal
from tadasu.store.subjects import SubjectKeys
from tadasu.store.vault import Vault

FIRST_PERSON = 1
"""Position of the entry that opens the founder's case."""

MAKING = "record.making"
"""Where the record stands until it is whole."""


class Nothing:
    """A source without cases: what the first decision sees."""

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:  # noqa: ARG002
        """No case."""
        return {}

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:  # noqa: ARG002
        """No child."""
        return ()

    def every(self, workflow: str) -> Sequence[Case]:  # noqa: ARG002
        """None at all."""
        return ()

    def referrers(
        self,
        targets: Collection[str],  # noqa: ARG002
        workflow: str,  # noqa: ARG002
        path: str,  # noqa: ARG002
    ) -> Sequence[tuple[str, Case]]:
        """Nobody who names anybody."""
        return ()

    def count(self, workflow: str, parent: str | None) -> int:  # noqa: ARG002
        """None yet."""
        return 0

    def total(self, workflow: str) -> int:  # noqa: ARG002
        """None yet."""
        return 0


def init_project(
    root: Path,
    *,
    log: str,
    language: str,
    database: str | None,
    simulated: bool,
    at: datetime | None,
    person: Mapping[str, object],
    signatures: str = "required",
    profile: str | None = None,
    secrets: Secrets | None = None,
    new_phrase: NewPhrase = no_phrase,
) -> Receipt:
    """Make a project in `root`, whose first person is `person`; settings that exist are kept.

    `profile` names what it begins with (office/profiles.py), otherwise the standard one.
    The person gets a key where signatures are required or one is named in `secrets`;
    `new_phrase` chooses the passphrase of one that is made.
    Raises ConflictError where a record exists, RefusalError where the person lacks something.
    """
    written = write_settings(
        root,
        profile,
        language=language,
        log=log,
        database=database or f"{RECORD}/log.db",
        signatures=signatures,
    )
    project, _ = read_settings(root)
    try:
        _refuse_second(root)
        process = files_process(root)
        clock = Clock(SIMULATED if simulated else REAL, zoned(at, project))
        now = clock.now("")
        setting, decision = _first(process, project, now, person)
        key = None
        if requires(process) or (secrets is not None and secrets.file is not None):
            given = secrets or Secrets()
            who = decision.case
            key = first_key(root, project.log, who, given, new_phrase, simulated=simulated)
        vkeys = _log_key(root, project.log, simulated=simulated)
        _make(root, project, setting, decision, vkeys, key, simulated=simulated)
    except BaseException:
        shutil.rmtree(root / MAKING, ignore_errors=True)
        if written:
            (root / SETTINGS).unlink(missing_ok=True)
        raise
    place_schemas(root)
    pages = place_pages(root, profile, language) if written else ()
    return _receipt(root, (*(key.notices if key is not None else ()), *pages))


def _refuse_second(root: Path) -> None:
    if (root / RECORD).exists():
        raise ConflictError(
            Text(en=f"{root} has a record already.", ja=f"{root} にはすでに記録があります。")
        )


def _first(
    process: Process, project: Project, now: datetime, person: Mapping[str, object]
) -> tuple[Setting, Decision]:
    zone = ZoneInfo(project.timezone)
    scene = Scene(process, Nothing(), now, zone)
    setting = Setting(process, scene, "", now, zone, sealing=new_sealing())
    workflow = process.workflows[process.people]
    decision = open_case(setting, workflow, None, person, founding=True)
    _refuse_powerless(replace(setting, actor=decision.case), workflow)
    return setting, decision


def _refuse_powerless(setting: Setting, people: Workflow) -> None:
    """Whoever founds a log must be able to change its process: else a mistake stays for ever."""
    attempt = Text(en="found a record", ja="記録を作り始める")
    record = setting.scene.record(setting.actor)
    hearing = Hearing(setting, people, record, "adopt", attempt)
    if people.adopt:
        hearing.ask_roles(people.adopt)
    if hearing.reasons:
        message = Text(
            en=f"{setting.actor} could never put a changed process in force.",
            ja=f"{setting.actor} は、変更したプロセスを採用できません。",
        )
        remedy = Text(
            en="State the facts that give the first person a role of `adopt`: FIELD=VALUE.",
            ja="最初の人が `adopt` の役割をもつように、項目を指定してください: 項目名=値。",
        )
        reasons = [replace(one, message=message, remedy=remedy) for one in hearing.reasons]
        raise RefusalError(attempt, reasons)


def _log_key(root: Path, log: str, *, simulated: bool) -> tuple[str, ...]:
    """The keys that will sign the log's checkpoints; those that lie there already, if any do."""
    path = keys_folder(root, log, simulated=simulated) / FILE
    signers = read_signers(path, log) or make_signers(path, log)
    return tuple(format_vkey(signer.vkey) for signer in signers)


def _make(
    root: Path,
    project: Project,
    setting: Setting,
    decision: Decision,
    vkeys: Sequence[str],
    key: FirstKey | None,
    *,
    simulated: bool,
) -> None:
    making = root / MAKING
    shutil.rmtree(making, ignore_errors=True)
    (making / "evidence").mkdir(parents=True)
    Vault(making / "evidence").put(BytesIO(setting.process.document))
    inside = project.model_copy(update={"database": _beside(project.database)})
    url = database_url(root, inside)
    journal, subjects = Journal.create(url, project.log), SubjectKeys.beside(url)
    try:
        with journal.writing() as desk:
            _append(desk, setting, decision, vkeys, key, simulated=simulated)
            keep_sealed(desk, subjects, setting, decision)
    finally:
        subjects.close()
        journal.close()
    making.rename(root / RECORD)


def _beside(database: str) -> str:
    return database.replace(f"{RECORD}/", f"{MAKING}/", 1) if "://" not in database else database


def _append(
    desk: Desk,
    setting: Setting,
    decision: Decision,
    vkeys: Sequence[str],
    key: FirstKey | None,
    *,
    simulated: bool,
) -> None:
    process, at, who = setting.process, stamp(setting.now), decision.case
    pen = Pen({who: key.signer}) if key is not None else UNSIGNED
    author = Author(who, request_id(), process.digest, pen)
    adopted = adoption(process, simulated=simulated)
    about = partial(statement, author, desk.head, process=process.digest, role=FOUNDER)
    first = about(adopted, case="", version=1, at=at, ordinal=0)
    opening = written(decision, author, desk, process.digest, at, first=1)
    keyed = LogKeyed(tuple(vkeys))
    last = about(keyed, case="", version=2, at=at, ordinal=1 + len(opening))
    items: list[Written] = [(first, adopted), *opening, (last, keyed)]
    if key is not None:
        event = enrolled(key.signer, desk.head.log, who)
        version = 1 + sum(each.case == who for each, _ in opening)
        own = about(event, case=who, version=version, at=at, ordinal=len(items))
        items.append((own, event))
    desk.append(items, at, pen.sign)


def _receipt(root: Path, notices: Sequence[Text]) -> Receipt:
    with Workspace.open(root) as workspace, workspace.journal.reading() as shelf:
        stored = list(shelf.entries())[FIRST_PERSON]
        first = stored.entry.statement
        event = parse_event(first.kind, first.data)
        opened = receipt(workspace, shelf, first, event, stored.position)
        sealed = signed(workspace, opened.at, milestone=True, before="")
        return replace(opened, signed=sealed.signed, notices=(*notices, *sealed.notices))
