"""Remarks on names that read like commands."""

from tadasu.errors import Text
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes

VERBS = frozenset(
    {
        "adopt", "attach", "board", "checkpoint", "completion", "coverage", "demo", "diagram",
        "do", "doctor", "eject", "erase", "export", "form", "import", "init", "key", "lint",
        "list", "log", "migrate", "new", "picture", "plan", "remind", "report", "restore",
        "set", "sheet", "show", "test", "todo", "verify", "why", "witness",
    }
)  # fmt: skip
"""What stands first on a command line: `tadasu list list` would list the cases of `list`."""

ACTING = frozenset({"attach", "do", "import", "new", "set", "sheet", "why"})
"""The verbs that work on cases: `tadasu do C-1 set` is not `tadasu set C-1`."""


def check_names(bench: Bench, notes: Notes) -> None:
    """Note workflows named like any command, and transitions like one on cases (T127)."""
    if bench.workflow.name in VERBS:
        notes.add("T127", bench.at.to("workflow"), *_taken(bench.workflow.name))
    for name in bench.workflow.transitions:
        if name in ACTING:
            notes.add("T127", bench.at_act(name), *_taken(name), key=True)


def _taken(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`tadasu {name}` is a command; whoever reads or types this will mix them up.",
            ja=f"`tadasu {name}` というコマンドがあるため、取り違えるおそれがあります。",
        ),
        Text(en="Choose another name.", ja="別の名前にしてください。"),
    )
