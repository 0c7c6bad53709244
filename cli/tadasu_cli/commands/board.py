"""tadasu board."""

from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError

BOARD = "board"
PORT = "8137"
PORTS = range(65536)


def run(
    call: Call,
    file: str | None,
    serve: bool,
    port: str | None,
    open_: bool,
    form: str | None,
) -> None:
    """Write the board to a file, or show it until somebody says stop."""
    from tadasu_cli.counter import answer, opened

    if serve == (file is not None):
        raise WrongUseError(
            Text(
                en="Say where the board goes, FILE.html, or --serve.",
                ja="書き出し先(ファイル.html)か --serve の、どちらか一つを指定してください。",
            )
        )
    if not serve and (port or open_):
        raise WrongUseError(
            Text(
                en="--port and --open go with --serve.",
                ja="--port と --open は --serve と一緒に使います。",
            )
        )
    if file is None:
        from tadasu_cli.boarding import serve_board

        serve_board(call, form or BOARD, _number(port or PORT), show=bool(open_))
        return
    from tadasu.office.paper.board import write_board
    from tadasu_cli.render.papers import handed_page

    with opened(call) as workspace:
        handed = write_board(workspace, Path(file), call.language, form or BOARD)
    answer(call, "document", handed, lambda view: handed_page(view, handed))


def _number(port: str) -> int:
    if not (port.isascii() and port.isdecimal() and len(port) <= len(PORT) + 1):
        raise _no_port(port)
    if int(port) not in PORTS:
        raise _no_port(port)
    return int(port)


def _no_port(port: str) -> WrongUseError:
    return WrongUseError(
        Text(en=f"--port {port}: no port.", ja=f"--port {port}: ポート番号ではありません。")
    )


command = Verb(
    "board",
    run,
    [
        Word(
            "file",
            "FILE",
            Text(
                en="Where the page goes; its name ends in .html.",
                ja="ページの書き出し先。名前の末尾は .html です。",
            ),
            required=False,
            completes=files,
        ),
        Switch(
            "--serve",
            "serve",
            None,
            Text(
                en="Show it to browsers on this machine, always as of now.",
                ja="この機械のブラウザーに、いつも最新の状態で表示します。",
            ),
        ),
        Switch(
            "--port",
            "port",
            "N",
            Text(
                en=f"Otherwise {PORT}; 0: any that is free.", ja=f"既定は {PORT}。0 なら空き番号。"
            ),
        ),
        Switch(
            "--open",
            "open_",
            None,
            Text(en="Open it in the browser, too.", ja="ブラウザーでも開きます。"),
        ),
        Switch(
            "--form",
            "form",
            "NAME",
            Text(
                en="Another form about all cases than `board`.",
                ja="`board` 以外の、全案件を扱う様式。",
            ),
        ),
    ],
    more=[
        Text(
            en="The board is a form of the process, so change it there: the year, what is due, "
            "states, ages, coverage. It is as of now; a document that is handed out is as of its "
            "last entry, from `tadasu form`. Served, it answers to this machine only and writes "
            "nothing; whoever is logged in here can read it.",
            ja="ボードはプロセスの様式の一つで、内容(年間の予定、期限、状態、経過日数、網羅状況)は"
            "様式で変えられます。表示はいまの時点です。渡すための文書は、最後の記録の時点で作る "
            "`tadasu form` を使ってください。--serve はこの機械からだけ読め、何も書き込みません。"
            "この機械にログインしている人は誰でも読めます。",
        )
    ],
    examples=["tadasu board board.html", "tadasu board --serve --open"],
)
