"""tadasu adopt."""

from pathlib import Path

from tadasu.errors import RefusalError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(call: Call, dry_run: bool | None, migrate: str | None) -> int:
    """Show what changes, and put it in force; exit code 4 where a dry run would be refused."""
    from tadasu_cli.counter import adopting, answer
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.render.adoptions import adoption_page

    plan = None if migrate is None else Path(migrate)
    with adopting(call) as office:
        adoption = office.preview(plan) if dry_run else office.adopt(plan)
        answer(call, "adoption", adoption, lambda view: adoption_page(view, adoption), version=2)
    return EXIT_CODES[RefusalError] if adoption.reasons else 0


command = Verb(
    "adopt",
    run,
    [
        Switch(
            "--dry-run",
            "dry_run",
            None,
            Text(en="Only show what would change.", ja="変わる点を示すだけで、採用しません。"),
        ),
        Switch(
            "--migrate",
            "migrate",
            "PLAN",
            Text(
                en="Take the cases of this plan along at once; see `tadasu migrate`.",
                ja="この移行計画の案件を同時に移行します(`tadasu migrate` を参照)。",
            ),
            completes=files,
        ),
    ],
    more=[
        Text(
            en="Nothing runs on definitions that were not adopted. Cases under way stay on "
            "the process that they were opened under. A change that would strand one is "
            "refused.",
            ja="採用していない定義は使われません。進行中の案件は、起こしたときのプロセスのまま進みます。"
            "行き場を失う案件が出る変更は採用できません。",
        )
    ],
    examples=[
        "tadasu adopt --dry-run",
        "tadasu adopt --as P-1",
        "tadasu adopt --migrate plan.yaml --as P-1",
    ],
)
