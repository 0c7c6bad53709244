"""tadasu checkpoint."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(
    call: Call,
    keys: bool | None,
    new_key: bool | None,
    witness: Sequence[str],
    witness_key: Sequence[str],
    stamp: str | None,
    stamp_root: str | None,
) -> None:
    """Sign the record as it is now, or tell the keys that do."""
    from tadasu.office.sealing import log_keys, rekey, seal
    from tadasu.office.stamping import read_roots
    from tadasu.office.witnessing import named_keys
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.signatures import keys_page, signed_page

    actor = call.actor if new_key else ""
    vkeys = named_keys(witness_key or ())
    roots = read_roots(Path(stamp_root)) if stamp_root else ()
    with opened(call) as workspace:
        if new_key:
            call.on_record = True
            rekey(workspace, actor, call.request)
        if keys:
            told = log_keys(workspace)
            answer(call, "keys", told, lambda _view: keys_page(told.vkeys))
            return
        signed = seal(workspace, witness or (), vkeys, stamp, roots)
        answer(call, "checkpoint", signed, lambda view: signed_page(view, signed))


command = Verb(
    "checkpoint",
    run,
    [
        Switch(
            "--keys",
            "keys",
            None,
            Text(
                en="Sign nothing; print the log's verifier keys, for whoever is to trust them.",
                ja="署名せず、ログの検証鍵を表示します(検証する人に渡すもの)。",
            ),
        ),
        Switch(
            "--new-key",
            "new_key",
            None,
            Text(
                en="First make a new key for the log and put it on record, if you may.",
                ja="先にログの新しい鍵を作り、記録に登録します(権限が要ります)。",
            ),
        ),
        Switch(
            "--witness",
            "witness",
            "URL",
            Text(
                en="Ask this witness for its cosignature; may be repeated.",
                ja="この立会人に連署を求めます。繰り返せます。",
            ),
            many=True,
        ),
        Switch(
            "--witness-key",
            "witness_key",
            "VKEY",
            Text(
                en="A verifier key that cosignatures must fit, or a file of them; repeatable.",
                ja="連署を確かめる検証鍵、またはそのファイル。繰り返せます。",
            ),
            many=True,
        ),
        Switch(
            "--stamp",
            "stamp",
            "URL",
            Text(
                en="Have it stamped by this authority (RFC 3161; needs the extra `tsa`).",
                ja="この時刻認証局のタイムスタンプを付けます(RFC 3161。追加機能 `tsa` が必要)。",
            ),
        ),
        Switch(
            "--stamp-root",
            "stamp_root",
            "FILE",
            Text(
                en="Root certificates (PEM) that the authority's must go back to.",
                ja="時刻認証局の証明書が連なるべきルート証明書(PEM)。",
            ),
        ),
    ],
    more=[
        Text(
            en="Keep the checkpoint outside: whoever has one can show later that nothing before "
            "it was changed, cut off or replaced. The line with hyphens is to be read out, "
            "written on paper, typed back; the file is the signed note.",
            ja="チェックポイントは外部で保管してください。持っている人は、それより前の記録が変更・切り捨て・"
            "差し替えられていないことを後から示せます。ハイフンの入った行(照合符号)は読み上げや紙の控えに、"
            "ファイル(署名付きノート)は機械での検証に使えます。",
        )
    ],
    examples=[
        "tadasu checkpoint",
        "tadasu checkpoint --keys",
        "tadasu checkpoint --witness http://localhost:8080 --witness-key witness.vkey",
        "tadasu checkpoint --new-key --as P-1",
    ],
)
