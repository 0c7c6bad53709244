"""Help, laid out by display width, so that Japanese columns line up too."""

from collections.abc import Sequence

from tadasu.errors import Language, Text
from tadasu_cli.manifest import GROUPS, MANIFEST
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.words import Switch, Word, anywhere

NAME = "tadasu"

ABOUT = Text(
    en="Runs processes written in YAML and leaves a record that a stranger can verify.",
    ja="YAML に書いたプロセスを動かし、第三者が検証できる記録を残します。",
)
HELP = Text(en="Show this page.", ja="この説明を表示します。")
VERSION = Text(en="Show the version.", ja="版を表示します。")

_USAGE = Text(en="Usage", ja="使い方")
_WORDS = Text(en="Words", ja="引数")
_OPTIONS = Text(en="Options", ja="オプション")
_ANYWHERE = Text(en="Anywhere on the line", ja="どこにでも書けるオプション")
_EXAMPLES = Text(en="Examples", ja="例")
_EXITS = Text(en="Exit codes", ja="終了コード")
_MORE = Text(
    en="`tadasu VERB --help` says more about a verb.",
    ja="`tadasu 動詞 --help` で、それぞれの説明を表示します。",
)

EXITS: tuple[tuple[str, Text], ...] = (
    ("0", Text(en="done", ja="完了")),
    ("1", Text(en="a bug, with a report to paste", ja="不具合(貼り付けられる報告つき)")),
    ("2", Text(en="wrong use of the command line", ja="コマンドの使い方の誤り")),
    ("3", Text(en="a definition is wrong", ja="定義の誤り")),
    ("4", Text(en="refused by a rule", ja="規則による拒否")),
    ("5", Text(en="not found", ja="対象がない")),
    (
        "6",
        Text(
            en="someone else was first: run it again",
            ja="ほかの人が先に書いた(再実行してください)",
        ),
    ),
    (
        "7",
        Text(en="the record does not add up: stop", ja="記録に食い違いがある(中止してください)"),
    ),
    ("8", Text(en="disk, database or clock unfit", ja="ディスク・データベース・時計の不調")),
    ("9", Text(en="a test failed", ja="テストの失敗")),
    (
        "10",
        Text(
            en="an act on record broke the rules in force then: stop",
            ja="記録された行為が当時の規則に反している(中止してください)",
        ),
    ),
    ("130", Text(en="interrupted", ja="中断")),
)


def help_of_all(language: Language) -> list[Block]:
    """The first page: every verb in a line."""
    blocks: list[Block] = [
        par(Span(NAME, "strong"), " — ", ABOUT.to(language), hang=2),
        *_heading(_USAGE, language),
        par(f"{NAME} [OPTION…] VERB …", indent=2),
    ]
    longest = max(map(len, MANIFEST))
    for group, title in GROUPS.items():
        rows = [
            (line(Span(name.ljust(longest), "key")), line(entry.help.to(language)))
            for name, entry in MANIFEST.items()
            if entry.group == group
        ]
        blocks += [*_heading(title, language), Grid(tuple(rows), indent=2)]
    exits = tuple((line(Span(code, "key")), line(text.to(language))) for code, text in EXITS)
    return [
        *blocks,
        *_anywhere(language, version=True),
        *_heading(_EXITS, language),
        Grid(exits, indent=2),
        Par(),
        par(_MORE.to(language)),
    ]


def help_of(
    name: str,
    about: Text,
    more: Sequence[Text],
    words: Sequence[Word],
    switches: Sequence[Switch],
    examples: Sequence[str],
    language: Language,
) -> list[Block]:
    """The page of one verb."""
    blocks: list[Block] = [
        par(Span(f"{NAME} {name}", "strong"), " — ", about.to(language), hang=2),
        *_heading(_USAGE, language),
        par(usage_of(name, words, switches), indent=2, hang=4),
    ]
    for text in more:
        blocks += [Par(), par(text.to(language))]
    if words:
        rows = [(line(Span(each.usage, "key")), line(each.about.to(language))) for each in words]
        blocks += [*_heading(_WORDS, language), Grid(tuple(rows), indent=2)]
    if switches:
        blocks += [*_heading(_OPTIONS, language), _options(switches, language)]
    blocks += _anywhere(language, version=False)
    if examples:
        blocks += _heading(_EXAMPLES, language)
        blocks += [par(Span("$ ", "dim"), each, indent=2, hang=4) for each in examples]
    return blocks


def usage_of(name: str, words: Sequence[Word], switches: Sequence[Switch]) -> str:
    """The usage line of a verb."""
    options = [f"[{each.usage}]{'…' if each.multiple else ''}" for each in switches]
    return " ".join([NAME, name, *(each.usage for each in words), *options])


def _anywhere(language: Language, *, version: bool) -> list[Block]:
    rows: list[tuple[Line, Line]] = [
        (line(Span(each.usage, "key")), line(each.about.to(language))) for each in anywhere()
    ]
    if version:
        rows.append((line(Span("--version", "key")), line(VERSION.to(language))))
    rows.append((line(Span("--help", "key")), line(HELP.to(language))))
    return [*_heading(_ANYWHERE, language), Grid(tuple(rows), indent=2)]


def _options(switches: Sequence[Switch], language: Language) -> Grid:
    rows = [(line(Span(each.usage, "key")), line(each.about.to(language))) for each in switches]
    return Grid(tuple(rows), indent=2)


def _heading(title: Text, language: Language) -> list[Block]:
    return [Par(), par(Span(title.to(language), "strong"))]
