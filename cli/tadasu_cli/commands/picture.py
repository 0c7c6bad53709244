"""tadasu picture."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Language, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import depictable
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError

KINDS = ("lifecycle", "timeline", "coverage")
"""What there is to draw of a case."""

_SHAPES = ("portrait", "landscape")


def run(call: Call, kind: str, words: Sequence[str], paper: str | None) -> None:
    """A picture of a case in a file; without one, what it shows in words."""
    if kind not in KINDS:
        raise WrongUseError(_no_kind(kind))
    key, file = _key_and_file(kind, words)
    if paper is not None and (paper not in _SHAPES or file is None):
        raise WrongUseError(_NO_PAPER)

    from tadasu.office.depicted import depict
    from tadasu.office.pictures.sheet import LANDSCAPE, PORTRAIT
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.pictures import drawn_page, picture_page

    frames = {"portrait": PORTRAIT, "landscape": LANDSCAPE}
    language: Language = call.language
    with opened(call) as workspace:
        found = depict(workspace, kind, key, language, frames.get(paper or ""))
    if file is None:
        answer(call, "picture", found, lambda view: picture_page(view, found))
        return
    from tadasu_cli.tables import write_text

    files = _files(file, len(found.sheets))
    for path, drawn in zip(files, found.sheets, strict=True):
        write_text(path, drawn.svg)
    answer(call, "picture", found, lambda _: drawn_page(found, files))


def _key_and_file(kind: str, words: Sequence[str]) -> tuple[str | None, Path | None]:
    """The case and the file among the words; WrongUseError where they are no such words."""
    *keys, last = words or ("",)
    if not last.lower().endswith(".svg"):
        keys, last = list(words), ""
    if len(keys) > 1:
        raise WrongUseError(
            Text(
                en=f"{keys[-1]} is no file that ends in .svg.",
                ja=f"{keys[-1]} は .svg で終わるファイル名ではありません。",
            )
        )
    if not keys and kind != "coverage":
        raise WrongUseError(
            Text(
                en=f"Name the case: tadasu picture {kind} KEY. `tadasu diagram` draws a workflow.",
                ja=f"案件を指定してください(tadasu picture {kind} KEY)。ワークフローの図は "
                "`tadasu diagram` で作れます。",
            )
        )
    return (keys[0] if keys else None), (Path(last) if last else None)


def _files(file: Path, sheets: int) -> list[Path]:
    """One file, or one for each sheet: a.svg, or a-1.svg and a-2.svg."""
    if sheets == 1:
        return [file]
    return [file.with_stem(f"{file.stem}-{number}") for number in range(1, sheets + 1)]


def _no_kind(kind: str) -> Text:
    kinds = ", ".join(KINDS)
    return Text(
        en=f"There is no picture called {kind}; there are {kinds}.",
        ja=f"{kind} という図はありません。図の種類: {kinds}。",
    )


_NO_PAPER = Text(
    en="--paper is portrait or landscape, and needs a file to draw into.",
    ja="--paper には portrait か landscape を指定し、書き出すファイルも指定してください。",
)

command = Verb(
    "picture",
    run,
    [
        Word(
            "kind",
            "KIND",
            Text(
                en="lifecycle (where the case stands and how it came there), timeline (what "
                "happened to it) or coverage (what was looked at).",
                ja="lifecycle(案件の現在の状態と通った道筋)、timeline(案件の経過)、coverage"
                "(確かめたもの)のいずれか。",
            ),
            completes=depictable,
        ),
        Word(
            "words",
            "KEY",
            Text(
                en="The case (for coverage otherwise the newest one that has a matrix), and the "
                "file to draw into; without a file it is said in words.",
                ja="案件(coverage では省略すると表のある最新の案件)と、書き出すファイル。ファイルが"
                "なければ言葉で示します。",
            ),
            required=False,
            many=True,
            shown="[KEY] [FILE.svg]",
            completes=depictable,
        ),
        Switch(
            "--paper",
            "paper",
            "SHAPE",
            Text(
                en="portrait or landscape: on sheets that fit on A4, FILE-1.svg and so on.",
                ja="portrait(縦)か landscape(横)。A4 に収まる大きさに分け、FILE-1.svg のように"
                "書き出します。",
            ),
        ),
    ],
    examples=[
        "tadasu picture timeline EQ-1",
        "tadasu picture lifecycle EQ-1 eq-1.svg",
        "tadasu picture coverage coverage.svg --paper portrait",
    ],
)
