"""What a refusal is called that no policy of the process made, but the engine itself."""

from collections.abc import Mapping

from tadasu.errors import Text
from tadasu.rules.process import Process

_CODES: Mapping[str, Text] = {
    "role": Text(en="Who may act", ja="行える人"),
    "state": Text(en="State of the case", ja="案件の状態"),
    "field": Text(en="Fields", ja="項目"),
    "input": Text(en="What was stated", ja="述べた内容"),
    "evidence": Text(en="Evidence", ja="証跡"),
    "waiver": Text(en="Waivers", ja="免除"),
    "cosign": Text(en="Second signature", ja="二人目の署名"),
    "form": Text(en="Documents", ja="文書"),
    "personal": Text(en="Personal values", ja="個人に関する値"),
    "erased": Text(en="Erased values", ja="消去済みの値"),
    "automatic": Text(en="Acts of the process itself", ja="自動の処理"),
    "effects": Text(en="What follows from an act", ja="行為に続く処理"),
    "target": Text(en="Where an act leads", ja="行き先の状態"),
    "guard-error": Text(en="An expression without a value", ja="計算できない式"),
    "migration": Text(en="Migration", ja="移行"),
}
"""By code, as the record has it."""


def called(name: str, process: Process) -> Text:
    """What stopped an act: a policy with its title, or the engine's own reason in words."""
    policy = process.policies.get(name)
    if policy is not None:
        return Text(en=f"{name} {policy.title.en}", ja=f"{name} {policy.title.ja}")
    return _CODES.get(name, Text(en=name, ja=name))
