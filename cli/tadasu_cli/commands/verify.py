"""tadasu verify."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb


def run(call: Call) -> None:
    """Check the whole record."""
    from tadasu.office.inspection import verify
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.progress import progress
    from tadasu_cli.render.inspections import verified_page

    what = Text(en="Checking", ja="検証中")
    with opened(call) as workspace, progress(call.language, what) as step:
        verified = verify(workspace, step)
    answer(call, "verified", verified, lambda view: verified_page(view, verified))


command = Verb(
    "verify",
    run,
    more=[
        Text(
            en="Compare the size and the root with a receipt kept outside: only that shows "
            "that nothing was cut off at the end.",
            ja="件数とルートを、手元に残した控えと見比べてください。末尾が切り捨てられていないことは、"
            "それでしか分かりません。",
        )
    ],
    examples=["tadasu verify", "tadasu verify --json"],
)
