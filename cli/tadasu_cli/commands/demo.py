"""tadasu demo."""

from pathlib import Path

from tadasu.errors import ConflictError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import folders
from tadasu_cli.verb import Verb
from tadasu_cli.words import Word

FOLDER = "tadasu-demo"


def run(call: Call, folder: str | None) -> int:
    """Play the demo in an empty folder of its own."""
    from tadasu_cli.demo import play, stories

    root = Path(folder or FOLDER)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ConflictError(
            Text(
                en=f"{root} is there already; name another folder, or remove it first.",
                ja=f"{root} はすでにあります。別のフォルダーを指定するか、先に削除してください。",
            )
        )
    return play(stories(), root, call.language)


command = Verb(
    "demo",
    run,
    [
        Word(
            "folder",
            "DIR",
            Text(
                en=f"An empty or new folder; otherwise {FOLDER}.",
                ja=f"空または新しいフォルダー。なければ {FOLDER}。",
            ),
            required=False,
            completes=folders,
        )
    ],
    more=[
        Text(
            en="The clock is played, and the record says so; the folder stays to look around in.",
            ja="時計は模擬で、記録にもそう残ります。フォルダーは残るので、あとで中を見て回れます。",
        )
    ],
    examples=["tadasu demo", "tadasu --lang ja demo tryout"],
    logs=False,
)
