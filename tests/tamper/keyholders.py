"""Attacks by whoever holds the database and keys: the log's, a person's, or all of them."""

import shutil
from dataclasses import replace
from io import BytesIO

from tadasu.core.events import CaseMoved
from tadasu.ledger.checkpoint import Checkpoint, format_checkpoint
from tadasu.ledger.entry import Statement
from tadasu.ledger.note import format_note, sign_note
from tadasu.ledger.spoken import Spoken, format_spoken, parse_spoken
from tadasu.office.acts import Acts
from tadasu.office.sealing import seal
from tests.tamper.edits import a_statement as edited
from tests.tamper.edits import cut, last_of_a_case_taken_out
from tests.tamper.hand import anew, entries, put, said, seal_anew, spelt
from tests.tamper.scene import BOOK, LOAN, PAGES, SIZE, Scene
from tests.tamper.smuggler import Smuggled
from tests.unit.ledger.signers import ed25519_signer
from tests.unit.office.desk import library
from tests.unit.office.signers import enrolled, keyed

STATES = ("entry", "head", "case_view", "case_link")


def older_copy(scene: Scene) -> None:
    """An older copy of everything put back: the database and all that lies beside it."""
    older = scene.root.parent / "older"
    shutil.copytree(scene.root / "record", older)
    for one in STATES:
        scene.database.ask(f"CREATE TABLE kept_{one} AS SELECT * FROM {one}")  # noqa: S608
    scene.act(77)
    scene.seal()
    kept = scene.whole().checkpoint()
    scene.kept = replace(scene.kept, said=_spoken(kept))
    assert scene.asked() == "–"
    rows = [
        (f"DELETE FROM {one}", f"INSERT INTO {one} SELECT * FROM kept_{one}")  # noqa: S608
        for one in STATES
    ]
    scene.database.tamper(*(words for pair in rows for words in pair))
    if scene.database.kind == "postgresql":
        shutil.rmtree(scene.root / "record")
        shutil.copytree(older, scene.root / "record")
    else:
        shutil.rmtree(scene.checkpoints)
        shutil.copytree(older / "checkpoints", scene.checkpoints)


def log_edits(scene: Scene) -> None:
    """What somebody stated; hashes and checkpoints made anew."""
    edited(scene)
    seal_anew(scene)


def log_takes_out(scene: Scene) -> None:
    """The last entry of a case taken out; hashes and checkpoints made anew."""
    last_of_a_case_taken_out(scene)
    seal_anew(scene)


def log_cuts(scene: Scene) -> None:
    """The end cut off; checkpoints made anew."""
    cut(scene)
    seal_anew(scene)


def all_edit(scene: Scene) -> None:
    """What somebody stated, and everything after it signed anew by everybody and the log."""
    made = entries(scene)
    made[PAGES] = said(made[PAGES], lambda one: replace(one, data={"fields": {"pages": 1}}))
    put(scene, anew(made, scene.people()))
    seal_anew(scene)


def all_take_out(scene: Scene) -> None:
    """An entry taken out, and everything after it signed anew by everybody and the log."""
    made = entries(scene)
    put(scene, anew([*made[:PAGES], *made[PAGES + 1 :]], scene.people()))
    seal_anew(scene)


def all_edit_newest(scene: Scene) -> None:
    """The same with the newest entry, which no outside checkpoint covers."""
    made = entries(scene)
    made[-1] = said(made[-1], lambda one: replace(one, data={"fields": {"pages": 1}}))
    put(scene, anew(made, scene.people()))
    seal_anew(scene)


def from_nothing(scene: Scene) -> None:
    """A log of the same name founded anew, with keys of the forger's, and acted in."""
    shutil.rmtree(scene.root)
    if scene.database.place is not None:
        for path in scene.database.place.parent.glob(f"{scene.database.place.name}*"):
            path.unlink()
    else:
        schema = scene.database.schema
        scene.database.ask(f"DROP SCHEMA {schema} CASCADE", f"CREATE SCHEMA {schema}")
    keyed(scene.root)
    for pages in range(SIZE):
        scene.act(pages)
    scene.seal()


def past_the_rules(scene: Scene) -> None:
    """A book discarded by a librarian who writes past the rules, and signs."""
    verdict = {"policy": "B-01", "level": "block", "result": "pass", "looked": 1, "counted": 1}
    event = CaseMoved("discard", "shelved", "gone", verdicts=(verdict,))
    with library(scene.root) as workspace:
        Smuggled(((BOOK, event),)).write(workspace)
    made = entries(scene)
    signed = said(made[-1], _as_signed)
    put(scene, [*map(spelt, made[:-1]), *anew([*made[:-1], signed], scene.people())[-1:]])


def stolen(scene: Scene) -> None:
    """A lawful act by somebody else with M-1's key."""
    scene.act(555)


def enrolled_for_another(scene: Scene) -> None:
    """Who may enrol keys enrols one of his or her own for M-2, and acts with it as M-2."""
    with library(scene.root) as workspace:
        for name in ("M-2", "M-2.pub", "M-2.request"):
            (scene.root / "keys" / name).unlink()
        enrolled(workspace, "M-2")
        Acts(workspace, "M-2").attach(LOAN, BytesIO(b"false"), "x.jpg", {"method": "photo"})


def split(scene: Scene) -> None:
    """Two histories from one past, each signed: others saw the first, this is the second."""
    newest = entries(scene)
    scene.act(1)
    with library(scene.root) as workspace:
        seal(workspace)
    scene.kept = replace(scene.kept, said=_spoken(scene.whole().checkpoint()))
    assert scene.asked() == "–"
    put(scene, list(map(spelt, newest)))
    (scene.checkpoints / f"{SIZE + 1}.note").unlink()
    scene.act(2)
    scene.seal()


def checkpoint_by_another(scene: Scene) -> None:
    """A checkpoint signed by another key of the log's name."""
    (scene.checkpoints / "13.note").write_text(signed_by_another(scene, 13), "utf-8")


def signed_by_another(scene: Scene, size: int) -> str:
    """A checkpoint that fits, by a key that the log does not name."""
    text = format_checkpoint(scene.whole().checkpoint(size))
    return format_note(sign_note(text, [ed25519_signer(text.partition("\n")[0], 7)], 0))


def rules_adopted_anew(scene: Scene) -> None:
    """The first adoption names laxer rules, which lie in the vault; the log signs anew."""
    folder = scene.root / "record" / "evidence"
    path = next(
        one for one in folder.rglob("*") if one.is_file() and _is_process(one.read_bytes())
    )
    with library(scene.root) as workspace:
        lax = path.read_bytes().replace(b'"required"', b'"optional"')
        with (scene.root / "lax").open("w+b") as file:
            file.write(lax)
            file.seek(0)
            digest = workspace.vault.put(file)[0]
    old = path.parent.name + path.name
    made = entries(scene)
    data = {**made[0].statement.data, "digest": digest}
    made[0] = said(made[0], lambda one: replace(one, data=data))
    changed = [said(one, lambda told: _under(told, old, digest)) for one in made]
    put(scene, list(map(spelt, changed)))
    seal_anew(scene)


def false_clock(scene: Scene) -> None:
    """The machine's clock set forward by a year before an act."""
    with library(scene.root, at="2027-06-01T09:00:00+09:00") as workspace:
        Acts(workspace, "M-1").set(BOOK, {"pages": "9"})


def _is_process(content: bytes) -> bool:
    return content.startswith(b"{")


def _under(told: Statement, old: str, new: str) -> Statement:
    return replace(told, process=new) if told.process == old else told


def _as_signed(one: Statement) -> Statement:
    return replace(one, actor={**one.actor, "auth": "sshsig"})


def _spoken(checkpoint: Checkpoint) -> Spoken:
    return parse_spoken(format_spoken(checkpoint))
