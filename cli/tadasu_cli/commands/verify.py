"""tadasu verify."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(call: Call, checkpoint: Sequence[str], trust: str | None) -> None:
    """Check the whole record."""
    from tadasu.office.comparison import read_kept, read_trust
    from tadasu.office.inspection import verify
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.progress import progress
    from tadasu_cli.render.inspections import verified_page

    what = Text(en="Checking", ja="検証中")
    kept = [read_kept(word) for word in checkpoint or ()]
    keys = read_trust(Path(trust)) if trust else ()
    with opened(call) as workspace, progress(call.language, what) as step:
        verified = verify(workspace, step, kept, keys)
    answer(call, "verified", verified, lambda view: verified_page(view, verified))


command = Verb(
    "verify",
    run,
    [
        Switch(
            "--checkpoint",
            "checkpoint",
            "CHECKPOINT",
            Text(
                en="A checkpoint kept outside, as a file or as it is read out; may be repeated.",
                ja="外部で保管したチェックポイント(ファイル、または照合符号)。繰り返せます。",
            ),
            many=True,
        ),
        Switch(
            "--trust",
            "trust",
            "FILE",
            Text(
                en="Keys that must have signed the newest checkpoint, and those given: a verifier "
                "key on each line.",
                ja="最新および指定のチェックポイントに署名しているべき鍵(一行に検証鍵一つ)。",
            ),
        ),
    ],
    more=[
        Text(
            en="Give a checkpoint from a receipt or a signed note that you kept outside: only "
            "that shows that nothing was cut off at the end.",
            ja="手元に残した受領控えや署名付きノートのチェックポイントを指定してください。末尾が"
            "切り捨てられていないことは、それでしか分かりません。",
        )
    ],
    examples=[
        "tadasu verify",
        "tadasu verify --checkpoint 20852-0W40-J2GB-1G6G-W3RG-R",
        "tadasu verify --checkpoint last-year.note --trust log.vkey",
    ],
)
