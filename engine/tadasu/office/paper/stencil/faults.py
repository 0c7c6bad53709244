"""What is wrong with an own form, each fault with its place."""

from collections.abc import Iterable, Sequence

from tadasu.core.reasons import said
from tadasu.errors import Reason, RefusalError, Text
from tadasu.rules.wording import clipped, did_you_mean

MOST = 50
"""Faults that are told one by one; of the others only how many there are."""

_SHOWN = 60
_ATTEMPT = Text(en="fill an own form", ja="自社様式に記入する")
_REMEDY = Text(
    en="Correct the form and fill it again; nothing was written.",
    ja="様式を直して、もう一度実行してください。何も書き込んでいません。",
)
_FILE = Text(en="The form", ja="様式")


def fault(message: Text, place: Text | None = None, remedy: Text | None = None) -> Reason:
    """One thing wrong with a form; without a place it is about the whole file."""
    return said("input", place or _FILE, message, remedy or _REMEDY)


def unfit(faults: Sequence[Reason]) -> RefusalError:
    """That a form can't be filled."""
    told = list(faults[:MOST])
    if len(faults) > MOST:
        rest = len(faults) - MOST
        told.append(
            fault(Text(en=f"{rest} more faults like these.", ja=f"ほかに {rest} 件あります。"))
        )
    return RefusalError(_ATTEMPT, told)


def refused(en: str, ja: str, place: Text | None = None) -> RefusalError:
    """A form with one fault."""
    return unfit([fault(Text(en=en, ja=ja), place)])


def unknown(
    word: str, known: Iterable[str], place: Text, around: str = "", *, hint: bool = True
) -> Reason:
    """A placeholder that names nothing; `around` is the text in which it stands.

    To find what was meant takes time: without `hint` nothing is offered.
    """
    said_en, said_ja = (f" (“{around}”)", f"(「{around}」)") if around else ("", "")
    message = Text(
        en=f"There is nothing called `{clipped(word)}` to fill in{said_en}.",
        ja=f"`{clipped(word)}` という差込項目はありません{said_ja}。",
    )
    meant = did_you_mean(word, known) if hint else None
    return fault(message, place, joined(meant, _LISTED) if meant else _LISTED)


def joined(first: Text, second: Text) -> Text:
    """Two sentences, one after the other."""
    return Text(en=f"{first.en} {second.en}", ja=f"{first.ja}{second.ja}")


def around(text: str, start: int, end: int) -> str:
    """A spot of a text with what stands beside it, at most 60 characters on one line."""
    left, right = max(0, start - 15), min(len(text), max(end, start) + 15)
    cut = " ".join(text[left:right].split())
    shown = f"{'…' if left else ''}{cut}{'…' if right < len(text) else ''}"
    return clip(shown)


def clip(text: str) -> str:
    """A text as a fault repeats it."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


_LISTED = Text(
    en="`--placeholders` lists every name of this form.",
    ja="使える名前は `--placeholders` で一覧できます。",
)
