"""Rows of a Word table that name columns of a group: each is put into a repetition of its own.

A row that says `{{ NAME.column }}` becomes three rows for the template engine: the beginning of a
repetition, the row itself, and the end of it; and a fourth that says what stands for no rows. In
the repetition the group's name means one row of it, so that not a letter of the row is changed.
"""

import copy
import re
from collections.abc import Iterable, Sequence

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.faults import fault
from tadasu.office.paper.stencil.places import TAG, Paragraph, W
from tadasu.office.paper.stencil.words import COUNT, NONE, Words
from tadasu.office.paper.stencil.xml import Element, child

_NAMED = re.compile(r"{{-?\s*(\w+)\.(\w+)\s*-?}}")
_LOOP = re.compile(r"{%-?\s*(?:(?:tr|tc|p|r) )?\s*for\s+(\w+)\s+in\b")
_MOST = 200
"""Rows of one part that are repeated, at most."""
_ROW_TAG = re.compile(r"{%tr ")


def repeat_rows(found: Sequence[Paragraph], words: Words) -> list[Reason]:
    """Put repetitions around such rows, in the tree; the faults of rows that can't have one."""
    tags = [tag for one in found for tag in TAG.findall(one.text)]
    taken = {name for tag in tags for name in _LOOP.findall(tag)}
    faults: list[Reason] = []
    repeated: list[tuple[Element, str]] = []
    for row, within in _rows(found):
        texts = [one.text for one in within]
        if sum(len(_ROW_TAG.findall(text)) for text in texts) > 1:
            faults.append(fault(_TWO_TAGS, within[0].place))
        names = {
            name
            for text in texts
            for name, column in _NAMED.findall(text)
            if name not in taken and column not in {COUNT, NONE}
            if name in words.groups and words.groups[name].many
        }
        if len(names) > 1:
            faults.append(fault(_two(sorted(names)), within[0].place))
        elif names:
            repeated.append((row, names.pop()))
    if len(repeated) > _MOST:
        return [fault(_TOO_MANY)]
    for row, name in repeated:
        _surround(row, name)
    return faults


def _rows(found: Iterable[Paragraph]) -> list[tuple[Element, list[Paragraph]]]:
    rows: dict[Element, list[Paragraph]] = {}
    for one in found:
        row = next(one.element.iterancestors(f"{W}tr"), None)
        if row is not None and TAG.search(one.text):
            rows.setdefault(row, []).append(one)
    return list(rows.items())


def _surround(row: Element, name: str) -> None:
    none = copy.deepcopy(row)
    for number, text in enumerate(none.iter(f"{W}t")):
        text.text = f"{{{{ {name}.{NONE} }}}}" if number == 0 else ""
    row.addprevious(_marker(row, f"{{%tr for {name} in {name} %}}"))
    for one in (_marker(row, "{%tr endfor %}"), none, _marker(row, "{%tr else %}")):
        row.addnext(one)


def _marker(row: Element, tag: str) -> Element:
    marker = row.makeelement(f"{W}tr")
    run = child(child(child(marker, f"{W}tc"), f"{W}p"), f"{W}r")
    child(run, f"{W}t").text = tag
    return marker


def _two(names: Sequence[str]) -> Text:
    listed = ", ".join(names)
    return Text(
        en=f"That row names columns of several tables ({listed}): a row repeats one of them.",
        ja=f"この行には複数の表の列があります({listed})。1 行で繰り返せる表は一つです。",
    )


_TOO_MANY = Text(
    en=f"Rows are repeated in too many places; {_MOST} are the most.",
    ja=f"行を繰り返す箇所が多すぎます({_MOST} か所まで)。",
)
_TWO_TAGS = Text(
    en="A row can hold only one {%tr … %}: the beginning and the end of a repetition have rows of "
    "their own.",
    ja="1 行に書ける {%tr … %} は一つです。繰り返しの始めと終わりは、それぞれ別の行に書きます。",
)
