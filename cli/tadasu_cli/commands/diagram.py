"""tadasu diagram."""

from tadasu.errors import NotFoundError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import drawable
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(call: Call, name: str, svg: bool | None) -> None:
    """A lifecycle as text that draws itself elsewhere."""
    from tadasu_cli.screen import Screen

    form = "svg" if svg else "mermaid"
    text = _drawing(call, name, form)
    if call.json:
        Screen().data("diagram", {"name": name, "form": form, "text": text})
    else:
        Screen().text(text)


def _drawing(call: Call, name: str, form: str) -> str:
    """A workflow as the files have it now, or a case as the record has it."""
    from tadasu.office.definitions import diagram
    from tadasu_cli.counter import opened

    try:
        return diagram(None, call.root, name, form, call.language)
    except NotFoundError:
        with opened(call) as workspace:
            return diagram(workspace, call.root, name, form, call.language)


command = Verb(
    "diagram",
    run,
    [
        Word(
            "name",
            "WORKFLOW|KEY",
            Text(
                en="A workflow of the files, or a case, whose state is then marked.",
                ja="ファイルにあるワークフロー、または案件(現在の状態に印が付きます)。",
            ),
            completes=drawable,
        ),
        Switch(
            "--svg", "svg", None, Text(en="SVG instead of Mermaid.", ja="Mermaid でなく SVG。")
        ),
    ],
    examples=["tadasu diagram item", "tadasu diagram EQ-1 --svg > eq-1.svg"],
)
