"""From tokens to the syntax tree: CEL's grammar by recursive descent (langdef, "Syntax").

What is CEL but outside the guard profile is refused with its place and the alternative.
"""

from typing import Final, cast

from tadasu.guard import refusals
from tadasu.guard.cursor import MAX_NESTING, Cursor
from tadasu.guard.lexer import KEYWORDS, RESERVED, Token
from tadasu.guard.literals import INT_MAX, LiteralError, unescape
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.syntax import (
    Binary,
    BinaryOp,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Has,
    ListLiteral,
    Logic,
    LogicOp,
    MacroName,
    Name,
    Negate,
    Node,
    Not,
    Select,
)

_BINDING: Final = {
    "||": 1, "&&": 2,
    "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "in": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
}  # fmt: skip
"""How tightly an operator binds (langdef, the table of precedence)."""

_MACROS: Final = frozenset({"all", "exists", "exists_one", "filter", "map", "latest"})


def parse(source: str) -> Node:
    """The syntax tree of `source`.

    GuardProblems where it is no CEL (the first such place), where it leaves the guard profile (all
    such places) and where it exceeds a limit.
    """
    parser = _Parser(source)
    tree = parser.whole()
    if parser.cursor.problems:
        raise GuardProblems(parser.cursor.problems)
    return tree


class _Parser:
    """One method per rule of the grammar, from the loosest to the tightest."""

    def __init__(self, source: str) -> None:
        self.cursor = Cursor(source)
        self._nesting = 0

    def whole(self) -> Node:
        """An expression and nothing behind it."""
        tree = self._expression()
        here = self.cursor.here
        if here.kind != "end":
            remedy = refusals.WORD_OPERATORS.get(here.text) or refusals.MARKS.get(here.text)
            raise self.cursor.unexpected(
                "an operator or the end belongs here", "演算子か式の終わりが必要です", remedy
            )
        return tree

    def _expression(self) -> Node:
        cursor = self.cursor
        cursor.descend()
        start = cursor.here.offset
        node = self._operators(1)
        if cursor.follows("?"):
            then = self._operators(1)
            cursor.expect(":")
            otherwise = self._expression()
            id_ = cursor.grow(start, node.id, then.id, otherwise.id)
            node = Conditional(id_, start, self._length(start), node, then, otherwise)
        cursor.ascend()
        return node

    def _operators(self, loosest: int) -> Node:
        """Operators that bind at least as tightly as `loosest`, all grouping to the left."""
        start = self.cursor.here.offset
        node = self._unary()
        while (tightness := self._tightness()) >= loosest:
            token = self.cursor.take()
            if token.text in ("&&", "||"):
                node = self._chain(start, node, cast("LogicOp", token.text))
                continue
            right = self._operators(tightness + 1)
            if token.text in ("/", "%") and not _divides(right):
                self.cursor.outside(token, *refusals.division(token.text))
            id_ = self.cursor.grow(start, node.id, right.id)
            op = cast("BinaryOp", token.text)
            node = Binary(id_, start, self._length(start), op, node, right)
        return node

    def _tightness(self) -> int:
        token = self.cursor.here
        return _BINDING.get(token.text, 0) if token.kind in ("mark", "name") else 0

    def _chain(self, start: int, first: Node, op: LogicOp) -> Node:
        parts = [first, self._operators(_BINDING[op] + 1)]
        while self.cursor.follows(op):
            parts.append(self._operators(_BINDING[op] + 1))
        id_ = self.cursor.grow(start, *(part.id for part in parts))
        return Logic(id_, start, self._length(start), op, tuple(parts))

    def _unary(self) -> Node:
        cursor = self.cursor
        start = cursor.here.offset
        if not cursor.sees("!", "-"):
            return self._member()
        sign = cursor.take()
        if sign.text == "-" and cursor.here.kind == "int":
            return self._selections(start, self._integer(start, cursor.take(), negative=True))
        cursor.descend()
        operand = self._unary()
        cursor.ascend()
        kind = Not if sign.text == "!" else Negate
        return kind(cursor.grow(start, operand.id), start, self._length(start), operand)

    def _member(self) -> Node:
        return self._selections(self.cursor.here.offset, self._primary())

    def _selections(self, start: int, node: Node) -> Node:
        """Fields, calls and indexes behind `node`."""
        cursor = self.cursor
        while cursor.sees(".", "[", "{"):
            mark = cursor.take()
            if mark.text == "{":
                raise cursor.failure(mark, *refusals.outside(refusals.MESSAGE), "profile")
            if mark.text == "[":
                cursor.outside(mark, *refusals.INDEX)
                self._expression()
                cursor.expect("]")
                continue
            field = self._field_name()
            if cursor.sees("("):
                node = self._method(start, node, field)
            else:
                id_ = cursor.grow(start, node.id)
                node = Select(id_, start, self._length(start), node, field.text, field.offset)
        return node

    def _field_name(self) -> Token:
        token = self.cursor.here
        if token.kind != "name" or token.text in KEYWORDS:
            raise self.cursor.unexpected(
                "the name of a field belongs here", "フィールド名が必要です"
            )
        return self.cursor.take()

    def _method(self, start: int, target: Node, name: Token) -> Node:
        self.cursor.expect("(")
        if name.text in _MACROS:
            return self._macro(start, target, name)
        arguments = self._list_up_to(")")
        id_ = self.cursor.grow(start, target.id, *(argument.id for argument in arguments))
        length = self._length(start)
        return Call(id_, start, length, name.text, name.offset, target, arguments)

    def _macro(self, start: int, over: Node, name: Token) -> Node:
        """The rest of `over.name(variable, body)` (langdef, "Macros")."""
        cursor = self.cursor
        variable = self._variable()
        cursor.expect(",")
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise cursor.failure(name, *refusals.nesting(MAX_NESTING), "limit")
        body = self._expression()
        self._nesting -= 1
        if cursor.sees(","):
            raise cursor.failure(
                cursor.here, *refusals.outside(refusals.three_arguments(name.text)), "profile"
            )
        cursor.expect(")")
        id_ = cursor.grow(start, over.id, body.id)
        length = self._length(start)
        macro = cast("MacroName", name.text)
        return Comprehension(id_, start, length, macro, over, variable.text, variable.offset, body)

    def _variable(self) -> Token:
        token = self.cursor.here
        if token.kind != "name" or token.text in KEYWORDS | RESERVED:
            raise self.cursor.unexpected(
                "a variable belongs here, as in all(c, …)", "all(c, …) のように変数名が必要です"
            )
        return self.cursor.take()

    def _list_up_to(self, closing: str) -> tuple[Node, ...]:
        """Expressions between commas, and the closing mark."""
        items: list[Node] = []
        while not self.cursor.sees(closing):
            items.append(self._expression())
            if not self.cursor.follows(","):
                break
            if closing == ")" and self.cursor.sees(closing):
                raise self.cursor.unexpected("an argument belongs here", "引数が必要です")
        self.cursor.expect(closing)
        return tuple(items)

    def _primary(self) -> Node:
        cursor = self.cursor
        token = cursor.here
        match token.kind, token.text:
            case "mark", "(":
                cursor.take()
                node = self._expression()
                cursor.expect(")")
                return node
            case "mark", "[":
                cursor.take()
                items = self._list_up_to("]")
                id_ = cursor.grow(token.offset, *(item.id for item in items))
                return ListLiteral(id_, token.offset, self._length(token.offset), items)
            case "name", _:
                return self._named(cursor.take())
            case "int", _:
                return self._integer(token.offset, cursor.take(), negative=False)
            case "string", _:
                return self._text(cursor.take())
            case (("double" | "uint" | "bytes"), _):
                cursor.outside(cursor.take(), *refusals.LITERALS[token.kind])
                return Constant(cursor.grow(token.offset), token.offset, len(token.text), 0)
            case "mark", ("{" | "."):
                refused = refusals.MAP if token.text == "{" else refusals.ROOT
                raise cursor.failure(token, *refusals.outside(refused), "profile")
        raise cursor.unexpected(
            "a value belongs here", "値が必要です", refusals.MARKS.get(token.text)
        )

    def _named(self, token: Token) -> Node:
        """A constant, `has(…)`, a function call or a name."""
        cursor = self.cursor
        if token.text in ("true", "false", "null"):
            if token.text == "null":
                cursor.outside(token, *refusals.NULL)
            id_ = cursor.grow(token.offset)
            return Constant(id_, token.offset, len(token.text), token.text == "true")
        if token.text in KEYWORDS | RESERVED:
            raise cursor.failure(token, *refusals.reserved(token.text))
        if not cursor.follows("("):
            return Name(cursor.grow(token.offset), token.offset, len(token.text), token.text)
        if token.text == "has":
            return self._has(token)
        arguments = self._list_up_to(")")
        id_ = cursor.grow(token.offset, *(argument.id for argument in arguments))
        length = self._length(token.offset)
        return Call(id_, token.offset, length, token.text, token.offset, None, arguments)

    def _has(self, token: Token) -> Node:
        start = self.cursor.here
        argument = self._expression()
        if not isinstance(argument, Select):
            raise self.cursor.failure(start, *refusals.HAS_ARGUMENT)
        self.cursor.expect(")")
        id_ = self.cursor.grow(token.offset, argument.id)
        return Has(id_, token.offset, self._length(token.offset), argument)

    def _integer(self, start: int, token: Token, *, negative: bool) -> Node:
        # The text is cut before it is read: converting long numerals is slow.
        digits = token.text.removeprefix("0x").lstrip("0")[:20] or "0"
        value = int(digits, 16 if token.text.startswith("0x") else 10)
        if value > INT_MAX + negative:
            raise self.cursor.failure(token, *refusals.INT_RANGE)
        id_ = self.cursor.grow(start)
        return Constant(id_, start, self._length(start), -value if negative else value)

    def _text(self, token: Token) -> Node:
        try:
            value = token.body if token.raw else unescape(token.body)
        except LiteralError as error:
            quote = token.text.index(token.body) if token.body else 0
            problem = GuardProblem("syntax", token.offset + quote + error.at, 1, *refusals.ESCAPE)
            raise GuardProblems([*self.cursor.problems, problem]) from error
        return Constant(self.cursor.grow(token.offset), token.offset, len(token.text), value)

    def _length(self, start: int) -> int:
        return self.cursor.read_end - start


def _divides(node: Node) -> bool:
    """Whether dividing by `node` has a result for every number: it is literally one, but not 0."""
    return isinstance(node, Constant) and type(node.value) is int and node.value != 0
