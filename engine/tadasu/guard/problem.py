"""What can be wrong with a guard: problems of its text, and errors at run time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tadasu.errors import Text

ErrorCode = Literal["overflow", "budget", "absent", "calendar"]


@dataclass(frozen=True, slots=True)
class GuardProblem:
    """One thing wrong with the text of a guard or a template.

    `code` is one of

    - `syntax`: this is no CEL;
    - `profile`: this is CEL, but outside the guard profile; the remedy names the alternative;
    - `limit`: too long, too deep, too many nodes or too many nested comprehensions;
    - `calendar`: business days are asked for, but there is no calendar;
    - `name`: an unknown name, field or function, or a variable that hides a name;
    - `type`: the types do not fit;
    - `optional`: a member that may be absent is read without `has()`;
    - `enum`: a text that the enumeration does not know;
    - `personal`: a sealed value is read, of which only `has()` may be asked.
    """

    code: str
    offset: int
    """Characters from the start of the source to the offending part."""
    length: int
    """Characters of the offending part; at least 1, also at the end of the source."""
    message: Text
    remedy: Text | None = None


class GuardProblems(Exception):  # noqa: N818  (a list of problems, each with its own code)
    """A guard or template cannot be used; `problems` holds all that was found, by offset."""

    def __init__(self, problems: Sequence[GuardProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.offset, p.length)))
        super().__init__("; ".join(f"{p.offset}: {p.message.en}" for p in self.problems))


class GuardError(Exception):
    """A guard has no value: never a refusal, never a yes.

    `code` is `overflow` (a number or time left its range), `budget` (too many steps), `absent`
    (data that the guard reads is not there) or `calendar` (business days are asked for about days
    that the calendar does not know).
    """

    def __init__(self, code: ErrorCode, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
