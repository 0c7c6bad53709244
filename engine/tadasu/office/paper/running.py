"""What stands on every printed page of a paper, as a style: its marks, its record, its number."""

from tadasu.errors import Text
from tadasu.office.paper.plain import plain
from tadasu.office.paper.tree import Paper
from tadasu.office.paper.words import SIMULATED, numbered

_PAGE = Text(
    en='"Page " counter(page) " of " counter(pages)', ja='counter(page) " / " counter(pages)'
)

_SMALL = "font-size:7.5pt;color:#45525e"


def running(paper: Paper) -> str:
    """The rule for printed pages: how the sheet lies, and what stands in its margins."""
    number = numbered(paper.number, paper.edition, paper.language)
    about = " ".join(filter(None, (paper.title, paper.case)))
    margins = {
        "top-left": _quoted(about),
        "top-center": _quoted(SIMULATED if paper.simulated else ""),
        "top-right": _quoted(" ".join(filter(None, (paper.mark, number)))),
        "bottom-left": _quoted(f"{paper.seal.log} {paper.seal.spoken}"),
        "bottom-right": _PAGE.to(paper.language),
    }
    lies = "landscape" if paper.landscape else "portrait"
    boxes = "".join(f"@{place}{{content:{said};{_SMALL}}}" for place, said in margins.items())
    return f"@page{{size:A4 {lies};margin:18mm 15mm;{boxes}}}"


def _quoted(words: str) -> str:
    """A text as CSS reads it; all but letters and digits by number, so that nothing can end it."""
    told = plain(words).replace("\n", " ")
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):X} " for c in told) + '"'
