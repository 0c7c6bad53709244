"""A paper as one page of HTML: no network, the same paper the same bytes.

The policy in its head allows its style by hash, and nothing else; a page that a server shows may
also look whether there is something newer (`Served`).
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from tadasu.errors import Text
from tadasu.ledger.canonical import canonical_bytes
from tadasu.office.paper.fresh import Served, told, without_script
from tadasu.office.paper.leaves import sections, text
from tadasu.office.paper.running import running
from tadasu.office.paper.seal import sealed
from tadasu.office.paper.tree import Paper
from tadasu.office.paper.words import SIMULATED, as_of, furniture, numbered

_PARTS = Path(__file__).with_name("page")
_SIGNED = Text(en="Signatures", ja="承認欄")


def page(paper: Paper, *, board: bool = False, served: Served | None = None) -> str:
    """The whole page; a board is laid out to be looked at, not to be handed out."""
    styles = [_part("page.css"), *([_part("board.css")] if board else []), running(paper)]
    scripts = [_part("fresh.js")] if served else []
    title = " ".join(dict.fromkeys(filter(None, (paper.title, paper.case, paper.label))))
    lines = [
        "<!doctype html>",
        f'<html lang="{paper.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles, scripts)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        *(without_script(served) if served else ()),
        f"<title>{text(title)}</title>",
        *(f"<style>{style}</style>" for style in styles),
        "</head>",
        f'<body class="{_kind(paper, board=board)}">',
        *_top(paper),
        *(told(paper.language, served) if served else ()),
        "<main>",
        *sections(paper, tiles=board),
        "</main>",
        *sealed(paper),
        _data(paper),
        *(f"<script>{script}</script>" for script in scripts),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _policy(styles: list[str], scripts: list[str]) -> str:
    """Styles and scripts by their hashes; the page may ask nobody but who served it."""
    parts = ["default-src 'none'", f"style-src {_sources(styles)}"]
    if scripts:
        parts += [f"script-src {_sources(scripts)}", "connect-src 'self'"]
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _sources(texts: list[str]) -> str:
    digests = (b64encode(sha256(each.encode()).digest()).decode() for each in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _kind(paper: Paper, *, board: bool) -> str:
    return "board" if board else "landscape" if paper.landscape else "portrait"


def _top(paper: Paper) -> Iterator[str]:
    if paper.simulated:
        yield f'<p class="played" role="note">{SIMULATED}</p>'
    number = numbered(paper.number, paper.edition, paper.language)
    about = " ".join(dict.fromkeys(filter(None, (paper.case, paper.label))))
    yield "<header>"
    if paper.mark or number:
        mark = f'<span class="mark">{text(paper.mark)}</span>' if paper.mark else ""
        yield f'<p class="corner">{mark}<span>{text(number)}</span></p>'
    yield f'<div class="head"><h1>{text(paper.title)}</h1>'
    if about:
        yield f'<p class="about">{text(about)}</p>'
    yield f'<p class="asof">{text(as_of(paper.day, paper.language))}</p></div>'
    if paper.boxes:
        heads = "".join(f'<th scope="col">{text(box.title)}</th>' for box in paper.boxes)
        cells = "".join(
            f'<td><span>{text(box.who)}</span><span class="day">{text(box.day)}</span></td>'
            for box in paper.boxes
        )
        label = _SIGNED.to(paper.language)
        yield f'<table class="boxes" aria-label="{label}"><thead><tr>{heads}</tr></thead>'
        yield f"<tbody><tr>{cells}</tr></tbody></table>"
    yield "</header>"
    if paper.simulated:
        yield f'<p class="notice">{text(furniture(paper.language)["played"])}</p>'


def _data(paper: Paper) -> str:
    """The record's own words, for programs; no text of them can end the element."""
    record = canonical_bytes(dict(paper.data)).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="record">{record}</script>'


@cache
def _part(name: str) -> str:
    return (_PARTS / name).read_text("utf-8")
