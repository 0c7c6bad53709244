"""Checks of declared fields: their types exist, fit the place, and hide nothing."""

from collections.abc import Collection, Mapping, Sequence

from tadasu.errors import Text
from tadasu.rules.candidates import NO_REFERENCE
from tadasu.rules.field import TYPES, FieldSpec
from tadasu.rules.report import At, Report

_TYPE = Text(en="type", ja="型")
_NO_REFERENCE = (
    Text(
        en="Only a reference to cases has an `inverse`.",
        ja="`inverse` は案件への参照(ワークフロー名の型)にだけ書けます。",
    ),
)
_CASES_ONLY = (
    Text(
        en="Only fields of cases are derived or followed from their other end.",
        ja="`derive` と `inverse` は案件の項目にだけ書けます。",
    ),
)


def check_fields(
    report: Report,
    at: At,
    fields: Mapping[str, FieldSpec],
    types: Sequence[str],
    taken: Collection[str],
    *,
    lists: bool = True,
    top: bool = False,
    rows: bool = False,
) -> None:
    """Note a problem for each field of an unknown type or with a name that is `taken`.

    `top` says that these are the fields of a case, `rows` that they are the columns of its rows.
    """
    for name, spec in fields.items():
        here = at.to(name)
        if name in taken:
            report.add(
                "T021",
                here,
                Text(
                    en=f"Every record of this kind already has a `{name}`.",
                    ja=f"`{name}` は、あらかじめ備わっている項目の名前です。",
                ),
                Text(en="Choose another name.", ja="別の名前にしてください。"),
                key=True,
            )
        if spec.type not in types:
            report.unknown(here.to("type"), _TYPE, spec.type, types)
        if spec.inverse and spec.type in TYPES:
            report.add("T026", here.to("inverse"), *_NO_REFERENCE)
        if not top and (spec.derive or (spec.inverse and not rows)):
            report.add("T026", here.to("derive" if spec.derive else "inverse"), *_CASES_ONLY)
        if spec.candidates and (not top or spec.type in TYPES or spec.derive):
            report.add("T026", here.to("candidates"), NO_REFERENCE)
        if spec.many and not lists:
            report.add(
                "T026",
                here.to("many"),
                Text(en="A list is not possible here.", ja="ここでは複数の値を持てません。"),
            )
        if spec.fields:
            inner = tuple(kind for kind in types if kind != "record")
            check_fields(report, here.to("fields"), spec.fields, inner, (), rows=top)
