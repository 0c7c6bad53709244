"""Attacks on a bundle's files, by whoever hands it on or made it."""

import json

from tadasu.bundle.layout import (
    ABOUT,
    CHECKPOINT,
    EVENTS,
    LOG_KEYS,
    OPENINGS,
    PAGE,
    SIGNERS,
    VERIFIER,
    entry_path,
    proof_path,
    sha256_of,
    stamp_path,
)
from tadasu.bundle.openings import format_revealed
from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.vkey import format_vkey
from tests.tamper.crate import Crate, Files, contents_of, exported, sqlite_scene, vouched
from tests.tamper.scene import FIRST, OUTSIDE, SIZE
from tests.unit.ledger.signers import ed25519_signer

OPENING = b'["AAECAwQFBgcICQoLDA0ODw==","name","\xe9\xab\x99"]'
HASHES, ENTRIES = f"tile/0/000.p/{SIZE}", f"tile/entries/000.p/{SIZE}"


def a_byte(crate: Crate) -> Files:
    """A digit in an entry."""
    return _replaced(crate, ENTRIES, b'\\"pages\\":300', b'\\"pages\\":301')


def a_copy(crate: Crate) -> Files:
    """A digit in the CloudEvents."""
    return _replaced(crate, EVENTS, b'"pages":300', b'"pages":301')


def photos_swapped(crate: Crate) -> Files:
    """Two pieces of evidence change places."""
    one, other = _evidence(crate)
    return {**crate.files, one: crate.files[other], other: crate.files[one]}


def photo_left_out(crate: Crate) -> Files:
    """A piece of evidence is not there."""
    return _without(crate.files, _evidence(crate)[0])


def photo_more(crate: Crate) -> Files:
    """A piece of evidence of which no entry tells."""
    return {**crate.files, f"evidence/{'ab' * 32}": b"false"}


def rules_changed(crate: Crate) -> Files:
    """The rules that were in force."""
    name = next(name for name in crate.files if name.startswith("definitions/"))
    return _replaced(crate, name, b'"required"', b'"optional"')


def rules_left_out(crate: Crate) -> Files:
    """They are not there."""
    name = next(name for name in crate.files if name.startswith("definitions/"))
    return _without(crate.files, name)


def keys_of_the_log(crate: Crate) -> Files:
    """Another key as that of the log."""
    other = format_vkey(ed25519_signer(contents_of(crate.files).log, 7).vkey)
    return vouched({**crate.files, LOG_KEYS: f"{other}\n".encode()})


def keys_of_people(crate: Crate) -> Files:
    """The keys for ssh-keygen with names exchanged."""
    return _vouched(crate, SIGNERS, b"M-1 ", b"M-2 ")


def events(crate: Crate) -> Files:
    """What the CloudEvents say."""
    return _vouched(crate, EVENTS, b'"pages":300', b'"pages":301')


def hashes(crate: Crate) -> Files:
    """A hash in the tiles."""
    content = crate.files[HASHES]
    return {**crate.files, HASHES: content[:-1] + bytes([content[-1] ^ 1])}


def no_earlier(crate: Crate) -> Files:
    """The earlier checkpoints are not there."""
    gone = {name for name in crate.files if name.startswith("checkpoints/")}
    return vouched({name: one for name, one in crate.files.items() if name not in gone})


def one_signature_less(crate: Crate) -> Files:
    """Of the checkpoint's signatures by the log, one is left."""
    lines = crate.files[CHECKPOINT].splitlines(keepends=True)
    own = [line for line in lines[4:] if b"library.example.jp" in line]
    return _checkpoint(crate, [line for line in lines if line not in own[1:]])


def without_witness(crate: Crate) -> Files:
    """The witness's cosignatures are not there."""
    lines = crate.files[CHECKPOINT].splitlines(keepends=True)
    return _checkpoint(crate, [line for line in lines if b"witness" not in line])


def foreign_entries(crate: Crate) -> Files:
    """The entries of another bundle of the same log's name."""
    other = _foreign(crate)
    return {**crate.files, ENTRIES: other[ENTRIES], HASHES: other[HASHES]}


def foreign_checkpoint(crate: Crate) -> Files:
    """The checkpoint of another bundle of the same log's name."""
    return vouched({**crate.files, CHECKPOINT: _foreign(crate)[CHECKPOINT]})


def foreign_people(crate: Crate) -> Files:
    """The people's keys of another bundle."""
    return vouched({**crate.files, SIGNERS: _foreign(crate)[SIGNERS]})


def foreign_proof(crate: Crate) -> Files:
    """In a bundle of a case, an entry's proof in the place of another's."""
    name, other = proof_path(FIRST), proof_path(FIRST + 1)
    return {**crate.part, name: crate.part[other]}


def middle_left_out(crate: Crate) -> Files:
    """In a bundle of a case, one of its entries is not there."""
    return _without(crate.part, entry_path(FIRST), proof_path(FIRST))


def end_left_out(crate: Crate) -> Files:
    """In a bundle of a case, its last entry is not there, nor the file that it names."""
    last = FIRST + 1
    text = crate.part[entry_path(last)].decode()
    kept = _without(crate.part, entry_path(last), proof_path(last))
    kept = {name: one for name, one in kept.items() if name.removeprefix("evidence/") not in text}
    lines = kept[EVENTS].splitlines(keepends=True)
    kept[EVENTS] = b"".join(line for line in lines if json.loads(line)["sequence"] != str(last))
    return vouched(kept)


def proof_of_nothing(crate: Crate) -> Files:
    """In a bundle of a case, a proof without an entry, in which anything may stand."""
    return {**crate.part, proof_path(99): b"anything"}


def opening(crate: Crate) -> Files:
    """What a sealed value is said to say, though no entry has sealed it."""
    line = format_revealed(sha256_of(OPENING), OPENING)
    return vouched({**crate.files, OPENINGS: line}, [OPENINGS])


def one_more(crate: Crate) -> Files:
    """A file that no bundle has, for which bundle.json vouches."""
    return vouched({**crate.files, "README.html": b"read me first"}, ["README.html"])


def verifier(crate: Crate) -> Files:
    """A verifier that is always content, for which bundle.json vouches."""
    return vouched({**crate.files, VERIFIER: b"print('verified')\n"})


def page(crate: Crate) -> Files:
    """A page that is always content, for which bundle.json vouches."""
    return vouched({**crate.files, PAGE: b"<h1>verified</h1>"})


def stamp(crate: Crate) -> Files:
    """A time stamp that is none."""
    return vouched({**crate.files, stamp_path(OUTSIDE): b"tomorrow"}, [stamp_path(OUTSIDE)])


def as_a_part(crate: Crate) -> Files:
    """The whole log, said to be a part."""
    about = json.loads(crate.files[ABOUT])
    return {**crate.files, ABOUT: canonical_bytes({**about, "whole": False})}


def another_size(crate: Crate) -> Files:
    """A number of entries that is not the checkpoint's."""
    about = json.loads(crate.files[ABOUT])
    return {**crate.files, ABOUT: canonical_bytes({**about, "size": SIZE - 1})}


def deep(crate: Crate) -> Files:
    """A bundle.json that is nested more deeply than programs read."""
    return {**crate.files, ABOUT: b"[" * 200_000 + b"]" * 200_000}


def deep_rules(crate: Crate) -> Files:
    """Rules that are."""
    name = next(name for name in crate.files if name.startswith("definitions/"))
    return {**crate.files, name: b"[" * 200_000 + b"]" * 200_000}


def _foreign(crate: Crate) -> Files:
    folder = crate.scene.root.parent / "foreign"
    folder.mkdir()
    other = sqlite_scene(folder)
    other.seal()
    return exported(other)


def _replaced(crate: Crate, name: str, old: bytes, new: bytes) -> Files:
    assert old in crate.files[name]
    return {**crate.files, name: crate.files[name].replace(old, new)}


def _vouched(crate: Crate, name: str, old: bytes, new: bytes) -> Files:
    return vouched(_replaced(crate, name, old, new))


def _checkpoint(crate: Crate, lines: list[bytes]) -> Files:
    assert lines != crate.files[CHECKPOINT].splitlines(keepends=True)
    return vouched({**crate.files, CHECKPOINT: b"".join(lines)})


def _evidence(crate: Crate) -> list[str]:
    return [name for name in crate.files if name.startswith("evidence/")]


def _without(files: Files, *names: str) -> Files:
    return {name: content for name, content in files.items() if name not in names}
