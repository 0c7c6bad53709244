"""The parser's place among the tokens, its limits, and what it has found wrong so far."""

from typing import Final

from tadasu.errors import Text
from tadasu.guard.lexer import Token, tokens
from tadasu.guard.problem import GuardProblem, GuardProblems

MAX_LENGTH: Final = 4_096
"""Characters of a guard."""
MAX_DEPTH: Final = 48
"""Levels of a guard: parentheses, operators and calls within one another."""
MAX_NODES: Final = 400
"""Parts of a guard."""
MAX_NESTING: Final = 3
"""Comprehensions within one another."""

_OUTSIDE: Final = Text(en="is outside the guard profile", ja="はガード言語では使えません")


class Cursor:
    """Reads tokens one by one; numbers the nodes and measures the tree as it grows."""

    def __init__(self, source: str) -> None:
        if len(source) > MAX_LENGTH:
            raise GuardProblems([_too_much(0, "characters", "文字", MAX_LENGTH)])
        self._tokens = tokens(source)
        self._at = 0
        self._depths: list[int] = []
        self._level = 0
        self.problems: list[GuardProblem] = []

    @property
    def here(self) -> Token:
        """The token to be read next."""
        return self._tokens[self._at]

    @property
    def read_end(self) -> int:
        """The offset behind the token read last."""
        return self._tokens[self._at - 1].end

    def take(self) -> Token:
        """Read one token; the end stays where it is."""
        token = self.here
        if token.kind != "end":
            self._at += 1
        return token

    def sees(self, *marks: str) -> bool:
        """Whether one of `marks` comes next."""
        return self.here.kind == "mark" and self.here.text in marks

    def follows(self, mark: str) -> bool:
        """Read `mark` if it comes next, and say whether it did."""
        if not self.sees(mark):
            return False
        self.take()
        return True

    def expect(self, mark: str) -> Token:
        """Read `mark`, or fail."""
        if not self.sees(mark):
            raise self.unexpected(f"expected {mark}", f"{mark} が必要です")
        return self.take()

    def descend(self) -> None:
        """Enter a level; fail where the guard nests too deeply to be read."""
        self._level += 1
        if self._level > MAX_DEPTH:
            raise GuardProblems([_too_much(self.here.offset, "levels", "段", MAX_DEPTH)])

    def ascend(self) -> None:
        """Leave a level."""
        self._level -= 1

    def grow(self, offset: int, *below: int) -> int:
        """The id of a new node above the nodes with the ids `below`; fails beyond the limits."""
        depth = 1 + max((self._depths[id_] for id_ in below), default=0)
        if depth > MAX_DEPTH:
            raise GuardProblems([_too_much(offset, "levels", "段", MAX_DEPTH)])
        if len(self._depths) == MAX_NODES:
            raise GuardProblems([_too_much(offset, "parts", "個の要素", MAX_NODES)])
        self._depths.append(depth)
        return len(self._depths) - 1

    def outside(self, token: Token, subject: Text, remedy: Text) -> None:
        """Note that `subject` is CEL, but not of the guard profile; reading goes on."""
        message = Text(en=f"{subject.en} {_OUTSIDE.en}.", ja=f"{subject.ja}{_OUTSIDE.ja}。")
        length = max(len(token.text), 1)
        self.problems.append(GuardProblem("profile", token.offset, length, message, remedy))

    def failure(
        self, token: Token, message: Text, remedy: Text | None = None, code: str = "syntax"
    ) -> GuardProblems:
        """What to raise where reading cannot go on, with all that was noted before."""
        problem = GuardProblem(code, token.offset, max(len(token.text), 1), message, remedy)
        return GuardProblems([*self.problems, problem])

    def unexpected(
        self, wanted_en: str, wanted_ja: str, remedy: Text | None = None
    ) -> GuardProblems:
        """What to raise where the next token cannot stand."""
        token = self.here
        if token.kind == "end":
            return self.failure(
                token,
                Text(
                    en=f"The guard ends early: {wanted_en}.",
                    ja=f"式が途中で終わっています。{wanted_ja}。",
                ),
                remedy,
            )
        return self.failure(
            token,
            Text(
                en=f"Unexpected {token.text}: {wanted_en}.",
                ja=f"{token.text} はここに書けません。{wanted_ja}。",
            ),
            remedy,
        )


def _too_much(offset: int, unit_en: str, unit_ja: str, limit: int) -> GuardProblem:
    message = Text(
        en=f"A guard may have at most {limit} {unit_en}.",
        ja=f"ガードは最大 {limit} {unit_ja}までです。",
    )
    remedy = Text(en="Split it into several policies.", ja="複数のポリシーに分けてください。")
    return GuardProblem("limit", offset, 1, message, remedy)
