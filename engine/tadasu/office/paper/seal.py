"""The foot of a page of HTML: from which record it was filled, and by whose keys."""

from collections.abc import Iterator
from html import escape

from tadasu.errors import Text
from tadasu.office.paper.plain import plain
from tadasu.office.paper.tree import Paper
from tadasu.office.paper.words import furniture

_EMBEDDED = Text(
    en="This page was filled from the record named here. The record’s own words for what it shows "
    "are in its source, in the element record.",
    ja="この文書は、次の記録から作成しました。表示した内容の元データを、ソースの要素 record に収めています。",
)


def sealed(paper: Paper) -> Iterator[str]:
    """The foot, line by line."""
    words, seal = furniture(paper.language), paper.seal
    facts = (
        ("log", escape(plain(seal.log))),
        ("size", str(seal.size)),
        ("root", f"<code>{escape(seal.root)}</code>"),
        ("spoken", f"<code>{escape(seal.spoken)}</code>"),
    )
    yield f"<footer><h2>{escape(words['record'])}</h2>"
    yield f"<p>{escape(_EMBEDDED.to(paper.language))}</p>"
    yield '<table class="facts"><tbody>'
    for name, shown in facts:
        yield f'<tr><th scope="row">{escape(words[name])}</th><td>{shown}</td></tr>'
    for whose, mark in seal.keys:
        held = f"{escape(words['keys'])}: {escape(plain(whose))}"
        yield f'<tr><th scope="row">{held}</th><td><code>{escape(mark)}</code></td></tr>'
    yield "</tbody></table>"
    if seal.checkpoint:
        yield f"<details><summary>{escape(words['note'])}</summary>"
        yield f"<pre>{escape(plain(seal.checkpoint))}</pre></details>"
    yield "</footer>"
