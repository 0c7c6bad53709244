"""Of whom something personal may be kept: of somebody, and of nobody who was erased."""

from collections.abc import Iterator, Mapping

from tadasu.core.reasons import said
from tadasu.core.scene import Scene
from tadasu.core.sealed import subject_of
from tadasu.errors import Reason, Text

Personal = Mapping[str, bool | str]
"""Whose each value is, as the workflow says."""


def unkept(
    scene: Scene, key: str, personal: Personal, values: Mapping[str, object], held: object
) -> Iterator[Reason]:
    """A reason for each personal value about nobody, or about somebody who was erased."""
    facts = held if isinstance(held, Mapping) else {}
    stated = {**facts, **values}
    for name, whose in personal.items():
        if not whose or values.get(name) is None:
            continue
        if whose is not True and not stated.get(str(whose)):
            yield _about_nobody(name, str(whose))
            continue
        person = subject_of(whose, key, stated)
        scene.fetch([person])
        case = scene.case(person)
        if case is not None and case.erased is not None:
            yield _erased(person)


def _about_nobody(name: str, whose: str) -> Reason:
    return said(
        "personal",
        Text(en="What is personal", ja="個人に関する値"),
        Text(
            en=f"{name} is personal, and nothing says whom it is about.",
            ja=f"{name} は個人に関する項目ですが、誰に関するものか分かりません。",
        ),
        Text(en=f"State {whose}, too.", ja=f"{whose} も記入してください。"),
    )


def _erased(person: str) -> Reason:
    return said(
        "erased",
        Text(en="Erased", ja="消去済み"),
        Text(
            en=f"What was personal about {person} was erased, and nothing new is kept.",
            ja=f"{person} に関する値は消去済みで、新しい値は記録できません。",
        ),
        Text(en="Leave the personal fields out.", ja="個人に関する項目を外してください。"),
    )
