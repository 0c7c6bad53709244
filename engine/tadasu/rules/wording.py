"""What the libraries below say of a wrong file, said again for the person who wrote it."""

import difflib
from collections.abc import Iterable
from itertools import islice

from tadasu.errors import Text

MOST = 200
"""Problems that are told of one document, and told with a likely spelling."""

TAKEN = Text(
    en="This name already means something here.",
    ja="この名前は、ここですでに別の意味をもっています。",
)
"""Of a variable, mark or part."""

_COMPARED = 1_000
"""Names among which the likely spelling is looked for."""

_REPEATED = 80
_SHORT_LIST = 12
"""Names that are listed when none is close."""

_BROKEN: dict[str, tuple[Text, Text | None]] = {
    "mapping values are not allowed": (
        Text(en="A `: ` stands where none may stand.", ja="ここに `: ` は書けません。"),
        Text(
            en="Put the text in quotes, or check the indentation of this line and the one before.",
            ja="文字列を引用符で囲むか、この行と前の行の字下げを確かめてください。",
        ),
    ),
    "could not find expected ':'": (
        Text(en="A `:` is missing after a key.", ja="キーの後の `:` がありません。"),
        Text(
            en="Write `key: value`; check the indentation of this line and the one before.",
            ja="`キー: 値` と書き、この行と前の行の字下げを確かめてください。",
        ),
    ),
    "did not find expected key": (
        Text(en="A key should begin here.", ja="ここからキーが始まるはずです。"),
        Text(
            en="Check the indentation and the quotes of this line and the one before.",
            ja="この行と前の行の字下げと引用符を確かめてください。",
        ),
    ),
    "did not find expected ',' or": (
        Text(en="A `,` or a closing bracket is missing.", ja="`,` か閉じ括弧がありません。"),
        Text(
            en="Close the bracket; quote texts that hold `,` `:` `{` `}` `[` or `]`.",
            ja="括弧を閉じてください。`,` `:` `{` `}` `[` `]` を含む文字列は引用符で囲みます。",
        ),
    ),
    "did not find expected node content": (
        Text(en="A value should begin here.", ja="ここから値が始まるはずです。"),
        Text(
            en="Remove the comma before it; quote texts that hold `,` `:` `{` `}` `[` or `]`.",
            ja="直前の `,` を消してください。`,` `:` `{` `}` `[` `]` を含む文字列は引用符で囲みます。",
        ),
    ),
    "did not find expected '-'": (
        Text(
            en="An item of the list should begin here.",
            ja="ここからリストの項目が始まるはずです。",
        ),
        Text(en="Check the indentation of this line.", ja="この行の字下げを確かめてください。"),
    ),
    "cannot start any token": (
        Text(en="A text may not begin like this.", ja="この文字で値を始めることはできません。"),
        Text(
            en="Put the text in quotes; indent with spaces, not with tabs.",
            ja="文字列を引用符で囲んでください。字下げにはタブではなく空白を使います。",
        ),
    ),
    "unexpected end of stream": (
        Text(en="A quote is never closed.", ja="引用符が閉じられていません。"),
        Text(en="Close the quote.", ja="引用符を閉じてください。"),
    ),
    "undefined alias": (
        Text(
            en="Anchors and aliases (& and *) are not used here.",
            ja="アンカーとエイリアス(& と *)は使えません。",
        ),
        Text(en="Put the text in quotes.", ja="文字列を引用符で囲んでください。"),
    ),
    "control characters": (
        Text(
            en="There is an invisible control character here.",
            ja="ここに見えない制御文字があります。",
        ),
        Text(en="Remove it.", ja="その文字を削除してください。"),
    ),
}


def broken_yaml(said: str) -> tuple[Text, Text | None]:
    """Message and remedy for a file that is no YAML, from what the parser said of it."""
    for part, texts in _BROKEN.items():
        if part in said:
            return texts
    return (
        Text(en="This is not well-formed YAML.", ja="YAML として正しい形になっていません。"),
        Text(
            en="Check the indentation, the quotes and the brackets here and on the line before.",
            ja="この行と前の行の字下げ、引用符、括弧を確かめてください。",
        ),
    )


def parted(key: str) -> tuple[Text, Text]:
    """Message and remedy for a key behind a comma that has no value, not even a `:`."""
    name = clipped(key)
    return (
        Text(
            en=f"`{name}` behind the comma is read as a key, and has no value.",
            ja=f"コンマの後の `{name}` がキーとして読まれていて、値がありません。",
        ),
        Text(
            en="If the comma belongs to a text, put the whole text in quotes; "
            "otherwise give the key a value.",
            ja="コンマが文の一部なら、文全体を引用符で囲んでください。キーであれば値を書きます。",
        ),
    )


def clipped(word: str) -> str:
    """A word as a message repeats it: at most 80 characters."""
    return word if len(word) <= _REPEATED else word[: _REPEATED - 1] + "…"


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """The likeliest of `known`, or all of a short list, as a remedy; None when there is none."""
    choices = list(islice(dict.fromkeys(known), _COMPARED))
    close = difflib.get_close_matches(word[:_REPEATED], choices, n=1, cutoff=0.6)
    if close:
        return Text(en=f"Did you mean `{close[0]}`?", ja=f"`{close[0]}` のことですか。")
    if not choices:
        return None
    if len(choices) <= _SHORT_LIST:
        listed = " ".join(f"`{choice}`" for choice in choices)
        return Text(en=f"Known here: {listed}.", ja=f"使えるもの: {listed}。")
    return None


# Each of these: the message, then the remedy.
ALIAS = (
    Text(
        en="Anchors and aliases (& and *) are not used here.",
        ja="アンカーとエイリアス(& と *)は使えません。",
    ),
    Text(
        en="Write the value out, or put it in quotes.",
        ja="値をそのまま書くか、引用符で囲んでください。",
    ),
)
TAG = (
    Text(en="A YAML tag (!) is not used here.", ja="YAML のタグ(!)は使えません。"),
    Text(
        en="If this is an expression, write a `|` here and the expression on the next line.",
        ja="条件式であれば、`|` と書き、次の行から式を書いてください。",
    ),
)
KEY = (
    Text(en="A key must be plain text.", ja="キーは文字列でなければなりません。"),
    Text(
        en="Use a name as the key; <<, true, false, null and lists are no keys here.",
        ja="名前をキーにしてください。<<、true、false、null、リストはキーにできません。",
    ),
)
NO_VALUE = (
    Text(en="There is no value here.", ja="値がありません。"),
    Text(en="Give a value, or leave the key out.", ja="値を書くか、キーごと削除してください。"),
)
NO_MAPPING = (
    Text(
        en="A definition is a mapping of keys to values.", ja="定義は「キー: 値」の形で書きます。"
    ),
    Text(
        en="Begin with `workflow: NAME` or the like.",
        ja="`workflow: 名前` などから書き始めてください。",
    ),
)
DIRECTIVE = (
    Text(en="YAML directives (%) are not used here.", ja="YAML のディレクティブ(%)は使えません。"),
    Text(en="Remove the line.", ja="この行を削除してください。"),
)
TOO_WRONG = (
    Text(
        en="There are too many problems in this file; the rest is not told.",
        ja="このファイルの問題が多すぎます。残りは表示しません。",
    ),
    Text(en="Mend those above first.", ja="まず上の問題を直してください。"),
)
TOO_LARGE = Text(en="This file is larger than 1 MiB.", ja="このファイルは 1 MiB を超えています。")
TOO_DEEP = (
    Text(en="This is nested too deeply.", ja="入れ子が深すぎます。"),
    Text(en="Nest less deeply.", ja="入れ子を浅くしてください。"),
)
TOO_MANY = (
    Text(en="There are too many values in this file.", ja="このファイルの値が多すぎます。"),
    Text(en="Split the file.", ja="ファイルを分けてください。"),
)
