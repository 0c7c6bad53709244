"""Checkpoints: what to read out, where the signed note lies, and who has signed it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from tadasu.errors import Text
from tadasu.office.vouchers import Signed, Voucher
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.view import View


def signed_page(view: View, signed: Signed) -> list[Block]:
    """One checkpoint, to copy from."""
    whole = Text(
        en=f"{signed.log} · {signed.size} entries", ja=f"{signed.log} ・ {signed.size} 件"
    )
    return [
        par(Span("✓ ", "good"), Span(signed.spoken, "strong"), hang=2),
        par(view.say(whole), indent=2),
        par(Span(signed.root, "dim"), indent=2),
        par(signed.file.as_posix(), indent=2),
        *([par(signed.stamp.as_posix(), indent=2)] if signed.stamp is not None else []),
        *(_voucher(view, each) for each in signed.vouchers),
        *(_unchecked(view, name) for name in signed.unchecked),
    ]


def keys_page(vkeys: Sequence[str]) -> list[Block]:
    """Verifier keys, one on each line, to copy from."""
    return [Par((Span(vkey),), rigid=True) for vkey in vkeys]


def _unchecked(view: View, name: str) -> Par:
    text = Text(
        en=f"there is a signature of {name}, not checked", ja=f"{name} の署名(確認していません)"
    )
    return par(Span("? ", "warn"), view.say(text), indent=2, hang=2)


def _voucher(view: View, voucher: Voucher) -> Par:
    by = Text(en=f"signed by {voucher.name}", ja=f"署名: {voucher.name}")
    when = ""
    if voucher.time is not None:
        when = f" · {view.time(datetime.fromtimestamp(voucher.time, UTC).isoformat())}"
    return par(Span("· "), view.say(by), Span(when, "dim"), indent=2, hang=2)
