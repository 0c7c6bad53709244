"""tadasu show."""

from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.taking import key_word
from tadasu_cli.verb import Verb


def run(call: Call, key: str) -> None:
    """All there is to see of a case."""
    from tadasu_cli.counter import answer, looking
    from tadasu_cli.render.sheets import sheet_page

    with looking(call) as looks:
        sheet = looks.show(key)
        answer(call, "sheet", sheet, lambda view: sheet_page(view, sheet))


command = Verb("show", run, [key_word(keys)], examples=["tadasu show EQ-1"])
