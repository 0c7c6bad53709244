"""Refusals that need no policy: the engine's own reasons, each with its remedy."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from tadasu.core.case import Case
from tadasu.errors import Fragment, Item, Reason, Text
from tadasu.rules.field import FieldSpec
from tadasu.rules.workflow import Transition, Workflow


def suggestion(name: str, known: Iterable[str]) -> Text:
    """A sentence that begins with a space and offers the nearest name, or nothing."""
    near = difflib.get_close_matches(name, list(known), n=1)
    if not near:
        return Text(en="", ja="")
    return Text(en=f" Did you mean {near[0]}?", ja=f" {near[0]} のことですか。")


def unknown_name(name: str, specs: Mapping[str, FieldSpec]) -> Reason:
    """Nothing is called `name` among `specs`."""
    hint = suggestion(name, specs)
    names = ", ".join(specs) or "-"
    return _input(
        Text(en="What is stated", ja="述べる事実"),
        Text(
            en=f"There is nothing called {name} to state here.{hint.en}",
            ja=f"ここで述べられる項目に {name} はありません。{hint.ja}",
        ),
        Text(en=f"What can be stated: {names}.", ja=f"述べられる項目: {names}。"),
    )


def missing(name: str, spec: FieldSpec) -> Reason:
    """A fact or input must be stated."""
    title = spec.title.text
    return _input(
        title,
        Text(en=f"{title.en} ({name}) must be stated.", ja=f"「{title.ja}」({name}) は必須です。"),
        Text(en=f"Add {name}=….", ja=f"{name}=… を加えてください。"),
    )


def nothing_stated() -> Reason:
    """A change of facts that changes nothing, for which no role would be asked."""
    return _input(
        Text(en="Facts", ja="事実"),
        Text(en="Nothing is stated.", ja="何も述べられていません。"),
        Text(en="State at least one fact.", ja="項目を一つ以上指定してください。"),
    )


def no_such_case(name: str, workflow: str, key: str) -> Reason:
    """A reference leads nowhere."""
    return _input(
        Text(en="References", ja="参照"),
        Text(
            en=f"{name} names {key}, but there is no {workflow} of that key.",
            ja=f"{name} が指す {key} という {workflow} はありません。",
        ),
        Text(
            en=f"See `tadasu list {workflow}`.",
            ja=f"`tadasu list {workflow}` で確かめてください。",
        ),
    )


def _input(title: Text, message: Text, remedy: Text) -> Reason:
    return said("input", title, message, remedy)


def said(
    code: str, title: Text, message: Text, remedy: Text, items: tuple[Item, ...] = ()
) -> Reason:
    """A reason of the engine's own: nobody may set it aside."""
    return Reason(
        code=code,
        rule=code,
        level="floor",
        title=title,
        message=message,
        remedy=remedy,
        items=items,
    )


def gone(actor: Case) -> Reason:
    """The actor has left."""
    return said(
        "role",
        title=Text(en="Who may act", ja="行える人"),
        message=Text(
            en=f"{actor.key} is no longer active.", ja=f"{actor.key} は在籍していません。"
        ),
        remedy=Text(en="Ask someone who is active.", ja="在籍している人に依頼してください。"),
    )


def about_parent(message: Text, code: str = "input") -> Reason:
    """The case cannot belong where it was put."""
    return said(
        code,
        title=Text(en="Where it belongs", ja="属する先"),
        message=message,
        remedy=Text(
            en="Name another parent: --parent KEY.", ja="別の親を --parent で指定してください。"
        ),
    )


def wrong_state(
    workflow: Workflow, case: Case, transition: Transition, ways: Sequence[str]
) -> Reason:
    """The transition does not start here; what does is named."""
    here = workflow.states[case.state].title
    froms = [workflow.states[name].title for name in transition.sources]
    open_en = ", ".join(f"{workflow.transitions[w].title.en} ({w})" for w in ways) or "nothing"
    open_ja = "、".join(f"{workflow.transitions[w].title.ja}({w})" for w in ways) or "ありません"
    return said(
        "state",
        title=Text(en="The lifecycle", ja="ライフサイクル"),
        message=Text(
            en=f"{case.key} is “{here.en}”; “{transition.title.en}” starts from "
            f"{' or '.join(f'“{t.en}”' for t in froms)}.",
            ja=f"{case.key} は「{here.ja}」です。「{transition.title.ja}」を始められるのは"
            f"{'、'.join(f'「{t.ja}」' for t in froms)}からです。",
        ),
        remedy=Text(en=f"Possible from here: {open_en}.", ja=f"ここから行えること: {open_ja}。"),
    )


def frozen(workflow: Workflow, case: Case, name: str) -> Reason:
    """The fact cannot change in this state."""
    title = workflow.facts[name].title
    state = workflow.states[case.state].title
    return said(
        "field",
        title=title.text,
        message=Text(
            en=f"{title.en} ({name}) of {case.key} can't be changed while it is “{state.en}”.",
            ja=f"{case.key} の「{title.ja}」({name}) は、「{state.ja}」の間は変えられません。",
        ),
        remedy=Text(
            en="See what is possible with `tadasu why`.",
            ja="行えることは `tadasu why` で分かります。",
        ),
    )


def takes_no_evidence(workflow: Workflow, case: Case) -> Reason:
    """No evidence is taken here."""
    title = workflow.title
    state = workflow.states[case.state].title
    return said(
        "evidence",
        title=Text(en="Evidence", ja="証跡"),
        message=Text(
            en=f"{title.en} takes no evidence while it is “{state.en}”.",
            ja=f"「{title.ja}」は「{state.ja}」の間、証跡を受け取りません。",
        ),
        remedy=Text(
            en=f"Attach it to another case than {case.key}.",
            ja=f"{case.key} 以外の案件に添付してください。",
        ),
    )


def not_entitled(
    actor: str, behalf: str | None, titles: Sequence[Text], because: tuple[Fragment, ...]
) -> Reason:
    """`actor` holds none of the roles with these titles, or not in the name of `behalf`."""
    if not titles:
        return _by_itself(actor)
    who = Text(en=" or ".join(t.en for t in titles), ja="、".join(t.ja for t in titles))
    if behalf is not None:
        return _not_for(actor, behalf, who)
    return said(
        "role",
        title=Text(en="Who may act", ja="行える人"),
        message=Text(
            en=f"{actor} holds none of the roles that may do this: {who.en}.",
            ja=f"{actor} は、これを行える役割({who.ja})をもっていません。",
        ),
        remedy=Text(en=f"Ask: {who.en}.", ja=f"次の人に依頼してください: {who.ja}。"),
        items=(Item(key=actor, message=who, because=because),),
    )


def several_names(actor: str) -> Reason:
    """Each part of the act could be done in someone's name, but not all in one and the same."""
    return said(
        "role",
        title=Text(en="Who may act", ja="行える人"),
        message=Text(
            en=f"{actor} may do all of this, but not all of it in one name.",
            ja=f"{actor} はそれぞれを行えますが、全部を一人の名義では行えません。",
        ),
        remedy=Text(
            en="Do it in several acts, each in one name (`--for`).",
            ja="名義ごとに分けて行ってください(`--for`)。",
        ),
    )


def _by_itself(actor: str) -> Reason:
    return said(
        "role",
        title=Text(en="Who may act", ja="行える人"),
        message=Text(
            en="Nobody does this: the process does it by itself.",
            ja="これは人ではなく、プロセスが自動で行います。",
        ),
        remedy=Text(
            en="See what is possible with `tadasu why`.",
            ja="行えることは `tadasu why` で分かります。",
        ),
        items=(Item(key=actor, message=Text(en="nobody", ja="なし"), because=()),),
    )


def _not_for(actor: str, behalf: str, who: Text) -> Reason:
    return said(
        "role",
        title=Text(en="Who may act", ja="行える人"),
        message=Text(
            en=f"{actor} may not act here for {behalf} as {who.en}.",
            ja=f"{actor} は、ここで {behalf} に代わって「{who.ja}」として行うことはできません。",
        ),
        remedy=Text(
            en="The role must be delegable, held by that person, and delegated for today.",
            ja="委任できる役割であること、本人がその役割をもつこと、委任の期間内であることが必要です。",
        ),
        items=(Item(key=actor, message=who, because=()),),
    )


def no_such_stage(workflow: Workflow, name: str) -> Reason:
    """The state of that name has no such stage."""
    state = workflow.states[name]
    names = ", ".join(state.stages or ()) or "-"
    return said(
        "field",
        title=Text(en="Stage", ja="段階"),
        message=Text(
            en=f"“{state.title.en}” has no such stage.",
            ja=f"「{state.title.ja}」にその段階はありません。",
        ),
        remedy=Text(en=f"Its stages: {names}.", ja=f"使える段階: {names}。"),
    )
