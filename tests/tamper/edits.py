"""Attacks by whoever holds the database, and no key."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tadasu.core.values import stamp
from tadasu.ledger.entry import Entry
from tadasu.ledger.shape import moment
from tadasu.ledger.sshsig import STATEMENT, sign_sshsig
from tadasu.ledger.tree import leaf_hash
from tests.tamper.hand import entries, put, said, spelt
from tests.tamper.scene import BOOK, FIRST, OPENED, OTHER, PAGES, SECOND, SIZE, Scene
from tests.unit.ledger.sshkeys import signer


def a_byte(scene: Scene) -> None:
    """A digit in an entry's bytes, nothing else."""
    found = scene.database.ask(f"SELECT entry FROM entry WHERE position = {PAGES}")  # noqa: S608
    content = bytes(found[0][0]).replace(b'\\"pages\\":300', b'\\"pages\\":301')
    _column(scene, "entry", scene.database.blob(content))


def a_column(scene: Scene) -> None:
    """Only a column by which entries are found."""
    _column(scene, "kind", "'case.refused/1'")


def a_leaf(scene: Scene) -> None:
    """Only the stored hash."""
    _column(scene, "leaf", scene.database.blob(leaf_hash(b"")))


def a_statement(scene: Scene) -> None:
    """What somebody stated, with all hashes made anew."""
    made = entries(scene)
    made[PAGES] = said(made[PAGES], lambda one: replace(one, data={"fields": {"pages": 1}}))
    put(scene, list(map(spelt, made)))


def a_time(scene: Scene) -> None:
    """When an entry came, which its actor does not sign, with all hashes made anew."""
    made = entries(scene)
    later = stamp(moment(made[PAGES].recorded_at) + timedelta(seconds=5))
    made[PAGES] = replace(made[PAGES], recorded_at=later)
    put(scene, list(map(spelt, made)))


def the_newest_time(scene: Scene) -> None:
    """The same of the newest entry, which nobody saw yet."""
    made = entries(scene)
    later = stamp(moment(made[-1].recorded_at) + timedelta(days=5))
    made[-1] = replace(made[-1], recorded_at=later)
    put(scene, list(map(spelt, made)))


def taken_out(scene: Scene) -> None:
    """An entry deleted, with a gap where it was."""
    scene.database.tamper(f"DELETE FROM entry WHERE position = {PAGES}")  # noqa: S608


def taken_out_and_renumbered(scene: Scene) -> None:
    """An entry of a case that goes on, deleted; the others closed up, all hashes made anew."""
    put(scene, [spelt(one) for n, one in enumerate(entries(scene)) if n != FIRST])


def last_of_a_case_taken_out(scene: Scene) -> None:
    """The last entry of a case, after which no number is missing; all hashes made anew."""
    put(scene, [spelt(one) for n, one in enumerate(entries(scene)) if n != SECOND])


def swapped(scene: Scene) -> None:
    """Two entries of different cases that came at one moment; all hashes made anew."""
    made = entries(scene)
    time = made[OPENED].recorded_at
    made[PAGES], made[OPENED] = made[OPENED], replace(made[PAGES], recorded_at=time)
    put(scene, list(map(spelt, made)))


def put_in(scene: Scene) -> None:
    """An entry that nobody made, unsigned, at the end; all hashes made anew."""
    made = entries(scene)
    false = replace(made[-1].statement, id="00000000-0000-7000-8000-000000000000")
    actor = {**false.actor, "auth": "local"}
    text = said(made[-1], lambda _: replace(false, actor=actor, version=5))
    put(scene, [*map(spelt, made), spelt(replace(text, sigs=()))])


def of_another_log(scene: Scene) -> None:
    """A genuine, signed entry of another log in the place of the newest."""
    made = entries(scene)
    made[-1] = said(made[-1], lambda one: replace(one, log="library.example.jp/other"))
    put(scene, list(map(spelt, made)))


def cut(scene: Scene) -> None:
    """The end cut off; the checkpoints beside the database stay."""
    put(scene, list(map(spelt, entries(scene)[: PAGES + 1])))


def cut_with_checkpoints(scene: Scene) -> None:
    """The end cut off, and the checkpoints that tell of it."""
    cut(scene)
    for path in scene.checkpoints.glob("*.note"):
        if int(path.stem) > PAGES + 1:
            path.unlink()


def cut_uncovered(scene: Scene) -> None:
    """The end cut off, as far as no checkpoint tells of it."""
    put(scene, list(map(spelt, entries(scene)[: SIZE - 1])))


def without_checkpoints(scene: Scene) -> None:
    """Every checkpoint beside the database."""
    for path in scene.checkpoints.glob("*.note"):
        path.unlink()


def set_aside(scene: Scene) -> None:
    """A checkpoint put away as if a restoration had been recorded."""
    (scene.checkpoints / "lost").mkdir()
    (scene.checkpoints / "13.note").rename(scene.checkpoints / "lost" / "13.note")


def damaged_checkpoint(scene: Scene) -> None:
    """A checkpoint of other numbers."""
    path = scene.checkpoints / "13.note"
    path.write_text(path.read_text("utf-8").replace("\n13\n", "\n12\n"), "utf-8")


def one_signature_less(scene: Scene) -> None:
    """One of a checkpoint's two signatures: who breaks one kind leaves the other out."""
    path = scene.checkpoints / "13.note"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")


def forged(scene: Scene) -> None:
    """The pages, signed with a key of the forger's that is called M-1's."""
    made = entries(scene)
    changed = said(made[-1], lambda one: replace(one, data={"fields": {"pages": 1}}))
    blob = sign_sshsig(signer("ssh-ed25519", 9), STATEMENT, changed.text.encode())
    sig = {**changed.sigs[0], "sshsig": base64.b64encode(blob).decode()}
    put(scene, [*map(spelt, made[:-1]), spelt(replace(changed, sigs=[sig]))])


def forged_by_its_own_name(scene: Scene) -> None:
    """The same, under the name of the forger's key, which nobody enrolled."""
    made, key = entries(scene), signer("ssh-ed25519", 9)
    blob = base64.b64encode(sign_sshsig(key, STATEMENT, made[-1].text.encode())).decode()
    sig = {"key": key.public.fingerprint, "sshsig": blob}
    put(scene, [*map(spelt, made[:-1]), spelt(replace(made[-1], sigs=[sig]))])


def another_s_name(scene: Scene) -> None:
    """The newest entry in the name of M-2; the signature stays."""
    _newest(scene, lambda entry: said(entry, lambda one: replace(one, actor=_by(one.actor))))


def stripped(scene: Scene) -> None:
    """The newest entry without its signature."""
    _newest(scene, lambda entry: replace(entry, sigs=()))


def stripped_as_if_never(scene: Scene) -> None:
    """Without its signature, and it says that there was none."""

    def changed(entry: Entry) -> Entry:
        told = said(entry, lambda one: replace(one, actor={**one.actor, "auth": "local"}))
        return replace(told, sigs=())

    _newest(scene, changed)


def exchanged(scene: Scene) -> None:
    """The newest entry with M-1's signature of the one before."""
    before = entries(scene)[-2].sigs
    _newest(scene, lambda entry: replace(entry, sigs=before))


def shown_otherwise(scene: Scene) -> None:
    """What is shown of a case."""
    scene.database.ask(f"UPDATE case_view SET state = 'gone' WHERE key = '{BOOK}'")  # noqa: S608


def hidden(scene: Scene) -> None:
    """A case is not shown."""
    scene.database.ask(f"DELETE FROM case_view WHERE key = '{OTHER}'")  # noqa: S608


def photos_swapped(scene: Scene) -> None:
    """Two pieces of evidence change places."""
    one, other = (path for path in _vault(scene) if path.read_bytes().startswith(b"photo"))
    first, second = one.read_bytes(), other.read_bytes()
    for path, content in ((one, second), (other, first)):
        path.chmod(0o644)
        path.write_bytes(content)


def photo_removed(scene: Scene) -> None:
    """A piece of evidence."""
    next(path for path in _vault(scene) if path.read_bytes() == b"photo one").unlink()


def rules_changed(scene: Scene) -> None:
    """The rules in force, where they are kept: nobody need sign."""
    path = next(path for path in _vault(scene) if path.read_bytes().startswith(b"{"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"required"', b'"optional"'))


def _vault(scene: Scene) -> list[Path]:
    folder = scene.root / "record" / "evidence"
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _column(scene: Scene, name: str, value: str) -> None:
    where = f"WHERE position = {PAGES}"
    scene.database.tamper(f"UPDATE entry SET {name} = {value} {where}")  # noqa: S608


def _by(actor: object) -> dict[str, object]:
    assert isinstance(actor, dict)
    return {**actor, "id": "M-2"}


def _newest(scene: Scene, change: Callable[[Entry], Entry]) -> None:
    made = entries(scene)
    put(scene, [*map(spelt, made[:-1]), spelt(change(made[-1]))])


def updated(scene: Scene) -> None:
    """With the account of the application."""
    scene.database.ask(f"UPDATE entry SET kind = 'x' WHERE position = {PAGES}")  # noqa: S608


def deleted(scene: Scene) -> None:
    """With the account of the application."""
    scene.database.ask(f"DELETE FROM entry WHERE position = {PAGES}")  # noqa: S608


def inserted_over(scene: Scene) -> None:
    """With the account of the application, by what either database calls it."""
    columns = "position, id, case_key, version, kind, recorded_at, entry, leaf"
    other = columns.replace("kind", "'x'")
    taken = f"SELECT {other} FROM entry WHERE position = {PAGES}"  # noqa: S608
    if scene.database.kind == "sqlite":
        scene.database.ask(f"INSERT OR REPLACE INTO entry ({columns}) {taken}")
        return
    over = "ON CONFLICT (position) DO UPDATE SET kind = 'x'"
    scene.database.ask(f"INSERT INTO entry ({columns}) {taken} {over}")


def moved(scene: Scene) -> None:
    """With the account of the application."""
    how = "UPDATE OR REPLACE" if scene.database.kind == "sqlite" else "UPDATE"
    scene.database.ask(f"{how} entry SET position = {SIZE} WHERE position = {PAGES}")
