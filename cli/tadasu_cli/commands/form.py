"""tadasu form."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.taking import for_switch, issue_switch
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError


def run(
    call: Call,
    words: Sequence[str],
    issue: bool | None,
    behalf: str | None,
    template: str | None,
    placeholders: bool | None,
    starter: bool | None,
) -> None:
    """Fill a form from a case, or from all of them; without words, name the forms."""
    from tadasu.office.paper.handing import blanks, hand
    from tadasu_cli.counter import answer, answer_many, issuing
    from tadasu_cli.render.papers import blanks_page, handed_page

    with issuing(call, behalf, issue=bool(issue)) as (workspace, put):
        looking = not issue
        match words or ():
            case (name, *key) if placeholders and looking and len(key) <= 1:
                from tadasu.office.paper.starting import names
                from tadasu_cli.render.papers import names_page

                held = names(workspace, name, key[0] if key else None, call.language)
                answer_many(
                    call, "placeholders", "placeholders", held, lambda view: names_page(view, held)
                )
            case (name, file) if starter and looking:
                from tadasu.office.paper.starting import start
                from tadasu_cli.render.papers import started_page

                made = start(workspace, name, Path(file), call.language)
                answer(call, "starter", made, lambda view: started_page(view, made))
            case () if looking and not (placeholders or starter):
                found = blanks(workspace)
                answer_many(call, "forms", "forms", found, lambda view: blanks_page(view, found))
            case (name, *key, file) if len(key) <= 1 and not (placeholders or starter):
                case_key = key[0] if key else None
                own = Path(template) if template else None
                handed = hand(workspace, name, case_key, Path(file), call.language, put, own)
                answer(call, "document", handed, lambda view: handed_page(view, handed))
            case _:
                raise WrongUseError(
                    Text(
                        en="Say tadasu form NAME FILE, or tadasu form NAME KEY FILE; with "
                        "--placeholders NAME alone or NAME KEY, with --starter NAME FILE.",
                        ja="tadasu form 様式 ファイル、または tadasu form 様式 キー ファイル と"
                        "してください。--placeholders は 様式 か 様式 キー、--starter は "
                        "様式 ファイル です。",
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
                en="The form, the case if it is filled from one, and the file (.pdf, .html, or "
                "an own form as .docx or .xlsx); nothing: the forms that there are.",
                ja="様式、(案件の様式なら)案件、ファイル(.pdf、.html、自社様式の .docx、.xlsx)。"
                "何も書かなければ、様式の一覧。",
            ),
            required=False,
            many=True,
            shown="[NAME [KEY] FILE]",
            completes=files,
        ),
        issue_switch(),
        for_switch(),
        Switch(
            "--template",
            "template",
            "OWN",
            Text(
                en="The own form to fill, instead of the one in the folder documents.",
                ja="記入する自社様式。指定しなければ documents フォルダーのもの。",
            ),
        ),
        Switch(
            "--placeholders",
            "placeholders",
            None,
            Text(
                en="List every name that an own form may say.",
                ja="自社様式で使える差込項目を一覧にします。",
            ),
        ),
        Switch(
            "--starter",
            "starter",
            None,
            Text(
                en="Write FILE as a plain own form with every placeholder in place.",
                ja="すべての差込項目が入った自社様式のひな型を FILE に書き出します。",
            ),
        ),
    ],
    examples=[
        "tadasu form",
        "tadasu form slip C-1 slip.pdf",
        "tadasu form slip --starter documents/slip.docx",
        "tadasu form slip C-1 slip.docx",
    ],
)
