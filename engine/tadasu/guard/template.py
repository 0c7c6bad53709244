"""Messages with values in them: "Check {c.key} lacks evidence." `{{` and `}}` are braces."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from tadasu.errors import Language, Text
from tadasu.guard.calendar import Calendar
from tadasu.guard.checked import Path
from tadasu.guard.guard import DEFAULT_STEPS, NO_DEFINES, Guard, compile_guard
from tadasu.guard.lexer import closing_brace
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.types import Schema, Type
from tadasu.guard.values import tell


class Template:
    """A text with expressions in it, checked and ready."""

    __slots__ = ("_parts", "footprint", "source")

    def __init__(self, source: str, parts: Sequence[str | Guard]) -> None:
        self.source = source
        self._parts = tuple(parts)
        self.footprint: frozenset[Path] = frozenset().union(
            *(part.footprint for part in self._parts if isinstance(part, Guard))
        )
        """The paths that its expressions read, as a guard's."""

    @property
    def guards(self) -> tuple[Guard, ...]:
        """Its expressions, in order."""
        return tuple(part for part in self._parts if isinstance(part, Guard))

    def text(
        self,
        names: Mapping[str, object],
        *,
        zone: tzinfo,
        language: Language = "en",
        steps: int = DEFAULT_STEPS,
        say: Callable[[Guard, object], str] | None = None,
    ) -> str:
        """The text with the values in place.

        A record appears as its `shown`, a list with commas (、 in Japanese), a bool as yes or no
        (はい or いいえ), a moment in `zone`; `say` tells values in another way. GuardError as for
        guards, each expression with `steps`.
        """

        def told(part: Guard) -> str:
            value = part.value(names, zone=zone, steps=steps)
            return say(part, value) if say else tell(value, zone, language)

        return "".join(part if isinstance(part, str) else told(part) for part in self._parts)


def compile_template(
    source: str,
    names: Mapping[str, Type],
    schema: Schema,
    *,
    calendar: Calendar | None = None,
    defines: Mapping[str, Guard] = NO_DEFINES,
    known: frozenset[Path] = frozenset(),
) -> Template:
    """Check a message and the expressions in it; `calendar` and `defines` as for guards.

    GuardProblems with everything that is wrong: offsets count from the start of `source`. A field
    that may be absent needs `has()` here too: `{has(x.until) ? x.until : …}`.
    """
    parts: list[str | Guard] = []
    problems: list[GuardProblem] = []
    at = 0
    while at < len(source):
        text, at = _literal(source, at)
        parts.append(text)
        if at == len(source):
            break
        end = closing_brace(source, at + 1)
        if end is None:
            raise _failure(
                at, "This brace is never closed.", "この { は閉じられていません。", "{{"
            )
        try:
            expression = source[at + 1 : end]
            parts.append(
                compile_guard(
                    expression,
                    names,
                    schema,
                    want=None,
                    calendar=calendar,
                    defines=defines,
                    known=known,
                )
            )
        except GuardProblems as error:
            problems += (_moved(problem, at + 1) for problem in error.problems)
        at = end + 1
    if problems:
        raise GuardProblems(problems)
    return Template(source, parts)


def _literal(source: str, at: int) -> tuple[str, int]:
    """The text from `at` on, braces read, and where the next expression or the end is."""
    words: list[str] = []
    while at < len(source):
        char = source[at]
        if char in "{}" and source.startswith(char * 2, at):
            words.append(char)
            at += 2
            continue
        if char == "{":
            break
        if char == "}":
            raise _failure(
                at, "This brace closes nothing.", "この } に対応する { がありません。", "}}"
            )
        words.append(char)
        at += 1
    return "".join(words), at


def _failure(at: int, en: str, ja: str, doubled: str) -> GuardProblems:
    remedy = Text(
        en=f"Write {doubled} for a brace.", ja=f"波括弧そのものは {doubled} と書いてください。"
    )
    return GuardProblems([GuardProblem("syntax", at, 1, Text(en=en, ja=ja), remedy)])


def _moved(problem: GuardProblem, by: int) -> GuardProblem:
    return GuardProblem(
        problem.code, problem.offset + by, problem.length, problem.message, problem.remedy
    )
