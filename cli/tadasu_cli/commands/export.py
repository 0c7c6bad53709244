"""tadasu export."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files, keys
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(
    call: Call, file: str, case: str | None, no_evidence: bool | None, reveal: Sequence[str]
) -> None:
    """Write a bundle, verify it, and say which checkpoint it ends with."""
    from tadasu.office.exporting import export
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.render.bundles import exported_page

    with opened(call) as workspace:
        exported = export(
            workspace,
            Path(file),
            case=case,
            evidence=not no_evidence,
            reveal=tuple(reveal or ()),
        )
        answer(call, "exported", exported, lambda view: exported_page(view, exported))


command = Verb(
    "export",
    run,
    [
        Word(
            "file",
            "FILE",
            Text(
                en="Where the bundle goes: a zip if it ends in .zip, otherwise a folder.",
                ja="束の書き出し先。.zip で終わればzip、それ以外はフォルダー。",
            ),
            completes=files,
        ),
        Switch(
            "--case",
            "case",
            "KEY",
            Text(
                en="Only this case and all below it, each entry with a proof.",
                ja="この案件とその下だけ。記録ごとに証明を付けます。",
            ),
            completes=keys,
        ),
        Switch(
            "--no-evidence",
            "no_evidence",
            None,
            Text(
                en="Leave the files of evidence out; their hashes stay.",
                ja="証跡ファイルを含めません。ハッシュは残ります。",
            ),
        ),
        Switch(
            "--reveal",
            "reveal",
            "WORKFLOW.FIELD",
            Text(
                en="A personal field that the receiver may read; may be repeated. Otherwise "
                "what is personal stays sealed.",
                ja="受け取った人に見せる個人に関する項目。繰り返せます。指定しなければ封印したままです。",
            ),
            many=True,
        ),
    ],
    more=[
        Text(
            en="Whoever gets the bundle needs neither tadasu nor a network to check it: VERIFY.md "
            "and verify.py are in it. Give the log's verifier key (`tadasu checkpoint --keys`) "
            "and a checkpoint by another way.",
            ja="束を受け取った人は、tadasu もネットワークもなしに検証できます(検証手順.md と "
            "verify.py が入っています)。ログの検証鍵(`tadasu checkpoint --keys`)とチェックポイントは、"
            "別の経路で渡してください。",
        )
    ],
    examples=[
        "tadasu export record-2026.zip",
        "tadasu export part.zip --case B-001",
        "tadasu export folder --no-evidence",
        "tadasu export record-2026.zip --reveal person.name",
    ],
)
