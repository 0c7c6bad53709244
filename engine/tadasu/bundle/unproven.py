"""What a verification cannot show, and what would."""

from collections.abc import Iterator, Sequence
from typing import Final

from tadasu.errors import Text
from tadasu.ledger.roster import Doubt

SHOWN = 10
"""Positions that are named; all are counted."""

NO_LOG_KEY: Final = Text(
    en="That the checkpoint is the organisation's: put the log's verifier key, from a source of "
    "your own, into your trust file.",
    ja="チェックポイントがその組織のものであること。別の経路で得たログの検証鍵を、手元の trust "
    "ファイルに書いてください。",
)
NO_CHECKPOINT: Final = Text(
    en="That nothing was cut off, put back or written anew before the export: put a checkpoint "
    "from a receipt, last year's report or a witness into your trust file.",
    ja="書き出しの前に、末尾の切り捨て、古い写しへの差し替え、書き直しがなかったこと。受領控えや"
    "昨年の報告書のチェックポイントを trust ファイルに書いてください。",
)
NO_WITNESS: Final = Text(
    en="That others were shown the same log: no witness is in your trust file.",
    ja="ほかの人にも同じログが示されていること。trust ファイルに証人の鍵がありません。",
)
NO_PEOPLE: Final = Text(
    en="That every key is held by the person whose name it bears, and who acted in entries that "
    "nobody signed: put keys that people gave you into your trust file (person KEY …).",
    ja="それぞれの鍵を名前の本人が持っていること、署名のない記録を本人が行ったこと。本人から得た"
    "公開鍵を trust ファイルに書いてください(person …)。",
)
PART: Final = Text(
    en="What other entries of the log say, and whether entries of this case follow that are not "
    "in the bundle: it holds a part of the log.",
    ja="ログのほかの記録の内容、この束にない後続の記録の有無。この束はログの一部です。",
)
PART_CHECKPOINT: Final = Text(
    en="That the log goes on from your checkpoint: a part of a log can only be compared with one "
    "of its own size. Ask for a bundle of the whole log.",
    ja="手元のチェックポイントの続きであること。ログの一部からは、同じ件数のものしか照合できません。"
    "ログ全体の束を求めてください。",
)
STAMPS: Final = Text(
    en="When the stamped checkpoints were made: check the .tsr files with `openssl ts -verify`; "
    "VERIFY.md says how.",
    ja="タイムスタンプの時刻。.tsr ファイルは `openssl ts -verify` で確かめてください"
    "(検証手順.md)。",
)
NO_LIBRARY: Final = Text(
    en="Any signature: `pip install cryptography`, and verify again.",
    ja="すべての署名。`pip install cryptography` を実行して、もう一度検証してください。",
)


def compromised(found: Sequence[Doubt]) -> Iterator[Text]:
    """What was signed with keys that others may have had by then, key by key."""
    doubts: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in found:
        doubts.setdefault((doubt.person, doubt.fingerprint), []).append(doubt)
    for (person, fingerprint), each in doubts.items():
        positions = ", ".join(str(doubt.position) for doubt in each[:SHOWN])
        rest = f" … ({len(each)})" if len(each) > SHOWN else ""
        yield Text(
            en=f"The key {fingerprint} of {person} was compromised: its signatures under these "
            f"entries prove nothing: {positions}{rest}",
            ja=f"{person} の鍵 {fingerprint} は漏えいしたと記録されています。次の位置の署名は"
            f"何も証明しません: {positions}{rest}",
        )
