"""tadasu list."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import workflows
from tadasu_cli.moments import read_count
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(call: Call, workflow: str, where: str | None, limit: str | None) -> None:
    """Cases, one a line."""
    from tadasu_cli.counter import looking, view_of
    from tadasu_cli.render.data import data_of
    from tadasu_cli.render.rows import list_page
    from tadasu_cli.screen import Screen

    most = None if limit is None else read_count("--limit", limit)
    with looking(call) as looks:
        rows = looks.list(workflow, where)
        shown = rows[:most]
        if call.json:
            Screen().data("list", {"cases": data_of(shown), "total": len(rows)})
        else:
            Screen().answer(list_page(view_of(call), shown, len(rows)))


command = Verb(
    "list",
    run,
    [
        Word(
            "workflow",
            "WORKFLOW",
            Text(en="What kind of case.", ja="案件の種類(ワークフロー名)。"),
            completes=workflows,
        ),
        Switch(
            "--where",
            "where",
            "EXPR",
            Text(
                en="Only cases for which this guard holds, such as case.price > 100.",
                ja="この条件式を満たす案件だけ。例: case.price > 100",
            ),
        ),
        Switch("--limit", "limit", "N", Text(en="At most so many.", ja="表示する件数の上限。")),
    ],
    examples=["tadasu list item", "tadasu list item --where \"case.state == 'lent'\" --limit 20"],
)
