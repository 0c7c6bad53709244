"""A paper as one page of HTML: no script, no network, the same paper the same bytes."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tadasu.errors import Text
from tadasu.ledger.canonical import canonical_bytes
from tadasu.office.paper.plain import plain
from tadasu.office.paper.seal import sealed
from tadasu.office.paper.tree import Facts, Heading, Paper, Part, Picture, Prose, Table
from tadasu.office.paper.words import SIMULATED, as_of, furniture, numbered

_STYLE = Path(__file__).with_name("page") / "page.css"
_IN_WORDS = Text(en="The picture in words", ja="図の内容")
_TABLE = Text(en="Table", ja="表")


def page(paper: Paper, refresh: int | None = None) -> str:
    """The whole page; `refresh` lets browsers ask for it anew after so many seconds."""
    style = _STYLE.read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    title = " ".join(filter(None, (paper.title, paper.case, paper.label)))
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        *([f'<meta http-equiv="refresh" content="{refresh}">'] if refresh else []),
        f"<title>{_text(title)}</title>",
        f"<style>{style}</style>",
    ]
    body = ' class="landscape"' if paper.landscape else ""
    lines = [
        "<!doctype html>",
        f'<html lang="{paper.language}">',
        "<head>",
        *head,
        "</head>",
        f"<body{body}>",
        *_top(paper),
        "<main>",
        *(line for part in paper.parts for line in _part(part, paper)),
        "</main>",
        *sealed(paper),
        _data(paper),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(plain(text))


def _top(paper: Paper) -> Iterator[str]:
    if paper.simulated:
        yield f'<p class="played" role="note">{SIMULATED}</p>'
    number = numbered(paper.number, paper.edition, paper.language)
    about = " ".join(filter(None, (paper.case, paper.label)))
    yield "<header>"
    if paper.mark or number:
        mark = f'<span class="mark">{_text(paper.mark)}</span>' if paper.mark else ""
        yield f'<div class="corner">{mark}<span>{_text(number)}</span></div>'
    yield f"<div><h1>{_text(paper.title)}</h1>"
    if about:
        yield f'<p class="about">{_text(about)}</p>'
    yield f'<p class="asof">{_text(as_of(paper.day, paper.language))}</p></div>'
    if paper.boxes:
        heads = "".join(f'<th scope="col">{_text(box.title)}</th>' for box in paper.boxes)
        cells = "".join(
            f'<td><span>{_text(box.who)}</span><span class="day">{_text(box.day)}</span></td>'
            for box in paper.boxes
        )
        yield f'<table class="boxes"><thead><tr>{heads}</tr></thead>'
        yield f"<tbody><tr>{cells}</tr></tbody></table>"
    yield "</header>"
    if paper.simulated:
        yield f'<p class="notice">{_text(furniture(paper.language)["played"])}</p>'


def _part(part: Part, paper: Paper) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Prose(text):
            yield f'<p class="prose">{_text(text)}</p>'
        case Facts():
            yield from _facts(part)
        case Table():
            yield from _table(part, paper)
        case Picture(svg=svg, told=told):
            words = _text(_IN_WORDS.to(paper.language))
            yield f"<figure>{svg.strip()}<details><summary>{words}</summary>"
            yield f"<p>{_text(told)}</p></details></figure>"


def _facts(facts: Facts) -> Iterator[str]:
    yield '<table class="facts">'
    if facts.title:
        yield f"<caption>{_text(facts.title)}</caption>"
    yield "<tbody>"
    for fact in facts.facts:
        yield f'<tr><th scope="row">{_text(fact.title)}</th><td>{_text(fact.text)}</td></tr>'
    yield "</tbody></table>"


def _table(table: Table, paper: Paper) -> Iterator[str]:
    if not table.lines:
        title = f"<strong>{_text(table.title)}</strong> " if table.title else ""
        yield f'<p class="none">{title}{_text(table.none)}</p>'
        return
    name = _text(table.title or _TABLE.to(paper.language))
    whole = sum(column.width for column in table.columns)
    yield f'<div class="wide" role="region" aria-label="{name}" tabindex="0"><table class="rows">'
    if table.title:
        yield f"<caption>{_text(table.title)}</caption>"
    shares = (100 * column.width / whole for column in table.columns)
    yield "<colgroup>" + "".join(f'<col width="{share:.4g}%">' for share in shares) + "</colgroup>"
    heads = "".join(f'<th scope="col">{_text(column.title)}</th>' for column in table.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for line in table.lines:
        yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in line.cells) + "</tr>"
    yield "</tbody></table></div>"


def _data(paper: Paper) -> str:
    """The record's own words, for programs; no text of them can end the element."""
    record = canonical_bytes(dict(paper.data)).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="record">{record}</script>'
