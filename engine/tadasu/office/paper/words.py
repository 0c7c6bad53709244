"""What every paper says besides what is in it, in both languages."""

from collections.abc import Mapping

from tadasu.errors import Language, Text

SIMULATED = "SIMULATED RECORD 模擬記録"
"""On each page of a paper from a record that is played; in any language."""

ATTACHED = "record.json"
"""The file in a PDF with the record's own words."""

NOTE = "checkpoint.txt"
"""The file in a PDF with the newest signed checkpoint."""

_FURNITURE: Mapping[str, Text] = {
    "record": Text(en="Where to find the record again", ja="記録の照合"),
    "attached": Text(
        en="This paper was filled from the record named here. The record’s own words for what it "
        f"shows are attached to this file as {ATTACHED}.",
        ja="この文書は、次の記録から作成しました。表示した内容の元データを、このファイルに "
        f"{ATTACHED} として添付しています。",
    ),
    "log": Text(en="Log", ja="ログ"),
    "size": Text(en="Entries", ja="記録の件数"),
    "root": Text(en="Root", ja="ルート"),
    "spoken": Text(en="To read out", ja="照合符号"),
    "note": Text(en="Newest signed checkpoint", ja="署名済みの最新のチェックポイント"),
    "whole": Text(
        en=f"It is attached whole as {NOTE}; `tadasu verify --checkpoint {NOTE}` compares it with "
        "the record.",
        ja=f"全文を {NOTE} として添付しています。`tadasu verify --checkpoint {NOTE}` で記録と照合"
        "できます。",
    ),
    "keys": Text(en="Keys", ja="鍵"),
    "holder": Text(en="Whose key", ja="鍵の持ち主"),
    "print": Text(en="Fingerprint", ja="指紋"),
    "played": Text(
        en="This paper comes from a simulated record: what it shows has not happened.",
        ja="この文書は模擬記録から作成したものです。書かれていることは、実際には起きていません。",
    ),
}


def furniture(language: Language) -> dict[str, str]:
    """The words that stand around a paper's parts, by what they are for."""
    return {name: text.to(language) for name, text in _FURNITURE.items()} | {
        "simulated": SIMULATED
    }


def numbered(number: str, edition: str, language: Language) -> str:
    """A form's number with its edition; empty where it has neither."""
    told = Text(en=f"Form {number}", ja=f"様式 {number}").to(language) if number else ""
    issue = Text(en=f"edition {edition}", ja=f"第{edition}版").to(language) if edition else ""
    return Text(en=", ", ja=" ").to(language).join(filter(None, (told, issue)))


def as_of(day: str, language: Language) -> str:
    """Of when the record is that a paper was filled from; empty where it has no entry."""
    return (
        Text(en=f"As recorded on {day}", ja=f"{day} 現在の記録による").to(language) if day else ""
    )
