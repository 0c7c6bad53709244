"""What an own form may name, and what stands for it: plain texts, alone or in rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tadasu.errors import Language, Text
from tadasu.office.paper.tree import Facts, Paper, Picture, Prose, Table
from tadasu.office.paper.words import SIMULATED
from tadasu.rules.form import is_free

NUMBER, COUNT, NONE = "no", "count", "none"
"""The number of a row, from 1; how many rows there are; what is said where there are none."""

_PAGE = re.compile(r"-\d+$")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Single:
    """A text with a name of its own."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of named texts: a table, or facts, which are one row unless their part is repeated."""

    name: str
    title: str
    columns: Mapping[str, str]
    """Their titles by their names."""
    rows: tuple[Mapping[str, str], ...]
    table: bool
    none: str = ""
    repeated: bool = False
    """Its part of the form is repeated, so that there can be any number of rows."""

    @property
    def many(self) -> bool:
        """Whether it must be repeated: a single row of it can't be named."""
        return self.table or self.repeated or len(self.rows) > 1

    @property
    def only(self) -> Mapping[str, str]:
        """The one row; blanks where there is none."""
        return self.rows[0] if self.rows else dict.fromkeys(self.columns, "")


@dataclass(frozen=True, slots=True)
class Words:
    """All that an own form may name."""

    singles: Mapping[str, Single]
    groups: Mapping[str, Group]
    language: Language
    said: set[str] = field(default_factory=set)
    """The first words of all names that the form at hand says, once it was looked at."""

    def names(self) -> list[str]:
        """Every name as a form may say it."""
        dotted = [
            f"{group.name}.{column}"
            for group in self.groups.values()
            for column in (*group.columns, *((NUMBER,) if group.table else ()))
        ]
        return [*self.singles, *dotted]

    def text(self, name: str) -> str | None:
        """What stands for a name outside of rows; None where nothing does.

        A table has `count` and `none` there.
        """
        if name in self.singles:
            return self.singles[name].text
        first, _, second = name.partition(".")
        group = self.groups.get(first)
        if group is None:
            return None
        if second in group.columns and not group.many:
            return group.only[second]
        return of_group(group, second)


def of_group(group: Group, name: str) -> str | None:
    """What a group says of itself, unless a column is called so."""
    if name in group.columns:
        return None
    return {COUNT: str(len(group.rows)), NONE: group.none}.get(name)


def words(paper: Paper, also: Iterable[Group | Single] = ()) -> Words:
    """What `paper` holds, by name; `also` is all that its form can have, in the form's order.

    Parts of one name become the rows of one group, and pictures of one kind one text.
    """
    singles = {name: Single(name, title, _clean(text)) for name, title, text in _singles(paper)}
    alike: dict[str, list[Group]] = {}
    told: dict[str, Single] = {}
    for group in (*_own(paper), *(part for part in _parts(paper) if is_free(part.name))):
        alike.setdefault(group.name, []).append(group)
    for one in filter(lambda part: is_free(part.name), also):
        if isinstance(one, Group):
            alike[one.name] = [*alike.pop(one.name, []), replace(one, rows=())]
        else:
            told[one.name] = replace(one, text="")
    for part in paper.parts:
        if isinstance(part, Picture):
            name = _PAGE.sub("", part.name).replace("-", "_")
            held = told.get(name, Single(name, name, ""))
            told[name] = replace(held, text=f"{held.text}\n{_clean(part.told)}".strip())
    pictures = {name: one for name, one in told.items() if name not in alike and is_free(name)}
    groups = {name: _together(several) for name, several in alike.items()}
    return Words({**singles, **pictures}, groups, paper.language)


def _singles(paper: Paper) -> Sequence[tuple[str, str, str]]:
    def of(en: str, ja: str) -> str:
        return Text(en=en, ja=ja).to(paper.language)

    return (
        ("title", of("Title", "標題"), paper.title),
        ("form", of("Form", "様式"), paper.form),
        ("number", of("Form number", "様式番号"), paper.number),
        ("edition", of("Edition", "版"), paper.edition),
        ("case", of("Case", "案件"), paper.case),
        ("label", of("What it is about", "対象"), paper.label),
        ("day", of("Date of the record", "記録の日付"), paper.day),
        ("mark", of("Mark", "表示"), paper.mark),
        (
            "simulated",
            of("Said of a played record", "模擬の表示"),
            SIMULATED if paper.simulated else "",
        ),
    )


def _own(paper: Paper) -> list[Group]:
    def of(en: str, ja: str) -> str:
        return Text(en=en, ja=ja).to(paper.language)

    seal = paper.seal
    box = {"title": of("Box", "欄"), "who": of("Who", "氏名"), "day": of("Day", "日付")}
    boxes = [{"title": each.title, "who": each.who, "day": each.day} for each in paper.boxes]
    record = {
        "log": (of("Log", "記録の名前"), seal.log),
        "size": (of("Entries", "記録の件数"), str(seal.size)),
        "root": (of("Root hash", "ルートハッシュ"), seal.root),
        "checkpoint": (of("Checkpoint", "チェックポイント"), seal.checkpoint),
    }
    prose = [{"text": part.text} for part in paper.parts if isinstance(part, Prose)]
    who = {"who": of("Whose key", "鍵の持ち主"), "fingerprint": of("Fingerprint", "指紋")}
    keys = [{"who": name, "fingerprint": print_} for name, print_ in seal.keys]
    titles = {name: title for name, (title, _) in record.items()}
    seals = {name: text for name, (_, text) in record.items()}
    return [
        _group("record", of("Record", "記録"), titles, [seals], table=False),
        *(
            _group(f"box_{number}", one["title"], box, [one], table=False)
            for number, one in enumerate(boxes, 1)
        ),
        _group("boxes", of("Boxes", "承認欄"), box, boxes),
        _group("keys", of("Keys", "鍵"), who, keys),
        _group("prose", of("Paragraphs", "本文"), {"text": of("Text", "文")}, prose),
    ]


def _parts(paper: Paper) -> list[Group]:
    found = []
    for part in paper.parts:
        match part:
            case Facts():
                titles = {fact.name: fact.title for fact in part.facts}
                row = {fact.name: fact.text for fact in part.facts}
                found.append(_group(part.name, part.title, titles, [row], table=False))
            case Table():
                names = [column.name for column in part.columns]
                rows = [dict(zip(names, line.cells, strict=True)) for line in part.lines]
                titles = {column.name: column.title for column in part.columns}
                found.append(_group(part.name, part.title, titles, rows, none=part.none))
            case _:
                pass
    return found


def _group(
    name: str,
    title: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, str]],
    *,
    table: bool = True,
    none: str = "",
) -> Group:
    clean = tuple({column: _clean(text) for column, text in row.items()} for row in rows)
    return Group(name, title, columns, clean, table, none)


def _together(several: Sequence[Group]) -> Group:
    columns = {name: title for one in several for name, title in one.columns.items()}
    blank = dict.fromkeys(columns, "")
    return replace(
        several[0],
        columns=columns,
        rows=tuple({**blank, **row} for one in several for row in one.rows),
        table=any(one.table for one in several),
        repeated=any(one.repeated for one in several),
    )


def _clean(text: str) -> str:
    """Without what neither Word nor Excel can hold (XML 1.0, 2.2)."""
    return _UNFIT.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))
