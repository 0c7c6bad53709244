"""An attacker's hand: writes any entries in the place of those that there are, and mends the rest.

What is mended is all that follows from the entries: leaves, columns, head and views; with keys at
hand also what was seen, signatures of people and checkpoints.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from tadasu.errors import TadasuError
from tadasu.ledger.checkpoint import Checkpoint, format_checkpoint
from tadasu.ledger.entry import (
    Entry,
    Statement,
    format_entry,
    format_statement,
    parse_entry,
    parse_statement,
)
from tadasu.ledger.note import format_note, sign_note
from tadasu.ledger.signed import signers_of
from tadasu.ledger.sshsig import STATEMENT, SshSigner, sign_sshsig
from tadasu.ledger.tree import Frontier, leaf_hash, root_of
from tadasu.store.rebuild import rebuild_views
from tests.tamper.scene import Scene
from tests.unit.office.desk import library

INTO = "INSERT INTO entry (position, id, case_key, version, kind, recorded_at, entry, leaf)"
Say = Callable[[Statement], Statement]


def entries(scene: Scene) -> list[Entry]:
    """All entries, as they lie in the database."""
    rows = scene.database.ask("SELECT entry FROM entry ORDER BY position")
    return [parse_entry(bytes(entry)) for (entry,) in rows]


def spelt(entry: Entry) -> bytes:
    """An entry's bytes."""
    return format_entry(entry.text, entry.recorded_at, entry.sigs)


def put(scene: Scene, made: Sequence[bytes]) -> None:
    """These entries instead, with leaves, columns, head and views that fit."""
    frontier, words = Frontier(), ["DELETE FROM entry"]
    process = recorded_at = ""
    for position, content in enumerate(made):
        leaf, entry = leaf_hash(content), parse_entry(content)
        said, recorded_at = entry.statement, entry.recorded_at
        if said.kind == "process.adopted/1":
            process = str(said.data["digest"])
        frontier = frontier.append(leaf)
        both = f"{scene.database.blob(content)}, {scene.database.blob(leaf)}"
        texts = (said.id, said.case, said.version, said.kind, recorded_at)
        values = ", ".join(f"'{one}'" for one in texts)
        words.append(f"{INTO} VALUES ({position}, {values}, {both})")
    nodes = scene.database.blob(frontier.to_bytes())
    words.append(
        f"UPDATE head SET size = {frontier.size}, frontier = {nodes}, "  # noqa: S608
        f"recorded_at = '{recorded_at}', process = '{process}'"
    )
    scene.database.tamper(*words)
    # Where entries make no cases, verification comes to them before it comes to the views.
    with suppress(TadasuError), library(scene.root) as workspace:
        rebuild_views(workspace.journal)


def said(entry: Entry, change: Say) -> Entry:
    """An entry whose statement says something else; its signatures stay."""
    text = format_statement(change(entry.statement))
    return replace(entry, text=text, statement=parse_statement(text))


def anew(made: Sequence[Entry], keys: Mapping[str, SshSigner]) -> list[bytes]:
    """The entries told anew with everybody's keys: numbers, what was seen, signatures.

    `keys` has them by person and by fingerprint.
    """
    leaves: list[bytes] = []
    versions: dict[str, int] = {}
    contents = []
    for entry in made:
        statement = entry.statement
        versions[statement.case] = versions.get(statement.case, 0) + 1
        size = min(int(str((statement.seen or {"size": 0})["size"])), len(leaves))
        statement = replace(
            statement,
            version=versions[statement.case],
            seen={"size": size, "root": root_of(leaves[:size]).hex()},
        )
        text = format_statement(statement)
        used = [str(sig["key"]) for sig in entry.sigs] or signers_of(statement)
        sigs = [_signature(keys[one], text) for one in used]
        contents.append(format_entry(text, entry.recorded_at, sigs))
        leaves.append(leaf_hash(contents[-1]))
    return contents


def seal_anew(scene: Scene) -> None:
    """Every checkpoint beside the database signed anew with the log's key, so that it fits."""
    whole, signers = scene.whole(), scene.log_signers()
    for path in scene.checkpoints.glob("*.note"):
        size = int(path.stem)
        if size > whole.size:
            path.unlink()
            continue
        checkpoint = Checkpoint(whole.log, size, whole.levels.root(0, size))
        text = format_note(sign_note(format_checkpoint(checkpoint), signers, 0))
        path.write_text(text, "utf-8")


def _signature(key: SshSigner, text: str) -> Mapping[str, object]:
    blob = base64.b64encode(sign_sshsig(key, STATEMENT, text.encode())).decode()
    return {"key": key.public.fingerprint, "sshsig": blob}
