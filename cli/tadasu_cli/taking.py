"""The words that several verbs take."""

from tadasu.errors import Text
from tadasu_cli.words import Completes, Switch, Word


def key_word(completes: Completes | None = None, *, required: bool = True) -> Word:
    """KEY."""
    return Word(
        "key",
        "KEY",
        Text(en="The case's key.", ja="案件のキー。"),
        required=required,
        completes=completes,
    )


def keys_word(completes: Completes | None = None) -> Word:
    """KEY[,KEY…]"""  # noqa: D400, D415 (a usage line is no sentence)
    return Word(
        "key",
        "KEY[,KEY…]",
        Text(
            en="The case's key; of several cases, with commas: each is asked for itself.",
            ja="案件のキー。コンマで区切ると複数の案件を指定でき、一件ずつ別々に行います。",
        ),
        completes=completes,
    )


def given_word(completes: Completes | None = None, *, required: bool = False) -> Word:
    """FIELD=VALUE…"""  # noqa: D400, D415 (a usage line is no sentence)
    return Word(
        "given",
        "FIELD=VALUE",
        Text(
            en="What you state; FIELD= clears it. The same field several times makes a list.",
            ja="述べる内容。FIELD= は消去。同じ項目を繰り返すとリストになります。",
        ),
        required=required,
        many=True,
        completes=completes,
    )


def for_switch(completes: Completes | None = None) -> Switch:
    """--for PERSON"""  # noqa: D400, D415 (a usage line is no sentence)
    return Switch(
        "--for",
        "behalf",
        "PERSON",
        Text(
            en="In this person's name alone, where a role is delegated to you.",
            ja="この人の代理としてだけ行います(役割を委任されている場合)。",
        ),
        completes=completes,
    )


def issue_switch() -> Switch:
    """--issue"""  # noqa: D400, D415 (a usage line is no sentence)
    return Switch(
        "--issue",
        "issue",
        None,
        Text(
            en="Put on record that you hand it out; `tadasu verify FILE` knows the file then.",
            ja="発行したことを記録します。`tadasu verify ファイル` で照合できるようになります。",
        ),
    )


VALUES = Text(
    en="FIELD:=JSON states a list or a record, FIELD=@FILE the text of a file (UTF-8), "
    "FIELD=@@… a text that begins with @.",
    ja="FIELD:=JSON でリストやレコード、FIELD=@ファイル でファイルの内容(UTF-8)、"
    "FIELD=@@… で @ から始まる文字列を与えます。",
)
"""The other ways to state something."""

EACH = Text(
    en="Of several cases each is decided and recorded for itself: one that is refused "
    "(exit code 4) stops no other.",
    ja="複数の案件は一件ずつ判定して記録します。拒否された案件があっても(終了コード 4)、"
    "ほかの案件は行います。",
)
"""What a list of keys means."""
