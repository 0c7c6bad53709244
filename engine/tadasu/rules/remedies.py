"""What to do about a problem of which nothing more particular can be said."""

from collections.abc import Mapping

from tadasu.errors import Text

_RENAME = Text(en="Choose another name.", ja="別の名前にしてください。")

REMEDIES: Mapping[str, Text] = {
    "T001": Text(
        en="Put an ordinary file of at most 1 MiB, in UTF-8, in its place.",
        ja="UTF-8 で 1 MiB 以内の、通常のファイルにしてください。",
    ),
    "T007": Text(en="Divide it, or remove some.", ja="分けるか、減らしてください。"),
    "T009": Text(
        en="Put one definition into each document.", ja="一つの文書に一つの定義を書いてください。"
    ),
    "T011": Text(en="Correct the key, or remove it.", ja="キーを直すか、削除してください。"),
    "T012": Text(en="Write a value of that kind.", ja="その種類の値を書いてください。"),
    "T013": Text(en="Write one that is possible.", ja="使える値を書いてください。"),
    "T015": Text(en="Change one of the two.", ja="いずれか一方を直してください。"),
    "T017": Text(
        en="Rename one of them, or remove it.", ja="一方の名前を変えるか、削除してください。"
    ),
    "T020": Text(en="Correct the name, or define it.", ja="名前を直すか、定義してください。"),
    "T021": _RENAME,
    "T022": Text(en="Correct the template.", ja="ひな形を直してください。"),
    "T024": Text(en="Choose another `plural`.", ja="別の `plural` にしてください。"),
    "T025": Text(en="Remove it, or change its level.", ja="削除するか、level を変えてください。"),
    "T026": Text(
        en="Change the field, or put it elsewhere.", ja="項目の型か、置く場所を変えてください。"
    ),
    "T027": Text(en="Correct the item's `fields`.", ja="項目の `fields` を直してください。"),
    "T028": Text(en="Correct the value.", ja="値を直してください。"),
    "T030": Text(en="Correct the expression.", ja="式を直してください。"),
    "T031": Text(en="Write it in another way.", ja="別の書き方にしてください。"),
    "T032": Text(
        en="Split it, or name its parts under `define`.",
        ja="分けるか、部分に `define` で名前を付けてください。",
    ),
    "T033": Text(en="Correct the name.", ja="名前を直してください。"),
    "T034": Text(en="Write an expression of that type.", ja="その型の式を書いてください。"),
    "T036": Text(en="Write one of its values.", ja="その値のいずれかを書いてください。"),
    "T037": Text(
        en="Let one of them read something else.", ja="いずれかの式を直し、循環を断ってください。"
    ),
    "T041": Text(en="Correct the part of the form.", ja="様式のその部分を直してください。"),
    "T042": Text(en="Correct the sheet.", ja="シートの定義を直してください。"),
    "T038": Text(
        en="Correct the effect or the target.", ja="effects または行き先を直してください。"
    ),
}
"""By code."""
