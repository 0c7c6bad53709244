"""Go's packages for its sum database read what we write, and refuse what is altered."""

from pathlib import Path

from tadasu.ledger.checkpoint import Checkpoint, format_checkpoint
from tadasu.ledger.levels import Levels
from tadasu.ledger.note import format_note, sign_note
from tadasu.ledger.proof import prove_consistency, prove_inclusion
from tadasu.ledger.tilepath import format_tile_path, tiles_of
from tadasu.ledger.tiles import format_entries, format_tile, tile_hashes
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.vkey import COSIGNED_ED25519, format_vkey
from tests.foreign.verifier import Claim, ask, knows_mldsa
from tests.unit.ledger.signers import ed25519_signer, mldsa44_signer
from tests.unit.ledger.test_proof import altered
from tests.unit.ledger.trees import LEAVES, LEVELS, root

LOG = "example.org/library"
TEXT = format_checkpoint(Checkpoint(LOG, 7, root(7)))
SIZES = (1, 2, 3, 5, 8, 31, 64, 100, 129)


def test_notes_and_cosignatures(verifier: Path) -> None:
    signers = [ed25519_signer(LOG), ed25519_signer("w.example/1", 2, COSIGNED_ED25519)]
    if knows_mldsa(verifier):
        signers += [mldsa44_signer(LOG, 3), mldsa44_signer("w.example/2", 4)]
    note = format_note(sign_note(TEXT, signers, 1_700_000_000))
    vkeys = [format_vkey(signer.vkey) for signer in signers]
    right: list[Claim] = [{"kind": "note", "note": note, "vkeys": vkeys}]
    right += [{"kind": "note", "note": note, "vkeys": [one]} for one in vkeys]
    wrong: list[Claim] = []
    for bad in (note.replace("\n7\n", "\n8\n"), note.replace(LOG, "example.org/other", 1)):
        wrong += [{"kind": "note", "note": bad, "vkeys": [one]} for one in vkeys]
    other = format_vkey(ed25519_signer(LOG, 9).vkey)
    wrong += [{"kind": "note", "note": note, "vkeys": [other]}]
    for line in note.splitlines()[4:]:
        flipped = line[:-9] + ("A" if line[-9] != "A" else "B") + line[-8:]
        wrong += [{"kind": "note", "note": note.replace(line, flipped), "vkeys": vkeys}]
    _agree(verifier, right, wrong)


def test_inclusion(verifier: Path) -> None:
    right: list[Claim] = []
    wrong: list[Claim] = []
    for size in SIZES:
        for index in range(size):
            path = prove_inclusion(LEVELS, index, size)
            claim = {
                "kind": "inclusion",
                "path": path,
                "size": size,
                "root": root(size),
                "index": index,
                "leaf": LEAVES[index],
            }
            right.append(claim)
            wrong += [{**claim, "path": bad} for bad in altered(path)]
            wrong += [{**claim, "root": root(size - 1)}, {**claim, "leaf": leaf_hash(b"")}]
            wrong += [{**claim, "index": index + 1}]
    _agree(verifier, right, wrong)


def test_consistency(verifier: Path) -> None:
    right: list[Claim] = []
    wrong: list[Claim] = []
    for new in SIZES:
        for old in range(1, new):
            path = prove_consistency(LEVELS, old, new)
            claim = {
                "kind": "consistency",
                "path": path,
                "size": new,
                "root": root(new),
                "old": old,
                "old_root": root(old),
            }
            right.append(claim)
            wrong += [{**claim, "path": bad} for bad in altered(path)]
            wrong += [{**claim, "root": root(old)}, {**claim, "old_root": root(new)}]
    _agree(verifier, right, wrong)


def test_tiles(verifier: Path, tmp_path: Path) -> None:
    entries = [b"entry %d" % n for n in range(600)]
    levels = Levels(map(leaf_hash, entries))
    for tile in tiles_of(600):
        path = tmp_path / format_tile_path(tile)
        path.parent.mkdir(parents=True, exist_ok=True)
        first = tile.index * 256
        path.write_bytes(
            format_entries(entries[first : first + tile.width])
            if tile.level is None
            else format_tile(tile_hashes(levels, tile))
        )
    claim = {"kind": "tiles", "folder": str(tmp_path), "size": 600, "root": levels.root(0, 600)}
    _agree(verifier, [claim], [{**claim, "root": levels.root(0, 599)}, {**claim, "size": 599}])
    for name in ("tile/0/001", "tile/0/002.p/88", "tile/entries/000", "tile/1/000.p/2"):
        content = (tmp_path / name).read_bytes()
        flipped = content[:40] + bytes([content[40] ^ 1]) + content[41:]
        (tmp_path / name).write_bytes(flipped)
        _agree(verifier, [], [claim])
        (tmp_path / name).write_bytes(content)
    _agree(verifier, [claim], [])


def _agree(verifier: Path, right: list[Claim], wrong: list[Claim]) -> None:
    said = ask(verifier, [*right, *wrong])
    assert said[: len(right)] == [""] * len(right)
    assert [wrong[n] for n, one in enumerate(said[len(right) :]) if not one] == []
