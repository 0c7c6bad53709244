"""From a document to a definition: every objection gets a place, and words of our own.

The validator's own messages never reach a reader: they speak of Python types. Here each kind of
objection is said again for whoever edits YAML, in both languages, with the likely spelling.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tadasu.errors import Problem, Text
from tadasu.rules.document import Document, Path
from tadasu.rules.wording import MOST, clipped, did_you_mean
from tadasu.rules.words import Part

P = TypeVar("P", bound=Part)


def read(document: Document, model: type[P]) -> tuple[P | None, tuple[Problem, ...]]:
    """The definition, or None where it cannot be used, with all that is wrong with it.

    Unknown keys are problems too, but are left out so that the rest can still be checked.
    """
    data: Mapping[str, object] = document.data
    problems: list[Problem] = []
    while True:
        try:
            return model.model_validate(data), tuple(problems)
        except ValidationError as wrong:
            details = _counted(wrong.errors(include_url=False))
        extra = [_path(data, one["loc"]) for one in details if one["type"] == "extra_forbidden"]
        problems += [_problem(document, model, one) for one in details[:MOST]]
        if not extra or len(extra) < len(details) or len(problems) >= MOST:
            return None, tuple(problems)
        data = _without(data, frozenset(extra), ())


def _counted(details: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Without lists that are only too short because an item of them is wrong."""
    wrong = {one["loc"][:end] for one in details for end in range(len(one["loc"]))}
    return [one for one in details if one["type"] != "too_short" or one["loc"] not in wrong]


def _path(data: Any, loc: Sequence[str | int]) -> Path:
    """Where the file has what the validator speaks of: one thing may stand without brackets."""
    path: list[str | int] = []
    for step in loc:
        if step == "[key]" or (step == 0 and data is not None and not isinstance(data, list)):
            continue
        path.append(step)
        try:
            data = data[step]
        except (LookupError, TypeError):
            data = None
    return tuple(path)


def _without(data: Any, extra: Collection[Path], here: Path) -> Any:
    if isinstance(data, list):
        return [_without(v, extra, (*here, n)) for n, v in enumerate(data)]
    if isinstance(data, dict):
        kept = {name: v for name, v in data.items() if (*here, name) not in extra}
        return {name: _without(v, extra, (*here, name)) for name, v in kept.items()}
    return data


def _problem(document: Document, model: type[Part], detail: ErrorDetails) -> Problem:
    kind, loc = detail["type"], detail["loc"]
    path, context = _path(document.data, loc), detail.get("ctx", {})
    at_key = loc[-1:] == ("[key]",)
    match kind:
        case "tadasu":
            path = (*path, *context["at"])
            message = Text(en=context["en"], ja=context["ja"])
            return document.problem("T015", path, message, context["remedy"], key=at_key)
        case "missing":
            return _missing(document, path)
        case "extra_forbidden":
            known = _keys(_model_at(model, loc[:-1]))
            message = Text(
                en=f"There is no key `{clipped(str(path[-1]))}` here.",
                ja=f"ここに `{clipped(str(path[-1]))}` というキーはありません。",
            )
            remedy = _in_quotes(document, path, known) or did_you_mean(str(path[-1]), known)
            return document.problem("T011", path, message, remedy, key=True)
        case "literal_error":
            known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            shown = _shown(detail["input"])
            message = Text(
                en=f"{shown} is not possible here.", ja=f"{shown} はここでは使えません。"
            )
            return document.problem(
                "T013", path, message, did_you_mean(str(detail["input"]), known)
            )
        case "string_pattern_mismatch":
            message, remedy = _PATTERNS.get(str(context.get("pattern")), _ODD)
            shown = _shown(detail["input"])
            message = Text(en=f"{shown} {message.en}", ja=f"{shown} {message.ja}")
            return document.problem("T013", path, message, remedy, key=at_key)
        case _:
            return document.problem("T012", path, _EXPECTED.get(kind, _UNFIT), key=at_key)


def _in_quotes(document: Document, path: Path, known: Collection[str]) -> Text | None:
    """The remedy for a key of a text in both languages that a comma in the text has made."""
    span = document.spans.get(path)
    before = "" if span is None else document.page.text[: span.key].rstrip()
    if set(known) != {"en", "ja"} or not before.endswith(","):
        return None
    return Text(
        en="Known here: `en` `ja`. A text that holds a comma needs quotes.",
        ja="使えるもの: `en` `ja`。コンマを含む文は引用符で囲んでください。",
    )


def _missing(document: Document, path: Path) -> Problem:
    name = str(path[-1])
    if name in ("en", "ja"):
        tongue = (
            Text(en="English", ja="英語") if name == "en" else Text(en="Japanese", ja="日本語")
        )
        return document.problem(
            "T016",
            path[:-1],
            Text(en=f"The {tongue.en} text is missing.", ja=f"{tongue.ja}の文がありません。"),
            Text(en=f"Add `{name}: …`.", ja=f"`{name}: …` を書いてください。"),
        )
    return document.problem(
        "T010",
        path[:-1],
        Text(en=f"The key `{name}` is missing.", ja=f"キー `{name}` がありません。"),
        Text(en=f"Add `{name}: …`.", ja=f"`{name}: …` を書いてください。"),
        key=True,
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{'null' if value is None else clipped(str(value))}`"


def _model_at(annotation: Any, path: Path) -> type[BaseModel] | None:
    """The model that stands at `path` below a type; None where there is none."""
    for choice in _choices(annotation):
        if isinstance(choice, type) and issubclass(choice, BaseModel):
            if not path:
                return choice
            for name, info in choice.model_fields.items():
                if (info.alias or name) == path[0]:
                    return _model_at(info.annotation, path[1:])
        elif path and get_origin(choice) in (dict, tuple):
            inner = get_args(choice)[1 if get_origin(choice) is dict else 0]
            found = _model_at(inner, path[1:])
            if found is not None:
                return found
    return None


def _choices(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without the notes on them."""
    origin = get_origin(annotation)
    if origin is None or origin in (dict, tuple):
        yield annotation
        return
    for part in get_args(annotation):
        if isinstance(part, type) or get_origin(part) is not None:
            yield from _choices(part)


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items()]


_UNFIT = Text(en="This value does not fit here.", ja="この値はここに合いません。")
_MAPPING = Text(
    en="A mapping (`key: value`) is needed here.", ja="ここには「キー: 値」の組が必要です。"
)
_EXPECTED = {
    "string_type": Text(
        en="A text is needed here; quote true, false and null if you mean the words.",
        ja="ここには文字列が必要です。true、false、null を文字として書くときは引用符で囲みます。",
    ),
    "bool_type": Text(
        en="Write true or false here, without quotes.",
        ja="ここには true か false を、引用符なしで書いてください。",
    ),
    "tuple_type": Text(en="A list is needed here.", ja="ここにはリストが必要です。"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": Text(
        en="There is too little here; give at least one.", ja="少なくとも一つ書いてください。"
    ),
    "too_long": Text(en="Only one may stand here.", ja="ここに書けるのは一つだけです。"),
    "string_too_short": Text(en="This text is blank.", ja="文字列が空です。"),
    "string_too_long": Text(en="This is too long.", ja="長すぎます。"),
}
_ODD = (Text(en="is not written as it should be.", ja="は書き方が正しくありません。"), None)
_NO_NAME = Text(en="is no name that can be used here.", ja="はここで使える名前ではありません。")
_PATTERNS: dict[str, tuple[Text, Text | None]] = {
    r"^[a-z][a-z0-9_]*$": (
        _NO_NAME,
        Text(
            en="Use small letters a–z, digits and _, beginning with a letter.",
            ja="英小文字で始め、英小文字、数字、_ だけを使ってください。",
        ),
    ),
    r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)+$": (
        Text(en="is no policy id.", ja="はポリシーの番号の形ではありません。"),
        Text(en="Write it like E-01.", ja="E-01 のように書いてください。"),
    ),
    r"^T1[0-9]{2}$": (
        Text(en="is no code that can be allowed.", ja="は許容できるコードではありません。"),
        Text(
            en="Write one of lint's, like T108.",
            ja="T108 のような lint のコードを書いてください。",
        ),
    ),
    r"^[a-z0-9][a-z0-9.-]*$": (
        _NO_NAME,
        Text(
            en="Use small letters a–z, digits, dots and hyphens, like house-rules-2026.",
            ja="house-rules-2026 のように、英小文字、数字、ピリオド、ハイフンだけを使ってください。",
        ),
    ),
    r"^[a-z0-9][a-z0-9_-]*$": (
        _NO_NAME,
        Text(
            en="Use small letters a–z, digits, _ and hyphens.",
            ja="英小文字、数字、_、ハイフンだけを使ってください。",
        ),
    ),
    r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[A-Za-z0-9._~-]+)*$": (
        Text(en="is no name for a log.", ja="はログの名前の形ではありません。"),
        Text(
            en="Write it like example.co.jp/records.",
            ja="example.co.jp/records のように書いてください。",
        ),
    ),
}
