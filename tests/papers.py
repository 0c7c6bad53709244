"""Filled forms made by hand, in both languages: what renderers of a `Paper` are tried with."""

from collections.abc import Sequence
from functools import partial

from tadasu.errors import Language, Text
from tadasu.office.paper.tree import (
    Box,
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Part,
    Picture,
    Prose,
    Seal,
    Shown,
    Table,
)

ROOT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
NOTE = """\
example.co.jp/isms
1284
n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=

— example.co.jp/isms Zm9vYmFyWm9vYmFyZm9vYmFyWm9vYmFyZm9vYmFyWm9vYmFyZm9vYmFyWm9vYmFyZm9vYmE=
— witness.example.net/w1 Zm9vZmFyWm9vZmFyZm9vZmFyWm9vZmFyZm9vZmFyWm9vZmFyZm9vZmFyWm9vZmFyZm9vZmE=
"""
KEYS = (
    ("P-1 髙橋 花子", "SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s"),
    ("P-2 Ó Briain, Jo", "SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM"),
)
SEAL = Seal("example.co.jp/isms", 1284, ROOT, NOTE, KEYS)

FACT = Text(
    "Of 25 leavers between April and September, four kept an account in the sales system for 9 to "
    "41 days (export of 2026-10-02, E-0012). ISP-07 §4.2 asks for the next working day.",
    "4月から9月までの退職者25名のうち4名について、販売管理システムのアカウントが退職後9日から41日の間、"
    "有効なまま残っていました(2026-10-02 抽出のアカウント一覧、E-0012)。手順書 ISP-07 の 4.2 は"
    "「退職日の翌営業日までに停止する」と定めています。",
)
STATEMENT = Text(
    "Leavers’ accounts are not disabled in time",
    "退職者のアカウントが期限までに停止されていません",
)
CLOSING = Text(
    "What was sampled was found in order except for what is named below. An audit takes samples: "
    "what it doesn’t name is not thereby shown to conform.",
    "抽出した範囲では、以下に挙げるものを除き、要求事項への適合を確認しました。監査は抽出による確認であり、"
    "ここに挙げていない事項がすべて適合していることを示すものではありません。",
)
_GANTT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 168" width="720" height="168" role="img">
<title>{title}</title><desc>{told}</desc><rect width="720" height="168" fill="#ffffff"/>
{marks}</svg>
"""


def report(language: Language, findings: int = 3) -> Paper:
    """A report of so many findings, in portrait, prepared and checked but not yet approved."""
    say = partial(_say, language)

    waivers = (Column("rule", say("Rule", "規則")), Column("why", say("Why", "理由"), 3))
    keys = [f"NC-26-{number:03}" for number in range(1, findings + 1)]
    parts: list[Part] = [
        Heading(say("Outline", "概要")),
        Facts("outline", "", _outline(language)),
        Heading(say("Conclusions", "結論")),
        Prose(CLOSING.to(language)),
        Table(
            "objectives",
            say("Conclusions by objective", "目的ごとの結論"),
            (
                Column("aim", say("Objective", "監査目的")),
                Column("end", say("Conclusion", "結論")),
            ),
            (
                Line(
                    "",
                    (say("Access control", "アクセス制御の有効性"), say("Partly", "一部不十分")),
                ),
            ),
            say("None.", "該当なし"),
        ),
        Heading(say("Findings", "指摘事項")),
        _findings(language, keys),
    ]
    for key in keys:
        parts += _finding(language, key)
    parts += [
        Heading(say("Waivers", "特例")),
        Table("waivers", "", waivers, (), say("No waiver was granted.", "特例はありません。")),
    ]
    return Paper(
        "audit_report",
        say("Internal audit report", "内部監査報告書"),
        language,
        SEAL,
        tuple(parts),
        number="IA-04",
        edition="2",
        case="IA-2026-03",
        label=say("Sales department, first half", "営業部 上期"),
        day="2026-10-30",
        mark=say("Confidential", "社外秘"),
        boxes=_boxes(language),
        data={
            "case": "IA-2026-03",
            "title": say("Sales department, first half", "営業部 上期"),
            "findings": [
                {"key": key, "clauses": ["A.5.18"], "grade": "minor", "fact": FACT.to(language)}
                for key in keys
            ],
            "size": SEAL.size,
            "distribution": None,
        },
    )


def programme(language: Language) -> Paper:
    """A year's plan in landscape: a wide table and a picture; simulated, signed by nobody."""
    say = partial(_say, language)

    titles = (
        (say("Key", "番号"), 2),
        (say("Audited", "被監査部門"), 3),
        (say("Scope", "範囲"), 6),
        (say("Lead", "リーダー"), 2),
        (say("Team", "監査員"), 3),
        (say("First day", "開始日"), 2),
        (say("Days", "日数"), 1),
        (say("Why now", "時期の理由"), 4),
    )
    lines = tuple(
        Line(f"IA-2026-{n:02}", (f"IA-2026-{n:02}", *_planned(language, n))) for n in range(1, 15)
    )
    columns = tuple(Column(f"c{n}", title, width) for n, (title, width) in enumerate(titles))
    told = say("Fourteen audits, May to February.", "5月から2月までに14件の監査を行います。")
    return Paper(
        "programme",
        say("Internal audit programme, fiscal year 2026", "2026年度 内部監査年間計画書"),
        language,
        SEAL,
        (
            Heading(say("The year at a glance", "年間の予定")),
            Picture("gantt", gantt(told), told),
            Heading(say("Audits", "監査の一覧")),
            Table("audits", "", columns, lines, say("None.", "該当なし")),
        ),
        number="IA-01",
        edition="5",
        case="AP-2026",
        day="2026-04-10",
        landscape=True,
        boxes=tuple(Box(box.title, "", "") for box in _boxes(language)),
        simulated=True,
        data={"case": "AP-2026", "audits": [line.key for line in lines]},
    )


def request(language: Language) -> Paper:
    """A corrective action request: one finding, what was answered, and by when; no boxes."""
    say = partial(_say, language)

    return Paper(
        "car",
        say("Corrective action request", "是正処置要求書"),
        language,
        SEAL,
        (
            Heading(say("Request", "要求")),
            Facts("finding", "", _outline(language)[:2]),
            *_finding(language, "NC-26-001"),
            Heading(say("Answer", "回答")),
            Facts("answer", say("By the department", "被監査部門が記入"), _asked(language)),
        ),
        number="IA-06",
        edition="1",
        case="NC-26-001",
        day="2026-10-30",
        data={"case": "NC-26-001"},
    )


def gantt(told: str) -> str:
    """Bars over a year, as any SVG might be: rectangles, lines and texts."""
    marks = "".join(
        f'<rect x="{60 + n * 44}" y="{8 + n * 11}" width="40" height="8" fill="#33566f"/>'
        f'<text x="4" y="{16 + n * 11}" font-size="9" font-family="sans-serif">{n + 1}月</text>'
        for n in range(14)
    )
    return _GANTT.format(title=told, told=told, marks=marks)


def all_papers() -> Sequence[Paper]:
    """Every kind in both languages."""
    return [make(language) for make in (report, programme, request) for language in ("en", "ja")]


def _say(language: Language, en: str, ja: str) -> str:
    return Text(en, ja).to(language)


def _boxes(language: Language) -> tuple[Box, ...]:
    titles = (Text("Prepared", "作成"), Text("Checked", "確認"), Text("Approved", "承認"))
    people = (
        ("髙橋 花子", "2026-10-28 (令和8年10月28日)"),
        ("Jo Ó Briain", "2026-10-30"),
        ("", ""),
    )
    return tuple(
        Box(t.to(language), who, day) for t, (who, day) in zip(titles, people, strict=True)
    )


def _outline(language: Language) -> tuple[Shown, ...]:
    facts = (
        ("title", "Title", "件名", "Sales department, first half", "営業部 上期"),
        ("period", "Period", "期間", "2026-10-05 to 2026-10-09", "2026-10-05〜2026-10-09"),
        (
            "scope",
            "Scope",
            "監査範囲",
            "The sales system and its 140 accounts; leavers since April.\nTokyo and Osaka.",
            "販売管理システムとそのアカウント140件、4月から9月までの退職者。\n東京本社及び大阪支社。",
        ),
        (
            "criteria",
            "Criteria",
            "監査基準",
            "ISO/IEC 27001:2022, A.5.15 to A.5.18; ISP-07 (edition 4)",
            "JIS Q 27001:2023 附属書A 5.15〜5.18、アクセス管理手順書 ISP-07(第4版)",
        ),
        ("lead", "Lead", "リーダー", "P-1 Hanako Takahashi", "P-1 髙橋 花子"),
        ("distribution", "Distribution", "配布先", "", ""),
    )
    return tuple(
        Shown(name, Text(en, ja).to(language), Text(english, japanese).to(language))
        for name, en, ja, english, japanese in facts
    )


def _asked(language: Language) -> tuple[Shown, ...]:
    titles = (Text("Correction", "修正"), Text("Cause", "原因"))
    return tuple(Shown(title.en, title.to(language), "") for title in titles)


def _findings(language: Language, keys: Sequence[str]) -> Table:
    titles = (
        ("key", Text("Key", "番号"), 2),
        ("statement", Text("Statement", "指摘の要旨"), 5),
        ("clauses", Text("Clauses", "要求事項"), 2),
        ("grade", Text("Grade", "区分"), 2),
        ("due", Text("Due", "期限"), 2),
    )
    grade = Text("Minor nonconformity", "軽微な不適合").to(language)
    rest = (STATEMENT.to(language), "A.5.18, A.6.5", grade, "2026-11-27")
    return Table(
        "findings",
        Text("Findings of this audit", "この監査の指摘事項").to(language),
        tuple(Column(name, title.to(language), width) for name, title, width in titles),
        tuple(Line(key, (key, *rest)) for key in keys),
        Text("None.", "該当なし").to(language),
    )


def _finding(language: Language, key: str) -> tuple[Part, ...]:
    facts = (
        ("grade", Text("Grade", "区分"), Text("Minor nonconformity", "軽微な不適合")),
        ("fact", Text("Fact", "事実"), FACT),
        ("evidence", Text("Evidence", "証拠"), Text("E-0012, E-0013", "E-0012、E-0013")),
    )
    shown = tuple(
        Shown(name, title.to(language), text.to(language)) for name, title, text in facts
    )
    return (Heading(f"{key} {STATEMENT.to(language)}", 2), Facts("finding", "", shown))


def _planned(language: Language, number: int) -> tuple[str, ...]:
    systems = Text("Information systems", "情報システム部 インフラストラクチャ運用課")
    where = (Text("Sales", "営業部"), systems, Text("Human resources", "人事部"))[number % 3]
    scope = Text(
        "Access control, leavers, suppliers",
        "アクセス制御、退職者の手続、クラウドサービスの利用と供給者管理",
    )
    why = Text("Changed since the last audit", "前回監査以降に組織・システムの変更があったため")
    return (
        where.to(language),
        scope.to(language),
        "髙橋 花子",
        "Jo Ó Briain、山﨑 𠮷美",
        f"2026-{(number + 4) % 12 + 1:02}-12",
        "2",
        why.to(language),
    )
