"""tadasu attach."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tadasu.errors import NotFoundError, Text
from tadasu_cli.call import Call
from tadasu_cli.completing import files, keys
from tadasu_cli.given import read_given
from tadasu_cli.taking import for_switch, given_word, key_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError

STDIN = "-"


def run(
    call: Call,
    key: str,
    file: str,
    given: Sequence[str],
    behalf: str | None,
    method: str | None,
    source: str | None,
    captured: str | None,
    name: str | None,
) -> None:
    """Make a file evidence of a case."""
    from tadasu_cli.counter import acting, answer
    from tadasu_cli.render.receipts import receipt_page

    short = {"method": method, "source": source, "captured_at": captured}
    stated = dict(read_given(given or ()))
    for field, value in short.items():
        if value is None:
            continue
        if field in stated:
            raise WrongUseError(
                Text(en=f"{field} is given twice.", ja=f"{field} が二度指定されています。")
            )
        stated[field] = value
    called = name or ("stdin" if file == STDIN else Path(file).name)
    with _stream(file) as stream, acting(call, behalf) as acts:
        receipt = acts.attach(key, stream, called, stated)
        answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))


@contextmanager
def _stream(file: str) -> Iterator[BinaryIO]:
    if file == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 (closed below; only opening may fail here)
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or str(wrong)
        raise NotFoundError(
            Text(en=f"{file} can't be read: {why}.", ja=f"{file} を読めません: {why}")
        ) from None
    with stream:
        yield stream


command = Verb(
    "attach",
    run,
    [
        key_word(keys),
        Word(
            "file",
            "FILE",
            Text(en="The file, or - for what comes in.", ja="ファイル。- なら標準入力。"),
            completes=files,
        ),
        given_word(),
        for_switch(keys),
        Switch(
            "--method",
            "method",
            "M",
            Text(
                en="How it was obtained; short for method=M.",
                ja="入手の方法。method=M と同じです。",
            ),
        ),
        Switch(
            "--source",
            "source",
            "TEXT",
            Text(
                en="Where it comes from; short for source=TEXT.",
                ja="出所。source=TEXT と同じです。",
            ),
        ),
        Switch(
            "--captured",
            "captured",
            "TIME",
            Text(
                en="When it was captured; short for captured_at=TIME.",
                ja="取得した日時。captured_at=TIME と同じです。",
            ),
        ),
        Switch(
            "--name",
            "name",
            "NAME",
            Text(
                en="The name to keep; otherwise the file's.",
                ja="残す名前。なければファイル名です。",
            ),
        ),
    ],
    more=[
        Text(
            en="The file is copied into the project under its SHA-256, which the record keeps.",
            ja="ファイルは SHA-256 の名前でプロジェクトに写され、記録にはその値が残ります。",
        )
    ],
    examples=[
        "tadasu attach EQ-1 photo.jpg --method photo --captured 2026-05-01T09:30",
        "tadasu attach EQ-1 - --name inventory.csv < inventory.csv",
    ],
)
