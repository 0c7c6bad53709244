"""The second signature: another person who stands for the same act, in a role of his or her own.

Roles are asked of the case as it is, as they are of the actor. The process itself has no hand to
sign with: it makes no act that asks for two.
"""

from collections.abc import Mapping, Sequence

from tadasu.core.hearing import Hearing, active
from tadasu.core.reasons import gone, said
from tadasu.errors import Fragment, Item, Reason, Text
from tadasu.rules.workflow import Transition

Json = Mapping[str, object]


def cosigned(hearing: Hearing, transition: Transition, person: str | None) -> tuple[Json, ...]:
    """Who cosigns, as the record keeps it; the hearing learns why somebody may not.

    To be asked once it is known in whose name the actor acts.
    """
    roles = transition.cosign
    titles = [hearing.workflow.roles[name].title.text for name in roles]
    if not roles:
        if person is not None:
            hearing.add([_not_asked_for(transition)])
        return ()
    if person is None:
        if not hearing.probing:
            hearing.add([_lacking(titles)])
        return ()
    setting = hearing.setting
    setting.scene.fetch([person])
    case = setting.scene.case(person)
    if case is None or case.workflow != setting.process.people:
        hearing.add([_nobody(person)])
    elif person in (setting.actor, hearing.behalf):
        hearing.add([_same(person)])
    elif not active(setting.process.workflows[case.workflow], case.state):
        hearing.add([gone(case)])
    else:
        because: list[Fragment] = []
        role = hearing.held(roles, person, because)
        if role is not None:
            return ({"person": person, "role": role},)
        hearing.add([_not_entitled(person, titles, tuple(because))])
    return ()


def alone(transition: Transition) -> tuple[Reason, ...]:
    """Why the process itself may not make an act that two people sign."""
    if not transition.cosign:
        return ()
    message = Text(
        en=f"Two people sign “{transition.title.en}”: the process can't do it by itself.",
        ja=f"「{transition.title.ja}」には二人の署名が必要なため、プロセスが自動で行うことはできません。",
    )
    return (_said(message, _MEND),)


def _lacking(titles: Sequence[Text]) -> Reason:
    who = _names(titles)
    return _said(
        Text(
            en=f"A second person must sign this: {who.en}.",
            ja=f"もう一人({who.ja})の署名が必要です。",
        ),
        Text(
            en=f"Name the person: --cosign PERSON ({who.en}).",
            ja=f"--cosign で指定してください({who.ja})。",
        ),
    )


def _not_asked_for(transition: Transition) -> Reason:
    return _said(
        Text(
            en=f"“{transition.title.en}” asks for no second signature.",
            ja=f"「{transition.title.ja}」に二人目の署名は要りません。",
        ),
        Text(en="Leave --cosign out.", ja="--cosign を外してください。"),
    )


def _nobody(person: str) -> Reason:
    return _said(
        Text(en=f"There is no person {person}.", ja=f"{person} という人はいません。"),
        Text(en="Name another: --cosign PERSON.", ja="--cosign で別の人を指定してください。"),
    )


def _same(person: str) -> Reason:
    return _said(
        Text(
            en=f"{person} does this already, or it is done in the name of {person}.",
            ja=f"{person} は、これを行う本人または名義人です。",
        ),
        Text(
            en="The second signature must be another person's.",
            ja="二人目の署名は別の人のものでなければなりません。",
        ),
    )


def _not_entitled(person: str, titles: Sequence[Text], because: tuple[Fragment, ...]) -> Reason:
    who = _names(titles)
    return _said(
        Text(
            en=f"{person} holds none of the roles that may cosign this: {who.en}.",
            ja=f"{person} は、二人目として署名できる役割({who.ja})をもっていません。",
        ),
        Text(en=f"Ask: {who.en}.", ja=f"次の人に依頼してください: {who.ja}。"),
        (Item(key=person, message=who, because=because),),
    )


def _names(titles: Sequence[Text]) -> Text:
    return Text(en=" or ".join(t.en for t in titles), ja="、".join(t.ja for t in titles))


def _said(message: Text, remedy: Text, items: tuple[Item, ...] = ()) -> Reason:
    return said("cosign", _TITLE, message, remedy, items)


_TITLE = Text(en="The second signature", ja="二人目の署名")
_MEND = Text(
    en="Ask whoever keeps the process to mend it.",
    ja="プロセスの管理者に修正を依頼してください。",
)
