"""tadasu migrate."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import RefusalError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files, keys
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(call: Call, plan: str, key: Sequence[str], dry_run: bool | None) -> int:
    """Take cases along by a plan; exit code 4 where a dry run would be refused."""
    from tadasu_cli.counter import answer, migrating
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.render.migrations import migration_page

    with migrating(call) as office:
        move = office.migration if dry_run else office.migrate
        moved = move(Path(plan), key or ())
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
        Word(
            "key",
            "KEY",
            Text(
                en="Only these cases; otherwise all that the plan moves.",
                ja="この案件だけを移行します。省くと、計画の対象すべてです。",
            ),
            required=False,
            many=True,
            completes=keys,
        ),
        Switch(
            "--dry-run",
            "dry_run",
            None,
            Text(
                en="Only show what would become of each case.",
                ja="案件ごとの結果を示すだけで、移行しません。",
            ),
        ),
    ],
    more=[
        Text(
            en="Cases go on under the process in force with their history, approvals and days "
            "due: all of them, or none where one can't. Whoever may adopt may migrate. Look at it "
            "with --dry-run first.",
            ja="案件は、履歴・承認・期限を保ったまま、採用中のプロセスに移ります。一件でも移れなければ、"
            "何も移行しません。行えるのは、プロセスを採用できる人です。先に --dry-run で確かめてください。",
        )
    ],
    examples=[
        "tadasu migrate plan.yaml --dry-run",
        "tadasu migrate plan.yaml --as P-1",
        "tadasu migrate plan.yaml EQ-1 EQ-2 --as P-1",
    ],
)
