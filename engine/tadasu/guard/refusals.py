"""What the parser says to CEL outside the guard profile and to slips of the pen: texts only."""

from typing import Final

from tadasu.errors import Text

Refused = tuple[Text, Text]
"""What is refused, as the subject of a sentence, and what to write instead."""

LITERALS: Final[dict[str, Refused]] = {
    "double": (
        Text(en="A number with a fraction", ja="小数"),
        Text(
            en="Write whole numbers, in a smaller unit if need be.",
            ja="必要なら小さい単位にして整数で書いてください。",
        ),
    ),
    "uint": (
        Text(en="An unsigned number", ja="符号なし整数"),
        Text(en="Write it without the u.", ja="u を付けずに書いてください。"),
    ),
    "bytes": (
        Text(en="A literal of bytes", ja="バイト列"),
        Text(en="Write a text without the b.", ja="b を付けずに文字列として書いてください。"),
    ),
}  # fmt: skip

NULL: Final[Refused] = (
    Text(en="null", ja="null "),
    Text(
        en="Ask has(x.field) whether a value is there.",
        ja="値の有無は has(x.field) で調べてください。",
    ),
)
INDEX: Final[Refused] = (
    Text(en="Indexing", ja="添字"),
    Text(
        en="Use exists(x, …), all(x, …) or filter(x, …).",
        ja="exists(x, …)、all(x, …)、filter(x, …) を使ってください。",
    ),
)
MAP: Final[Refused] = (
    Text(en="A map", ja="マップ"),
    Text(
        en="Write a list, as in x in ['a', 'b'].",
        ja="x in ['a', 'b'] のようにリストで書いてください。",
    ),
)
MESSAGE: Final[Refused] = (
    Text(en="A message literal", ja="メッセージリテラル"),
    Text(en="Compare fields one by one.", ja="フィールドを一つずつ比べてください。"),
)
ROOT: Final[Refused] = (
    Text(en="A name with a leading dot", ja="ドットで始まる名前"),
    Text(en="Leave the dot out.", ja="先頭のドットを取ってください。"),
)
HAS_ARGUMENT: Final[Refused] = (
    Text(en="has() asks for a field.", ja="has() にはフィールドを書きます。"),
    Text(en="Write has(x.field).", ja="has(x.field) と書いてください。"),
)
INT_RANGE: Final[Refused] = (
    Text(en="This number does not fit into 64 bits.", ja="この数は64ビットに収まりません。"),
    Text(
        en="Use numbers from -9223372036854775808 to 9223372036854775807.",
        ja="-9223372036854775808 から 9223372036854775807 までの数を使ってください。",
    ),
)
ESCAPE: Final[Refused] = (
    Text(
        en="This backslash begins no escape sequence of CEL.",
        ja="このバックスラッシュは CEL のエスケープではありません。",
    ),
    Text(en=r"Write \\ for a backslash, or r'…' for a raw text.", ja=r"\\ と書くか、r'…' を使ってください。"),
)  # fmt: skip

WORD_OPERATORS: Final = {
    "and": Text(en="Write &&.", ja="&& と書いてください。"),
    "or": Text(en="Write ||.", ja="|| と書いてください。"),
    "is": Text(en="Write ==.", ja="== と書いてください。"),
    "not": Text(en="Write !(x in y).", ja="!(x in y) と書いてください。"),
    "if": Text(en="Write condition ? a : b.", ja="条件 ? a : b と書いてください。"),
}
MARKS: Final = {
    ",": Text(en="Commas stand within calls and lists only.", ja="カンマは呼び出しとリストの中だけで使えます。"),
    ")": Text(en="Check the parentheses.", ja="括弧の対応を確認してください。"),
    ":": Text(en="A colon belongs to condition ? a : b.", ja="コロンは 条件 ? a : b の一部としてだけ使えます。"),
}  # fmt: skip


def outside(refused: Refused) -> Refused:
    """The whole sentence and the alternative."""
    subject, remedy = refused
    return (
        Text(
            en=f"{subject.en} is outside the guard profile.",
            ja=f"{subject.ja.strip()}はガード言語では使えません。",
        ),
        remedy,
    )


def division(op: str) -> Refused:
    """Division by what may be zero has no result for every pair of numbers."""
    return (
        Text(
            en=f"The operator {op} before anything but a number other than 0",
            ja=f"0 以外の数値リテラルではないものを右辺とする演算子 {op} ",
        ),
        Text(
            en="Write a number, as in a / 3, or multiply the other side: a >= b * n.",
            ja="a / 3 のように数値を書くか、a >= b * n のように反対側に掛けてください。",
        ),
    )


def three_arguments(macro: str) -> Refused:
    """`map(x, filter, transform)` and the two-variable macros."""
    return (
        Text(en=f"{macro} with more than two arguments", ja=f"引数が三つ以上の {macro} "),
        Text(en="Write filter(x, …).map(x, …).", ja="filter(x, …).map(x, …) と書いてください。"),
    )


def nesting(limit: int) -> Refused:
    """Comprehensions within one another multiply the work."""
    return (
        Text(
            en=f"At most {limit} comprehensions may nest.",
            ja=f"all や exists などの入れ子は {limit} 段までです。",
        ),
        Text(
            en="Split the rule, or use a policy's each.",
            ja="規則を分けるか、ポリシーの each を使ってください。",
        ),
    )


def reserved(word: str) -> Refused:
    """A word that CEL keeps for itself or for the languages around it."""
    return (
        Text(en=f"{word} is a reserved word of CEL.", ja=f"{word} は CEL の予約語です。"),
        Text(en="Use another name.", ja="別の名前を使ってください。"),
    )
