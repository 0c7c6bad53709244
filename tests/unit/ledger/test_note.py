"""Notes and checkpoints: the examples of C2SP, and what no note may be."""

import base64
import hashlib

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from tadasu.ledger import verifying
from tadasu.ledger.checkpoint import Checkpoint, NoteError, format_checkpoint, parse_checkpoint
from tadasu.ledger.note import (
    SignedNote,
    Signer,
    Vouched,
    format_note,
    open_note,
    parse_note,
    sign_note,
)
from tadasu.ledger.verifying import can_check, check_signature
from tadasu.ledger.vkey import (
    COSIGNED_ED25519,
    COSIGNED_MLDSA44,
    VerifierKey,
    format_vkey,
    parse_vkey,
)
from tests.unit.ledger.signers import ed25519_signer, mldsa44_signer

EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Z\
tg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
COSIGNED = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5\
/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRa\
JNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""

LOG = "example.org/library"
CHECKPOINT = Checkpoint(LOG, 7, bytes(range(32)))
TEXT = format_checkpoint(CHECKPOINT)
TIME = 1_700_000_000

needs_mldsa = pytest.mark.skipif(
    not can_check(VerifierKey("m", COSIGNED_MLDSA44, bytes(1312))),
    reason="the library at hand has no ML-DSA-44",
)


def signer(kind: str) -> Signer:
    """A key of each kind."""
    if kind == "log":
        return ed25519_signer(LOG)
    if kind == "witness":
        return ed25519_signer("w.example/1", kind=COSIGNED_ED25519)
    return mldsa44_signer(LOG)


KINDS = ["log", "witness", pytest.param("mldsa", marks=needs_mldsa)]


def test_the_example_of_the_specification() -> None:
    vkey = parse_vkey(EXAMPLE_KEY)
    note = parse_note(EXAMPLE)
    assert format_vkey(vkey) == EXAMPLE_KEY
    assert format_note(note) == EXAMPLE
    assert open_note(note, [vkey]) == (Vouched(vkey, None),)
    with pytest.raises(NoteError, match="does not fit"):
        open_note(SignedNote(note.text + "x\n", note.signatures), [vkey])


def test_the_cosigned_example_of_the_specification() -> None:
    note = parse_note(COSIGNED)
    assert format_note(note) == COSIGNED
    checkpoint = parse_checkpoint(note.text)
    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163
    assert format_checkpoint(checkpoint) == note.text
    assert int.from_bytes(note.signatures[1].blob[:8], "big") == 1679315147


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_signed_opens(kind: str) -> None:
    one = signer(kind)
    note = parse_note(format_note(sign_note(TEXT, [one], TIME)))
    (vouched,) = open_note(note, [one.vkey])
    assert vouched.name == one.vkey.name
    assert vouched.time == (None if kind == "log" else TIME)
    assert parse_vkey(format_vkey(one.vkey)) == one.vkey


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_altered_does_not(kind: str) -> None:
    one = signer(kind)
    (signature,) = sign_note(TEXT, [one], TIME).signatures
    others = [
        Checkpoint(LOG, 8, CHECKPOINT.root),
        Checkpoint(f"{LOG}2", 7, CHECKPOINT.root),
        Checkpoint(LOG, 7, bytes(32)),
    ]
    for other in others:
        with pytest.raises(NoteError, match="does not fit"):
            open_note(SignedNote(format_checkpoint(other), (signature,)), [one.vkey])
    for place in range(len(signature.blob)) if kind != "mldsa" else (0, 7, 8, 2427):
        blob = bytearray(signature.blob)
        blob[place] ^= 1
        bad = type(signature)(signature.name, signature.id, bytes(blob))
        with pytest.raises(NoteError, match="does not fit"):
            open_note(SignedNote(TEXT, (bad,)), [one.vkey])
    short = type(signature)(signature.name, signature.id, signature.blob[:-1])
    with pytest.raises(NoteError, match="does not fit"):
        open_note(SignedNote(TEXT, (short,)), [one.vkey])


def test_strangers_are_passed_over() -> None:
    ours, stranger = signer("log"), ed25519_signer("elsewhere.example", 2)
    note = sign_note(TEXT, [stranger, ours, signer("witness")], TIME)
    assert [one.name for one in open_note(note, [ours.vkey])] == [LOG]
    with pytest.raises(NoteError, match="no key that is known"):
        open_note(note, [ed25519_signer(LOG, 3).vkey])
    with pytest.raises(NoteError, match="no key that is known"):
        open_note(note, [])
    # A line that says it is ours and isn't spoils the note, whatever else holds.
    forged = type(note.signatures[0])(LOG, ours.vkey.id, bytes(64))
    with pytest.raises(NoteError, match="does not fit"):
        open_note(SignedNote(TEXT, (*note.signatures[:1], forged)), [ours.vkey, stranger.vkey])


def test_who_signs_twice_counts_once() -> None:
    ours = signer("log")
    note = sign_note(TEXT, [ours, ours], TIME)
    assert len(open_note(note, [ours.vkey])) == 1


def test_cosigners_sign_checkpoints_only() -> None:
    with pytest.raises(NoteError, match="no checkpoint"):
        sign_note("Hello.\n", [signer("witness")], TIME)


@needs_mldsa
def test_the_message_of_mldsa_is_that_of_the_specification() -> None:
    seen: list[bytes] = []

    def sign(message: bytes) -> bytes:
        seen.append(message)
        return b""

    sign_note(TEXT, [Signer(mldsa44_signer(LOG).vkey, sign)], TIME)
    name = bytes([len(LOG)]) + LOG.encode()
    numbers = TIME.to_bytes(8, "big"), name, bytes(8), (7).to_bytes(8, "big")
    assert seen == [b"".join((b"subtree/v1\n\x00", name, *numbers, CHECKPOINT.root))]


def test_without_the_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "mldsa", None)
    key = VerifierKey(LOG, COSIGNED_MLDSA44, bytes(1312))
    assert not can_check(key)
    assert can_check(signer("log").vkey)
    with pytest.raises(NoteError, match="cannot be checked here"):
        check_signature(key, bytes(2420), b"")
    with pytest.raises(UnsupportedAlgorithm):
        verifying._verify_raw(key, b"", b"")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\n",
        EXAMPLE[:-1],
        EXAMPLE + "\n",
        EXAMPLE.replace("— ", "- "),
        EXAMPLE.replace("example.com/foo U", "example.com/f oo U"),
        EXAMPLE.replace("example.com/foo U", "example.com/f+oo U"),
        EXAMPLE.replace("aQM=", "aQN="),
        EXAMPLE.replace("aQM=", "aQM"),
        EXAMPLE.replace("example message", "example\tmessage"),
        EXAMPLE.replace("example message", "example\rmessage"),
        EXAMPLE.rpartition("— ")[0] + "— example.com/foo Uw2QOg==\n",
        "x" * 1_000_000 + EXAMPLE,
        EXAMPLE + EXAMPLE.splitlines(keepends=True)[2] * 100,
    ],
)
def test_no_other_text_is_a_note(text: str) -> None:
    with pytest.raises(NoteError):
        parse_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT[:-1],
        TEXT + "more\n",
        TEXT.replace("\n7\n", "\n07\n"),
        TEXT.replace("\n7\n", "\n-7\n"),
        TEXT.replace("\n7\n", "\n٧\n"),
        TEXT.replace("\n7\n", f"\n{10**18}\n"),
        TEXT.replace(LOG, ""),
        TEXT.replace("Hh8=", "Hh9="),
        f"{LOG}\n7\n{base64.b64encode(bytes(31)).decode()}\n",
    ],
)
def test_no_other_text_is_a_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        parse_checkpoint(text)


def vkey_text(name: str, raw: bytes, key_id: bytes | None = None) -> str:
    """A line that looks like a verifier key."""
    found = key_id or hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    return f"{name}+{found.hex()}+{base64.b64encode(raw).decode()}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/foo",
        EXAMPLE_KEY.replace("530d", "530e"),
        EXAMPLE_KEY.replace("530d", "530D"),
        EXAMPLE_KEY + "\n",
        EXAMPLE_KEY[:-4],
        vkey_text("a b", b"\x01" + bytes(32)),
        vkey_text("n", b"\x01" + bytes(31)),
        vkey_text("n", b"\x02" + bytes(32)),
        vkey_text("n", b"\x06" + bytes(32)),
        vkey_text("n", b"\x01" + bytes(32), b"abcd"),
    ],
)
def test_no_other_text_is_a_verifier_key(text: str) -> None:
    with pytest.raises(NoteError):
        parse_vkey(text)
