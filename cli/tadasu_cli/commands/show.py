"""tadasu show."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.taking import key_word
from tadasu_cli.verb import Verb


def run(call: Call, key: str) -> None:
    """All there is to see of a case, now or as of --at."""
    from tadasu.office.past import past_sheet
    from tadasu_cli.counter import answer, looking, opened
    from tadasu_cli.moments import read_when
    from tadasu_cli.render.sheets import sheet_page

    if call.at is None:
        with looking(call) as looks:
            sheet = looks.show(key)
    else:
        when = read_when("--at", call.at)
        call.at = None
        with opened(call) as workspace:
            sheet = past_sheet(workspace, key, when)
    answer(call, "sheet", sheet, lambda view: sheet_page(view, sheet), version=2)


command = Verb(
    "show",
    run,
    [key_word(keys)],
    more=[
        Text(
            en="--at shows the case as it was: after a position of the record (--at 120), at the "
            "end of a day (--at 2026-04-01) or at a time; by the process that it was under then.",
            ja="--at を付けると、その時点での案件を、当時のプロセスで示します。記録の位置(--at 120)、"
            "日付(--at 2026-04-01。その日の終わり)、日時のいずれかを書きます。",
        )
    ],
    examples=["tadasu show EQ-1", "tadasu show EQ-1 --at 2026-04-01"],
)
