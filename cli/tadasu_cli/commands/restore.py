"""tadasu restore."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch
from tadasu_cli.wrong import WrongUseError


def run(call: Call, reason: str | None) -> None:
    """Put a restoration on record."""
    from tadasu.office.restoring import restore
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.receipts import receipt_page

    actor = call.actor
    if not (reason and reason.strip()):
        raise WrongUseError(
            Text(
                en="Say what happened: --reason TEXT.",
                ja="経緯を --reason TEXT で書いてください。",
            )
        )
    with opened(call) as workspace:
        receipt = restore(workspace, actor, reason, call.request)
        answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))


command = Verb(
    "restore",
    run,
    [
        Switch(
            "--reason",
            "reason",
            "TEXT",
            Text(
                en="What happened, and what was lost.",
                ja="何が起き、何が失われたか。",
            ),
        ),
    ],
    more=[
        Text(
            en="Nothing is written while a checkpoint tells of more entries than the database "
            "has, or of others. First find out why, and whether the lost end can be brought "
            "back; what is recorded here stays for ever, and every verification tells it.",
            ja="チェックポイントがデータベースより先の記録、または別の記録を示している間は、何も書き込みません。"
            "まず原因を調べ、失われた部分を取り戻せないか確かめてください。ここで記録したことは残り続け、"
            "検証のたびに示されます。",
        )
    ],
    examples=["tadasu restore --reason 'Disk failure; backup of 3 May, 7 entries lost' --as P-1"],
)
