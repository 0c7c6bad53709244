"""Signing: what it costs a transition that its actor signs.

signed          Acts.do as a command does it, where everybody has to sign: the key looked for,
                read from its file and unlocked, the enrolled keys read from the log, the
                statement signed and the signature checked before it is recorded
unsigned        the same transition where nobody signs
pen             the last part of it alone: a statement signed in OpenSSH's form, and checked
Ed25519         an Ed25519 signature over the same bytes, nothing else
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.lending import KEEPER, STEPS, founded, one_entry
from benchmarks.measure import Figure, Place, Ratio, take_turns, timed
from tadasu.ledger.entry import parse_entry
from tadasu.office.acts import Acts
from tadasu.office.keyring import VARIABLE
from tadasu.office.pen import pen_for
from tadasu.office.workspace import Workspace

SIGNED, UNSIGNED, PEN, BARE = "signed", "unsigned", "pen", "Ed25519"
CASES = 500
"""Each side goes round its cases, so that no history grows long."""


def measure(place: Place) -> Figure:
    """Seconds for one transition, and for one signature."""
    block = place.scale.block
    with ExitStack() as stack:
        stack.enter_context(_keys_in(place.folder / "keys"))
        sides = {}
        for name, signatures in ((SIGNED, "required"), (UNSIGNED, "optional")):
            root = place.folder / name
            workspace, keys = founded(root, min(CASES, block), signatures=signatures)
            stack.enter_context(workspace)
            sides[name] = _acting(workspace, keys, block)
            sides[name]()
            if name == SIGNED:
                sides[PEN] = _signing(workspace, block)
                sides[BARE] = _bare(workspace, block)
        turns = take_turns(sides, place.scale.rounds)
        _assert_signed(place.folder)
    ratios = [Ratio(SIGNED, UNSIGNED, "cost"), Ratio(PEN, BARE, "cost")]
    return Figure("signing", __doc__.partition("\n")[0], "transition", turns, ratios)


@contextmanager
def _keys_in(folder: Path) -> Iterator[None]:
    """The person's keys lie there for a while, not in the folder of whoever measures."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[VARIABLE]
        if before is not None:
            os.environ[VARIABLE] = before


def _acting(workspace: Workspace, keys: list[str], block: int) -> Callable[[], float]:
    steps = cycle((key, name, given) for key in keys for name, given in STEPS)
    acts = Acts(workspace, KEEPER)

    def work() -> None:
        for key, name, given in islice(steps, block):
            acts.do(key, name, given)

    return lambda: timed(work, block)


def _signing(workspace: Workspace, block: int) -> Callable[[], float]:
    entry = parse_entry(one_entry(workspace))
    pen = pen_for(workspace, [KEEPER])
    assert pen.signers

    def work() -> None:
        for _ in range(block):
            pen.sign(entry.statement, entry.text)

    return lambda: timed(work, block)


def _bare(workspace: Workspace, block: int) -> Callable[[], float]:
    message = parse_entry(one_entry(workspace)).text.encode()
    key = Ed25519PrivateKey.generate()

    def work() -> None:
        for _ in range(block):
            key.sign(message)

    return lambda: timed(work, block)


def _assert_signed(folder: Path) -> None:
    """That each side did what it is called."""
    for name in (SIGNED, UNSIGNED):
        with Workspace.open(folder / name) as workspace:
            assert bool(parse_entry(one_entry(workspace)).sigs) == (name == SIGNED)
