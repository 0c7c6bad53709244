"""tadasu form."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.taking import for_switch, issue_switch
from tadasu_cli.verb import Verb
from tadasu_cli.words import Word
from tadasu_cli.wrong import WrongUseError


def run(call: Call, words: Sequence[str], issue: bool | None, behalf: str | None) -> None:
    """Fill a form from a case, or from all of them; without words, name the forms."""
    from tadasu.office.paper.handing import blanks, hand
    from tadasu_cli.counter import answer, answer_many, issuing
    from tadasu_cli.render.papers import blanks_page, handed_page

    with issuing(call, behalf, issue=bool(issue)) as (workspace, acts):
        match words or ():
            case ():
                found = blanks(workspace)
                answer_many(call, "forms", "forms", found, lambda view: blanks_page(view, found))
            case (name, *key, file) if len(key) <= 1:
                case_key = key[0] if key else None
                handed = hand(workspace, name, case_key, Path(file), call.language, acts)
                answer(call, "document", handed, lambda view: handed_page(view, handed))
            case _:
                raise WrongUseError(
                    Text(
                        en="Say tadasu form NAME FILE, or tadasu form NAME KEY FILE.",
                        ja="tadasu form 様式 ファイル、または tadasu form 様式 キー ファイル と"
                        "してください。",
                    )
                )


command = Verb(
    "form",
    run,
    [
        Word(
            "words",
            "WORD",
            Text(
                en="The form, the case if it is filled from one, and the file (.pdf or .html); "
                "nothing: the forms that there are.",
                ja="様式、(案件の様式なら)案件、ファイル(.pdf、.html)。何も書かなければ、様式の"
                "一覧。",
            ),
            required=False,
            many=True,
            shown="[NAME [KEY] FILE]",
            completes=files,
        ),
        issue_switch(),
        for_switch(),
    ],
    examples=["tadasu form", "tadasu form slip C-1 slip.pdf"],
)
