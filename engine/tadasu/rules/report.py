"""Problems with their places: what is wrong is found in definitions, and shown in files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tadasu.errors import Place, Problem, Severity, Text
from tadasu.rules.document import Document, Path
from tadasu.rules.remedies import REMEDIES
from tadasu.rules.wording import MOST, clipped, did_you_mean

Kind = Literal[
    "workflow",
    "policy",
    "standard",
    "checklist",
    "parameter",
    "calendar",
    "form",
    "sheet",
    "project",
    "migration",
]


@dataclass(frozen=True, slots=True)
class At:
    """A part of a definition, wherever it was written."""

    kind: Kind
    name: str
    path: Path = ()

    def to(self, *steps: str | int) -> "At":
        """The part below this one."""
        return replace(self, path=(*self.path, *steps))


Index = Mapping[tuple[Kind, str], Document]
"""The document of each definition. A process that comes from a log has none."""


@dataclass(frozen=True)
class Report:
    """Collects problems; each has a place even where no file is known."""

    index: Index = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        at: At,
        message: Text,
        remedy: Text | None = None,
        *,
        severity: Severity = "error",
        key: bool = False,
        offset: int | None = None,
    ) -> None:
        """Note a problem at a value, at its key, or at a character of its text."""
        document = self.index.get((at.kind, at.name))
        if document is None:
            place = Place(f"{at.kind} {at.name}".strip(), 1, 1)
            told = remedy or REMEDIES.get(code)
            self.problems.append(Problem(code, severity, place, message, told))
            return
        path = ("parameters", at.name, *at.path) if at.kind == "parameter" else at.path
        self.problems.append(
            document.problem(
                code, path, message, remedy, severity=severity, key=key, offset=offset
            )
        )

    def unknown(
        self, at: At, what: Text, name: str, known: Iterable[str], *, key: bool = False
    ) -> None:
        """Note a name that stands for nothing, with the likeliest that does."""
        message = Text(
            en=f"There is no {what.en} `{clipped(name)}`.",
            ja=f"{what.ja} `{clipped(name)}` はありません。",
        )
        likely = did_you_mean(name, known) if len(self.problems) < MOST else None
        self.add("T020", at, message, likely, key=key)

    def sorted(self) -> tuple[Problem, ...]:
        """Each problem once, by file, line and column."""
        once = dict.fromkeys(self.problems)
        return tuple(
            sorted(
                once, key=lambda one: (one.place.file, one.place.line, one.place.column, one.code)
            )
        )
