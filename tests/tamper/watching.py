"""Asking everybody who might notice."""

from tadasu.errors import TamperError, UnlawfulError
from tadasu.office.inspection import verify
from tests.tamper.record_attacks import BEFORE, NOT, YES, Noticed
from tests.tamper.scene import Scene
from tests.unit.office.desk import library

FILES = "is not that of the checkpoint"


def noticed(scene: Scene) -> Noticed:
    """Who notices what was done."""
    plain = step(scene)
    return Noticed(
        verify=plain,
        law=BEFORE if plain != NOT else _yes(step(scene, law=True)),
        trust=BEFORE if plain != NOT else _yes(step(scene, trust=True)),
        kept=NOT if scene.fits_kept() else YES,
        witness=scene.asked(),
    )


def step(scene: Scene, *, law: bool = False, trust: bool = False, kept: bool = False) -> str:
    """The step of verification that fails, if one does."""
    try:
        with library(scene.root) as workspace:
            verify(
                workspace,
                quiet,
                (scene.kept,) if kept else (),
                scene.vkeys if trust else (),
                quiet if law else None,
                people=scene.keys if trust else {},
            )
    except UnlawfulError as no:
        return "law" if no.text.en != no.text.ja else "in one language"
    except TamperError as no:
        files = FILES in no.text.en or no.step == "anchor"
        return "checkpoints" if files else no.step
    return NOT


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


def _yes(found: str) -> str:
    return NOT if found == NOT else YES
