"""tadasu remind."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch
from tadasu_cli.wrong import WrongUseError

UNFIT = 8


def run(call: Call, send: bool | None, before: str | None) -> int | None:
    """Print reminders, or send them."""
    from tadasu.office.reminding import DAYS_BEFORE, reminders
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.reminders import reminders_page, sent_page, written

    days = _days(before) if before is not None else DAYS_BEFORE
    with opened(call) as workspace:
        found = reminders(workspace, days)
        if not send:
            told = {"reminders": found}
            answer(call, "reminders", told, lambda view: reminders_page(view, found))
            return None
        from tadasu.office.mailing import send_reminders

        sent = send_reminders(workspace, found, written)
        answer(call, "reminded", sent, lambda view: sent_page(view, sent))
        return UNFIT if sent.failed else None


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("999")):
        raise WrongUseError(
            Text(en="--before takes a number of days.", ja="--before には日数を指定します。")
        )
    return int(text)


command = Verb(
    "remind",
    run,
    [
        Switch(
            "--send",
            "send",
            None,
            Text(
                en="Send by mail, each step once; otherwise only print.",
                ja="メールで送ります(段階ごとに一度だけ)。指定しなければ表示だけです。",
            ),
        ),
        Switch(
            "--before",
            "before",
            "DAYS",
            Text(
                en="How many days before the day due; 3 unless you say so.",
                ja="期限の何日前から知らせるか。指定しなければ 3 日前。",
            ),
        ),
    ],
    more=[
        Text(
            en="Who can act is reminded before the day due; after it whoever the ladder names. "
            "What was sent is not sent again while the case stays in its state.",
            ja="期限の前は行える人に、過ぎた後はエスカレーションの段階にある人に知らせます。案件がその状態に"
            "ある間、同じ段階の通知は二度送りません。",
        )
    ],
    examples=["tadasu remind", "tadasu remind --send", "tadasu remind --send --before 7"],
)
