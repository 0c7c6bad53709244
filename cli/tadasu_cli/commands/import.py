"""tadasu import."""

from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files, workflows
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError


def run(
    call: Call,
    workflow: str,
    file: str,
    dry_run: bool | None,
    encoding: str | None,
    template: bool | None,
) -> None:
    """Import cases from a CSV file, or write the first row of one."""
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.imports import imported_page, template_page
    from tadasu_cli.tables import read_file, write_header

    with opened(call) as workspace:
        if template:
            from tadasu.office.importing.counter import header_of

            header = header_of(workspace, workflow, call.language)
            write_header(Path(file), header)
            told = {"file": file, "columns": header}
            answer(call, "template", told, lambda view: template_page(view, file, header))
            return
        if dry_run and call.request:
            raise WrongUseError(
                Text(
                    en="--dry-run writes nothing; leave --request out.",
                    ja="--dry-run は何も書き込みません。--request を外してください。",
                )
            )
        from tadasu.office.importing.counter import Importing

        importing = Importing(workspace, call.actor, call.request)
        content = read_file(Path(file))
        imported = importing.run(workflow, content, dry_run=bool(dry_run), encoding=encoding)
        answer(call, "imported", imported, lambda view: imported_page(view, imported))


command = Verb(
    "import",
    run,
    [
        Word(
            "workflow",
            "WORKFLOW",
            Text(
                en="What the rows are: a workflow, or what several of its cases are called.",
                ja="行が表すもの。ワークフローの名前か、その複数形。",
            ),
            completes=workflows,
        ),
        Word(
            "file",
            "FILE",
            Text(
                en="A CSV file; the first row names fields.", ja="CSV ファイル。1 行目は項目名。"
            ),
            completes=files,
        ),
        Switch(
            "--dry-run",
            "dry_run",
            None,
            Text(
                en="Only show what would change, and what would be refused.",
                ja="何が変わり、何が拒まれるかを示すだけで、書き込みません。",
            ),
        ),
        Switch(
            "--encoding",
            "encoding",
            "NAME",
            Text(
                en="How the file is encoded; otherwise UTF-8 or Shift_JIS, whichever it is.",
                ja="ファイルの文字コード。指定しなければ UTF-8 か Shift_JIS を見分けます。",
            ),
        ),
        Switch(
            "--template",
            "template",
            None,
            Text(
                en="Write FILE with the first row, to be filled in.",
                ja="1 行目だけの FILE を作ります。行を書き加えて使います。",
            ),
        ),
    ],
    more=[
        Text(
            en="All rows are imported, or none: each is judged as if it were typed with `tadasu "
            "new` or `tadasu set`. Cases that the file doesn't mention stay as they are.",
            ja="すべての行を取り込むか、まったく取り込まないかのどちらかです。各行は `tadasu new` や "
            "`tadasu set` と同じように判定されます。ファイルにない案件は変わりません。",
        )
    ],
    examples=[
        "tadasu import people people.csv --template",
        "tadasu import people people.csv --dry-run",
        "tadasu import people people.csv",
    ],
)
