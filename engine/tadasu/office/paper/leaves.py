"""The parts of a paper as HTML: sections, tables and pictures, line by line."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from tadasu.errors import Language, Text
from tadasu.office.paper.plain import plain
from tadasu.office.paper.tree import Facts, Heading, Paper, Part, Picture, Prose, Table

_IN_WORDS = Text(en="The picture in words", ja="図の内容")
_TABLE = Text(en="Table", ja="表")
_PICTURE = Text(en="Picture", ja="図")

_WIDE = 4
"""Columns from which on a table may need to be scrolled."""
_SHORT = 8
"""Letters of a value that is not broken, and of a fact that may be shown large."""
_PHRASE = 24
"""Letters of a value that is more like a name than like a text."""
_WHOLE = re.compile(r"(?<![\w-])[A-Za-z0-9]{1,12}(?:-[A-Za-z0-9]{1,12}){1,4}(?![\w-])", re.ASCII)
"""Keys and days: no line ends within one."""
_LOAN = re.compile(f"{_WHOLE.pattern}|[\u30a1-\u30fa\u30fc]{{4,12}}", re.ASCII)
"""The same, and words in katakana, where there are few."""


def text(words: str) -> str:
    """Words that stand in HTML as they are read, between tags or in an attribute."""
    return escape(plain(words))


def sections(paper: Paper, *, tiles: bool = False) -> Iterator[str]:
    """The parts under their headings; with `tiles`, facts that are short are shown large."""
    for number, (heading, parts) in enumerate(_divided(paper.parts)):
        if heading is None:
            yield '<section class="lead">'
        else:
            yield f'<section aria-labelledby="part-{number}">'
            yield f'<h2 id="part-{number}">{text(heading.text)}</h2>'
        for part in parts:
            yield from _part(part, paper.language, heading.text if heading else "", tiles)
        yield "</section>"


def _divided(parts: Sequence[Part]) -> Iterator[tuple[Heading | None, list[Part]]]:
    heading: Heading | None = None
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Heading) and part.level == 1:
            if heading or found:
                yield heading, found
            heading, found = part, []
        else:
            found.append(part)
    yield heading, found


def _part(part: Part, language: Language, heading: str, tiles: bool) -> Iterator[str]:
    match part:
        case Heading(words, level):
            yield f"<h{level + 1}>{text(words)}</h{level + 1}>"
        case Prose(words):
            yield f'<p class="prose">{text(words)}</p>'
        case Facts():
            yield from _facts(part, heading, tiles=tiles)
        case Table():
            yield from _table(part, language, heading)
        case Picture():
            yield from _picture(part, language)


def _facts(facts: Facts, heading: str, *, tiles: bool) -> Iterator[str]:
    short = tiles and all(len(fact.text) <= _SHORT for fact in facts.facts)
    yield f'<table class="facts{" tiles" if short else ""}">'
    yield from _caption(facts.title, heading)
    yield "<tbody>"
    for fact in facts.facts:
        nothing = ' class="nothing"' if fact.text in {"", "0"} else ""
        yield (
            f'<tr><th scope="row">{text(fact.title)}</th><td{nothing}>{_cell(fact.text)}</td></tr>'
        )
    yield "</tbody></table>"


def _table(table: Table, language: Language, heading: str) -> Iterator[str]:
    if not table.lines:
        title = table.title if table.title != heading else ""
        told = f"<strong>{text(title)}</strong> " if title else ""
        yield f'<p class="none">{told}{text(table.none)}</p>'
        return
    whole = sum(column.width for column in table.columns)
    wide = len(table.columns) >= _WIDE
    if wide:
        label = text(table.title or heading or _TABLE.to(language))
        yield f'<div class="wide" role="region" aria-label="{label}" tabindex="0">'
    yield '<table class="rows">'
    yield from _caption(table.title, heading)
    shares = (100 * column.width / whole for column in table.columns)
    yield "<colgroup>" + "".join(f'<col width="{share:.4g}%">' for share in shares) + "</colgroup>"
    titles = [text(column.title) for column in table.columns]
    heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for line in table.lines:
        late = ' class="late"' if line.late else ""
        cells = (
            f'<td data-title="{title}">{_cell(cell)}</td>'
            for title, cell in zip(titles, line.cells, strict=True)
        )
        yield f"<tr{late}>{''.join(cells)}</tr>"
    yield "</tbody></table>"
    if wide:
        yield "</div>"


def _picture(picture: Picture, language: Language) -> Iterator[str]:
    lines = [line for line in picture.told.splitlines() if line.strip()]
    label = text(lines[0] if lines else _PICTURE.to(language))
    yield f'<figure class="{text(picture.name.rpartition("-")[0] or picture.name)}">'
    yield f'<div class="wide" role="region" aria-label="{label}" tabindex="0">'
    yield f"{picture.svg.strip()}</div>"
    yield f"<figcaption><details><summary>{text(_IN_WORDS.to(language))}</summary><ul>"
    yield "".join(f"<li>{text(line)}</li>" for line in lines)
    yield "</ul></details></figcaption></figure>"


def _caption(title: str, heading: str) -> Iterator[str]:
    if title:
        seen = ' class="unseen"' if title == heading else ""
        yield f"<caption{seen}>{text(title)}</caption>"


def _cell(words: str) -> str:
    """A value; a short one stays on one line, and so does a key, a day or a foreign word in it."""
    told = text(words)
    if len(words) <= _SHORT:
        return f"<span>{told}</span>" if not words.isascii() or " " in words else told
    pattern = _LOAN if len(words) <= _PHRASE else _WHOLE
    whole = pattern.sub(lambda found: f"<span>{found[0]}</span>", told)
    return told if whole == told else f"<div>{whole}</div>"
