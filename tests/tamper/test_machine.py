"""Work and attacks in any order: after an attack older than the outside checkpoint, never clean.

The truth is known here: the bytes of the entries when the checkpoint went outside.
TADASU_FUZZ=20000 asks for so many steps.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tadasu.errors import TadasuError
from tadasu.ledger.sshsig import SshSigner
from tadasu.office.acts import Acts
from tadasu.office.asks import Waive
from tadasu.office.comparison import read_kept
from tadasu.office.keys import Keys
from tadasu.office.sealing import seal
from tests.tamper.crate import sqlite_scene
from tests.tamper.hand import anew, entries, put, said, seal_anew, spelt
from tests.tamper.record_attacks import NOT
from tests.tamper.scene import OUTSIDE, Scene
from tests.tamper.watching import step
from tests.unit.office.desk import library
from tests.unit.office.signers import enrolled

STEPS = 20
EXAMPLES = max(8, int(os.environ.get("TADASU_FUZZ", "0")) // STEPS)
LEAST = 4
"""Entries that an attacker leaves there."""
PLACES = st.integers(0, 60)
"""Taken modulo the entries that there are."""


class Attacked(RuleBasedStateMachine):
    """A signed library, people who work in it, and an attacker who has whatever it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="tamper-"))
        self.scene: Scene = sqlite_scene(self.folder)
        self.ring: dict[str, SshSigner] = dict(self.scene.people())
        self.outside = self.stored()[:OUTSIDE]
        """Of the entries that the outside checkpoint covers, the bytes at that time."""
        self.touched = False
        self.backup: list[bytes] = []

    def teardown(self) -> None:
        """Nothing stays."""
        shutil.rmtree(self.folder)

    def stored(self) -> list[bytes]:
        """The entries' bytes."""
        rows = self.scene.database.ask("SELECT entry FROM entry ORDER BY position")
        return [bytes(entry) for (entry,) in rows]

    @rule(pages=st.integers(1, 999))
    def state(self, pages: int) -> None:
        """A fact."""
        self.work(lambda acts: acts.set("B-001", {"pages": str(pages)}))

    @rule()
    def open(self) -> None:
        """A case."""
        self.work(lambda acts: acts.new("book", None, {"title": "三四郎"}))

    @rule(cause=st.booleans())
    def give_back_and_lend(self, *, cause: bool) -> None:
        """A transition, with a rule set aside or not."""
        waive = Waive(("L-03",), "so", "thus", date(2026, 6, 3)) if cause else None
        given = {"condition": "bad" if cause else "good", "counter": "1"}

        def act(acts: Acts) -> None:
            number = sum(b"B-001-L" in each and b"case.opened" in each for each in self.stored())
            acts.do(f"B-001-L{number}", "return", given, waive=waive)
            acts.new("loan", "B-001", {"reader": "M-2"})

        self.work(act)

    @rule(content=st.binary(min_size=1, max_size=3))
    def attach(self, content: bytes) -> None:
        """Evidence."""

        def act(_acts: Acts) -> None:
            number = sum(b"B-001-L" in each and b"case.opened" in each for each in self.stored())
            with library(self.scene.root) as workspace:
                given = {"method": "photo"}
                key = f"B-001-L{number}"
                Acts(workspace, "M-2").attach(key, BytesIO(content), "a.jpg", given)

        self.work(act)

    @rule()
    def change_keys(self) -> None:
        """A new key for M-2; the older one is retired."""

        def act(_acts: Acts) -> None:
            older = self.ring["M-2"].public.fingerprint
            for path in keys:
                path.unlink()
            with library(self.scene.root) as workspace:
                enrolled(workspace, "M-2")
                Keys(workspace, "M-1").retire("M-2", older, "a new one")

        folder = self.scene.root / "keys"
        keys = {path: path.read_bytes() for path in folder.glob("M-2*")}
        if self.work(act):
            self.ring |= self.scene.people()
        else:
            for path, content in keys.items():
                path.unlink(missing_ok=True)
                path.write_bytes(content)

    @rule()
    def seal_and_hand_out(self) -> None:
        """A checkpoint, which somebody outside keeps."""
        try:
            with library(self.scene.root) as workspace:
                self.scene.kept = read_kept(seal(workspace).spoken)
        except TadasuError:
            assert self.touched
        else:
            self.outside = self.stored()[: self.scene.kept.spoken.size]

    @rule()
    def copy(self) -> None:
        """A copy of the record is put by."""
        self.backup = self.stored()

    @precondition(lambda self: self.backup)
    @rule()
    def put_back(self) -> None:
        """The copy is put back, with the checkpoints that it reaches."""
        self.attack(self.backup)

    @rule(keep=PLACES)
    def cut(self, keep: int) -> None:
        """The end is cut off."""
        now = self.stored()
        self.attack(now[: LEAST + keep % (len(now) - LEAST + 1)])

    @rule(place=PLACES, keys=st.booleans())
    def take_out(self, place: int, *, keys: bool) -> None:
        """An entry is taken out, with all keys or none."""
        made = entries(self.scene)
        at = place % len(made) if len(made) > LEAST else len(made)
        kept = [*made[:at], *made[at + 1 :]]
        self.attack(anew(kept, self.ring) if keys else list(map(spelt, kept)))

    @rule(place=PLACES, keys=st.booleans())
    def reword(self, place: int, *, keys: bool) -> None:
        """What somebody asked for is another thing, with all keys or none."""
        made = entries(self.scene)
        at = place % len(made)
        made[at] = said(made[at], lambda one: replace(one, request=f"{place:064x}"))
        self.attack(anew(made, self.ring) if keys else list(map(spelt, made)))

    @rule(place=PLACES, keys=st.booleans())
    def swap(self, place: int, *, keys: bool) -> None:
        """Two entries change places, and times."""
        made = entries(self.scene)
        at = place % (len(made) - 1)
        one, other = made[at], made[at + 1]
        made[at] = replace(other, recorded_at=one.recorded_at)
        made[at + 1] = replace(one, recorded_at=other.recorded_at)
        self.attack(anew(made, self.ring) if keys else list(map(spelt, made)))

    @rule(place=PLACES)
    def strip(self, place: int) -> None:
        """A signature is taken away."""
        made = entries(self.scene)
        at = place % len(made)
        made[at] = replace(made[at], sigs=())
        self.attack(list(map(spelt, made)))

    @invariant()
    def never_clean_after_an_attack_on_what_the_checkpoint_covers(self) -> None:
        """And always clean where nobody attacked."""
        found = step(self.scene, law=True, kept=True)
        if not self.touched:
            assert found == NOT
        if self.stored()[: len(self.outside)] != self.outside:
            assert self.touched
            assert found != NOT

    def work(self, act: Callable[[Acts], object]) -> bool:
        """Honest work, which is refused only where somebody attacked; whether it was done."""
        try:
            with library(self.scene.root) as workspace:
                act(Acts(workspace, "M-1"))
        except TadasuError:
            assert self.touched
            return False
        return True

    def attack(self, made: list[bytes]) -> None:
        """These entries instead, and the checkpoints beside them made to fit."""
        self.touched = True
        put(self.scene, made)
        with suppress(TadasuError, ValueError):
            seal_anew(self.scene)


Attacked.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAttacked = Attacked.TestCase
