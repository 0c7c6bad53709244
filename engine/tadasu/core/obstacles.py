"""Why a case cannot go on under another process, or cannot be read by it: one kind each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tadasu.core.reasons import said
from tadasu.errors import Item, Reason, Text

Kind = Literal[
    "state",
    "transition",
    "field",
    "twice",
    "value",
    "required",
    "parent",
    "workflow",
    "people",
    "rule",
    "effect",
]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way; the same for all cases that it stops."""

    kind: Kind
    workflow: str
    name: str
    """The state, transition or field."""
    other: str = ""
    """The value, the parent's workflow, or what must be read."""


Found = Mapping[str, Sequence[Obstacle]]
"""By the key of a case, what stands in its way."""


def reasons_of(found: Found) -> list[Reason]:
    """Each obstacle once, with the cases that it stops; nobody may set it aside."""
    stopped: dict[Obstacle, list[str]] = {}
    for key, obstacles in found.items():
        for obstacle in dict.fromkeys(obstacles):
            stopped.setdefault(obstacle, []).append(key)
    return [_reason(obstacle, keys) for obstacle, keys in stopped.items()]


def told(obstacle: Obstacle) -> Text:
    """The obstacle as a sentence."""
    workflow, name, other = obstacle.workflow, obstacle.name, obstacle.other
    match obstacle.kind:
        case "state":
            return Text(
                en=f"There is no state {name} in {workflow} any more.",
                ja=f"{workflow} に状態 {name} がなくなります。",
            )
        case "transition":
            return Text(
                en=f"{name} was done, and {workflow} has no such transition any more: rules "
                "would not see it.",
                ja=f"{name} が行われていますが、{workflow} にその遷移がなくなるため、"
                "規則から見えなくなります。",
            )
        case "field":
            return Text(
                en=f"{name} is stated, and {workflow} has no such field any more.",
                ja=f"{name} が記入されていますが、{workflow} にその項目がなくなります。",
            )
        case "twice":
            return Text(
                en=f"Two stated fields would both become {name} of {workflow}.",
                ja=f"記入済みの二つの項目が、どちらも {workflow} の {name} になってしまいます。",
            )
        case "value":
            return Text(
                en=f"{name} of {workflow} can't hold {other}.",
                ja=f"{workflow} の {name} に {other} は入れられません。",
            )
        case "required":
            return Text(
                en=f"{workflow} requires {name}, and nothing is stated there.",
                ja=f"{workflow} では {name} が必須ですが、記入されていません。",
            )
        case "parent":
            return Text(
                en=f"A {workflow} belongs to {name or 'no other case'}, not to {other or 'none'}.",
                ja=f"{workflow} の属する先は {name or 'なし'} で、{other or 'なし'} ではありません。",
            )
        case "workflow":
            return Text(
                en=f"There is no workflow {workflow} any more, and cases of it are under way.",
                ja=f"ワークフロー {workflow} がなくなりますが、進行中の案件があります。",
            )
        case "people":
            return Text(
                en=f"The people are cases of {workflow}, which is no longer who acts.",
                ja=f"行う人は {workflow} の案件ですが、人を表すワークフローが別のものになります。",
            )
        case "rule":
            return Text(
                en=f"The rules that {workflow} is under way by read {name} of {other}, which "
                "will not be there as they know it.",
                ja=f"進行中の {workflow} の規則は {other} の {name} を読みますが、"
                "それが同じ形では残りません。",
            )
        case "effect":
            return Text(
                en=f"What follows from an act would take {workflow} by {name} to {other}, and one "
                "of the two processes knows no such state.",
                ja=f"行為に続いて {workflow} が {name} で {other} に移ることがありますが、"
                "新旧どちらかのプロセスにその状態がありません。",
            )


def _reason(obstacle: Obstacle, keys: Iterable[str]) -> Reason:
    text = told(obstacle)
    return said(
        "migration",
        Text(en="Cases under way", ja="進行中の案件"),
        text,
        _REMEDIES[obstacle.kind],
        tuple(Item(key=key, message=text, because=()) for key in keys),
    )


_PLAN = Text(
    en="Say in a plan (docs/changing-a-process.md) what it is called now, or put it back.",
    ja="移行計画(docs/changing-a-process.ja.md)に新しい名前を書くか、定義に戻してください。",
)
_DROP = Text(
    en="Say in a plan (docs/changing-a-process.md) what it is called now, give it up there by "
    "`null`, or put it back.",
    ja="移行計画(docs/changing-a-process.ja.md)に新しい名前を書くか、`null` と書いて手放すか、"
    "定義に戻してください。",
)
_REMEDIES: Mapping[Kind, Text] = {
    "state": _PLAN,
    "transition": _DROP,
    "field": _DROP,
    "twice": Text(
        en="Give one of them up by `null`, or give it another name.",
        ja="一方を `null` で手放すか、別の名前にしてください。",
    ),
    "value": Text(
        en="Rename the value under `values`, give the field up by `null`, or take the value in.",
        ja="`values` で値を読み替えるか、項目を `null` で手放すか、その値を認めてください。",
    ),
    "required": Text(
        en="State it first, or give a value under `defaults` in the plan of migration.",
        ja="先に記入するか、移行計画の `defaults` に値を書いてください。",
    ),
    "parent": Text(
        en="Let the workflow keep its parent.", ja="ワークフローの `parent` を変えないでください。"
    ),
    "workflow": Text(
        en="Keep it until they have ended, or say in the plan of migration what it is called now.",
        ja="それらが終わるまで残すか、移行計画に新しい名前を書いてください。",
    ),
    "people": Text(
        en="Say in the plan of migration which workflow the people go on in.",
        ja="移行計画に、人がどのワークフローに移るかを書いてください。",
    ),
    "effect": Text(
        en="Migrate these cases together with the adoption (--migrate PLAN), or keep the state.",
        ja="採用と同時にこれらの案件も移行する(--migrate PLAN)か、その状態を残してください。",
    ),
    "rule": Text(
        en="Migrate these cases together with the adoption: --migrate PLAN.",
        ja="採用と同時に、これらの案件も移行してください: --migrate PLAN",
    ),
}
