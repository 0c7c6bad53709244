"""A paper: a form, filled. Plain texts and pictures in one language, not drawn yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tadasu.errors import Language
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.spoken import format_spoken


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact: its name in the form, its title, and what stands beside it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """Who prepared, checked or approved; `who` and `day` are empty where nobody has."""

    title: str
    who: str
    day: str
    """As people read it: ISO 8601, with the era beside it where the project wants it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 for a section, 2 for one thing of several in it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Titles and texts side by side; `title` may be empty."""

    name: str
    title: str
    facts: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is its share of the line."""

    name: str
    title: str
    width: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, and the key of the case it is about, or ""."""

    key: str
    cells: tuple[str, ...]
    late: bool = False
    """It is past its day; its cells say so, too."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles; `none` is said where there are no rows. `title` may be empty."""

    name: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    none: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, and what it shows in words."""

    name: str
    svg: str
    told: str


Part = Heading | Prose | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Seal:
    """By what a reader finds the record again: the log, its size and root, who holds its keys."""

    log: str
    size: int
    root: str
    """SHA-256 of the tree, in hex (RFC 6962)."""
    checkpoint: str
    """The newest signed note (C2SP), or ""."""
    keys: tuple[tuple[str, str], ...]
    """Whose key, and its fingerprint as OpenSSH prints it."""

    @property
    def spoken(self) -> str:
        """Size and root to read out and type back."""
        return format_spoken(Checkpoint(self.log, self.size, bytes.fromhex(self.root)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A form, filled from one case, or from the whole record."""

    form: str
    """The name of the form."""
    title: str
    language: Language
    seal: Seal
    parts: tuple[Part, ...]
    number: str = ""
    """The organisation's number of the form, with `edition`."""
    edition: str = ""
    case: str = ""
    """The key of the case; empty for a form about the whole record."""
    version: int = 0
    """How many entries the case had."""
    label: str = ""
    day: str = ""
    """The date of the record's newest entry, ISO 8601: a paper has no date but the record's."""
    landscape: bool = False
    mark: str = ""
    """What stands on every page, such as how confidential it is."""
    boxes: tuple[Box, ...] = ()
    simulated: bool = False
    """It comes from a record that is played, and must say so."""
    data: Mapping[str, object] = field(default_factory=dict)
    """The record's own words for all that is shown, as plain JSON values."""
