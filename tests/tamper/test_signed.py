"""Attacks on signatures in the database itself, all hashes made anew: each is found at step 9."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tadasu.core.events import to_data
from tadasu.errors import TamperError
from tadasu.ledger.entry import Entry, format_entry, format_statement, parse_entry
from tadasu.ledger.sshsig import STATEMENT, sign_sshsig
from tadasu.ledger.tree import Frontier, leaf_hash
from tadasu.office.founder import enrolled
from tadasu.office.keyfile import make_key, unlock
from tadasu.office.workspace import DATABASE_VARIABLE
from tests.unit.office.desk import library
from tests.unit.office.signers import keyed, sound
from tests.unit.store import places
from tests.unit.store.hardship import is_bilingual
from tests.unit.store.places import Database

database = places.database

Json = Mapping[str, object]
PLACE = 6
"""The book's opening, by M-1."""


@pytest.fixture
def root(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in which M-1 and M-2 sign, without checkpoints to compare with."""
    root = tmp_path / "project"
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    keyed(root)
    for path in (root / "record" / "checkpoints").iterdir():
        path.unlink()
    return root


def rewrite(database: Database, change: Callable[[list[Entry]], list[bytes]]) -> None:
    """Other entries in the place of those that there are, and a head that fits."""
    rows = database.ask("SELECT entry FROM entry ORDER BY position")
    made = change([parse_entry(bytes(entry)) for (entry,) in rows])
    frontier = Frontier()
    words = []
    for position, entry in enumerate(made):
        leaf = leaf_hash(entry)
        frontier = frontier.append(leaf)
        both = f"entry = {database.blob(entry)}, leaf = {database.blob(leaf)}"
        words.append(f"UPDATE entry SET {both} WHERE position = {position}")  # noqa: S608
    words.append(f"UPDATE head SET frontier = {database.blob(frontier.to_bytes())}")  # noqa: S608
    database.tamper(*words)


def spelt(entry: Entry, text: str | None = None, sigs: Sequence[Json] | None = None) -> bytes:
    """An entry with another text or other signatures."""
    given = entry.sigs if sigs is None else sigs
    return format_entry(text or entry.text, entry.recorded_at, given)


def _stripped(entries: list[Entry], _root: Path) -> dict[int, bytes]:
    return {PLACE: spelt(entries[PLACE], sigs=())}


def _stripped_as_if_never(entries: list[Entry], _root: Path) -> dict[int, bytes]:
    text = entries[PLACE].text.replace('"auth":"sshsig"', '"auth":"local"')
    return {PLACE: spelt(entries[PLACE], text, ())}


def _reworded(entries: list[Entry], _root: Path) -> dict[int, bytes]:
    return {PLACE: spelt(entries[PLACE], entries[PLACE].text.replace("坊っちゃん", "こころ"))}


def _another_s_name(entries: list[Entry], _root: Path) -> dict[int, bytes]:
    return {PLACE: spelt(entries[PLACE], entries[PLACE].text.replace('"M-1"', '"M-2"'))}


def _exchanged(entries: list[Entry], _root: Path) -> dict[int, bytes]:
    return {PLACE: spelt(entries[PLACE], sigs=entries[PLACE - 1].sigs)}


def _forged(entries: list[Entry], root: Path) -> dict[int, bytes]:
    """Whoever forges has a key, and says that it is M-1's."""
    make_key(root / "forger", None)
    signer = unlock(root / "forger", lambda _path: None)
    blob = sign_sshsig(signer, STATEMENT, entries[PLACE].text.encode())
    sig = {"key": entries[PLACE].sigs[0]["key"], "sshsig": base64.b64encode(blob).decode()}
    return {PLACE: spelt(entries[PLACE], sigs=[sig])}


def _forged_by_name(entries: list[Entry], root: Path) -> dict[int, bytes]:
    make_key(root / "forger", None)
    signer = unlock(root / "forger", lambda _path: None)
    blob = sign_sshsig(signer, STATEMENT, entries[PLACE].text.encode())
    sig = {"key": signer.public.fingerprint, "sshsig": base64.b64encode(blob).decode()}
    return {PLACE: spelt(entries[PLACE], sigs=[sig])}


def _twice(entries: list[Entry], _root: Path) -> dict[int, bytes]:
    return {PLACE: spelt(entries[PLACE], sigs=[*entries[PLACE].sigs, *entries[PLACE].sigs])}


def _for_another_use(entries: list[Entry], root: Path) -> dict[int, bytes]:
    """M-1 did sign these bytes, but for something else."""
    signer = unlock(root / "keys" / "M-1", lambda _path: None)
    blob = sign_sshsig(signer, "file", entries[PLACE].text.encode())
    sig = {"key": signer.public.fingerprint, "sshsig": base64.b64encode(blob).decode()}
    return {PLACE: spelt(entries[PLACE], sigs=[sig])}


def _founder_s_key_exchanged(entries: list[Entry], root: Path) -> dict[int, bytes]:
    """The founder's key is replaced in its enrolment; what it signed stays."""
    at = next(n for n, each in enumerate(entries) if each.statement.kind == "key.enrolled/1")
    make_key(root / "forger", None)
    signer = unlock(root / "forger", lambda _path: None)
    event = enrolled(signer, entries[at].statement.log, "M-1")
    text = format_statement(replace(entries[at].statement, data=to_data(event)))
    blob = base64.b64encode(sign_sshsig(signer, STATEMENT, text.encode())).decode()
    return {at: spelt(entries[at], text, [{"key": signer.public.fingerprint, "sshsig": blob}])}


ATTACKS = {
    "stripped": (_stripped, PLACE),
    "stripped-as-if-never": (_stripped_as_if_never, PLACE),
    "reworded": (_reworded, PLACE),
    "another-s-name": (_another_s_name, PLACE),
    "exchanged": (_exchanged, PLACE),
    "forged": (_forged, PLACE),
    "forged-by-name": (_forged_by_name, PLACE),
    "twice": (_twice, PLACE),
    "for-another-use": (_for_another_use, PLACE),
    "founder-s-key": (_founder_s_key_exchanged, 0),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_signatures_is_named(name: str, root: Path, database: Database) -> None:
    attack, position = ATTACKS[name]

    def change(entries: list[Entry]) -> list[bytes]:
        others = attack(entries, root)
        return [others.get(n, spelt(entry)) for n, entry in enumerate(entries)]

    rewrite(database, change)
    with library(root) as workspace, pytest.raises(TamperError) as caught:
        sound(workspace)
    assert caught.value.step == "9"
    assert f"position {position}:" in caught.value.text.en
    assert is_bilingual(caught.value)


def test_the_same_record_written_again_is_sound(root: Path, database: Database) -> None:
    rewrite(database, lambda entries: list(map(spelt, entries)))
    with library(root) as workspace:
        sound(workspace)
