"""tadasu test."""

from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(
    call: Call,
    names: tuple[str, ...],
    only: str | None,
    coverage: bool | None,
    complete: bool | None,
) -> int:
    """Run an organisation's own tests; exit code 9 where one fails."""
    from tadasu.office.trial.outcome import run_tests
    from tadasu_cli.exits import FAILED
    from tadasu_cli.render.data import body_of
    from tadasu_cli.render.tests import outcome_page
    from tadasu_cli.render.view import View
    from tadasu_cli.screen import Screen

    found = run_tests(call.root, [Path(name) for name in names], only)
    if call.json:
        Screen().data("test", body_of(found))
    else:
        view = View(call.language)
        Screen().answer(outcome_page(view, found, listing=bool(coverage or complete)))
    gaps = complete and (found.coverage.gaps or found.coverage.idle)
    return FAILED if found.failed or gaps else 0


command = Verb(
    "test",
    run,
    [
        Word(
            "names",
            "FILE",
            Text(
                en="Files or folders of tests; otherwise every *.yaml in tests/ of the project.",
                ja="テストのファイルかフォルダー。なければプロジェクトの tests/ 以下の *.yaml すべて。",
            ),
            required=False,
            many=True,
            completes=files,
        ),
        Switch(
            "--only",
            "only",
            "TEXT",
            Text(
                en="Only tests whose name or file contains this.",
                ja="名前かファイル名にこの文字列を含むテストだけ。",
            ),
        ),
        Switch(
            "--coverage",
            "coverage",
            None,
            Text(
                en="List what the tests have not shown of the process.",
                ja="プロセスのうち、テストがまだ示していないものを挙げます。",
            ),
        ),
        Switch(
            "--complete",
            "complete",
            None,
            Text(
                en="What is not shown counts as a failure.",
                ja="示していないものがあれば失敗とします。",
            ),
        ),
    ],
    more=[
        Text(
            en="Runs in memory against the files as they are, adopted or not; the record is not "
            "read. Exit code 9 if a test fails.",
            ja="採用の有無にかかわらず、いまのファイルに対してメモリー上で実行します。記録は読みません。"
            "失敗したテストがあれば終了コード 9 です。",
        )
    ],
    examples=["tadasu test", "tadasu test tests/loan.yaml --only twice", "tadasu test --coverage"],
)
