"""Checks of declared fields: their types exist, fit the place, and hide nothing."""

from collections.abc import Collection, Mapping, Sequence

from tadasu.errors import Text
from tadasu.rules.report import At, Report
from tadasu.rules.workflow import FieldSpec

_TYPE = Text(en="type", ja="型")


def check_fields(
    report: Report,
    at: At,
    fields: Mapping[str, FieldSpec],
    types: Sequence[str],
    taken: Collection[str],
    *,
    lists: bool = True,
) -> None:
    """Note a problem for each field of an unknown type or with a name that is `taken`."""
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
        if spec.many and not lists:
            report.add(
                "T026",
                here.to("many"),
                Text(en="A list is not possible here.", ja="ここでは複数の値を持てません。"),
            )
        if spec.fields:
            inner = tuple(kind for kind in types if kind != "record")
            check_fields(report, here.to("fields"), spec.fields, inner, ())
