"""A plain form with every placeholder in place, to begin an own one with: what stands where."""

from collections.abc import Iterator
from dataclasses import dataclass

from tadasu.errors import Text
from tadasu.office.paper.stencil.words import NUMBER, Words

_APART = frozenset({"boxes", "keys", "record", "prose"})
_HEAD = ("number", "edition", "case", "label", "day")


@dataclass(frozen=True, slots=True)
class Lines:
    """A table whose rows are written out: titles and placeholders, or boxes."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A table of titles, and the row below that is repeated."""

    title: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """Titles and placeholders that are repeated together."""

    title: str
    name: str
    rows: tuple[tuple[str, str], ...]


Piece = Lines | Repeated | Each


def pieces(words: Words) -> Iterator[Piece]:
    """What a plain form of these words holds under its title, in order."""

    def of(en: str, ja: str) -> str:
        return Text(en=en, ja=ja).to(words.language)

    yield Lines("", tuple((words.singles[name].title, mark(name)) for name in _HEAD))
    boxes = [name for name in words.groups if name.startswith("box_")]
    if boxes:
        yield Lines(
            "",
            tuple(
                tuple(mark(f"{box}.{part}") for box in boxes) for part in ("title", "who", "day")
            ),
        )
    pictures = [name for name in words.singles if name not in _singles(words)]
    if pictures:
        told = tuple((words.singles[name].title, mark(name)) for name in pictures)
        yield Lines(of("Pictures, in words", "図の説明"), told)
    prose = words.groups["prose"]
    yield Each(prose.title, "prose", (("", mark("prose.text")),))
    for group in words.groups.values():
        if group.name in _APART or group.name in boxes:
            continue
        title = group.title or group.name
        named = [(head, mark(f"{group.name}.{column}")) for column, head in group.columns.items()]
        if group.table:
            heads = ("No.", *(head for head, _ in named))
            cells = (mark(f"{group.name}.{NUMBER}"), *(cell for _, cell in named))
            yield Repeated(title, heads, cells)
        elif group.many:
            yield Each(title, group.name, tuple(named))
        else:
            yield Lines(title, tuple(named))
    record, keys = words.groups["record"], words.groups["keys"]
    seal = tuple((head, mark(f"record.{name}")) for name, head in record.columns.items())
    yield Lines(record.title, seal)
    yield Repeated(
        keys.title,
        tuple(keys.columns.values()),
        tuple(mark(f"keys.{one}") for one in keys.columns),
    )


def mark(name: str) -> str:
    """A placeholder."""
    return f"{{{{ {name} }}}}"


def _singles(words: Words) -> frozenset[str]:
    from_form = {"title", "form", "mark", "simulated", *_HEAD}
    return frozenset(from_form & set(words.singles))
