"""tadasu eject."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Word


def run(call: Call, names: Sequence[str]) -> None:
    """Copies for editing, laid over the shipped ones."""
    from tadasu.office.definitions import eject
    from tadasu_cli.counter import answer_many
    from tadasu_cli.render.definitions import ejected_page

    root = call.root
    files = tuple(path.relative_to(root) for path in eject(root, names))
    answer_many(call, "ejected", "files", files, lambda view: ejected_page(view, files))


command = Verb(
    "eject",
    run,
    [
        Word(
            "names",
            "NAME",
            Text(
                en="A workflow, a policy's id, or a file of the shipped definitions.",
                ja="同梱の定義のワークフロー名、規則の ID、またはファイル名。",
            ),
            many=True,
        )
    ],
    examples=["tadasu eject person", "tadasu eject E-01 parameters.yaml"],
)
