"""tadasu why."""

from tadasu.errors import RefusalError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys, transitions
from tadasu_cli.taking import key_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Word


def run(call: Call, key: str, transition: str | None) -> int:
    """What is possible; the exit code says no only where one transition was asked about."""
    from tadasu_cli.counter import answer, looking
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.render.ways import ways_page

    actor = call.actor
    with looking(call) as looks:
        ways = looks.why(key, actor, transition)
        answer(call, "ways", ways, lambda view: ways_page(view, ways))
    blocked = transition is not None and any(way.reasons for way in ways.ways)
    return EXIT_CODES[RefusalError] if blocked else 0


command = Verb(
    "why",
    run,
    [
        key_word(keys),
        Word(
            "transition",
            "TRANSITION",
            Text(
                en="Only this one; exit code 4 if it is blocked.",
                ja="この遷移だけ。行えなければ終了コード 4。",
            ),
            required=False,
            completes=transitions,
        ),
    ],
    more=[
        Text(
            en="Rules are asked as if everything that a transition lets you state were stated. "
            "Nothing is written.",
            ja="遷移で述べられることは、すべて述べたものとして規則を確かめます。何も書き込みません。",
        )
    ],
    examples=["tadasu why EQ-1", "tadasu why EQ-1 lend --as P-2"],
)
