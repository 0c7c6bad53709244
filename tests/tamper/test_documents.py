"""Attacks on documents that were issued: what is found, by what, and what `verify FILE` says.

SECURITY.md shows the same table, row by row.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from tadasu.core.issued import DocumentIssued
from tadasu.errors import UnlawfulError
from tadasu.office.inspection import verify
from tadasu.office.knowing import known
from tadasu.office.workspace import DATABASE_VARIABLE
from tests.tamper.document_attacks import ATTACKS, KNOWN, DocumentAttack, Held, seen
from tests.tamper.hand import entries
from tests.tamper.record_attacks import NOT
from tests.tamper.scene import SIZE, scene
from tests.tamper.smuggler import Smuggled
from tests.tamper.test_attacks import table
from tests.tamper.watching import quiet, step
from tests.unit.office.desk import library
from tests.unit.office.paper.slips import FORMS, LOAN, issue, lent
from tests.unit.office.renaming import ADOPTING
from tests.unit.store.places import Database

HEAD = "| what is done | with | `verify` | `--law` | `verify FILE` |"


@pytest.fixture
def held(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Held:
    """A signed library on any database, whose newest entry issues a slip."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    place = scene(tmp_path, database, ADOPTING + FORMS)
    with library(place.root) as workspace:
        made = issue(workspace, tmp_path / "slip.html")
    assert len(entries(place)) == SIZE + 1
    return Held(place, tmp_path / "slip.html", made.sha256)


def test_without_an_attack_the_document_is_known(held: Held) -> None:
    assert seen(held) == (NOT, NOT, KNOWN)
    assert step(held.scene, law=True, trust=True, kept=True) == NOT


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.do.__name__)
def test_an_attack_on_a_document_is_noticed_as_the_table_says(
    held: Held, attack: DocumentAttack
) -> None:
    attack.do(held)
    assert seen(held) == (attack.verify, attack.law, attack.file)


def test_security_md_shows_the_same_table() -> None:
    assert table(HEAD) == [one.row for one in ATTACKS]


LIE = DocumentIssued(
    form="slip",
    sha256="",
    size=0,
    name="false.html",
    media_type="text/html",
    language="ja",
    record={},
    number="L-7",
    edition="2",
)
PAST: dict[str, tuple[str, DocumentIssued, str, str]] = {
    "past the roles": ("role", replace(LIE, form="notice", number=None, edition=None), "M-2", ""),
    "of a form only looked at": ("form", replace(LIE, form="look"), "M-1", "staff"),
    "of no form": ("form", replace(LIE, form="certificate"), "M-1", "staff"),
    "of another edition": ("data.edition", replace(LIE, edition="3"), "M-2", "reader"),
    "in a role not held": ("role", LIE, "M-2", "staff"),
}


@pytest.mark.parametrize("name", PAST)
def test_what_was_issued_past_the_rules_is_found_by_the_law_alone(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    told, lie, actor, role = PAST[name]
    false = tmp_path / "false.html"
    false.write_bytes(b"false")
    with lent(tmp_path / "project") as workspace:
        with false.open("rb") as stream:
            sha256, size = workspace.vault.put(stream)
        with workspace.journal.reading() as shelf:
            head = shelf.head
        lie = replace(lie, sha256=sha256, size=size, record={"size": head.size, "root": head.root})
        Smuggled(((LOAN, lie),), actor=actor, role=role or "staff").write(workspace)

        verify(workspace, quiet)
        assert [one.fits for one in known(workspace, false).known] == [True]
        with pytest.raises(UnlawfulError) as no:
            verify(workspace, quiet, law=quiet)
    rules = [reason.rule for reason in no.value.reasons]
    assert told in rules or told in no.value.text.en
    assert no.value.position == head.size


@pytest.mark.parametrize(
    "record",
    [
        {"size": 4, "root": "00" * 32},
        {"size": 99, "root": "00" * 32},
        {"size": 0, "root": ""},
        {"x": 1},
    ],
    ids=["another root", "a log to come", "no log", "nothing"],
)
def test_a_log_that_never_was_is_told_of_the_file(
    tmp_path: Path,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    record: dict[str, object],
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    false = tmp_path / "false.html"
    false.write_bytes(b"false")
    with lent(tmp_path / "project") as workspace:
        with false.open("rb") as stream:
            sha256, size = workspace.vault.put(stream)
        lie = replace(LIE, sha256=sha256, size=size, record=record)
        Smuggled(((LOAN, lie),), actor="M-2", role="reader").write(workspace)

        # Nothing else asks for it: the law compares what it can decide again.
        verify(workspace, quiet, law=quiet)
        held = known(workspace, false)
        assert [one.fits for one in held.known] == [False]
        assert not held.sound
