"""tadasu checkpoint."""

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch


def run(call: Call, new_key: bool | None) -> None:
    """Sign the record as it is now."""
    from tadasu.office.sealing import rekey, seal
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.signatures import signed_page

    actor = call.actor if new_key else ""
    with opened(call) as workspace:
        if new_key:
            call.on_record = True
            rekey(workspace, actor, call.request)
        signed = seal(workspace)
        answer(call, "checkpoint", signed, lambda view: signed_page(view, signed))


command = Verb(
    "checkpoint",
    run,
    [
        Switch(
            "--new-key",
            "new_key",
            None,
            Text(
                en="First make a new key for the log and put it on record, if you may.",
                ja="先にログの新しい鍵を作り、記録に登録します(権限が要ります)。",
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
    examples=["tadasu checkpoint", "tadasu checkpoint --new-key --as P-1"],
)
