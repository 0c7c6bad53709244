"""tadasu erase."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.given import read_given
from tadasu_cli.taking import VALUES, given_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(
    call: Call, who: str, given: Sequence[str], note: str | None, cosign: str | None
) -> int | None:
    """Erase what is sealed about a person."""
    from tadasu.office.erasures import erasing_transition
    from tadasu_cli.asking import ask
    from tadasu_cli.counter import opened

    stated = read_given(given or ())
    with opened(call) as workspace:
        transition = erasing_transition(workspace, who)
    return ask(
        call,
        who,
        None,
        lambda acts, one: acts.do(one, transition, stated, note=note, cosigner=cosign),
        cosign,
    )


command = Verb(
    "erase",
    run,
    [
        Word(
            "who",
            "PERSON",
            Text(en="The person's key.", ja="人のキー。"),
            completes=keys,
        ),
        given_word(),
        Switch(
            "--note", "note", "TEXT", Text(en="A remark for the record.", ja="記録に残す一言。")
        ),
        Switch(
            "--cosign",
            "cosign",
            "PERSON",
            Text(
                en="The other person, who signs with you: nobody erases alone.",
                ja="ともに署名するもう一人。消去は一人では行えません。",
            ),
            completes=keys,
        ),
    ],
    more=[
        Text(
            en="The key to all that is sealed about the person is destroyed, for good: names and "
            "other personal values, wherever they were stated. The record keeps their "
            "commitments and verifies as before. Copies made earlier stay readable until they "
            "are gone, too, with the keys of their time (docs/personal-data.md).",
            ja="その人に関して封印された値(氏名など、どの案件に記入されたものも)の鍵を破棄します。元には戻せません。"
            "記録にはコミットメントが残り、これまでどおり検証できます。以前に取った複製は、当時の鍵とともに"
            "破棄されるまで読めます(docs/personal-data.ja.md)。",
        ),
        VALUES,
    ],
    examples=["tadasu erase P-009 reason='離任から5年' --as P-001 --cosign P-002"],
)
