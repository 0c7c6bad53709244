"""tadasu do."""

from collections.abc import Sequence
from typing import NamedTuple

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys, listed_keys, taken, transitions
from tadasu_cli.given import read_given
from tadasu_cli.moments import read_day
from tadasu_cli.taking import EACH, VALUES, for_switch, given_word, keys_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError


class Wish(NamedTuple):
    """What was said about waiving."""

    rules: Sequence[str]
    reason: str | None
    measure: str | None
    until: str | None


def run(
    call: Call,
    key: str,
    transition: str,
    given: Sequence[str],
    behalf: str | None,
    note: str | None,
    waive: Sequence[str],
    reason: str | None,
    measure: str | None,
    until: str | None,
    cosign: str | None,
) -> int | None:
    """Make a transition."""
    from tadasu.office.asks import Waive
    from tadasu_cli.asking import ask

    stated = read_given(given or ())
    wish = Wish(waive or (), reason, measure, until)
    _whole(wish)
    waiver = None
    if wish.rules:
        last = read_day("--until", until or "")
        waiver = Waive(tuple(wish.rules), reason or "", measure or "", last)
    return ask(
        call,
        key,
        behalf,
        lambda acts, one: acts.do(
            one, transition, stated, note=note, waive=waiver, cosigner=cosign
        ),
        cosign,
    )


def _whole(wish: Wish) -> None:
    """A waiver is stated whole or not at all; otherwise WrongUseError."""
    parts = {"--reason": wish.reason, "--measure": wish.measure, "--until": wish.until}
    stated = [name for name, value in parts.items() if value is not None]
    missing = [name for name, value in parts.items() if value is None]
    if wish.rules and missing:
        names = ", ".join(missing)
        raise WrongUseError(
            Text(en=f"--waive also needs {names}.", ja=f"--waive には {names} も必要です。")
        )
    if stated and not wish.rules:
        names = ", ".join(stated)
        raise WrongUseError(
            Text(
                en=f"{names} needs --waive RULE.", ja=f"{names} は --waive RULE と一緒に使います。"
            )
        )


command = Verb(
    "do",
    run,
    [
        keys_word(listed_keys),
        Word(
            "transition",
            "TRANSITION",
            Text(
                en="Its name; `tadasu why KEY` lists them.",
                ja="遷移の名前。`tadasu why KEY` で分かります。",
            ),
            completes=transitions,
        ),
        given_word(taken),
        for_switch(keys),
        Switch(
            "--note", "note", "TEXT", Text(en="A remark for the record.", ja="記録に残す一言。")
        ),
        Switch(
            "--waive",
            "waive",
            "RULE",
            Text(
                en="Set this rule aside, if you may; may be repeated.",
                ja="権限があれば、この規則を免除します。繰り返せます。",
            ),
            many=True,
        ),
        Switch("--reason", "reason", "TEXT", Text(en="Why it is waived.", ja="免除の理由。")),
        Switch(
            "--measure",
            "measure",
            "TEXT",
            Text(en="What is done in the rule's place.", ja="規則に代わる対策。"),
        ),
        Switch(
            "--until",
            "until",
            "DATE",
            Text(en="The last day of the waiver.", ja="免除の最終日。"),
        ),
        Switch(
            "--cosign",
            "cosign",
            "PERSON",
            Text(
                en="Another person who signs with you, where two have to.",
                ja="二人の署名が要る遷移で、ともに署名するもう一人。",
            ),
            completes=keys,
        ),
    ],
    more=[VALUES, EACH],
    examples=[
        "tadasu do EQ-1 lend borrower=P-3 back_by=2026-05-14",
        "tadasu do EQ-1,EQ-2,EQ-3 give_back condition=good",
        "tadasu do EQ-1 lend --waive L-02 --reason '研修' --measure '毎週確認' --until 2026-06-30",
    ],
)
