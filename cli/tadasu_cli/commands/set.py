"""tadasu set."""

from collections.abc import Sequence

from tadasu_cli.call import Call
from tadasu_cli.completing import facts, keys
from tadasu_cli.given import read_given
from tadasu_cli.taking import VALUES, given_word, key_word
from tadasu_cli.verb import Verb


def run(call: Call, key: str, given: Sequence[str]) -> None:
    """State, change or clear facts."""
    from tadasu_cli.counter import acting, answer
    from tadasu_cli.render.receipts import receipt_page

    stated = read_given(given)
    with acting(call) as acts:
        receipt = acts.set(key, stated)
        answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))


command = Verb(
    "set",
    run,
    [key_word(keys), given_word(facts, required=True)],
    more=[VALUES],
    examples=[
        "tadasu set EQ-1 place='3F 倉庫'",
        "tadasu set EQ-1 note=@note.txt keepers=P-1 keepers=P-2",
        'tadasu set EQ-1 \'parts:=[{"name": "lens", "count": 2}]\' note=',
    ],
)
