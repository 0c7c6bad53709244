"""An entry of the log in one line: who did what to which case, and what the rules said."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from tadasu.core.events import (
    CaseAmended,
    CaseMigrated,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    Event,
    EvidenceAttached,
    KeyCompromised,
    KeyEnrolled,
    KeyRetired,
    LogKeyed,
    LogRestored,
    ProcessAdopted,
    SubjectErased,
    WaiverGranted,
    cosigners,
    parse_event,
)
from tadasu.core.issued import DocumentIssued
from tadasu.errors import Text
from tadasu.ledger.sshkey import parse_public
from tadasu.office.answers import Line
from tadasu.rules.process import Process
from tadasu.store.journal import StoredEntry

Processes = Callable[[str], Process]


def line(stored: StoredEntry, processes: Processes, workflow: str | None) -> Line:
    """The entry as the log shows it; `workflow` is that of its case, if it has one."""
    statement = stored.entry.statement
    event = parse_event(statement.kind, statement.data)
    verdicts = cast(Sequence[Mapping[str, object]], getattr(event, "verdicts", ()))
    return Line(
        position=stored.position,
        at=stored.entry.recorded_at,
        actor=str(statement.actor["id"]),
        role=str(statement.actor["role"]),
        behalf=cast("str | None", statement.actor.get("for")),
        cosigned=cosigners(event),
        case=statement.case,
        kind=statement.kind,
        what=_what(event, processes(statement.process), workflow),
        refused_by=_refused_by(event),
        waived=_by_result(verdicts, "waived"),
        warned=_by_result(verdicts, "fail"),
        leaf=stored.leaf.hex(),
    )


def _refused_by(event: Event) -> tuple[str, ...]:
    if not isinstance(event, CaseRefused):
        return ()
    return tuple(dict.fromkeys(str(reason["rule"]) for reason in event.reasons))


def _by_result(verdicts: Sequence[Mapping[str, object]], result: str) -> tuple[str, ...]:
    return tuple(str(v["policy"]) for v in verdicts if v["result"] == result)


def _what(event: Event, process: Process, workflow: str | None) -> Text:
    match event:
        case ProcessAdopted():
            short = event.digest[:12]
            return Text(en=f"adopted process {short}", ja=f"プロセス {short} を採用")
        case CaseOpened():
            title = process.workflows[event.workflow].title
            return Text(en=f"opened: {title.en}", ja=f"{title.ja} を起こした")
        case CaseAmended():
            names = ", ".join(event.fields)
            return Text(en=f"changed {names}", ja=f"{names} を変えた")
        case CaseMoved():
            title_text = _act(process, workflow, event.transition)
            return Text(
                en=f"{title_text.en}: {event.source} → {event.target}",
                ja=f"{title_text.ja}: {event.source} → {event.target}",
            )
        case CaseRefused():
            act = _act(process, workflow, event.act)
            return Text(en=f"refused: {act.en}", ja=f"拒否: {act.ja}")
        case EvidenceAttached():
            return Text(
                en=f"attached {event.evidence} ({event.name})",
                ja=f"{event.evidence}({event.name})を添付",
            )
        case DocumentIssued():
            return Text(
                en=f"issued {event.form} ({event.name})",
                ja=f"{event.form}({event.name})を発行",
            )
        case WaiverGranted():
            return Text(
                en=f"waived {event.policy} until {event.until}: {event.reason}",
                ja=f"{event.policy} を {event.until} まで免除: {event.reason}",
            )
        case CaseMigrated():
            short, names = event.after[:12], _renamed(event)
            return Text(
                en=f"goes on under process {short}{names and f': {names}'}",
                ja=f"プロセス {short} に移行{names and f': {names}'}",
            )
        case LogKeyed() | LogRestored():
            return _of_log(event)
        case KeyEnrolled() | KeyRetired() | KeyCompromised():
            return _of_key(event)
        case SubjectErased():
            return Text(
                en="erased what was sealed about this person",
                ja="この人に関する封印された値を消去",
            )


def _of_log(event: LogKeyed | LogRestored) -> Text:
    if isinstance(event, LogKeyed):
        return Text(en="named the log's key", ja="ログの鍵を登録")
    size = event.anchor["size"]
    return Text(
        en=f"restored; a checkpoint of {size} entries is not reached: {event.reason}",
        ja=f"復元。{size} 件のチェックポイントに達していない: {event.reason}",
    )


def _of_key(event: KeyEnrolled | KeyRetired | KeyCompromised) -> Text:
    if isinstance(event, KeyEnrolled):
        key = parse_public(event.key).fingerprint
        return Text(en=f"enrolled key {key}", ja=f"鍵 {key} を登録")
    if isinstance(event, KeyRetired):
        return Text(
            en=f"retired key {event.key}: {event.reason}",
            ja=f"鍵 {event.key} を失効: {event.reason}",
        )
    return Text(
        en=f"key {event.key} compromised since entry {event.since}: {event.reason}",
        ja=f"鍵 {event.key} が記録 {event.since} 以降漏えい: {event.reason}",
    )


def _renamed(event: CaseMigrated) -> str:
    """What is called otherwise from here on."""
    states = {event.source: event.target} if event.source != event.target else {}
    names = (states, event.transitions, event.fields)
    values = {
        f"{field}: {old}": new for field, n in event.values.items() for old, new in n.items()
    }
    told = [f"{old} → {new or '-'}" for each in (*names, values) for old, new in each.items()]
    return ", ".join([*told, *(f"+ {name}" for name in event.stated)])


def _act(process: Process, workflow: str | None, name: str) -> Text:
    # A workflow that was renamed since is still called otherwise in the process of this entry.
    mine = process.workflows.get(workflow or "")
    among = process.workflows.values() if mine is None and workflow else (mine,)
    found = next(
        (each.transitions[name] for each in among if each and name in each.transitions), None
    )
    return found.title.text if found is not None else _WORDS.get(name, Text(en=name, ja=name))


_WORDS: Mapping[str, Text] = {
    "open": Text(en="open a case", ja="案件を起こす"),
    "change": Text(en="change facts", ja="事実を変える"),
    "evidence": Text(en="attach evidence", ja="証跡を添付する"),
    "document": Text(en="issue a document", ja="文書を発行する"),
}
