"""A whole bundle before verifiers that are not ours: Go's tlog and note, and OpenSSH."""

import json
import subprocess
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from tadasu.bundle.given import sort_out
from tadasu.bundle.layout import CHECKPOINT, SIGNERS, entry_path, note_path, proof_path
from tadasu.ledger.entry import parse_entry
from tadasu.ledger.sshsig import STATEMENT, armor
from tadasu.ledger.vkey import COSIGNED_MLDSA44, format_vkey
from tests.foreign.openssh import program
from tests.foreign.verifier import Claim, ask, knows_mldsa
from tests.tamper import bundle_edits, bundle_makers
from tests.tamper.crate import Crate, Files, Lying, crate
from tests.tamper.scene import FIRST, OUTSIDE, SIZE
from tests.tamper.zips import laid_out

Edit = Callable[[Crate], Files]


@pytest.fixture
def place(tmp_path: Path) -> Crate:
    """A signed project with its bundles."""
    return crate(tmp_path)


def flipped(name: str, at: int = 40) -> Edit:
    """A bit of a file changed."""

    def edit(crate: Crate) -> Files:
        files = crate.files if name in crate.files else crate.part
        content = files[name]
        return {**files, name: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]}

    return edit


def gone(name: str) -> Edit:
    """A file left out."""

    def edit(crate: Crate) -> Files:
        files = crate.files if name in crate.files else crate.part
        return {each: content for each, content in files.items() if each != name}

    return edit


def resized(crate: Crate) -> Files:
    """A checkpoint of another size, which nobody signed."""
    text = crate.files[CHECKPOINT].replace(b"\n%d\n" % SIZE, b"\n%d\n" % (SIZE - 1))
    return {**crate.files, CHECKPOINT: text}


def renamed(crate: Crate) -> Files:
    """A checkpoint of another log, which nobody signed."""
    text = crate.files[CHECKPOINT].replace(b"library.example.jp", b"library.example.com", 1)
    return {**crate.files, CHECKPOINT: text}


def unsigned(crate: Crate) -> Files:
    """A checkpoint without signatures."""
    return {**crate.files, CHECKPOINT: crate.files[CHECKPOINT].partition(b"\n\n")[0] + b"\n\n"}


def older(crate: Crate) -> Files:
    """The checkpoint of fewer entries in the place of the newest."""
    return {**crate.files, CHECKPOINT: crate.files[note_path(OUTSIDE)]}


REFUSED: dict[str, Edit] = {
    "an-entry": flipped(bundle_edits.ENTRIES),
    "an-entry-s-length": flipped(bundle_edits.ENTRIES, 0),
    "a-hash": flipped(bundle_edits.HASHES),
    "no-hashes": gone(bundle_edits.HASHES),
    "no-entries": gone(bundle_edits.ENTRIES),
    "checkpoint": flipped(CHECKPOINT),
    "signature": flipped(CHECKPOINT, -9),
    "size": resized,
    "log": renamed,
    "unsigned": unsigned,
    "older": older,
    "no-checkpoint": gone(CHECKPOINT),
    "an-earlier-checkpoint": flipped(note_path(OUTSIDE), 30),
    "of-another-history": bundle_makers.another_s_checkpoint,
    "a-statement": bundle_makers.a_statement,
    "the-newest": bundle_makers.the_newest,
    "by-another-key": bundle_makers.by_another_key,
    "without-witness": bundle_edits.without_witness,
    "one-signature-less": bundle_edits.one_signature_less,
    "foreign-entries": bundle_edits.foreign_entries,
    "foreign-checkpoint": bundle_edits.foreign_checkpoint,
    "founded-anew": bundle_makers.founded_anew,
    "part-entry": flipped(entry_path(FIRST)),
    "part-proof": flipped(proof_path(FIRST), 45),
    "part-index": flipped(proof_path(FIRST), 29),
    "part-proof-of-another": bundle_edits.foreign_proof,
    "part-no-proof": gone(proof_path(FIRST)),
}


def test_go_verifies_a_bundle_and_a_part(verifier: Path, place: Crate, tmp_path: Path) -> None:
    claims = [
        claim(verifier, place, place.files, tmp_path / "whole"),
        claim(verifier, place, place.part, tmp_path / "part"),
    ]
    assert ask(verifier, claims) == ["", ""]


@pytest.mark.parametrize("name", REFUSED)
def test_go_refuses(name: str, verifier: Path, place: Crate, tmp_path: Path) -> None:
    files = REFUSED[name](place)
    assert files not in (place.files, place.part)
    if files == bundle_edits.one_signature_less(place) and not knows_mldsa(verifier):
        pytest.skip("the signature that is left is the only one that can be checked here")
    (said,) = ask(verifier, [claim(verifier, place, files, tmp_path / "bundle")])
    assert said


def test_openssh_verifies_every_entry_of_a_bundle(place: Crate, tmp_path: Path) -> None:
    keygen = program("ssh-keygen")
    (tmp_path / "allowed").write_bytes(place.files[SIGNERS])
    words = ["-Y", "verify", "-f", "allowed", "-n", STATEMENT, "-s", "signature"]

    def holds(person: str, message: bytes, time: str) -> bool:
        asked = [keygen, *words, "-I", person, f"-Overify-time={time}"]
        done = subprocess.run(asked, cwd=tmp_path, input=message, check=False, capture_output=True)
        return done.returncode == 0

    count = 0
    for _, content in sort_out(Lying(place.files)).entries():
        entry = parse_entry(content)
        person = str(entry.statement.actor["id"])
        time = "".join(one for one in entry.recorded_at[:19] if one.isdigit()) + "Z"
        assert len(entry.sigs) == 1
        (tmp_path / "signature").write_text(armor(b64decode(str(entry.sigs[0]["sshsig"]))))
        message = json.loads(content)["statement"].encode()
        assert holds(person, message, time)
        assert not holds("M-2" if person == "M-1" else "M-1", message, time)
        assert not holds(person, message + b" ", time)
        assert not holds(person, message, "20200101000000Z")
        count += 1
    assert count == SIZE


def claim(verifier: Path, place: Crate, files: Files, folder: Path) -> Claim:
    """That a bundle is right, by the keys that the auditor has from outside."""
    laid_out(files, folder)
    able = knows_mldsa(verifier)
    own = [key for key in place.scene.vkeys if able or key.kind != COSIGNED_MLDSA44]
    others = [key for key in place.scene.witness_keys if able or key.kind != COSIGNED_MLDSA44]
    vkeys = [format_vkey(key) for key in (*own, *others)]
    return {"kind": "bundle", "folder": str(folder), "vkeys": vkeys, "own": len(own)}
