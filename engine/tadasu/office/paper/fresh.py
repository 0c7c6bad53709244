"""What a page that is served says of itself; its script (`page/fresh.js`) does what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from tadasu.errors import Language, Text
from tadasu.office.paper.leaves import text

_FRESH = Text(
    en="This page looks every {} seconds whether the record has grown, and shows it.",
    ja="{}秒ごとに記録を確かめ、増えていれば表示を更新します。",
)
_GONE = Text(
    en="Nobody answers any more: what you see is as of the day above.",
    ja="応答がありません。表示は上記の時点のままです。",
)
_HELD = Text(en="Held: what you see stays as it is.", ja="更新を止めています。")
_HOLD = Text(en="Hold", ja="更新を止める")


@dataclass(frozen=True, slots=True)
class Served:
    """How a page that a server shows learns of something newer: the server's tag is another."""

    tag: str
    """The ETag of what is shown."""
    seconds: int
    """Between two looks."""


def told(language: Language, served: Served) -> Iterator[str]:
    """What a page that is served says of itself; its script does what it says."""
    fresh = text(_FRESH.to(language).format(served.seconds))
    gone, held = text(_GONE.to(language)), text(_HELD.to(language))
    yield (
        f'<div class="fresh" id="fresh" data-tag="{text(served.tag)}" data-gone="{gone}" '
        f'data-held="{held}" data-seconds="{served.seconds}">'
    )
    yield f'<span role="status">{fresh}</span>'
    hold = text(_HOLD.to(language))
    yield f'<button type="button" aria-pressed="false" hidden>{hold}</button></div>'


def without_script(served: Served) -> Iterator[str]:
    """How a browser without scripts learns of it: it loads the page anew, less often."""
    yield f'<noscript><meta http-equiv="refresh" content="{served.seconds * 4}"></noscript>'
