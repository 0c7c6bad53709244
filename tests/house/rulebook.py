"""The pages of rules and of parameters, made from the shipped process; run, it writes them."""

from collections.abc import Iterator, Mapping
from functools import cache

from tadasu.errors import Language, Text
from tadasu.rules.parameters import Parameter
from tadasu.rules.policy import Policy, Ref
from tadasu.rules.process import Process
from tests.house.rooms import ROOT
from tests.house.traps import TRAPS
from tests.world import shipped_process

RULES = "docs/rules"
PARAMETERS = "docs/parameters"
LANGUAGES: tuple[Language, ...] = ("en", "ja")

TABLE: Mapping[str, str] = {
    "P": "01 02 03 04",
    "L": "01 02 03",
    "A": "01 02 03 04 06",
    "C": "01 02 03",
    "E": "01 02 03 04 05",
    "F": "01 02 03 04",
    "R": "01 02 03 04",
    "K": "01 02 03 04 05",
    "V": "01 02 03 04",
    "X": "01 02",
    "Z": "01 02",
}
"""The numbers of the rules that an ISMS internal audit must keep, by letter."""

VIEWS = {
    "X-01": Text(
        en="Overdue steps climb from the owner to top management. No rule refuses anything here:"
        " every state that asks for something has a due date, and `tadasu todo` shows what is"
        " late.",
        ja="期限を過ぎた手順は、担当者からトップマネジメントへと順に知らせが上がります。拒む規則ではなく、"
        "対応が要る状態のすべてに期限を設け、遅れは `tadasu todo` が示します。",
    )
}
"""What is seen rather than refused."""

GROUPS: Mapping[str, Text] = {
    "P": Text(en="The programme", ja="監査プログラム"),
    "L": Text(en="The plan of an audit", ja="監査計画"),
    "A": Text(en="Auditors", ja="監査員"),
    "C": Text(en="Preparation", ja="準備"),
    "E": Text(en="Evidence and judgement", ja="証跡と判定"),
    "F": Text(en="Findings", ja="指摘事項"),
    "R": Text(en="The report", ja="監査報告"),
    "K": Text(en="Correction and corrective action", ja="修正と是正処置"),
    "V": Text(en="Effect", ja="有効性"),
    "X": Text(en="The end of an audit", ja="監査の完了"),
    "D": Text(en="The directory", ja="名簿"),
    "S": Text(en="Personal data", ja="個人の情報"),
    "Z": Text(en="An honest record", ja="記録の誠実さ"),
}
"""The letters that ids begin with, in the order of an audit."""

LEVELS: Mapping[str, Text] = {
    "floor": Text(en="floor", ja="最低線"),
    "block": Text(en="refuses", ja="拒否"),
    "waiver": Text(en="refuses unless waived", ja="拒否(免除あり)"),
    "warn": Text(en="warns", ja="警告"),
}

_ACTS: Mapping[str, Text] = {
    "open": Text(en="opening", ja="起票"),
    "change": Text(en="change of facts", ja="事実の変更"),
    "evidence": Text(en="evidence", ja="証跡の添付"),
}


def ids() -> list[str]:
    """The ids of the table, X-01 among them."""
    return [f"{letter}-{number}" for letter, all_ in TABLE.items() for number in all_.split()]


def family(wanted: str, process: Process) -> list[str]:
    """The policies that say the rule `wanted`: its own id, and that id with a letter behind."""
    return [one for one in process.policies if one == wanted or one.startswith(f"{wanted}-")]


def pages() -> dict[str, str]:
    """The four pages by their path in the checkout."""
    process = _process()
    made = {}
    for language in LANGUAGES:
        suffix = ".md" if language == "en" else f".{language}.md"
        made[RULES + suffix] = "\n".join(_rules(process, language)) + "\n"
        made[PARAMETERS + suffix] = "\n".join(_parameters(process, language)) + "\n"
    return made


@cache
def _process() -> Process:
    return shipped_process()


def _rules(process: Process, say: Language) -> Iterator[str]:
    yield f"# {_T['rules'].to(say)}"
    yield from ("", _link(RULES, say), "", _T["rules-about"].to(say))
    yield from ("", " · ".join(f"**{LEVELS[one].to(say)}**" for one in LEVELS))
    yield from ("", _T["levels"].to(say))
    places = _places(process, say)
    for letter in sorted({one[0] for one in process.policies}, key=_rank):
        title = GROUPS.get(letter)
        yield from ("", f"## {letter} {title.to(say) if title else ''}".rstrip(), "")
        yield f"| {_T['rules-head'].to(say)} |"
        yield "|---|---|---|---|---|"
        of_letter = [one for one in process.policies.values() if one.id[0] == letter]
        for policy in sorted(of_letter, key=lambda one: one.id):
            yield f"| {' | '.join(_cells(policy, places, say))} |"
        for name, text in VIEWS.items():
            if name[0] == letter:
                yield f"| {name} | {text.to(say)} | – | – | – |"
    yield from ("", f"## {_T['traps'].to(say)}", "", _T["traps-about"].to(say), "")
    yield f"| {_T['traps-head'].to(say)} |"
    yield "|---|---|---|"
    for trap in TRAPS:
        shown = "<br>".join(f"`{one}`" for one in trap.shown)
        yield f"| {trap.what.to(say)} | {trap.why.to(say)} | {shown} |"


def _rank(letter: str) -> tuple[int, str]:
    order = list(GROUPS)
    return (order.index(letter) if letter in order else len(order), letter)


def _places(process: Process, say: Language) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, workflow in process.workflows.items():
        for act in workflow.acts:
            word = _ACTS.get(act)
            place = f"{name}: {word.to(say)}" if word else f"`{name}.{act}`"
            for binding in workflow.bindings(act):
                found.setdefault(binding.policy, []).append(place)
    return found


def _cells(policy: Policy, places: Mapping[str, list[str]], say: Language) -> Iterator[str]:
    yield policy.id
    yield policy.title.text.to(say).replace("|", "\\|")
    yield LEVELS[policy.level].to(say)
    yield ", ".join(_clause(ref) for ref in policy.refs) or "–"
    yield ", ".join(places.get(policy.id, [])) or "–"


def _clause(ref: Ref) -> str:
    standard = ref.standard.removeprefix("iso").split("-20")[0]
    return f"{standard} {ref.clause}{f' {ref.point}' if ref.point else ''}"


def _parameters(process: Process, say: Language) -> Iterator[str]:
    yield f"# {_T['parameters'].to(say)}"
    yield from ("", _link(PARAMETERS, say), "", _T["parameters-about"].to(say), "")
    yield f"| {_T['parameters-head'].to(say)} |"
    yield "|---|---|---|---|---|"
    users = _users(process)
    for name, one in process.declared.items():
        if one.fields is None:
            cells = (f"`{name}`", _meaning(one, say), _default(one), _range(one, say), users(name))
            yield f"| {' | '.join(cells)} |"
    for name, one in process.declared.items():
        if one.fields is not None:
            yield from _table(name, one, users(name), say)


def _table(name: str, one: Parameter, users: str, say: Language) -> Iterator[str]:
    yield from ("", f"## `{name}`", "", f"{_meaning(one, say)} ({users})", "")
    columns = one.fields or {}
    heads = [f"`{column}` {spec.title.text.to(say)}" for column, spec in columns.items()]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(columns)}"
    for row in one.default if isinstance(one.default, tuple) else ():
        yield f"| {' | '.join(str(row.get(column, '–')) for column in columns)} |"


def _meaning(one: Parameter, say: Language) -> str:
    return (
        f"{one.title.text.to(say)}<br>{one.help.text.to(say)}"
        if one.help
        else one.title.text.to(say)
    )


def _default(one: Parameter) -> str:
    return str(one.default).lower() if isinstance(one.default, bool) else str(one.default)


def _range(one: Parameter, say: Language) -> str:
    if one.min is not None:
        return f"{one.min}–{one.max}"
    return _T["any"].to(say) if not one.values else " · ".join(one.values)


class _Users:
    def __init__(self, process: Process) -> None:
        self._texts = {
            **{name: one.model_dump_json() for name, one in process.policies.items()},
            **{f"`{name}`": one.model_dump_json() for name, one in process.workflows.items()},
        }

    def __call__(self, parameter: str) -> str:
        found = [name for name, text in self._texts.items() if _reads(text, parameter)]
        return ", ".join(sorted(found)) or "–"


def _reads(text: str, parameter: str) -> bool:
    parts = text.split(f"params.{parameter}")
    return any(not (part[:1].isalnum() or part[:1] == "_") for part in parts[1:])


def _users(process: Process) -> _Users:
    return _Users(process)


def _link(page: str, say: Language) -> str:
    name = page.removeprefix("docs/")
    return f"*[日本語]({name}.ja.md)*" if say == "en" else f"*[English]({name}.md)*"


_T: Mapping[str, Text] = {
    "rules": Text(en="The rules of the shipped process", ja="出荷時の規則"),
    "rules-about": Text(
        en="Made from `policies/` and `workflows/` by `make schemas`: every rule, how strict it"
        " is, the clause that it rests on, and the acts that it is asked at. What a rule says"
        " when it refuses, and what to do then, stands in its file; `tadasu why CASE` asks it"
        " of a case.",
        ja="`make schemas` が `policies/` と `workflows/` から作るページです。規則、水準、根拠の箇条、"
        "どの行為で問われるかを一覧にしています。拒むときのメッセージと対処は各ファイルにあり、"
        "`tadasu why 案件` で、ある案件について確かめられます。",
    ),
    "levels": Text(
        en="A floor is never switched off, weakened or waived. A waiver needs a named role that"
        " does not profit, a reason, a measure in the rule's place and a last day, all on record."
        " A warning lets the act happen and stays on record.",
        ja="最低線の規則は、無効化も緩和も免除もできません。免除には、利害のない所定の役割の人、理由、代替策、"
        "期限が要り、すべて記録に残ります。警告は行為を妨げませんが、記録に残ります。",
    ),
    "rules-head": Text(
        en="id | rule | level | clauses | asked at", ja="id | 規則 | 水準 | 箇条 | 問われる行為"
    ),
    "traps": Text(en="What can't happen here", ja="ここでは起こり得ないこと"),
    "traps-about": Text(
        en="Gaps that products of this kind are known for, and the case or test that shows each of"
        " them impossible.",
        ja="同種の製品で知られている抜け穴と、それが起こり得ないことを示すケース・テストです。",
    ),
    "traps-head": Text(en="trap | why not | shown by", ja="抜け穴 | 起こらない理由 | 示すもの"),
    "parameters": Text(en="The parameters of the shipped process", ja="出荷時のパラメータ"),
    "parameters-about": Text(
        en="What an organisation decides without touching a rule: in `parameters:` of its"
        " `tadasu.yaml`, then `tadasu adopt`. A case keeps the values that it was opened under."
        " The limits are part of the rules: no setting switches a rule off. Made from"
        " `policies/parameters.yaml` by `make schemas`.",
        ja="規則に触れずに組織が決める値です。`tadasu.yaml` の `parameters:` に書き、`tadasu adopt` で採用します。"
        "案件は、起票したときの値を持ち続けます。範囲は規則の一部であり、どの値にしても規則は無効になりません。"
        "`make schemas` が `policies/parameters.yaml` から作るページです。",
    ),
    "parameters-head": Text(
        en="parameter | meaning | otherwise | limits | used by",
        ja="パラメータ | 意味 | 既定値 | 範囲 | 使う規則・ワークフロー",
    ),
    "any": Text(en="any", ja="任意"),
}


def write() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (ROOT / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write()
