"""After an erasure nothing new is kept of a person: there is no key left to seal it with."""

from collections.abc import Iterator, Mapping

from tadasu.core.reasons import said
from tadasu.core.scene import Scene
from tadasu.core.sealed import subject_of
from tadasu.errors import Reason, Text

Personal = Mapping[str, bool | str]
"""Whose each value is, as the workflow says."""


def of_erased(
    scene: Scene, key: str, personal: Personal, values: Mapping[str, object], held: object
) -> Iterator[Reason]:
    """A reason for each person of whom everything was erased, and about whom more is stated."""
    facts = held if isinstance(held, Mapping) else {}
    stated = {**facts, **values}
    whose = (whose for name, whose in personal.items() if whose and values.get(name) is not None)
    people = [
        subject_of(each, key, stated) for each in whose if each is True or stated.get(str(each))
    ]
    scene.fetch(people)
    for person in dict.fromkeys(people):
        case = scene.case(person)
        if case is not None and case.erased is not None:
            yield _erased(person)


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
