"""tadasu plan."""

from tadasu.errors import RefusalError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.taking import key_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError


def run(call: Call, action: str, key: str, commands: bool | None, opening: bool | None) -> int:
    """Suggest; on demand show what to type, or do it."""
    from tadasu.office.planning import proposal
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.page import Par
    from tadasu_cli.planning import carry_out
    from tadasu_cli.render.plans import commands_page, plan_page
    from tadasu_cli.screen import Screen

    if action != "suggest":
        raise WrongUseError(
            Text(
                en=f"tadasu plan {action}: expected suggest.",
                ja=f"tadasu plan {action}: suggest を指定してください。",
            )
        )
    if commands and opening:
        raise WrongUseError(
            Text(
                en="--commands shows what --open does; take one of them.",
                ja="--commands は --open が行うことを示すものです。どちらか一方を指定してください。",
            )
        )
    with opened(call) as workspace:
        found = proposal(workspace, key, call.actor)
        if not found.possible:
            answer(call, "plan", found, lambda view: plan_page(view, found))
            return EXIT_CODES[RefusalError]
        if opening:
            carry_out(call, workspace, found)
        elif commands and not call.json:
            Screen().answer([Par(line, rigid=True) for line in commands_page(found, call.actor)])
        else:
            answer(call, "plan", found, lambda view: plan_page(view, found))
    return 0


command = Verb(
    "plan",
    run,
    [
        Word(
            "action",
            "suggest",
            Text(en="Work out a plan.", ja="計画を提案します。"),
        ),
        key_word(keys),
        Switch(
            "--commands",
            "commands",
            None,
            Text(en="Only the lines that one would type.", ja="入力するコマンドだけを示します。"),
        ),
        Switch(
            "--open",
            "opening",
            None,
            Text(
                en="Do it: each case is opened or filled by an act of its own.",
                ja="実行します。案件ごとに、通常の起票・記入として行います。",
            ),
        ),
    ],
    more=[
        Text(
            en="What is needed, when and by whom stands in the process (`suggest`); every "
            "candidate is judged by its rules. Where no plan keeps them all, the exit code is 4 "
            "and the answer is the least that would have to be granted.",
            ja="必要な案件、時期、人数はプロセスの `suggest` に定め、候補は一人ずつ規則で"
            "判定します。すべてを満たす計画がなければ終了コード 4 で、最小限どの例外が要るかを示します。",
        )
    ],
    examples=["tadasu plan suggest S-2026", "tadasu plan suggest S-2026 --commands"],
)
