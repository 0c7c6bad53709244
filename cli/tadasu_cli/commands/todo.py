"""tadasu todo."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch
from tadasu_cli.wrong import WrongUseError

_ONE = Text(
    en="Give one of --for, --of and --all.", ja="--for、--of、--all は、どれか一つだけ指定します。"
)


def run(call: Call, person: str | None, of: str | None, everybody: bool) -> None:
    """What there is to do, for one person or for all."""
    from tadasu_cli.counter import answer_many, looking
    from tadasu_cli.render.rows import todo_page

    if sum((person is not None, of is not None, bool(everybody))) > 1:
        raise WrongUseError(_ONE)
    with looking(call) as looks:
        if of is not None:
            rows = looks.todo_of(of)
        else:
            rows = looks.todo(None if everybody else person or call.maybe_actor)
        answer_many(call, "todo", "cases", rows, lambda view: todo_page(view, rows))


command = Verb(
    "todo",
    run,
    [
        Switch(
            "--for",
            "person",
            "PERSON",
            Text(
                en="For this person; otherwise for whoever acts, otherwise for everybody.",
                ja="この人について。なければ行う人、それもなければ全員です。",
            ),
            completes=keys,
        ),
        Switch(
            "--of",
            "of",
            "KEY",
            Text(
                en="For everybody who belongs to this case, such as a team.",
                ja="この案件(組織など)に属する全員について。",
            ),
            completes=keys,
        ),
        Switch(
            "--all",
            "everybody",
            None,
            Text(en="Everybody's, whoever acts.", ja="行う人によらず、全員分を示します。"),
        ),
    ],
    more=[
        Text(
            en="Only roles are asked here; `tadasu why` also asks the rules.",
            ja="ここでは役割だけを確かめます。規則まで確かめるのは `tadasu why` です。",
        )
    ],
    examples=[
        "tadasu todo",
        "tadasu todo --for P-2",
        "tadasu todo --of D-IT",
        "tadasu todo --all",
    ],
)
