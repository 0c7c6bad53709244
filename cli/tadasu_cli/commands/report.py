"""tadasu report."""

from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files, keys
from tadasu_cli.taking import for_switch, issue_switch
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(
    call: Call, key: str, file: str, form: str | None, issue: bool | None, behalf: str | None
) -> None:
    """Write the document of a case, and say from which record."""
    from tadasu.office.paper.handing import report
    from tadasu_cli.counter import answer, issuing
    from tadasu_cli.render.papers import handed_page

    with issuing(call, behalf, issue=bool(issue)) as (workspace, put):
        handed = report(workspace, key, Path(file), call.language, form, put)
        answer(call, "document", handed, lambda view: handed_page(view, handed))


command = Verb(
    "report",
    run,
    [
        Word("key", "KEY", Text(en="The case.", ja="案件。"), completes=keys),
        Word(
            "file",
            "FILE",
            Text(
                en="Where it goes; the end of its name says what it is: .pdf or .html.",
                ja="書き出し先。名前の末尾が種類を表します(.pdf、.html)。",
            ),
            completes=files,
        ),
        Switch(
            "--form",
            "form",
            "NAME",
            Text(
                en="Which form, where the case has several.",
                ja="案件に複数の様式があるときの名前。",
            ),
        ),
        issue_switch(),
        for_switch(),
    ],
    examples=[
        "tadasu report C-1 report.pdf",
        "tadasu report C-1 report.pdf --issue",
        "tadasu report C-1 report.html --lang en",
    ],
)
