"""Whether the keys of a workflow's cases can be made, and differ."""

from tadasu.errors import Text
from tadasu.rules.keys import parse_key
from tadasu.rules.report import At, Report
from tadasu.rules.workflow import Workflow

FIELD = Text(en="field", ja="項目")


def check_key(workflow: Workflow, at: At, report: Report) -> None:
    """Note what makes a template unfit to name the cases of `workflow`, at `at` (T022)."""
    try:
        parts = parse_key(workflow.key)
    except ValueError as wrong:
        report.add("T022", at, _KEY_SHAPE, _KEY_PARTS, offset=int(wrong.args[0]))
        return
    names = [part.name for part in parts if part.name]
    if "parent" in names and workflow.parent is None:
        report.add(
            "T022",
            at,
            Text(
                en="There is no parent to take the key of.",
                ja="親がないため `{parent}` は使えません。",
            ),
        )
    for name in (name for name in names if name not in ("parent", "n")):
        spec = workflow.fields.get(name)
        if spec is None:
            report.unknown(at, FIELD, name, workflow.fields)
        elif spec.personal:
            report.add("T022", at, _KEY_PERSONAL, _KEY_PARTS)
        elif spec.type not in ("text", "int") or spec.many or not spec.required:
            report.add("T022", at, _KEY_FIELD, _KEY_PARTS)
    if not {name for name in names if name != "parent"}:
        report.add("T022", at, _KEY_SAME, _KEY_PARTS)


_KEY_SHAPE = Text(en="This can't be part of a key.", ja="キーにこの書き方はできません。")
_KEY_FIELD = Text(
    en="A field in a key must be a required text or int.",
    ja="キーに使う項目は、required の text 型か int 型でなければなりません。",
)
_KEY_PERSONAL = Text(
    en="A personal field can't be part of a key: keys stand in the record for ever.",
    ja="個人に関する項目はキーに使えません。キーは記録に永久に残ります。",
)
_KEY_SAME = Text(
    en="All cases would have the same key.", ja="すべての案件のキーが同じになってしまいます。"
)
_KEY_PARTS = Text(
    en="Use {parent}, {n}, {n:02}, {FIELD}, letters, digits and . _ - only.",
    ja="使えるのは {parent}、{n}、{n:02}、{項目名}、英数字、. _ - だけです。",
)
