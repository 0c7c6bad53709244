"""tadasu key."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError, near

ACTIONS = ("new", "request", "enrol", "retire", "compromise", "list")
END_WORDS = (1, 2)


def run(
    call: Call,
    action: str,
    whose: Sequence[str],
    enrol: bool | None,
    no_passphrase: bool | None,
    since: str | None,
    reason: str | None,
) -> None:
    """Make, enrol, end or list keys."""
    words = tuple(whose or ())
    match action:
        case "new" | "request":
            _ask(call, action, words, enrol=bool(enrol), locked=not no_passphrase)
        case "enrol":
            _enrol(call, words)
        case "retire" | "compromise":
            _end(call, action, words, since, reason)
        case "list":
            _list(call, words)
        case _:
            names, hint = ", ".join(ACTIONS), near(action, ACTIONS)
            raise WrongUseError(
                Text(
                    en=f"tadasu key {action}: expected one of {names}.{hint.en}",
                    ja=f"tadasu key {action}: {names} のいずれかを指定してください。{hint.ja}",
                )
            )


def _ask(call: Call, action: str, words: Sequence[str], *, enrol: bool, locked: bool) -> None:
    """A key and its request for each person named, or for who acts; enrolled at once if asked."""
    from tadasu.office.newkeys import ask_for, new_key
    from tadasu_cli.counter import answer_many, opened
    from tadasu_cli.enrolling import enrol_all
    from tadasu_cli.phrases import choosing
    from tadasu_cli.render.keys import requests_page

    people = [each for word in words for each in word.split(",")] or [call.actor]
    choose = choosing(call, without=not locked)
    with opened(call) as workspace:
        made = tuple(
            new_key(workspace, person, choose) if action == "new" else ask_for(workspace, person)
            for person in people
        )
        if enrol:
            enrol_all(call, workspace, [each.file for each in made])
            return
    answer_many(call, "key-requests", "requests", made, lambda view: requests_page(view, made))


def _enrol(call: Call, words: Sequence[str]) -> None:
    from tadasu_cli.counter import opened
    from tadasu_cli.enrolling import enrol_all

    if not words:
        raise _lacking("FILE")
    with opened(call) as workspace:
        enrol_all(call, workspace, [Path(word) for word in words])


def _end(
    call: Call, action: str, words: Sequence[str], since: str | None, reason: str | None
) -> None:
    from tadasu.office.keys import Keys
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.receipts import receipt_page

    if len(words) not in END_WORDS:
        raise _lacking("PERSON [FINGERPRINT]")
    if not (reason and reason.strip()):
        raise _lacking("--reason TEXT")
    if action == "compromise" and not (since and since.isdecimal()):
        raise _lacking("--since POSITION")
    person, fingerprint = words[0], words[1] if len(words) > 1 else None
    with opened(call) as workspace:
        office = Keys(workspace, call.actor, call.request)
        if action == "retire":
            receipt = office.retire(person, fingerprint, reason)
        else:
            receipt = office.compromise(person, fingerprint, int(since or 0), reason)
        answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))


def _list(call: Call, words: Sequence[str]) -> None:
    from tadasu.office.keys import listed
    from tadasu_cli.counter import answer_many, opened
    from tadasu_cli.render.keys import keys_page

    with opened(call) as workspace:
        rows = tuple(row for word in words or (None,) for row in listed(workspace, word))
        answer_many(call, "keys", "keys", rows, lambda view: keys_page(view, rows))


def _lacking(what: str) -> WrongUseError:
    return WrongUseError(Text(en=f"{what} is missing.", ja=f"{what} がありません。"))


command = Verb(
    "key",
    run,
    [
        Word(
            "action",
            "ACTION",
            Text(
                en="new, request, enrol, retire, compromise or list.",
                ja="new、request、enrol、retire、compromise、list のいずれか。",
            ),
        ),
        Word(
            "whose",
            "PERSON",
            Text(
                en="Whose key (new, request: several with commas, else who acts; retire and "
                "compromise: then its fingerprint, if there are several); for enrol, the files of "
                "requests.",
                ja="誰の鍵か(new と request はコンマ区切りで複数可、なければ行う人。retire と compromise "
                "は、鍵が複数あればその指紋も)。enrol では登録依頼のファイル。",
            ),
            required=False,
            many=True,
            completes=keys,
        ),
        Switch(
            "--enrol",
            "enrol",
            None,
            Text(
                en="With new or request: enrol it at once, if you may.",
                ja="new または request で、権限があればそのまま登録します。",
            ),
        ),
        Switch(
            "--no-passphrase",
            "no_passphrase",
            None,
            Text(
                en="With new: whoever reads the file can sign.",
                ja="new で、パスフレーズを付けません。ファイルを読める人は誰でも署名できます。",
            ),
        ),
        Switch(
            "--since",
            "since",
            "POSITION",
            Text(
                en="With compromise: the first entry that others may have signed.",
                ja="compromise で、他人が署名した可能性のある最初の記録の位置。",
            ),
        ),
        Switch(
            "--reason",
            "reason",
            "TEXT",
            Text(
                en="With retire and compromise: why.",
                ja="retire と compromise で、その理由。",
            ),
        ),
    ],
    more=[
        Text(
            en="A new key lies in the folder of keys, and beside it a request: hand it to whoever "
            "keeps the keys, and tell them its fingerprint in person or by telephone. An OpenSSH "
            "key of your own serves too: `tadasu key request --key FILE`.",
            ja="新しい鍵は鍵のフォルダーに、登録依頼はその隣にできます。依頼を鍵の管理者に渡し、指紋は"
            "対面か電話で伝えてください。手持ちの OpenSSH の鍵も `tadasu key request --key ファイル` で使えます。",
        )
    ],
    examples=[
        "tadasu key new --as P-2",
        "tadasu key enrol P-2.request --as P-1",
        "tadasu key list",
        "tadasu key retire P-2 --reason 'New laptop' --as P-2",
        "tadasu key compromise P-2 --since 418 --reason 'Laptop stolen' --as P-1",
    ],
)
