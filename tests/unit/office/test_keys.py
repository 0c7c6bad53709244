"""Keys of people from the counter: asked for, enrolled, retired, declared compromised, listed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tadasu.core.events import KeyCompromised, KeyEnrolled, KeyRetired
from tadasu.errors import (
    ConflictError,
    NotFoundError,
    RefusalError,
    UnavailableError,
    UnlawfulError,
)
from tadasu.ledger.sshwire import SignatureError
from tadasu.office.acts import Acts
from tadasu.office.keyfile import beside, make_key, public_at
from tadasu.office.keyring import key_file
from tadasu.office.keys import Keys, listed
from tadasu.office.looks import Looks
from tadasu.office.newkeys import ask_for, new_key
from tadasu.office.requests import format_key_request, parse_key_request, read_key_request
from tests.tamper.smuggler import Smuggled
from tests.unit.office.desk import library, stocked
from tests.unit.office.renaming import ADOPTING
from tests.unit.office.signers import enrolled, found, keyed, named, no_phrase, rules, sound

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def test_a_request_is_its_owner_s_word(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        file = ask_for(workspace, "M-2").file
    content = file.read_bytes()
    asked = parse_key_request(content)
    assert (asked.log, asked.person) == ("library.example.jp/loans", "M-2")
    assert format_key_request(asked) == content
    members = json.loads(content)
    for name, other in (
        ("person", "M-1"),
        ("log", "elsewhere.example"),
        ("format", "tadasu-key-request/2"),
        ("key", "ssh-ed25519 AAAA"),
        ("proof", "AAAA"),
        ("proof", 1),
        ("more", "x"),
    ):
        spoilt = json.dumps({**members, name: other}, sort_keys=True, separators=(",", ":"))
        with pytest.raises(SignatureError):
            parse_key_request(spoilt.encode())
    (tmp_path / "none").write_bytes(b"{}")
    for path in (tmp_path / "none", tmp_path / "nowhere"):
        with pytest.raises(UnavailableError):
            read_key_request(path)


def test_a_key_is_enrolled_once_and_in_its_own_log(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        asked = read_key_request(tmp_path / "keys" / "M-2.request")
        with pytest.raises(ConflictError, match="before"):
            Keys(workspace, "M-1").enrol(asked)
        make_key(tmp_path / "new", None)
        named(workspace, tmp_path / "new")
        asked = replace(read_key_request(ask_for(workspace, "M-2").file), log="elsewhere")
        with pytest.raises(ConflictError, match="another log"):
            Keys(workspace, "M-2").enrol(asked)


def test_whoever_keeps_no_keys_enrols_only_his_or_her_own(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        make_key(tmp_path / "second", None)
        named(workspace, tmp_path / "second")
        own = read_key_request(ask_for(workspace, "M-2").file)
        make_key(tmp_path / "third", None)
        named(workspace, tmp_path / "third")
        others = read_key_request(ask_for(workspace, "M-1").file)
        with pytest.raises(RefusalError) as no:
            Keys(workspace, "M-2").enrol(others)
        assert rules(no.value) == ["role"]
        Keys(workspace, "M-2").enrol(own)
        (entry,) = Looks(workspace).log(last=1)
        assert (entry.actor, entry.role, entry.kind) == ("M-2", "keyholder", "key.enrolled/1")
        named(workspace, tmp_path / "second")
        Keys(workspace, "M-2").retire("M-2", listed(workspace, "M-2")[0].fingerprint, "old")
        assert [row.ended is None for row in listed(workspace, "M-2")] == [False, True]
        sound(workspace)


def test_a_first_key_takes_somebody_who_keeps_keys(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        asked = read_key_request(new_key(workspace, "M-2", no_phrase).file)
        with pytest.raises(RefusalError) as no:
            Keys(workspace, "M-2").enrol(asked)
        assert rules(no.value) == ["role"]
        Keys(workspace, "M-1").enrol(asked)
        (entry,) = Looks(workspace).log(last=1)
        assert (entry.actor, entry.role, entry.case) == ("M-1", "staff", "M-2")
        sound(workspace)


def test_a_retired_key_signs_nothing_and_never_comes_back(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        fingerprint = listed(workspace, "M-2")[0].fingerprint
        receipt = Keys(workspace, "M-1", ID).retire("M-2", None, "left")
        assert Keys(workspace, "M-1", ID).retire("M-2", None, "left").position == receipt.position
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-2").set("B-001", {"pages": "1"})
        assert rules(no.value) == ["signature"]
        with pytest.raises(ConflictError, match="ended"):
            Keys(workspace, "M-1").retire("M-2", fingerprint, "again")
        with pytest.raises(ConflictError, match="never comes back"):
            Keys(workspace, "M-1").enrol(read_key_request(tmp_path / "keys" / "M-2.request"))
        for wrong in (None, "SHA256:x"):
            with pytest.raises(NotFoundError, match="which key"):
                Keys(workspace, "M-1").retire("M-2", wrong, "again")
        sound(workspace)


def test_the_last_key_of_whoever_keeps_keys_is_not_retired(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        with pytest.raises(RefusalError) as no:
            Keys(workspace, "M-1").retire("M-1", None, "lost")
        assert rules(no.value) == ["keys"]
        Acts(workspace, "M-1").set("M-2", {"librarian": "true"})
        Keys(workspace, "M-1").retire("M-1", None, "lost")
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        Acts(workspace, "M-2").set("B-001", {"pages": "1"})
        sound(workspace)


def test_what_a_compromised_key_enrolled_ends_with_it(tmp_path: Path) -> None:
    keyed(tmp_path)
    with library(tmp_path) as workspace:
        Acts(workspace, "M-1").set("M-2", {"librarian": "true"})
        Acts(workspace, "M-1").new("member", None, {"id": "M-3", "name": "x"})
        since = enrolled(workspace, "M-3", "M-2").position
        with pytest.raises(NotFoundError):
            Keys(workspace, "M-1").compromise("M-2", None, 99, "stolen")
        Keys(workspace, "M-1").compromise("M-2", None, since, "stolen")
        assert [(row.person, row.doubted) for row in listed(workspace)] == [
            ("M-1", None),
            ("M-2", since),
            ("M-3", since + 1),
        ]
        for person in ("M-2", "M-3"):
            with pytest.raises(RefusalError) as no:
                Acts(workspace, person).set("B-001", {"pages": "1"})
            assert rules(no.value) == ["signature"]
        (remark,) = sound(workspace).remarks
        assert remark.en.endswith(f"prove nothing: {since}")


def test_there_is_one_new_key_in_the_folder(tmp_path: Path) -> None:
    found(tmp_path)
    with library(tmp_path) as workspace:
        with pytest.raises(ConflictError):
            new_key(workspace, "M-1", no_phrase)
        with pytest.raises(NotFoundError):
            new_key(workspace, "M-9", no_phrase)
        assert not (tmp_path / "keys" / "M-9").exists()


def test_names_that_no_file_has_are_spelt(tmp_path: Path) -> None:
    assert key_file(tmp_path, "P-1").name == "P-1"
    assert key_file(tmp_path, "髙橋").name == "髙橋"
    for person in ("../x", "a/b", "..", ".", "a\\b", "%2E", "a:b", "\0"):
        path = key_file(tmp_path, person)
        assert path.parent == tmp_path
        assert path.resolve().parent == tmp_path.resolve()
    assert len({key_file(tmp_path, each) for each in ("a/b", "a%2Fb", "a:b")}) == 3


def test_the_public_half_is_read_without_the_passphrase(tmp_path: Path) -> None:
    public = make_key(tmp_path / "key", "secret")
    beside(tmp_path / "key").unlink()
    assert public_at(tmp_path / "key") == public
    assert public_at(tmp_path / "nowhere") is None
    content = (tmp_path / "key").read_text("utf-8")
    for spoilt in ("", "x y", content[:60], content.replace("b3Bl", "b3Bm"), "\udcff"):
        (tmp_path / "bad").write_text(spoilt, "utf-8", errors="surrogateescape")
        with pytest.raises(UnavailableError):
            public_at(tmp_path / "bad")


@pytest.mark.parametrize(
    ("event", "actor", "role"),
    [
        (KeyRetired("F", "spite"), "M-2", "staff"),
        (KeyRetired("F", "spite"), "M-2", "keyholder"),
        (KeyRetired("F", "spite"), "M-1", "keyholder"),
        (KeyCompromised("F", 0, "spite"), "M-2", "founder"),
    ],
)
def test_the_law_finds_keys_dealt_with_by_others(
    event: KeyRetired | KeyCompromised, actor: str, role: str, tmp_path: Path
) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        enrolled(workspace, "M-1")
        fingerprint = listed(workspace)[0].fingerprint
        forged = replace(event, key=fingerprint)
        Smuggled((("M-1", forged),), actor=actor, role=role).write(workspace)
        with pytest.raises(UnlawfulError) as caught:
            sound(workspace)
        assert caught.value.act == f"{event.kind} M-1"


def test_the_law_finds_a_key_enrolled_for_no_person(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        asked = read_key_request(new_key(workspace, "M-2", no_phrase).file)
        assert isinstance(asked.event, KeyEnrolled)
        Smuggled((("M-2", asked.event),), actor="M-2", role="staff").write(workspace)
        with pytest.raises(UnlawfulError):
            sound(workspace)
