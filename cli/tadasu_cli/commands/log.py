"""tadasu log."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.moments import read_count
from tadasu_cli.taking import key_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(call: Call, key: str | None, last: str | None) -> None:
    """The record, oldest entry first."""
    from tadasu_cli.counter import answer_many, looking
    from tadasu_cli.render.entries import log_page

    most = None if last is None else read_count("--last", last)
    with looking(call) as looks:
        entries = looks.log(key, most)
        answer_many(call, "log", "entries", entries, lambda view: log_page(view, entries))


command = Verb(
    "log",
    run,
    [
        key_word(keys, required=False),
        Switch(
            "--last",
            "last",
            "N",
            Text(en="Only the last so many.", ja="新しいほうから N 件だけ。"),
        ),
    ],
    examples=["tadasu log", "tadasu log EQ-1 --last 5"],
)
