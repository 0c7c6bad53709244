"""From characters to tokens: the lexis of CEL (langdef, "Syntax")."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from tadasu.errors import Text
from tadasu.guard.problem import GuardProblem, GuardProblems

TokenKind = Literal["name", "int", "string", "mark", "double", "uint", "bytes", "end"]

KEYWORDS: Final = frozenset({"true", "false", "null", "in"})
"""Words that can name neither a variable nor a field."""

RESERVED: Final = frozenset(
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    }
)  # fmt: skip
"""Words that can name a field, but no variable."""

_GAP: Final = re.compile(r"(?:[\t\n\f\r ]+|//[^\n]*)*")
_PLAIN: Final = re.compile(
    r"(?P<double>[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+"
    r"|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<uint>(?:0x[0-9a-fA-F]+|[0-9]+)[uU])"
    r"|(?P<int>0x[0-9a-fA-F]+|[0-9]+)"
    r"|(?P<name>[_a-zA-Z][_a-zA-Z0-9]*)"
    r"|(?P<mark>&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()\[\]{}])"
)
_QUOTE: Final = re.compile(r"(?P<prefix>[rR]?[bB]?|[bB][rR])(?P<quote>\"\"\"|'''|\"|')")
_MEANT: Final = {"=": "==", "&": "&&", "|": "||"}


_QUOTED_NAME: Final = Text(
    en="A name in backquotes is outside the guard profile.",
    ja="バッククォートで囲んだ名前はガード言語では使えません。",
)
_PLAIN_NAME: Final = Text(
    en="Give the field a name of letters, digits and underscores.",
    ja="フィールド名は英数字と下線だけにしてください。",
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the source; of a string, `body` lies between the quotes, escapes still in it."""

    kind: TokenKind
    text: str
    offset: int
    body: str = ""
    raw: bool = False
    """Whether the string has the prefix `r`, and so no escapes."""

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.offset + len(self.text)


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens of `source`, then one of kind `end`; GuardProblems at a stray character."""
    found: list[Token] = []
    at = _skip(source, 0)
    while at < len(source):
        token = _string(source, at) or _plain(source, at)
        found.append(token)
        at = _skip(source, token.end)
    found.append(Token("end", "", len(source)))
    return tuple(found)


@lru_cache(maxsize=4096)
def condensed(source: str) -> str:
    """`source` on one line, without comments, its texts untouched; kept, since rules repeat."""
    words: list[str] = []
    end = 0
    for token in tokens(source)[:-1]:
        words.append(" " if token.offset > end and words else "")
        words.append(token.text)
        end = token.end
    return "".join(words)


def closing_brace(source: str, at: int) -> int | None:
    """The first closing brace from `at` on that is outside texts and comments.

    GuardProblems where a text is not closed.
    """
    while at < len(source):
        at = _skip(source, at)
        if source.startswith("}", at):
            return at
        text = _string(source, at)
        at = at + 1 if text is None else text.end
    return None


def _skip(source: str, at: int) -> int:
    match = _GAP.match(source, at)
    return match.end() if match else at


def _plain(source: str, at: int) -> Token:
    match = _PLAIN.match(source, at)
    if match is None:
        raise GuardProblems([_stray(source, at)])
    kind: TokenKind
    match match.lastgroup:
        case "double" | "uint" | "int" | "name" as group:
            kind = group
        case _:
            kind = "mark"
    return Token(kind, match.group(), at)


def _string(source: str, at: int) -> Token | None:
    match = _QUOTE.match(source, at)
    if match is None:
        return None
    prefix, quote = match.group("prefix").lower(), match.group("quote")
    raw = "r" in prefix
    end = _closing(source, match.end(), quote, raw=raw)
    if end is None:
        raise GuardProblems([_unclosed(source, at, quote)])
    text = source[at : end + len(quote)]
    return Token("bytes" if "b" in prefix else "string", text, at, source[match.end() : end], raw)


def _closing(source: str, at: int, quote: str, *, raw: bool) -> int | None:
    """Where the closing quote stands."""
    lines = len(quote) > 1
    while at < len(source):
        if source.startswith(quote, at):
            return at
        if source[at] in "\r\n" and not lines:
            return None
        at += 2 if source[at] == "\\" and not raw else 1
    return None


def _unclosed(source: str, at: int, quote: str) -> GuardProblem:
    message = Text(
        en=f"This text has no closing {quote} on its line.",
        ja=f"この文字列には、同じ行に閉じの {quote} がありません。",
    )
    end = source.find("\n", at)
    return GuardProblem("syntax", at, (len(source) if end < 0 else end) - at, message)


def _stray(source: str, at: int) -> GuardProblem:
    char = source[at]
    if char == "`":
        return GuardProblem("profile", at, 1, _QUOTED_NAME, _PLAIN_NAME)
    narrow = unicodedata.normalize("NFKC", char)
    meant = _MEANT.get(char) or (narrow if narrow != char and narrow.isascii() else None)
    message = Text(
        en=f"The character {char!r} has no meaning here.",
        ja=f"文字 {char!r} はここでは意味を持ちません。",
    )
    remedy = None
    if meant is not None and meant.strip():
        remedy = Text(en=f"Write {meant}.", ja=f"{meant} と書いてください。")
    elif meant is not None:
        remedy = Text(en="Write an ordinary space.", ja="半角の空白を使ってください。")
    return GuardProblem("syntax", at, 1, message, remedy)
