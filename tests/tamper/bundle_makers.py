"""Attacks by whoever makes a bundle: of other entries, or of a record that was changed."""

from collections.abc import Sequence
from dataclasses import replace

from tadasu.bundle.layout import note_path
from tadasu.ledger.entry import parse_entry
from tadasu.office.keys import Keys
from tests.tamper import keyholders
from tests.tamper.crate import (
    Crate,
    Files,
    contents_of,
    cosigned,
    exported,
    remade,
    resigned,
    retold,
    vouched,
)
from tests.tamper.hand import said, spelt
from tests.tamper.scene import FIRST, OUTSIDE, PAGES, SIZE
from tests.unit.ledger.signers import ed25519_signer
from tests.unit.office.desk import library


def a_statement(crate: Crate) -> Files:
    """A statement, everything but signatures made anew."""
    contents = contents_of(crate.files)
    return retold(crate.files, _edited(contents.entries, PAGES))


def the_newest(crate: Crate) -> Files:
    """The same of the newest, which nobody saw yet."""
    contents = contents_of(crate.files)
    return retold(crate.files, _edited(contents.entries, SIZE - 1))


def by_another_key(crate: Crate) -> Files:
    """Under a checkpoint of one's own."""
    contents = contents_of(crate.files)
    own = ed25519_signer(contents.log, 7)
    return resigned(crate.files, _edited(contents.entries, SIZE - 1), [own])


def newest_by_the_log(crate: Crate) -> Files:
    """The newest statement, by whoever has the log's key."""
    contents = contents_of(crate.files)
    return resigned(crate.files, _edited(contents.entries, SIZE - 1), crate.scene.log_signers())


def unsigned_by_the_log(crate: Crate) -> Files:
    """The newest entry without its signature, by whoever has the log's key."""
    contents = contents_of(crate.files)
    entries = list(contents.entries)
    entries[-1] = spelt(replace(parse_entry(entries[-1]), sigs=()))
    return resigned(crate.files, entries, crate.scene.log_signers())


def older(crate: Crate) -> Files:
    """A genuine bundle of the day of the founding."""
    return _as_of(crate, 4)


def no_newer(crate: Crate) -> Files:
    """A genuine bundle that ends where the auditor's checkpoint ends."""
    return _as_of(crate, OUTSIDE)


def rewritten(crate: Crate) -> Files:
    """A history written anew with all keys."""
    keyholders.all_edit(crate.scene)
    return exported(crate.scene)


def founded_anew(crate: Crate) -> Files:
    """A log founded anew with keys of one's own."""
    keyholders.from_nothing(crate.scene)
    return exported(crate.scene)


def enrolled_for_another(crate: Crate) -> Files:
    """A key enrolled in another's name, and used."""
    keyholders.enrolled_for_another(crate.scene)
    cosigned(crate.scene)
    return exported(crate.scene)


def past_the_rules(crate: Crate) -> Files:
    """An act that no rule allowed, signed."""
    keyholders.past_the_rules(crate.scene)
    cosigned(crate.scene)
    return exported(crate.scene)


def with_a_lost_key(crate: Crate) -> Files:
    """Acts by a key that was declared compromised from before them."""
    with library(crate.scene.root) as workspace:
        Keys(workspace, "M-1").compromise("M-2", None, FIRST, "stolen")
    cosigned(crate.scene)
    return exported(crate.scene)


def another_s_checkpoint(crate: Crate) -> Files:
    """An earlier checkpoint of another history."""
    keyholders.log_edits(crate.scene)
    name = note_path(OUTSIDE)
    other = crate.scene.checkpoints.joinpath(f"{OUTSIDE}.note").read_bytes()
    return vouched({**crate.files, name: other})


def _as_of(crate: Crate, size: int) -> Files:
    contents = contents_of(crate.files)
    notes = {at: note for at, note in contents.notes.items() if at < size}
    wanted = replace(
        contents,
        entries=contents.entries[:size],
        checkpoint=contents.notes[size],
        notes=notes,
    )
    named = "".join(entry.decode() for entry in wanted.entries)
    evidence = {sha: file for sha, file in contents.evidence.items() if sha in named}
    return remade(replace(wanted, evidence=evidence))


def _edited(entries: Sequence[bytes], position: int) -> list[bytes]:
    made = list(entries)
    changed = said(parse_entry(made[position]), lambda one: replace(one, data={"fields": {}}))
    made[position] = spelt(changed)
    return made
