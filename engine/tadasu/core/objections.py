"""Refusals that the process itself is the cause of: what it does, or fails to do, by itself."""

from dataclasses import replace

from tadasu.core.reasons import said
from tadasu.errors import Fragment, Item, Reason, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.workflow import Transition, Workflow


def not_yet(key: str, transition: Transition, because: tuple[Fragment, ...]) -> Reason:
    """An automatic transition waits for its guard."""
    title = transition.title
    return said(
        "automatic",
        title=title.text,
        message=Text(
            en=f"“{title.en}” of {key} happens by itself as soon as its condition holds.",
            ja=f"{key} の「{title.ja}」は、条件が成り立つと自動で行われます。",
        ),
        remedy=Text(
            en="It is looked at again after every act on the case, above it or below it.",
            ja="この案件、その上位または下位の案件で何かが行われるたびに、改めて確かめられます。",
        ),
        items=(Item(key=key, message=title.text, because=because),),
    )


def no_target(workflow: Workflow, transition: Transition) -> Reason:
    """None of the targets' guards holds."""
    ends = [workflow.states[target.state].title for target in transition.targets]
    return said(
        "target",
        title=transition.title.text,
        message=Text(
            en="None of the states that this may lead to can be taken: "
            f"{', '.join(f'“{t.en}”' for t in ends)}.",
            ja="行き先の状態の条件がどれも成り立ちません: "
            f"{'、'.join(f'「{t.ja}」' for t in ends)}。",
        ),
        remedy=_MEND,
    )


def unworkable(key: str, wrong: GuardError) -> Reason:
    """An expression of the process has no value for this case."""
    return said(
        "guard-error",
        title=Text(en="The process", ja="プロセス"),
        message=Text(
            en=f"What follows for {key} can't be worked out ({wrong}).",
            ja=f"{key} で次に起こることを計算できません({wrong})。",
        ),
        remedy=_MEND,
    )


def endless(most: int) -> Reason:
    """One act would bring about too much."""
    return said(
        "effects",
        title=Text(en="The process", ja="プロセス"),
        message=Text(
            en=f"This act would bring about more than {most} events.",
            ja=f"この行為から {most} を超える出来事が生じてしまいます。",
        ),
        remedy=_MEND,
    )


def taken(clash: Text) -> Reason:
    """A case that would be opened has the key of another."""
    return said(
        "effects", title=Text(en="The process", ja="プロセス"), message=clash, remedy=_MEND
    )


def about(attempt: Text, reason: Reason) -> Reason:
    """The reason, told of something that would have followed from the act."""
    message = reason.message
    return replace(
        reason,
        message=Text(
            en=f"It would also {attempt.en}: {message.en}",
            ja=f"これに伴う{attempt.ja}について: {message.ja}",
        ),
    )


_MEND = Text(
    en="Ask whoever keeps the process to mend it.",
    ja="プロセスの管理者に修正を依頼してください。",
)
