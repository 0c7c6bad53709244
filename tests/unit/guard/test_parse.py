"""From text to tree: precedence, places, and what is refused."""

import pytest

from tadasu.guard.lexer import condensed
from tadasu.guard.parse import parse
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.syntax import Binary, Conditional, Constant, Logic, Node, children, walk


def refused(source: str) -> tuple[GuardProblem, ...]:
    with pytest.raises(GuardProblems) as caught:
        parse(source)
    return caught.value.problems


def shape(node: Node, source: str) -> str:
    """The tree as text, each operator's operands in brackets."""
    below = [shape(child, source) for child in children(node)]
    match node:
        case Logic(op=op):
            return f"[{f' {op} '.join(below)}]"
        case Binary(op=op):
            return f"[{below[0]} {op} {below[1]}]"
        case Conditional():
            return f"[{below[0]} ? {below[1]} : {below[2]}]"
        case _ if below:
            return f"[{type(node).__name__} {' '.join(below)}]"
    return source[node.offset : node.offset + node.length]


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("a || b && c", "[a || [b && c]]"),
        ("a && b && c", "[a && b && c]"),
        ("(a && b) && c", "[[a && b] && c]"),
        ("a && b == c", "[a && [b == c]]"),
        ("a == b == c", "[[a == b] == c]"),
        ("a - b - c", "[[a - b] - c]"),
        ("a + b * c", "[a + [b * c]]"),
        ("a * b + c", "[[a * b] + c]"),
        ("a / 2 * b % 3", "[[[a / 2] * b] % 3]"),
        ("a + b / -2", "[a + [b / -2]]"),
        ("-a / (3)", "[[Negate a] / 3]"),
        ("a < b + 1", "[a < [b + 1]]"),
        ("a in b || c", "[[a in b] || c]"),
        ("a ? b : c ? d : e", "[a ? b : [c ? d : e]]"),
        ("a || b ? c : d", "[[a || b] ? c : d]"),
        ("!a && b", "[[Not a] && b]"),
        ("!a.b", "[Not [Select a]]"),
        ("-a * b", "[[Negate a] * b]"),
        ("-1 - -2", "[-1 - -2]"),
        ("a.b.c(d)", "[Call [Select a] d]"),
        ("a.all(x, x > b)", "[Comprehension a [x > b]]"),
        ("[a, b, ]", "[ListLiteral a b]"),
        ("a // why\n && b", "[a && b]"),
    ],
)
def test_precedence(source: str, tree: str) -> None:
    assert shape(parse(source), source) == tree


def test_places_cover_the_source_of_each_part() -> None:
    source = "!(a.b in [1, 'x']) && xs.all(c, size(c.e) > -2)"
    parts = {source[n.offset : n.offset + n.length] for n in walk(parse(source))}
    assert parts >= {
        source, "!(a.b in [1, 'x'])", "a.b in [1, 'x']", "[1, 'x']", "'x'",
        "xs.all(c, size(c.e) > -2)", "size(c.e) > -2", "size(c.e)", "c.e", "-2",
    }  # fmt: skip


def test_ids_number_the_parts() -> None:
    ids = [node.id for node in walk(parse("a && b || c ? [d] : e.f(g)"))]
    assert sorted(ids) == list(range(len(ids)))


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("'a\\n\\t\\\\\\''", "a\n\t\\'"),
        ('"\\x41\\u3042\\U0001F600\\101"', "Aあ😀A"),
        ("r'\\n'", "\\n"),
        ("'''a'b\nc'''", "a'b\nc"),
        ('"""a"b"""', 'a"b'),
        ("''", ""),
        ("0x1F", 31),
        ("-0x10", -16),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        ("00000000000000000000000000007", 7),
        ("true", True),
    ],
)
def test_literals(source: str, value: object) -> None:
    tree = parse(source)
    assert isinstance(tree, Constant)
    assert tree.value == value
    assert type(tree.value) is type(value)


@pytest.mark.parametrize(
    ("source", "offset", "part"),
    [
        ("a[0] == 1", 1, "["),
        ("a / b == 1", 2, "/"),
        ("a % b", 2, "%"),
        ("a / 0", 2, "/"),
        ("a % -0", 2, "%"),
        ("a / (1 + 1)", 2, "/"),
        ("a / 'x'", 2, "/"),
        ("a / true", 2, "/"),
        ("a > 1.5", 4, "1.5"),
        ("a > 1e3", 4, "1e3"),
        ("a > .5", 4, ".5"),
        ("a == 1u", 5, "1u"),
        ("a == b'x'", 5, "b'x'"),
        ("a == null", 5, "null"),
        ("a == {'k': 1}", 5, "{"),
        ("a == T{f: 1}", 6, "{"),
        (".a == 1", 0, "."),
        ("a.`b-c`", 2, "`"),
        ("a.map(x, x > 1, x)", 14, ","),
    ],
)
def test_cel_outside_the_profile(source: str, offset: int, part: str) -> None:
    (problem,) = refused(source)
    assert (problem.code, problem.offset) == ("profile", offset)
    assert source[offset : offset + problem.length] == part
    assert problem.remedy is not None


def test_all_places_outside_the_profile_at_once() -> None:
    assert [p.offset for p in refused("a[0] / b > 1.5 && b == null")] == [1, 5, 11, 23]


@pytest.mark.parametrize(
    ("source", "offset", "length"),
    [
        ("", 0, 1),
        ("a &&", 4, 1),
        ("(a", 2, 1),
        ("a)", 1, 1),
        ("a b", 2, 1),
        ("a and b", 2, 3),
        ("a = b", 2, 1),
        ("a & b", 2, 1),
        ("a ? b", 5, 1),
        ("'abc", 0, 4),
        ("'a\nb'", 0, 2),
        ("'\\q'", 1, 1),
        ("'\\uD800'", 1, 1),
        ("a == 'x\\U00110000'", 7, 1),
        ("9223372036854775808", 0, 19),
        ("-9223372036854775809", 1, 19),
        ("for == 1", 0, 3),
        ("a.in", 2, 2),
        ("has(a)", 4, 1),
        ("f(a,)", 4, 1),
        ("a.all(b.c, d)", 7, 1),
        ("a.all(1, d)", 6, 1),
        ("（a）", 0, 1),
        ("a　&& b", 1, 1),
        ("a == 1;", 6, 1),
    ],
)
def test_mistakes_of_syntax(source: str, offset: int, length: int) -> None:
    (problem,) = refused(source)
    assert (problem.code, problem.offset, problem.length) == ("syntax", offset, length)


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("a and b", "Write &&."),
        ("a or b", "Write ||."),
        ("a not in b", "Write !(x in y)."),
        ("a = b", "Write ==."),
        ("（a）", "Write (."),
        ("a　&& b", "Write an ordinary space."),
    ],
)
def test_slips_of_the_pen_have_a_remedy(source: str, remedy: str) -> None:
    (problem,) = refused(source)
    assert problem.remedy is not None
    assert problem.remedy.en == remedy


def test_reserved_words_may_name_fields() -> None:
    assert shape(parse("a.package.for"), "a.package.for") == "[Select [Select a]]"


def test_condensed_is_one_line_without_comments() -> None:
    assert condensed("  a  // c\n   &&\tb.c('x  y')") == "a && b.c('x  y')"
