"""tadasu adopt."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(call: Call, dry_run: bool | None) -> None:
    """Show what changes, and put it in force."""
    from tadasu.office.definitions import adopt
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.definitions import adoption_page

    actor = call.actor
    with opened(call) as workspace:
        adoption = adopt(workspace, actor, dry_run=bool(dry_run))
        answer(call, "adoption", adoption, lambda view: adoption_page(view, adoption))


command = Verb(
    "adopt",
    run,
    [
        Switch(
            "--dry-run",
            "dry_run",
            None,
            Text(en="Only show what would change.", ja="変わる点を示すだけで、採用しません。"),
        )
    ],
    more=[
        Text(
            en="Nothing runs on definitions that were not adopted. Cases under way stay on "
            "the process that they were opened under.",
            ja="採用していない定義は使われません。進行中の案件は、起こしたときのプロセスのまま進みます。",
        )
    ],
    examples=["tadasu adopt --dry-run", "tadasu adopt --as P-1"],
)
