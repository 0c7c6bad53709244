"""tadasu completion."""

from click.shell_completion import add_completion_class, get_completion_class

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import COMPLETING, Bash
from tadasu_cli.screen import Screen
from tadasu_cli.verb import Verb
from tadasu_cli.words import Word
from tadasu_cli.wrong import WrongUseError, near

SHELLS = ("bash", "zsh", "fish", "powershell")


def run(call: Call, shell: str) -> None:
    """The script for one shell."""
    add_completion_class(Bash)
    found = get_completion_class(shell) if shell in SHELLS else None
    if found is None:
        names = ", ".join(SHELLS)
        hint = near(shell, SHELLS)
        raise WrongUseError(
            Text(
                en=f"There is no completion for {shell}; there is for {names}.{hint.en}",
                ja=f"{shell} の入力補完はありません。あるのは {names} です。{hint.ja}",
            )
        )
    from tadasu_cli.front import front

    script = found(front, {}, "tadasu", COMPLETING)
    text = script.source_template % script.source_vars()
    if call.json:
        Screen().data("completion", {"shell": shell, "text": text})
    else:
        Screen().text(text)


command = Verb(
    "completion",
    run,
    [
        Word(
            "shell",
            "SHELL",
            Text(en=f"One of {', '.join(SHELLS)}.", ja=f"{'、'.join(SHELLS)} のいずれか。"),
        )
    ],
    examples=[
        'eval "$(tadasu completion bash)"',
        "tadasu completion fish > ~/.config/fish/completions/tadasu.fish",
    ],
    logs=False,
)
