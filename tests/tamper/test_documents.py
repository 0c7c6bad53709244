"""Attacks on documents that were issued: what is found, by what, and what `verify FILE` says."""

from dataclasses import replace
from pathlib import Path

import pytest

from tadasu.core.issued import DocumentIssued
from tadasu.core.keeping import format_case
from tadasu.errors import UnlawfulError
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.knowing import known
from tadasu.office.paper.handing import Handed
from tadasu.office.workspace import DATABASE_VARIABLE
from tadasu.store.rebuild import rebuild_views
from tests.tamper.hand import entries, put, said, spelt
from tests.tamper.record_attacks import NOT
from tests.tamper.scene import SIZE, Scene, scene
from tests.tamper.smuggler import Smuggled
from tests.tamper.watching import quiet, step
from tests.unit.office.desk import library
from tests.unit.office.paper.slips import FORMS, LOAN, issue, lent
from tests.unit.office.renaming import ADOPTING
from tests.unit.store.places import Database


@pytest.fixture(name="place")
def issued_place(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> tuple[Scene, Handed]:
    """A signed library on any database, whose newest entry issues the slip that lies beside it."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    found = scene(tmp_path, database, ADOPTING + FORMS)
    with library(found.root) as workspace:
        made = issue(workspace, tmp_path / "slip.html")
    assert len(entries(found)) == SIZE + 1
    return found, made


def kept_at(scene: Scene, sha256: str) -> Path:
    """Where the vault keeps a file."""
    path = scene.root / "record" / "evidence" / sha256[:2] / sha256[2:]
    path.chmod(0o644)
    return path


def fits(scene: Scene, file: str) -> list[bool | None]:
    """What the record says of a file, each time that it speaks of it."""
    with library(scene.root) as workspace:
        return [one.fits for one in known(workspace, Path(file)).known]


def test_without_an_attack_the_document_is_known(place: tuple[Scene, Handed]) -> None:
    scene, made = place
    assert step(scene, law=True, trust=True, kept=True) == NOT
    assert fits(scene, made.file) == [True]


def test_another_file_in_its_place_in_the_vault_is_found(place: tuple[Scene, Handed]) -> None:
    scene, made = place
    kept_at(scene, made.sha256).write_bytes(Path(made.file).read_bytes().replace(b"M-2", b"M-1"))
    assert step(scene) == "vault"
    # Who holds the true file still finds it known: the record names its hash.
    assert fits(scene, made.file) == [True]


def test_a_file_taken_out_of_the_vault_is_found(place: tuple[Scene, Handed]) -> None:
    scene, made = place
    kept_at(scene, made.sha256).unlink()
    assert step(scene) == "vault"


def test_an_altered_file_is_not_known(place: tuple[Scene, Handed]) -> None:
    scene, made = place
    file = Path(made.file)
    content = file.read_bytes()
    for at in (0, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert fits(scene, made.file) == []
    file.write_bytes(content)
    assert fits(scene, made.file) == [True]


def test_another_hash_in_the_entry_is_found(place: tuple[Scene, Handed]) -> None:
    scene, made = place
    false = Path(made.file).with_name("false.html")
    false.write_bytes(b"false")
    with library(scene.root) as workspace, false.open("rb") as stream:
        sha256, size = workspace.vault.put(stream)
    whole = entries(scene)
    data = {**whole[-1].statement.data, "sha256": sha256, "size": size}
    changed = said(
        whole[-1],
        lambda one: replace(
            one, data=data, attachments=[{**one.attachments[0], "sha256": sha256, "size": size}]
        ),
    )
    put(scene, [*map(spelt, whole[:-1]), spelt(changed)])
    # The signature of who issued it is over the hash.
    assert step(scene) == "9"


def test_an_issue_taken_out_is_found_by_a_checkpoint_that_reaches_it(
    place: tuple[Scene, Handed],
) -> None:
    scene, made = place
    whole = entries(scene)
    put(scene, [spelt(one) for one in whole[:-1]])
    assert step(scene, law=True) == NOT
    assert fits(scene, made.file) == []

    put(scene, [spelt(one) for one in whole])
    scene.seal()
    put(scene, [spelt(one) for one in whole[:-1]])
    assert step(scene) == "checkpoints"


def test_an_issue_taken_out_of_the_middle_is_found(place: tuple[Scene, Handed]) -> None:
    scene, _ = place
    with library(scene.root) as workspace:
        Acts(workspace, "M-2").set(LOAN, {"remark": "濡れた"})
    whole = entries(scene)
    put(scene, [spelt(one) for number, one in enumerate(whole) if number != SIZE])
    assert step(scene) != NOT


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


def test_a_document_that_a_view_hides_is_found(place: tuple[Scene, Handed]) -> None:
    scene, _ = place
    with library(scene.root) as workspace, workspace.journal.reading() as shelf:
        case = shelf.case(LOAN)
    assert case is not None
    assert case.documents
    hidden = format_case(replace(case, documents=())).replace("'", "''")
    where = f"WHERE key = '{LOAN}'"
    scene.database.ask(f"UPDATE case_view SET body = '{hidden}' {where}")  # noqa: S608
    assert step(scene) == "views"
    with library(scene.root) as workspace:
        rebuild_views(workspace.journal)
    assert step(scene) == NOT
