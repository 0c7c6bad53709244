"""Signatures and keys in OpenSSH's forms, with nothing but ourselves; OpenSSH judges elsewhere."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa

from tadasu.ledger.sshkey import SK_ED25519, PublicKey, format_public, parse_public, public_from
from tadasu.ledger.sshsig import (
    ENROLMENT,
    STATEMENT,
    SshSigner,
    armor,
    check_sshsig,
    open_sshsig,
    sign_sshsig,
    unarmor,
    unbase64,
)
from tadasu.ledger.sshsign import signer_of
from tadasu.ledger.sshwire import SignatureError, mpint, string
from tests.unit.ledger.sshkeys import KINDS, TOKENS, signer, token

MESSAGE = "議事録".encode()
ALL = (*KINDS, *TOKENS)


@pytest.mark.parametrize("kind", ALL)
def test_what_was_signed_is_accepted(kind: str) -> None:
    key = signer(kind)
    blob = sign_sshsig(key, STATEMENT, MESSAGE)
    check_sshsig(blob, key.public, STATEMENT, MESSAGE)
    assert open_sshsig(blob, STATEMENT, MESSAGE) == key.public
    assert key.public.kind == kind


@pytest.mark.parametrize("kind", ALL)
def test_another_namespace_key_or_message_is_refused(kind: str) -> None:
    key, other = signer(kind), signer("ssh-ed25519", 9)
    blob = sign_sshsig(key, STATEMENT, MESSAGE)
    for public, namespace, message in (
        (key.public, ENROLMENT, MESSAGE),
        (other.public, STATEMENT, MESSAGE),
        (key.public, STATEMENT, MESSAGE + b"\n"),
    ):
        with pytest.raises(SignatureError):
            check_sshsig(blob, public, namespace, message)


@pytest.mark.parametrize("kind", ALL)
def test_each_bit_and_each_length_counts(kind: str) -> None:
    key = signer(kind)
    blob = sign_sshsig(key, STATEMENT, MESSAGE)
    spoilt = [blob[:size] for size in range(len(blob))]
    spoilt += [blob + b"\0"]
    for at in range(len(blob)):
        for bit in (0x01, 0x80):
            spoilt.append(blob[:at] + bytes([blob[at] ^ bit]) + blob[at + 1 :])
    for one in spoilt:
        with pytest.raises(SignatureError):
            check_sshsig(one, key.public, STATEMENT, MESSAGE)


def test_a_token_that_nobody_touched_is_refused() -> None:
    key = token(SK_ED25519, b"\x00\x00\x00\x00\x01")
    with pytest.raises(SignatureError, match="touched"):
        open_sshsig(sign_sshsig(key, STATEMENT, MESSAGE), STATEMENT, MESSAGE)


def test_a_signature_over_sha1_is_refused() -> None:
    key = signer("ssh-rsa")
    old = SshSigner(
        key.public, lambda data: key.sign(data).replace(b"rsa-sha2-512", b"ssh-rsa-----")
    )
    with pytest.raises(SignatureError, match="ssh-rsa"):
        open_sshsig(sign_sshsig(old, STATEMENT, MESSAGE), STATEMENT, MESSAGE)


@pytest.mark.parametrize("kind", ALL)
def test_armor_goes_both_ways(kind: str) -> None:
    blob = sign_sshsig(signer(kind), STATEMENT, MESSAGE)
    assert unarmor(armor(blob)) == blob
    for text in ("", armor(blob).replace("BEGIN", "START"), armor(blob).replace("=", "!")):
        if text == armor(blob):
            continue
        with pytest.raises(SignatureError):
            unarmor(text)


def test_base64_has_one_spelling() -> None:
    assert unbase64("AAE=") == b"\0\1"
    for text in ("AAF=", "AAE", "AA E=", "AAE=\n"):
        with pytest.raises(SignatureError):
            unbase64(text)


@pytest.mark.parametrize("kind", ALL)
def test_a_public_key_is_read_with_and_without_a_comment(kind: str) -> None:
    public = signer(kind).public
    line = format_public(public)
    assert parse_public(line) == parse_public(f"{line} 佐藤 さん\n") == public
    assert public.fingerprint.startswith("SHA256:")


@pytest.mark.parametrize("kind", ALL)
def test_a_key_cut_short_or_longer_is_none(kind: str) -> None:
    blob = signer(kind).public.blob
    for size in range(len(blob)):
        with pytest.raises(SignatureError):
            public_from(blob[:size])
    with pytest.raises(SignatureError):
        public_from(blob + b"\0")


def _blob(*parts: bytes) -> str:
    whole = b"".join(map(string, parts))
    return f"{parts[0].decode()} {base64.b64encode(whole).decode()}"


def _rsa(bits: int, exponent: int = 65537, *, even: int = 0) -> str:
    number = mpint((1 << bits) - 1 - even)[4:]
    return _blob(b"ssh-rsa", mpint(exponent)[4:], number)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 !",
        "ssh-rsa " + format_public(signer("ssh-ed25519").public).split()[1],
        _blob(b"ssh-dss", b"x"),
        _blob(b"ssh-ed25519", b"x" * 31),
        _blob(b"ecdsa-sha2-nistp256", b"nistp384", b"\4" + b"x" * 64),
        _blob(b"ecdsa-sha2-nistp256", b"nistp256", b"\2" + b"x" * 64),
        _rsa(1024),
        _rsa(2047),
        _rsa(8193),
        _rsa(2048, 1),
        _rsa(2048, 4),
        _rsa(2048, even=1),
        _blob(b"ssh-rsa", b"\0\1\0\1", mpint((1 << 2048) - 1)[4:]),
    ],
)
def test_what_is_no_key_of_ours_is_refused(line: str) -> None:
    with pytest.raises(SignatureError):
        parse_public(line)


def test_keys_of_other_kinds_sign_nothing() -> None:
    for private in (
        ed448.Ed448PrivateKey.generate(),
        ec.generate_private_key(ec.SECP256K1()),
        rsa.generate_private_key(65537, 1024),  # noqa: S505 - too small on purpose
        object(),
    ):
        with pytest.raises(SignatureError):
            signer_of(private)


def test_a_point_off_the_curve_verifies_nothing() -> None:
    good = signer("ecdsa-sha2-nistp256")
    off = PublicKey(good.public.kind, good.public.blob[:-1] + bytes([good.public.blob[-1] ^ 1]))
    blob = sign_sshsig(SshSigner(off, good.sign), STATEMENT, MESSAGE)
    with pytest.raises(SignatureError):
        check_sshsig(blob, off, STATEMENT, MESSAGE)
