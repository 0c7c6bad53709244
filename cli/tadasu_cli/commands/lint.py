"""tadasu lint."""

from tadasu.errors import DefinitionError, Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(call: Call, strict: bool | None, hints: bool | None) -> int:
    """What is wrong or unwise; exit code 3 for errors, with --strict for warnings too."""
    from tadasu.office.definitions import lint
    from tadasu_cli.counter import answer_many
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.page import Span, par
    from tadasu_cli.render.definitions import CLEAN
    from tadasu_cli.render.problems import problems_page

    try:
        problems = lint(call.root, hints=bool(hints))
    except DefinitionError as wrong:
        problems = wrong.problems
    answer_many(
        call,
        "lint",
        "problems",
        problems,
        lambda view: (
            problems_page(view, problems)
            if problems
            else [par(Span("✓ ", "good"), view.say(CLEAN))]
        ),
    )
    grave = ("error", "warning") if strict else ("error",)
    bad = [one for one in problems if one.severity in grave]
    return EXIT_CODES[DefinitionError] if bad else 0


command = Verb(
    "lint",
    run,
    [
        Switch(
            "--strict",
            "strict",
            None,
            Text(en="Warnings count as errors.", ja="注意も誤りとして扱います。"),
        ),
        Switch(
            "--hints",
            "hints",
            None,
            Text(
                en="Also what may well be meant.",
                ja="意図どおりかもしれない点も示します。",
            ),
        ),
    ],
    examples=["tadasu lint", "tadasu lint --hints", "tadasu lint --strict --json"],
)
