"""Reads the text form of protocol buffers, as much of it as CEL's conformance data use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Scalar = bool | int | float | str

_TOKEN = re.compile(
    r"""(?P<gap>(?:\s|\#[^\n]*)+)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[-+.\w]+)
    |(?P<extension>\[[^\]\s"']+/[^\]\s]+\])
    |(?P<mark>[{}<>\[\]:,;])""",
    re.VERBOSE,
)
_ESCAPE = re.compile(
    r"\\(?:([abfnrtv\\'\"?])|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3}))"
)
_SIMPLE = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}


@dataclass(frozen=True)
class Message:
    """Fields in their order; a repeated one comes several times."""

    items: "tuple[tuple[str, Scalar | Message], ...]"

    def all(self, name: str) -> "list[Message]":
        """The messages in a field."""
        return [v for k, v in self.items if k == name and isinstance(v, Message)]

    def text(self, name: str) -> str:
        """The text in a field, empty where there is none."""
        return next((v for k, v in self.items if k == name and isinstance(v, str)), "")

    def number(self, name: str) -> int:
        """The whole number in a field, 0 where there is none."""
        return next((v for k, v in self.items if k == name and isinstance(v, int)), 0)

    def flag(self, name: str) -> bool:
        """The bool in a field, false where there is none."""
        return any(k == name and v is True for k, v in self.items)


def read_message(text: str) -> Message:
    """The message that `text` holds."""
    return _message(_Words(_words(text)), closing="")


class _Words:
    def __init__(self, words: Iterator[str]) -> None:
        self._words = [*words, ""]
        self._at = 0

    @property
    def here(self) -> str:
        return self._words[self._at]

    def take(self) -> str:
        self._at += 1
        return self._words[self._at - 1]

    def follows(self, *marks: str) -> str:
        return self.take() if self.here in marks and self.here else ""


def _words(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None, text[at : at + 40]
        at = match.end()
        if match.lastgroup != "gap":
            yield match.group()


def _message(words: _Words, closing: str) -> Message:
    items: list[tuple[str, Scalar | Message]] = []
    while words.here != closing:
        name = words.take().strip("[]")
        words.follows(":")
        if words.follows("["):
            while not words.follows("]"):
                items.append((name, _value(words)))
                words.follows(",")
        else:
            items.append((name, _value(words)))
        words.follows(",", ";")
    words.take()
    return Message(tuple(items))


def _value(words: _Words) -> Scalar | Message:
    if words.follows("{"):
        return _message(words, "}")
    if words.follows("<"):
        return _message(words, ">")
    if words.here[:1] in "\"'":
        raw = b""
        while words.here and words.here[0] in "\"'":
            raw += _bytes(words.take()[1:-1])
        return raw.decode("utf-8", "surrogateescape")
    word = words.take()
    if word in ("true", "false"):
        return word == "true"
    try:
        return int(word, 0)
    except ValueError:
        return _float_or_word(word)


def _float_or_word(word: str) -> Scalar:
    try:
        return float(word)
    except ValueError:
        return word


def _bytes(text: str) -> bytes:
    found = b""
    at = 0
    for match in _ESCAPE.finditer(text):
        simple, byte, four, eight, octal = match.groups()
        found += text[at : match.start()].encode()
        if simple is not None:
            found += bytes([_SIMPLE.get(simple, ord(simple))])
        elif byte is not None or octal is not None:
            found += bytes([int(byte, 16) if byte else int(octal, 8)])
        else:
            found += chr(int(four or eight, 16)).encode()
        at = match.end()
    return found + text[at:].encode()
