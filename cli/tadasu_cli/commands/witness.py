"""tadasu witness."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.page import par
from tadasu_cli.screen import Screen
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError

ACTS = ("key", "serve")
PORTS = range(65536)


def run(
    call: Call,
    act: str,
    key: str | None,
    name: str | None,
    trust: Sequence[str],
    state: str | None,
    host: str | None,
    port: str | None,
) -> None:
    """Show a witness's keys, or be one."""
    from tadasu.office.witnessing import opened_witness, witness_keys
    from tadasu_cli.render.signatures import keys_page

    if act not in ACTS:
        raise WrongUseError(
            Text(
                en=f"{act}: expected key or serve.", ja=f"{act}: key か serve を指定してください。"
            )
        )
    if not key or not name:
        raise WrongUseError(
            Text(en="A witness needs --key and --name.", ja="--key と --name を指定してください。")
        )
    keys = witness_keys(Path(key), name)
    if act == "key":
        if call.json:
            Screen().data("witness", {"name": keys.name, "vkeys": list(keys.vkeys)})
        else:
            Screen().answer(keys_page(keys.vkeys))
        return
    number = port or "8080"
    if not number.isdecimal() or int(number) not in PORTS:
        raise WrongUseError(
            Text(
                en=f"--port {number}: no port.", ja=f"--port {number}: ポート番号ではありません。"
            )
        )
    if not state:
        raise WrongUseError(
            Text(en="Say where it remembers: --state DIR.", ja="--state DIR を指定してください。")
        )
    server = opened_witness(keys, trust or (), Path(state), host or "localhost", int(number))
    with server:
        at = f"http://{host or 'localhost'}:{server.server_port}"
        text = Text(en=f"Witness {name} at {at}", ja=f"立会人 {name}: {at}")
        Screen().aside([par(text.to(call.language))])
        server.serve_forever()


command = Verb(
    "witness",
    run,
    [
        Word(
            "act",
            "ACT",
            Text(
                en="`key` prints the verifier keys (made where there are none); `serve` serves.",
                ja="`key` は検証鍵を表示します(なければ作ります)。`serve` は立会人として応答します。",
            ),
        ),
        Switch(
            "--key",
            "key",
            "FILE",
            Text(en="The witness's private key (PEM).", ja="立会人の秘密鍵(PEM)。"),
        ),
        Switch(
            "--name",
            "name",
            "NAME",
            Text(
                en="The name under which it signs: a domain of yours and a path.",
                ja="署名に使う名前。自組織のドメインとパス。",
            ),
        ),
        Switch(
            "--trust",
            "trust",
            "VKEY",
            Text(
                en="A verifier key of a log to witness, or a file of them; may be repeated.",
                ja="立ち会うログの検証鍵、またはそのファイル。繰り返せます。",
            ),
            many=True,
        ),
        Switch(
            "--state",
            "state",
            "DIR",
            Text(
                en="Where it remembers what it cosigned last; one process for each.",
                ja="最後に連署した内容を覚えておく場所。一つの場所は一つのプロセスだけで使います。",
            ),
        ),
        Switch(
            "--host",
            "host",
            "HOST",
            Text(
                en="Where to listen; otherwise on this machine only.",
                ja="待ち受けるアドレス。既定はこの機械の中だけです。",
            ),
        ),
        Switch("--port", "port", "N", Text(en="Otherwise 8080.", ja="既定は 8080 です。")),
    ],
    more=[
        Text(
            en="A witness is best run by somebody else: a sister company, a consultant. It "
            "cosigns a checkpoint only if it goes on from the last one that it cosigned for that "
            "log, so that nobody can show two people two histories. It speaks C2SP tlog-witness, "
            "without TLS: put it behind a server that has it.",
            ja="立会人は、関連会社やコンサルタントなど別の組織で動かすのが望ましいものです。前回連署した"
            "チェックポイントの続きであるときだけ連署するので、人によって違う履歴を見せることはできなく"
            "なります。C2SP tlog-witness に従います。TLS はないので、TLS のあるサーバーの背後に置いてください。",
        )
    ],
    examples=[
        "tadasu witness key --key w.pem --name w.example.org/1",
        "tadasu witness serve --key w.pem --name w.example.org/1 --trust log.vkey --state seen",
    ],
)
