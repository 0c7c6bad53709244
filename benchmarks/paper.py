"""Paper: a document of 10 and of 1,000 findings, as PDF and as HTML.

tadasu     a filled form becomes a PDF: PDF/A-3a and PDF/UA-1, tagged, its data attached
  typst    the library alone sets the same texts, with its own defaults: no standard, no tags,
           no widths, nothing attached
  HTML     the same form as a page, for the proportion

Each turn has other texts, since typst remembers what it has set before.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from itertools import count
from typing import Any

from benchmarks.measure import Figure, Place, Ratio, peer, take_turns, timed
from tadasu.office.paper.html import page
from tadasu.office.paper.press import pdf
from tadasu.office.paper.tree import (
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Part,
    Prose,
    Seal,
    Shown,
    Table,
)

SIZES = (10, 1_000)
ROUNDS = 7
"""At most so many: a large document takes its time."""

BARE = b"""
#let paper = json(bytes(sys.inputs.paper))
#set text(font: "Noto Sans CJK JP", lang: "ja", size: 9pt)
#for part in paper {
  if part.kind == "heading" { heading(level: part.level, part.text) }
  if part.kind == "prose" { par(part.text) }
  if part.kind == "rows" {
    table(columns: part.columns, table.header(..part.head), ..part.cells)
  }
}
"""
TITLES = (("番号", 2), ("指摘の要旨", 5), ("要求事項", 2), ("区分", 2), ("期限", 2))
FACT = (
    "退職者25名のうち{}名について、販売管理システムのアカウントが退職後も有効なまま残っていました"
    "(2026-10-02 抽出のアカウント一覧、E-{:04})。手順書は翌営業日までの停止を定めています。"
)
SEAL = Seal("example.com/log", 1284, "9f" * 32, "", (("P-1", "SHA256:" + "u" * 43),))

Turn = Callable[[], float]


def measure(place: Place) -> tuple[Figure, ...]:
    """Seconds for a document."""
    rounds = min(place.scale.rounds, ROUNDS)
    return tuple(_figure(size, rounds) for size in SIZES)


def _figure(size: int, rounds: int) -> Figure:
    ours, bare, web = "tadasu, PDF", "typst alone", "tadasu, HTML"
    serial = count(1)
    alone = _alone(serial, size)
    sides: dict[str, Turn] = {
        ours: _turn(serial, size, lambda paper: pdf(paper, [])),
        bare: alone,
        web: _turn(serial, size, page),
    }
    made = pdf(_paper(size, next(serial)), [])
    return Figure(
        f"paper-{size}",
        f"Paper: a document of {size:,} findings, each in a table and in a section of its own",
        "document",
        take_turns(sides, rounds),
        [Ratio(ours, bare, "cost"), Ratio(ours, web, "cost")],
        [f"{len(made) / 1e6:.2f} MB"],
    )


def _turn(serial: "count[int]", size: int, work: Callable[[Paper], object]) -> Turn:
    def turn() -> float:
        paper = _paper(size, next(serial))
        return timed(lambda: work(paper))

    return turn


def _alone(serial: "count[int]", size: int) -> Turn:
    typst = peer("typst")
    folder = str(resources.files(peer("noto_cjk_sans_jp_regular")))

    def turn() -> float:
        texts = json.dumps(list(_texts(_paper(size, next(serial)))), ensure_ascii=False)
        return timed(lambda: _bare(typst, folder, texts))

    return turn


def _bare(typst: Any, folder: str, texts: str) -> None:
    compiler = typst.Compiler(
        input=BARE, font_paths=[folder], ignore_system_fonts=True, sys_inputs={"paper": texts}
    )
    compiler.compile(format="pdf", pdf_tags=False)


def _paper(size: int, serial: int) -> Paper:
    """A report of so many findings; no two turns say the same."""
    keys = [f"NC-{serial:03}-{number:04}" for number in range(size)]
    facts = [FACT.format(serial, number) for number in range(size)]
    columns = tuple(Column(f"c{at}", title, width) for at, (title, width) in enumerate(TITLES))
    lines = tuple(
        Line(key, (key, fact[:40], "A.5.18", "軽微な不適合", "2026-11-27"))
        for key, fact in zip(keys, facts, strict=True)
    )
    parts: list[Part] = [Heading("指摘事項"), Prose(f"指摘は {size} 件です。({serial})")]
    parts.append(Table("findings", "", columns, lines, "該当なし"))
    for key, fact in zip(keys, facts, strict=True):
        shown = (Shown("grade", "区分", "軽微な不適合"), Shown("fact", "事実", fact))
        parts += [Heading(key, 2), Facts("finding", "", shown)]
    data = {"findings": [{"key": key, "fact": f} for key, f in zip(keys, facts, strict=True)]}
    return Paper("report", "報告書", "ja", SEAL, tuple(parts), day="2026-10-30", data=data)


def _texts(paper: Paper) -> Iterator[Mapping[str, object]]:
    """The same texts, for the library alone."""
    for part in paper.parts:
        match part:
            case Heading(text, level):
                yield {"kind": "heading", "text": text, "level": level}
            case Prose(text):
                yield {"kind": "prose", "text": text}
            case Facts(facts=facts):
                yield _rows(2, [], [text for fact in facts for text in (fact.title, fact.text)])
            case Table(columns=columns, lines=lines):
                cells = [cell for line in lines for cell in line.cells]
                yield _rows(len(columns), [column.title for column in columns], cells)


def _rows(columns: int, head: list[str], cells: list[str]) -> Mapping[str, object]:
    return {"kind": "rows", "columns": columns, "head": head, "cells": cells}
