"""tadasu init."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import SETTINGS, Call
from tadasu_cli.completing import folders
from tadasu_cli.given import read_given
from tadasu_cli.page import Par, Span, par
from tadasu_cli.screen import Screen
from tadasu_cli.taking import VALUES
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError

_STATES = re.compile(r"[a-z][a-z0-9_]*:?=")
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")
_INVENTED = Text(
    en="The record's name is {log}. It is part of every entry and stays for ever: before you work "
    "in earnest, begin again with --log and a name of your own, such as example.com/records.",
    ja="記録の名前は {log} です。すべての記録に入り、後から変えられません。本番では --log で "
    "example.com/records のような自組織の名前を付けて作り直してください。",
)


def run(
    call: Call,
    words: Sequence[str],
    log: str | None,
    database: str | None,
    simulated: bool | None,
    signatures: str | None,
    no_passphrase: bool | None,
    profile: str | None,
) -> None:
    """Make a project; tell what to type next."""
    from tadasu.office.files import project_zone
    from tadasu.office.founding import init_project
    from tadasu_cli.counter import answer, view_of
    from tadasu_cli.phrases import choosing, secrets
    from tadasu_cli.render.receipts import receipt_page

    root, given = _apart(call, words or ())
    person = read_given(given)
    name = log or _invented(root)
    settled = (root / SETTINGS).is_file()
    receipt = init_project(
        root,
        log=name,
        language=call.language,
        database=database,
        simulated=bool(simulated),
        at=call.moment,
        person=person,
        signatures=_chosen(signatures),
        profile=profile,
        secrets=secrets(call),
        new_phrase=choosing(call, without=bool(no_passphrase)),
    )
    call.zone = project_zone(root)
    answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))
    if call.json:
        return
    view = view_of(call)
    there = [] if root.resolve() == Path.cwd() else [f"cd {shlex.quote(str(root))}"]
    typed = [*there, f"export TADASU_AS={shlex.quote(receipt.case)}", "tadasu todo"]
    blocks = [Par(), par(view.say(Text(en="Next:", ja="次に:")))]
    blocks += [par(Span("$ ", "dim"), each, indent=2) for each in typed]
    if log is None and not settled:
        note = view.say(_INVENTED).format(log=name)
        blocks += [Par(), par(Span("! ", "warn"), note, hang=2)]
    Screen().aside(blocks)


def _apart(call: Call, words: Sequence[str]) -> tuple[Path, Sequence[str]]:
    folders_named = [word for word in words if not _STATES.match(word)]
    if len(folders_named) > 1 or (folders_named and call.project):
        names = ", ".join(folders_named)
        raise WrongUseError(
            Text(
                en=f"One folder at most, and FIELD=VALUE; given: {names}.",
                ja=f"フォルダーは一つだけ、残りは FIELD=VALUE の形で書きます: {names}",
            )
        )
    named = folders_named[0] if folders_named else call.project or "."
    return Path(named), [word for word in words if _STATES.match(word)]


def _chosen(signatures: str | None) -> str:
    if signatures not in (None, "required", "optional"):
        raise WrongUseError(
            Text(
                en=f"--signatures {signatures}: expected required or optional.",
                ja=f"--signatures {signatures}: required か optional を指定してください。",
            )
        )
    return signatures or "required"


def _invented(root: Path) -> str:
    name = root.resolve().name
    return f"localhost/{name if _PLAIN.fullmatch(name) else 'record'}"


command = Verb(
    "init",
    run,
    [
        Word(
            "words",
            "FIELD=VALUE",
            Text(
                en="The folder (otherwise --project or here), and facts of the first person, who "
                "may then bring in the others.",
                ja="フォルダー(なければ --project か現在の場所)と、最初の人の事実。ほかの人はこの人が登録します。",
            ),
            required=False,
            many=True,
            shown="[DIR] FIELD=VALUE…",
            completes=folders,
        ),
        Switch(
            "--log",
            "log",
            "ORIGIN",
            Text(
                en="The record's name for ever: a domain of yours and a path, without a scheme.",
                ja="記録の名前。自組織のドメインとパス(スキームなし)。後から変えられません。",
            ),
        ),
        Switch(
            "--database",
            "database",
            "URL",
            Text(
                en="A database server, or a file inside the project; otherwise record/log.db.",
                ja="データベースの URL か、プロジェクト内のファイル。既定は record/log.db です。",
            ),
        ),
        Switch(
            "--simulated",
            "simulated",
            None,
            Text(
                en="Time is played, for demonstration and training; the record says so for ever.",
                ja="実演・訓練用に模擬時計を使います。記録にはその旨が残り続けます。",
            ),
        ),
        Switch(
            "--signatures",
            "signatures",
            "required|optional",
            Text(
                en="Whether everybody signs with a key of their own; otherwise required.",
                ja="全員が自分の鍵で署名するか。既定は required です。",
            ),
        ),
        Switch(
            "--no-passphrase",
            "no_passphrase",
            None,
            Text(
                en="The key that is made gets none: whoever reads the file can sign.",
                ja="作る鍵にパスフレーズを付けません。ファイルを読める人は誰でも署名できます。",
            ),
        ),
        Switch(
            "--profile",
            "profile",
            "small|standard",
            Text(
                en="What the settings begin with: small for a company of three; else standard.",
                ja="設定のひな型。三人ほどの会社なら small、既定は standard です。",
            ),
        ),
    ],
    more=[
        Text(
            en="The first person gets a key, which signs from the first entry on: in the folder "
            "of keys (TADASU_KEYS, else ~/.config/tadasu/keys), or your own with --key FILE.",
            ja="最初の人の鍵を作り、最初の記録から署名します。場所は鍵のフォルダー(TADASU_KEYS、なければ "
            "~/.config/tadasu/keys)です。手持ちの鍵は --key ファイル で使えます。",
        ),
        Text(
            en="Settings and definitions that are there are kept, so a process of your own "
            "can be written first. The language of the project is the language of this call.",
            ja="すでにある設定や定義はそのまま使うので、独自のプロセスを先に書いておけます。"
            "プロジェクトの言語は、このコマンドの言語になります。",
        ),
        VALUES,
    ],
    examples=["tadasu --lang ja init records --log example.com/records id=P-1 name='髙橋 誠'"],
)
