"""FIELD=VALUE, FIELD:=JSON and FIELD=@FILE, read strictly.

Types are the process's business: here a value is a text, a list of texts or JSON.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from tadasu.errors import Text
from tadasu_cli.wrong import WrongUseError

LARGEST_FILE = 1024 * 1024
"""Bytes that FIELD=@FILE reads; an entry of the log holds less."""

_WORD = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?P<sign>:?=)(?P<value>.*)", re.DOTALL)


def read_given(words: Iterable[str]) -> Mapping[str, object]:
    """What the words state, by field; the same field several times makes a list.

    Raises WrongUseError.
    """
    stated: dict[str, object] = {}
    repeated: set[str] = set()
    structured: set[str] = set()
    for word in words:
        name, sign, value = _apart(word)
        if name in stated and (sign == ":=" or name in structured):
            raise WrongUseError(
                Text(
                    en=f"{name} is given twice, once as JSON; put the list into {name}:=[…].",
                    ja=f"{name} が二度あり、一方は JSON です。全体を {name}:=[…] に書いてください。",
                )
            )
        if sign == ":=":
            structured.add(name)
            stated[name] = read_json(name, value)
        elif name in stated:
            earlier = stated[name] if name in repeated else [stated[name]]
            stated[name] = [*_listed(earlier), _text(name, value)]
            repeated.add(name)
        else:
            stated[name] = _text(name, value)
    return stated


def read_json(name: str, text: str) -> object:
    """Strict JSON: no duplicate keys, no fractions, nothing beyond UTF-8; raises WrongUseError."""
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(name, pairs),
            parse_float=lambda number: _fraction(name, number),
            parse_constant=lambda number: _fraction(name, number),
        )
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as wrong:
        at = wrong.pos + 1
        raise WrongUseError(
            Text(
                en=f"{name}:= is not followed by JSON: it breaks off at character {at}.",
                ja=f"{name}:= の後が JSON ではありません({at} 文字目)。",
            )
        ) from None
    except (RecursionError, UnicodeEncodeError, ValueError):
        raise WrongUseError(
            Text(
                en=f"{name}:= is followed by JSON that is nested too deeply, has a number that is "
                "too long, or holds letters beyond UTF-8.",
                ja=f"{name}:= の JSON は、入れ子が深すぎるか、数が長すぎるか、UTF-8 にない文字を含みます。",
            )
        ) from None
    return value


def _apart(word: str) -> tuple[str, str, str]:
    match = _WORD.fullmatch(word)
    if match is not None:
        return match["name"], match["sign"], match["value"]
    if "＝" in word and "=" not in word:
        raise WrongUseError(
            Text(
                en=f"`{word}` has a full-width ＝; write FIELD=VALUE with a half-width one.",
                ja=f"`{word}` の ＝ が全角です。半角の = で FIELD=VALUE と書いてください。",
            )
        )
    if "=" in word:
        name = word.partition("=")[0].rstrip(":")
        raise WrongUseError(
            Text(
                en=f"`{name}` can't be a field: names are small letters, digits and _.",
                ja=f"`{name}` は項目名になりません。項目名は英小文字・数字・_ で書きます。",
            )
        )
    raise WrongUseError(
        Text(
            en=f"`{word}` is not FIELD=VALUE; put quotation marks around a value with spaces.",
            ja=f"`{word}` は FIELD=VALUE の形ではありません。空白を含む値は引用符で囲んでください。",
        )
    )


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _text(name: str, value: str) -> str:
    if value.startswith("@@"):
        return value[1:]
    if not value.startswith("@"):
        return value
    path = Path(value[1:])
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or str(wrong)
        raise WrongUseError(
            Text(
                en=f"{name}=@{path}: the file can't be read ({why}). A text that begins with @ is "
                f"written {name}=@@….",
                ja=f"{name}=@{path}: ファイルを読めません({why})。@ で始まる文字列は "
                f"{name}=@@… と書きます。",
            )
        ) from None
    if len(content) > LARGEST_FILE:
        raise WrongUseError(
            Text(
                en=f"{name}=@{path}: the file is larger than 1 MiB; attach it as evidence.",
                ja=f"{name}=@{path}: ファイルが 1 MiB を超えています。証跡として添付してください。",
            )
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUseError(
            Text(
                en=f"{name}=@{path}: the file is not UTF-8 text.",
                ja=f"{name}=@{path}: UTF-8 の文字列ではありません。",
            )
        ) from None
    return text.replace("\r\n", "\n").removesuffix("\n")


def _object(name: str, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise WrongUseError(
            Text(
                en=f"{name}:= holds the key `{twice}` twice.",
                ja=f"{name}:= の JSON に `{twice}` が二度あります。",
            )
        )
    return found


def _fraction(name: str, number: str) -> NoReturn:
    raise WrongUseError(
        Text(
            en=f"{name}:= holds {number}; numbers are whole here.",
            ja=f"{name}:= に {number} があります。数は整数で書いてください。",
        )
    )
