"""tadasu set."""

from collections.abc import Sequence

from tadasu_cli.call import Call
from tadasu_cli.completing import facts, keys, listed_keys
from tadasu_cli.given import read_given
from tadasu_cli.taking import EACH, VALUES, for_switch, given_word, keys_word
from tadasu_cli.verb import Verb


def run(call: Call, key: str, given: Sequence[str], behalf: str | None) -> int | None:
    """State, change or clear facts."""
    from tadasu_cli.asking import ask

    stated = read_given(given)
    return ask(call, key, behalf, lambda acts, one: acts.set(one, stated))


command = Verb(
    "set",
    run,
    [keys_word(listed_keys), given_word(facts, required=True), for_switch(keys)],
    more=[VALUES, EACH],
    examples=[
        "tadasu set EQ-1 place='3F 倉庫'",
        "tadasu set EQ-1,EQ-2,EQ-3 place='3F 倉庫'",
        "tadasu set EQ-1 note=@note.txt keepers=P-1 keepers=P-2",
        'tadasu set EQ-1 \'parts:=[{"name": "lens", "count": 2}]\' note=',
    ],
)
