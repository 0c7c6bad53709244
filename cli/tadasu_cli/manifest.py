"""Every verb of the command line, so that `tadasu --help` need not load a single one."""

from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.errors import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb: where it lives is `tadasu_cli.commands.NAME`, what it does is one line."""

    group: str
    help: Text


GROUPS: Mapping[str, Text] = {
    "begin": Text(en="Begin", ja="始める"),
    "work": Text(en="Work on cases", ja="案件を進める"),
    "look": Text(en="Look", ja="見る"),
    "keep": Text(en="Keep the record", ja="記録を守る"),
    "define": Text(en="Write the process", ja="プロセスを書く"),
    "shell": Text(en="Shell", ja="シェル"),
}

MANIFEST: Mapping[str, Entry] = {
    "init": Entry(
        "begin",
        Text(en="Make a project and its first person.", ja="プロジェクトと最初の人を作ります。"),
    ),
    "demo": Entry(
        "begin",
        Text(en="Play a whole process, step by step.", ja="一連のプロセスを順に実演します。"),
    ),
    "doctor": Entry(
        "begin",
        Text(en="Look whether all is fit to work.", ja="動かす環境が整っているかを調べます。"),
    ),
    "new": Entry(
        "work",
        Text(
            en="Open a case, or one for each item of a checklist.",
            ja="案件を起こします。チェックリストの項目ごとにも起こせます。",
        ),
    ),
    "set": Entry(
        "work",
        Text(
            en="State, change or clear facts of a case.", ja="案件の事実を記入・変更・消去します。"
        ),
    ),
    "do": Entry(
        "work",
        Text(en="Make a transition of a case.", ja="案件の遷移を行います。"),
    ),
    "why": Entry(
        "work",
        Text(
            en="What is possible now, and what blocks the rest.",
            ja="いま行えることと、行えないことの理由を示します。",
        ),
    ),
    "attach": Entry(
        "work",
        Text(en="Attach a file as evidence.", ja="ファイルを証跡として添付します。"),
    ),
    "import": Entry(
        "work",
        Text(
            en="Import cases from a CSV file, all rows or none.",
            ja="CSV ファイルから案件を取り込みます。全行か、なしか。",
        ),
    ),
    "sheet": Entry(
        "work",
        Text(
            en="Fill in cases in Excel: write a sheet, take it back.",
            ja="Excel で記入します。シートを書き出し、取り込みます。",
        ),
    ),
    "plan": Entry(
        "look",
        Text(
            en="Suggest a plan that keeps every rule.",
            ja="すべての規則を満たす計画を提案します。",
        ),
    ),
    "show": Entry("look", Text(en="Show a case, whole.", ja="案件の全体を表示します。")),
    "list": Entry("look", Text(en="List the cases of a workflow.", ja="案件を一覧します。")),
    "todo": Entry(
        "look",
        Text(
            en="What there is to do, soonest first.",
            ja="これからすることを期限の近い順に示します。",
        ),
    ),
    "remind": Entry(
        "look",
        Text(
            en="Remind people of what is due, on the screen or by mail.",
            ja="期限のあることを知らせます。画面にも、メールでも。",
        ),
    ),
    "coverage": Entry(
        "look",
        Text(
            en="What was looked at, against what should be.",
            ja="確かめるべきものと、確かめたものを表で示します。",
        ),
    ),
    "board": Entry(
        "look",
        Text(
            en="Show the year, what is due and how far everything is, on one page.",
            ja="年間の予定、期限、進み具合を一つのページで示します。",
        ),
    ),
    "report": Entry(
        "look",
        Text(
            en="Write the document of a case: a report, a plan, a request.",
            ja="案件の文書(報告書・計画書・要求書など)を書き出します。",
        ),
    ),
    "form": Entry(
        "look",
        Text(
            en="Fill any form of the process from the record.",
            ja="プロセスの様式に、記録から記入します。",
        ),
    ),
    "picture": Entry(
        "look",
        Text(
            en="Draw where a case stands, what happened to it, or what was looked at.",
            ja="案件の現在の状態、経過、網羅状況を図にします。",
        ),
    ),
    "log": Entry(
        "look", Text(en="Show the record, entry by entry.", ja="記録を一件ずつ表示します。")
    ),
    "verify": Entry(
        "look",
        Text(en="Check that the record adds up.", ja="記録に食い違いがないことを検証します。"),
    ),
    "checkpoint": Entry(
        "keep",
        Text(en="Sign the record as it is now.", ja="いまの記録に署名します。"),
    ),
    "restore": Entry(
        "keep",
        Text(
            en="Put on record that an older copy was restored.",
            ja="古い写しから復元したことを記録に残します。",
        ),
    ),
    "witness": Entry(
        "keep",
        Text(
            en="Be a witness of other people's records.",
            ja="ほかの組織の記録の立会人になります。",
        ),
    ),
    "export": Entry(
        "keep",
        Text(
            en="Write a bundle that a stranger can verify.",
            ja="第三者が検証できる束を書き出します。",
        ),
    ),
    "erase": Entry(
        "keep",
        Text(
            en="Erase what is sealed about a person; two sign.",
            ja="人に関して封印された値を消去します。二人で署名します。",
        ),
    ),
    "key": Entry(
        "keep",
        Text(
            en="Make, enrol, end and list the keys that people sign with.",
            ja="署名に使う鍵を作成・登録・失効・一覧します。",
        ),
    ),
    "lint": Entry(
        "define",
        Text(
            en="Find what is wrong or unwise in the definitions.",
            ja="定義の誤りと、避けたほうがよい点を探します。",
        ),
    ),
    "test": Entry(
        "define",
        Text(
            en="Run your own tests of the process, in memory.",
            ja="プロセスのテストをメモリー上で実行します。",
        ),
    ),
    "diagram": Entry(
        "define",
        Text(en="Draw a lifecycle (Mermaid or SVG).", ja="ライフサイクルを図にします。"),
    ),
    "eject": Entry(
        "define",
        Text(en="Copy shipped definitions for editing.", ja="同梱の定義を編集用に写します。"),
    ),
    "adopt": Entry(
        "define",
        Text(en="Put the definitions in force.", ja="定義を採用し、有効にします。"),
    ),
    "migrate": Entry(
        "define",
        Text(
            en="Move cases to the process in force, by a plan.",
            ja="移行計画に従い、案件を採用中のプロセスに移します。",
        ),
    ),
    "completion": Entry(
        "shell",
        Text(
            en="Print the script that completes words in a shell.",
            ja="シェルの入力補完を行うスクリプトを出力します。",
        ),
    ),
}
