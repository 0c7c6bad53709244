"""tadasu verify."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tadasu.errors import TamperError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word


def run(
    call: Call,
    bundle: str | None,
    checkpoint: Sequence[str],
    trust: str | None,
    stamp_root: str | None,
    file: str | None,
    *,
    law: bool,
) -> int:
    """Check the whole record, or a bundle of it; exit code 7 where a bundle or file is wrong."""
    from tadasu.office.bundles import check
    from tadasu.office.comparison import Kept, read_kept, read_trust
    from tadasu.office.inspection import verify
    from tadasu.office.knowing import is_document, known, known_in
    from tadasu.office.stamping import read_roots
    from tadasu_cli.counter import answer, opened
    from tadasu_cli.exits import EXIT_CODES
    from tadasu_cli.progress import progress
    from tadasu_cli.render.bundles import checked_page, known_page
    from tadasu_cli.render.inspections import verified_page

    if bundle is not None and file is None and is_document(Path(bundle)):
        bundle, file = None, bundle
    what = Text(en="Checking", ja="検証中")
    again = Text(en="Judging again", ja="改めて判定中")
    kept = [read_kept(word) for word in checkpoint or ()]
    trusted = read_trust(Path(trust) if trust else None)
    kept += [Kept(trust or "", said) for said in trusted.checkpoints]
    roots = read_roots(Path(stamp_root)) if stamp_root else ()
    with ExitStack() as bars:
        judging = bars.enter_context(progress(call.language, again)) if law else None
        step = bars.enter_context(progress(call.language, what))
        if bundle is not None:
            checked = check(Path(bundle), trusted, kept, step, judging)
            bars.close()
            if file is not None and checked.state != "wrong":
                checked = replace(checked, file=known_in(Path(bundle), Path(file)))
            answer(
                call,
                "bundle",
                checked,
                lambda view: [*checked_page(view, checked), *known_page(view, checked.file)],
            )
            lost = checked.file is not None and not checked.file.sound
            return EXIT_CODES[TamperError] if checked.state == "wrong" or lost else 0
        with opened(call) as workspace:
            keys, people = trusted.keys, trusted.people
            verified = verify(workspace, step, kept, keys, judging, roots, people)
            if file is not None:
                verified = replace(verified, file=known(workspace, Path(file)))
    answer(
        call,
        "verified",
        verified,
        lambda view: [*verified_page(view, verified), *known_page(view, verified.file)],
    )
    lost = verified.file is not None and not verified.file.sound
    return EXIT_CODES[TamperError] if lost else 0


command = Verb(
    "verify",
    run,
    [
        Word(
            "bundle",
            "BUNDLE|FILE",
            Text(
                en="A bundle that `tadasu export` wrote; without it, the project's record. "
                "Any other file is looked for in that record: a document that was issued, or "
                "evidence.",
                ja="`tadasu export` で書き出した束。なければ、プロジェクトの記録です。ほかのファイル"
                "(発行された文書や証跡)を指定すると、その記録と照合します。",
            ),
            required=False,
            completes=files,
        ),
        Switch(
            "--checkpoint",
            "checkpoint",
            "CHECKPOINT",
            Text(
                en="A checkpoint kept outside, as a file or as it is read out; may be repeated.",
                ja="外部で保管したチェックポイント(ファイル、または照合符号)。繰り返せます。",
            ),
            many=True,
        ),
        Switch(
            "--stamp-root",
            "stamp_root",
            "FILE",
            Text(
                en="Root certificates (PEM) to check the time stamps with.",
                ja="タイムスタンプを確かめるルート証明書(PEM)。",
            ),
        ),
        Switch(
            "--trust",
            "trust",
            "FILE",
            Text(
                en="A file of yours with what you trust: verifier keys that must have signed, "
                "checkpoints, people's public keys.",
                ja="信頼するものを書いた手元のファイル。署名しているべき検証鍵、チェックポイント、人の公開鍵。",
            ),
        ),
        Switch(
            "--file",
            "file",
            "FILE",
            Text(
                en="A file that the record or the bundle may know, as a document or as evidence.",
                ja="記録や束と照合するファイル(発行された文書、または証跡)。",
            ),
            completes=files,
        ),
        Switch(
            "--law",
            "law",
            None,
            Text(
                en="Judge every act again by the rules in force then, too.",
                ja="すべての行為を、当時の規則で改めて判定します。",
            ),
        ),
    ],
    more=[
        Text(
            en="Give a checkpoint from a receipt or a signed note that you kept outside: only "
            "that shows that nothing was cut off at the end.",
            ja="手元に残した受領控えや署名付きノートのチェックポイントを指定してください。末尾が"
            "切り捨てられていないことは、それでしか分かりません。",
        ),
        Text(
            en="With --law an act that somebody wrote past the rules is found and named (exit "
            "code 10), though every hash be right.",
            ja="--law を付けると、規則を通さずに書き込まれた行為を、ハッシュがすべて正しくても"
            "見つけて示します(終了コード 10)。",
        ),
    ],
    examples=[
        "tadasu verify",
        "tadasu verify --law",
        "tadasu verify report.pdf",
        "tadasu verify record-2026.zip --trust mine.txt",
        "tadasu verify --checkpoint 20852-0W40-J2GB-1G6G-W3RG-R",
        "tadasu verify --checkpoint last-year.note --trust log.vkey",
    ],
)
