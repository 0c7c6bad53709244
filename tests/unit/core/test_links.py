from collections.abc import Mapping

import pytest

from tadasu.core.case import Case
from tadasu.core.links import links


def case(refs: tuple[str, ...], fields: Mapping[str, object]) -> Case:
    at = "2026-06-01T00:00:00Z"
    return Case("L-1", "loan", "digest", None, "out", 1, at, "M-1", at, refs=refs, fields=fields)


@pytest.mark.parametrize(
    ("refs", "fields", "found"),
    [
        ((), {"reader": "M-1"}, set()),
        (("reader",), {}, set()),
        (("reader",), {"reader": "M-1", "book": "B-1"}, {("reader", "M-1")}),
        (
            ("readers",),
            {"readers": ["M-1", "M-2", "M-1"]},
            {("readers", "M-1"), ("readers", "M-2")},
        ),
        (("readers",), {"readers": ("M-1",)}, {("readers", "M-1")}),
        (
            ("a", "b"),
            {"a": "M-1", "b": "M-1"},
            {("a", "M-1"), ("b", "M-1")},
        ),
        (
            ("rows.who",),
            {"rows": [{"who": "M-1"}, {"who": ["M-2", "M-3"]}, {"what": "x"}, "y"]},
            {("rows.who", "M-1"), ("rows.who", "M-2"), ("rows.who", "M-3")},
        ),
        (("reader", "rows.who"), {"reader": 3, "rows": "M-1"}, set()),
        (("reader",), {"reader": "M\0"}, set()),
    ],
)
def test_links_follow_from_the_facts_alone(
    refs: tuple[str, ...], fields: Mapping[str, object], found: set[tuple[str, str]]
) -> None:
    assert links(case(refs, fields)) == found
