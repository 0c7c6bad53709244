"""Acts that are signed, from the founding on; and those that nobody could sign."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest

from tadasu.errors import ConflictError, NotFoundError, RefusalError, UnavailableError
from tadasu.ledger.sshkey import parse_public
from tadasu.ledger.sshsig import STATEMENT, check_sshsig, unbase64
from tadasu.office.acts import Acts
from tadasu.office.adopting import Adopting
from tadasu.office.founding import init_project
from tadasu.office.keyfile import beside, make_key
from tadasu.office.keys import Keys
from tadasu.office.pen import Pen, pen_for
from tadasu.office.secrets import PHRASE, Secrets
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import FOUNDER, SETTINGS, START, library, stocked, write_files
from tests.unit.office.renaming import ADOPTING
from tests.unit.office.signers import (
    SIGNED,
    enrolled,
    found,
    keyed,
    named,
    no_phrase,
    rules,
    sound,
    without_keys,
)
from tests.unit.office.test_cosigning import GIVEN, RETURN

TWO = ADOPTING.replace(RETURN, f"{RETURN}    cosign: [reader]\n")


def size(workspace: Workspace) -> int:
    """How many entries there are."""
    with workspace.journal.reading() as shelf:
        return shelf.head.size


def test_a_founding_is_signed_and_its_key_can_be_used_by_others(tmp_path: Path) -> None:
    receipt = found(tmp_path)
    (notice,) = receipt.notices
    assert "without a passphrase" in notice.en
    assert "パスフレーズ" in notice.ja
    key = tmp_path / "keys" / "M-1"
    assert key.stat().st_mode & 0o777 == 0o600
    public = parse_public(beside(key).read_text("utf-8"))
    with library(tmp_path) as workspace:
        with workspace.journal.reading() as shelf:
            entries = [stored.entry for stored in shelf.entries()]
        for entry in entries:
            assert entry.statement.actor["auth"] == "sshsig"
            (sig,) = entry.sigs
            assert sig["key"] == public.fingerprint
            check_sshsig(unbase64(str(sig["sshsig"])), public, STATEMENT, entry.text.encode())
        assert sound(workspace).law is not None


def test_every_kind_of_act_is_signed(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        photo = BytesIO(b"photo")
        Acts(workspace, "M-2").attach("B-001-L1", photo, "a.jpg", {"method": "photo"})
        Acts(workspace, "M-1").set("B-001", {"pages": "300"})
        with pytest.raises(RefusalError):
            Acts(workspace, "M-2").set("B-001", {"pages": "301"})
        Acts(workspace, "M-1").do("B-001-L1", "return", GIVEN)
        found_sound = sound(workspace)
        assert found_sound.checks[5].count == found_sound.size
        assert not any("nobody signed" in each.en for each in found_sound.unproven)


def test_whoever_has_no_key_writes_nothing(tmp_path: Path) -> None:
    found(tmp_path)
    with library(tmp_path) as workspace:
        Acts(workspace, "M-1").new("member", None, {"id": "M-2", "name": "髙田"})
        before = size(workspace)
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-2").new("book", None, {"title": "x"})
        assert rules(no.value) == ["signature"]
        assert "tadasu key new M-2" in no.value.reasons[0].remedy.en
        enrolled(workspace, "M-2")
        without_keys(workspace)
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-2").new("book", None, {"title": "x"})
        assert "--key" in no.value.reasons[0].remedy.en
        assert size(workspace) == before + 1


def test_a_stranger_is_not_found_rather_than_without_a_key(tmp_path: Path) -> None:
    found(tmp_path)
    with library(tmp_path) as workspace, pytest.raises(NotFoundError):
        Acts(workspace, "M-9").new("book", None, {"title": "x"})


def test_a_key_that_was_named_signs_if_it_is_the_person_s(tmp_path: Path) -> None:
    keyed(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(tmp_path / "keys" / "M-1", elsewhere)
    with library(tmp_path) as workspace:
        with pytest.raises(RefusalError):
            Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        named(workspace, elsewhere)
        Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        # It is not M-2's, whose own lies in the folder.
        photo = BytesIO(b"photo")
        Acts(workspace, "M-2").attach("B-001-L1", photo, "a.jpg", {"method": "photo"})
        sound(workspace)


def test_a_locked_key_needs_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyed(tmp_path)
    key = tmp_path / "keys" / "M-1"
    key.unlink()
    beside(key).unlink()
    make_key(key, "open sesame")
    with library(tmp_path) as workspace:
        assert b"sesame" not in key.read_bytes()
        with pytest.raises(RefusalError):
            Acts(workspace, "M-1").set("B-001", {"pages": "1"})
    shutil.rmtree(tmp_path / "record")
    monkeypatch.setenv(PHRASE, str(tmp_path / "phrase"))
    (tmp_path / "phrase").write_text("open sesame\n", "utf-8")
    found(tmp_path)
    monkeypatch.delenv(PHRASE)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        with pytest.raises(UnavailableError, match="no terminal"):
            acts.new("book", None, {"title": "x"})
        workspace.secrets = Secrets(ask=lambda _path: "close sesame")
        with pytest.raises(UnavailableError, match="another one"):
            acts.new("book", None, {"title": "x"})
        workspace.secrets = Secrets(ask=lambda _path: "open sesame")
        acts.new("book", None, {"title": "x"})
        sound(workspace)


def test_two_people_sign_one_act(tmp_path: Path) -> None:
    keyed(tmp_path, TWO)
    with library(tmp_path) as workspace:
        Acts(workspace, "M-1").do("B-001-L1", "return", GIVEN, cosigner="M-2")
        with workspace.journal.reading() as shelf:
            entry = list(shelf.entries())[-1].entry
        assert len(entry.sigs) == 2
        sound(workspace)


def test_a_cosigner_without_a_key_at_hand_writes_nothing(tmp_path: Path) -> None:
    keyed(tmp_path, TWO)
    (tmp_path / "keys" / "M-2").unlink()
    with library(tmp_path) as workspace:
        before = size(workspace)
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-1").do("B-001-L1", "return", GIVEN, cosigner="M-2")
        assert rules(no.value) == ["signature"]
        assert size(workspace) == before


def test_a_key_that_ends_meanwhile_signs_nothing(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        pen = pen_for(workspace, ["M-2"])
        Keys(workspace, "M-2").retire("M-2", None, "new")
        before = size(workspace)
        with pytest.raises(ConflictError):
            Acts(workspace, "M-2", pen=pen).set("B-001", {"pages": "1"})
        assert size(workspace) == before


def test_a_pen_that_stays_valid_goes_on(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        pen = pen_for(workspace, ["M-1"])
        for pages in ("1", "2"):
            Acts(workspace, "M-1", pen=pen).set("B-001", {"pages": pages})
        sound(workspace)


def test_who_would_not_sign_is_refused_under_the_lock_too(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        before = size(workspace)
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-1", pen=Pen()).set("B-001", {"pages": "1"})
        assert rules(no.value) == ["signature"]
        assert size(workspace) == before


def test_to_require_signatures_is_an_adoption_by_somebody_who_has_a_key(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, ADOPTING, SIGNED)
    with library(tmp_path) as workspace:
        office = Adopting(workspace, "M-1")
        assert [change.part.id for change in office.preview().changes] == ["process"]
        with pytest.raises(RefusalError) as no:
            office.adopt()
        assert rules(no.value) == ["signature"]
        enrolled(workspace, "M-1")
        assert office.adopt().position is not None
        with pytest.raises(RefusalError):
            Acts(workspace, "M-2").do("B-001-L1", "return", GIVEN)
        write_files(tmp_path, ADOPTING, SETTINGS)
        office.adopt()
        without_keys(workspace)
        Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        verified = sound(workspace)
        assert any("nobody signed" in each.en for each in verified.unproven)


def test_where_it_is_optional_whoever_has_a_key_signs(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        enrolled(workspace, "M-1")
        Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        with workspace.journal.reading() as shelf:
            last = list(shelf.entries())[-1].entry
        assert last.statement.actor["auth"] == "sshsig"
        sound(workspace)


def test_a_founder_may_bring_a_key(tmp_path: Path) -> None:
    key = tmp_path / "mine"
    public = make_key(key, None)
    write_files(tmp_path / "p", PROCESS, SETTINGS)
    init_project(
        tmp_path / "p",
        log="ignored.example",
        language="en",
        database=None,
        simulated=True,
        at=START,
        person=FOUNDER,
        secrets=Secrets(file=key),
        new_phrase=no_phrase,
    )
    with library(tmp_path / "p") as workspace:
        with workspace.journal.reading() as shelf:
            sigs = [stored.entry.sigs for stored in shelf.entries()]
        assert {sig[0]["key"] for sig in sigs} == {public.fingerprint}
        assert not (tmp_path / "p" / "keys" / "M-1").exists()
        sound(workspace)
