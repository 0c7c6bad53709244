"""An act asked of one case, or of several; loaded only when a verb runs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tadasu.errors import TadasuError, Text
from tadasu.office.acts import Acts
from tadasu.office.pen import pen_for
from tadasu.office.several import Act, Answer, named, several
from tadasu_cli.call import Call
from tadasu_cli.counter import answer, opened, view_of
from tadasu_cli.exits import EXIT_CODES
from tadasu_cli.page import par
from tadasu_cli.render.data import body_of
from tadasu_cli.render.errors import error_data, error_page
from tadasu_cli.render.receipts import receipt_page
from tadasu_cli.screen import Screen
from tadasu_cli.wrong import WrongUseError

WORST_FIRST = (7, 8, 3, 4, 6, 5)
"""Which exit code tells of several."""


def ask(call: Call, word: str, behalf: str | None, act: Act, *cosigners: str | None) -> int | None:
    """Ask the case or the cases that `word` names, and answer; the exit code.

    `behalf` is the person in whose name it is done; `cosigners` sign it too.
    """
    actor = call.actor
    with opened(call) as workspace:
        pen = pen_for(workspace, [actor, *filter(None, cosigners)])

        def acts(request: str | None) -> Acts:
            return Acts(workspace, actor, request, behalf, pen)

        keys = named(workspace, word)
        _distinct(keys)
        call.on_record = True
        if len(keys) == 1:
            receipt = act(acts(call.request), word)
            answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))
            return None
        return _tell(call, several(acts, call.request, keys, act))


def _tell(call: Call, answers: Iterator[Answer]) -> int | None:
    """Each answer as it comes; with --json all of them at the end, as one document."""
    screen, told = Screen(), []
    for each in answers:
        told.append(each)
        if call.json:
            continue
        if each.receipt is not None:
            screen.answer(receipt_page(view_of(call), each.receipt))
        elif each.error is not None:
            screen.aside(error_page(view_of(call), each.error, on_record=call.on_record))
    if call.json:
        screen.data("answers", {"answers": [_data(each) for each in told]})
    else:
        done = sum(each.receipt is not None for each in told)
        text = Text(
            en=f"{done} of {len(told)} done.", ja=f"{len(told)} 件のうち {done} 件を行いました。"
        )
        screen.answer([par(text.to(call.language))])
    codes = {_code(each.error) for each in told if each.error is not None}
    return next((code for code in WORST_FIRST if code in codes), None)


def _data(each: Answer) -> dict[str, object]:
    error = each.error
    return {
        "case": each.case,
        "receipt": body_of(each.receipt) if each.receipt else None,
        "error": error_data(error, _code(error)) if error else None,
    }


def _code(error: TadasuError) -> int:
    return EXIT_CODES[type(error)]


def _distinct(keys: Sequence[str]) -> None:
    if "" in keys:
        raise WrongUseError(
            Text(en="A key is missing at a comma.", ja="コンマの前後にキーがありません。")
        )
    key, times = Counter(keys).most_common(1)[0]
    if times > 1:
        raise WrongUseError(
            Text(en=f"{key} is named twice.", ja=f"{key} が二度指定されています。")
        )
