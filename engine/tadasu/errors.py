"""What can go wrong, told apart by who must act; every text in English and Japanese.

    TadasuError
     ├ DefinitionError   a workflow or policy file is wrong        whoever edits YAML
     ├ RefusalError      a rule said no, with every Reason         the person
     ├ NotFoundError     no such case, evidence or file            the person
     ├ ConflictError     someone else wrote first                  run it again
     ├ TamperError       the record does not add up                stop, call someone
     ├ UnavailableError  the disk, database or clock is unfit      whoever runs the machine
     └ UnlawfulError     an act on record broke the rules          stop, call someone

Exit codes belong to the command line, never to an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "ja"]

Severity = Literal["error", "warning", "hint"]
"""How much a problem weighs: it keeps a process from use, is unwise, or is worth a thought."""


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in both languages."""

    en: str
    ja: str

    def to(self, language: Language) -> str:
        """The text in `language`."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a definition."""

    code: str
    severity: Severity
    place: Place
    message: Text
    remedy: Text | None = None
    source: str = ""
    """The line of the file that `place` names, for the caret."""
    page: str = field(init=False, default="")
    """Where the code is explained."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "page", f"docs/lint.md#{self.code.lower()}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A reference to a standard: `basis` is requirement, guidance or organisation."""

    standard: str
    clause: str
    basis: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a guard that decided, with the values it read, as (expression, value)."""

    text: str
    values: tuple[tuple[str, str], ...]
    about: str | None = field(default=None, compare=False)
    """The key of the case that `case` stands for in it, where the guard is about another; it is
    shown and not recorded, and without it the parts of two cases that read alike are one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One offending thing, named by its key."""

    key: str
    message: Text
    because: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act was refused, or what it was warned of; data first, sentences second."""

    code: str
    """policy, state, role, input, field, evidence, form, waiver, cosign, signature, keys,
    migration or guard-error."""
    rule: str
    """The policy's id, or the code again where no policy speaks."""
    level: str
    title: Text
    message: Text
    remedy: Text
    refs: tuple[Clause, ...] = ()
    items: tuple[Item, ...] = ()
    waivable_by: tuple[Text, ...] = ()
    """Titles of the roles that may grant a waiver; empty where nobody may."""


class TadasuError(Exception):
    """Anything tadasu says no with."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class DefinitionError(TadasuError):
    """A workflow, policy or project file is wrong; `problems` holds all of them at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        super().__init__(
            Text(
                en=f"{count} problem{'' if count == 1 else 's'} in the definitions",
                ja=f"定義に {count} 件の問題があります",
            )
        )
        self.problems = tuple(problems)


class RefusalError(TadasuError):
    """A rule said no; `reasons` holds all of them at once, `attempt` says to what."""

    def __init__(self, attempt: Text, reasons: Sequence[Reason]) -> None:
        super().__init__(attempt)
        self.attempt = attempt
        self.reasons = tuple(reasons)


class NotFoundError(TadasuError):
    """There is no such case, person, evidence, workflow or file."""


class ConflictError(TadasuError):
    """Someone else wrote first, or a request id came back with another request."""


class TamperError(TadasuError):
    """The record does not add up; `step` names the check that found it."""

    def __init__(self, step: str, text: Text) -> None:
        super().__init__(text)
        self.step = step


class UnavailableError(TadasuError):
    """The disk, the database or the clock cannot serve now; nothing was written."""


class UnlawfulError(TadasuError):
    """An act on record broke the rules in force then; the record adds up, the act does not.

    `recorded` and `lawful` are the differing parts as data, where the rules allow an act but not
    what was recorded of it; `reasons` say why where they refuse it.
    """

    def __init__(
        self,
        position: int,
        act: str,
        text: Text,
        *,
        reasons: Sequence[Reason] = (),
        recorded: object = None,
        lawful: object = None,
    ) -> None:
        super().__init__(text)
        self.position = position
        self.act = act
        """The event's kind and, of a case, its key."""
        self.reasons = tuple(reasons)
        self.recorded = recorded
        self.lawful = lawful
