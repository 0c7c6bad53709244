"""tadasu migrate."""

from pathlib import Path

from tadasu.errors import RefusalError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(call: Call, plan: str, apply: bool | None) -> int:
    """Show what a plan does to each case; with --apply, do it. Exit code 4 where it can't be."""
    from tadasu_cli.counter import answer, migrating
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.render.migrations import migration_page

    with migrating(call) as office:
        moved = office.migrate(Path(plan)) if apply else office.migration(Path(plan))
        answer(call, "migration", moved, lambda view: migration_page(view, moved))
    return EXIT_CODES[RefusalError] if moved.reasons else 0


command = Verb(
    "migrate",
    run,
    [
        Word(
            "plan",
            "PLAN",
            Text(
                en="A file that says what is called otherwise now.",
                ja="名前の移り変わりを書いたファイル(移行計画)。",
            ),
            completes=files,
        ),
        Switch(
            "--apply",
            "apply",
            None,
            Text(
                en="Do it, all cases or none; otherwise only show.",
                ja="全件を移行します(一件でもできなければ何もしません)。なければ示すだけです。",
            ),
        ),
    ],
    more=[
        Text(
            en="Cases go on under the process in force with their history, approvals and days "
            "due. Whoever may adopt may migrate.",
            ja="案件は、履歴・承認・期限を保ったまま、採用中のプロセスに移ります。"
            "行えるのは、プロセスを採用できる人です。",
        )
    ],
    examples=["tadasu migrate plan.yaml", "tadasu migrate plan.yaml --apply --as P-1"],
)
