"""tadasu coverage."""

from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files, keys
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(
    call: Call, key: str | None, matrix: str | None, gaps: bool | None, svg: str | None
) -> None:
    """What was looked at, against what should be."""
    from tadasu.office.coverage import coverage
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.coverages import coverage_page

    with opened(call) as workspace:
        found = coverage(workspace, key, matrix)
        if svg is not None:
            from tadasu.office.pictures.heatmap import heatmap
            from tadasu_cli.tables import write_text

            write_text(Path(svg), heatmap(found, call.language)[0].svg)
        answer(
            call, "coverage", found, lambda view: coverage_page(view, found, only_gaps=bool(gaps))
        )


command = Verb(
    "coverage",
    run,
    [
        Word(
            "key",
            "KEY",
            Text(
                en="The case; otherwise the newest one that has a matrix.",
                ja="案件。指定しなければ、表のある最新の案件。",
            ),
            required=False,
            completes=keys,
        ),
        Switch(
            "--matrix",
            "matrix",
            "NAME",
            Text(en="Which matrix, if there are several.", ja="表が複数あるときの名前。"),
        ),
        Switch(
            "--gaps",
            "gaps",
            None,
            Text(
                en="Only rows that nothing has looked at yet.",
                ja="まだ確かめていない行だけを示します。",
            ),
        ),
        Switch(
            "--svg",
            "svg",
            "FILE",
            Text(en="Draw it into a file, too.", ja="図としてファイルにも書き出します。"),
            completes=files,
        ),
    ],
    examples=["tadasu coverage", "tadasu coverage PRG-2026 --gaps", "tadasu coverage --svg c.svg"],
)
