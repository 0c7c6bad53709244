"""Slips in an expression: one sign, number, word or part that is another, or is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tadasu.guard.parse import parse
from tadasu.guard.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Has,
    ListLiteral,
    Logic,
    Name,
    Node,
    Not,
    Select,
)

Slip = tuple[str, str, str | None]
"""What was done, the expression as it is then, and which way it must go, where that is known."""

_FLIP = {"widened": "tightened", "tightened": "widened"}
_EDGES = {
    "<": ("<=", "widened"),
    ">": (">=", "widened"),
    "<=": ("<", "tightened"),
    ">=": (">", "tightened"),
}
_TURNS = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MACROS = {"all": "exists", "exists": "all"}
_STEPS = {"did": "ever", "ever": "did"}


@dataclass(frozen=True)
class Slips:
    """All slips that one expression may hold."""

    source: str
    words: Mapping[str, str]
    """For a word of a list, its neighbour there."""

    def of_condition(self) -> Iterator[Slip]:
        """Slips in what holds or doesn't."""
        yield "negated", f"!({self.source})", None
        yield "always", "true", "widened"
        yield "never", "false", "tightened"
        yield from self._condition(parse(self.source), 1)

    def of_value(self) -> Iterator[Slip]:
        """Slips in a number, a list or a person."""
        yield from self._value(parse(self.source))

    def _condition(self, node: Node, sense: int) -> Iterator[Slip]:
        """A part that is true or false; `sense` is 1, -1 behind a `!`, 0 where nobody can say."""
        match node:
            case Logic():
                yield from self._logic(node, sense)
            case Not(operand=operand):
                yield self._slip(node, f"({self._text(operand)})", "without !", None)
                yield from self._condition(operand, -sense)
            case Binary(op=op) if op in _TURNS:
                yield from self._comparison(node, sense)
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                yield from self._condition(condition, 0)
                yield from self._condition(then, sense)
                yield from self._condition(otherwise, sense)
            case Comprehension(macro="all" | "exists" as macro, variable=variable, body=body):
                over = self._text(node.range)
                text = f"{over}.{_MACROS[macro]}({variable}, {self._text(body)})"
                yield self._slip(node, text, f"{macro} → {_MACROS[macro]}", None)
                yield from self._value(node.range)
                yield from self._condition(body, sense)
            case _:
                yield self._slip(node, f"!({self._text(node)})", "!", None)
                yield from self._value(node)

    def _logic(self, node: Logic, sense: int) -> Iterator[Slip]:
        other = "||" if node.op == "&&" else "&&"
        parts = [self._whole(part) for part in node.parts]
        way = "widened" if other == "||" else "tightened"
        text = f"({f' {other} '.join(parts)})"
        yield self._slip(node, text, f"{node.op} → {other}", self._way(way, sense))
        for number, part in enumerate(node.parts):
            rest = parts[:number] + parts[number + 1 :]
            text = f"({f' {node.op} '.join(rest)})"
            yield self._slip(node, text, f"without {parts[number]}", self._way(way, sense))
            yield from self._condition(part, sense)

    def _comparison(self, node: Binary, sense: int) -> Iterator[Slip]:
        left, right = self._whole(node.left), self._whole(node.right)
        signs: list[tuple[str, str | None]] = [(_TURNS[node.op], None)]
        if node.op in _EDGES:
            sign, way = _EDGES[node.op]
            signs.append((sign, self._way(way, sense)))
        for sign, known in signs:
            text = f"{left} {sign} {right}"
            yield self._slip(node, text, f"{node.op} → {sign} in {self._text(node)}", known)
        yield from self._value(node.left)
        yield from self._value(node.right)

    def _value(self, node: Node) -> Iterator[Slip]:
        match node:
            case Constant(value=bool() as value):
                yield self._slip(
                    node, "false" if value else "true", f"{value} → {not value}", None
                )
            case Constant(value=int() as value):
                for near in (value + 1, value - 1):
                    text = str(near) if near >= 0 else f"({near})"
                    yield self._slip(node, text, f"{value} → {near}", None)
            case Constant(value=str() as value) if value in self.words:
                other = self.words[value]
                yield self._slip(node, f"'{other}'", f"{value} → {other}", None)
            case Select(field="did" | "ever" as field, operand=operand):
                text = f"{self._text(operand)}.{_STEPS[field]}"
                yield self._slip(node, text, f"{field} → {_STEPS[field]}", None)
            case Select(operand=operand):
                yield from self._value(operand)
            case Binary(op="+" | "-" as op):
                sign = "-" if op == "+" else "+"
                text = f"{self._whole(node.left)} {sign} {self._whole(node.right)}"
                yield self._slip(node, text, f"{op} → {sign}", None)
            case Comprehension(macro="filter" | "latest" as macro):
                yield self._slip(node, self._text(node.range), f"without {macro}", None)
                yield from self._value(node.range)
                inner = self._condition if macro == "filter" else self._inner
                yield from inner(node.body, 0)
            case Comprehension(macro="exists_one", body=body):
                yield from self._condition(body, 0)
            case Conditional(condition=condition):
                yield from self._condition(condition, 0)
        yield from (slip for part in _parts(node) for slip in self._value(part))

    def _inner(self, node: Node, _: int) -> Iterator[Slip]:
        yield from self._value(node)

    def _slip(self, node: Node, text: str, said: str, way: str | None) -> Slip:
        end = node.offset + node.length
        return " ".join(said.split()), self.source[: node.offset] + text + self.source[end:], way

    def _way(self, way: str, sense: int) -> str | None:
        return {1: way, -1: _FLIP[way]}.get(sense)

    def _text(self, node: Node) -> str:
        return self.source[node.offset : node.offset + node.length]

    def _whole(self, node: Node) -> str:
        """Its text, in parentheses where another operator beside it might tear it apart."""
        simple = isinstance(node, Name | Constant | Select | Call | Comprehension | Has)
        return self._text(node) if simple else f"({self._text(node)})"


def _parts(node: Node) -> tuple[Node, ...]:
    """The values in a value, where no condition stands between."""
    match node:
        case Binary(left=left, right=right):
            return (left, right)
        case Call(target=target, arguments=arguments):
            return arguments if target is None else (target, *arguments)
        case ListLiteral(items=items):
            return items
        case Conditional(then=then, otherwise=otherwise):
            return (then, otherwise)
        case Comprehension(macro="map"):
            return (node.range, node.body)
        case Comprehension(macro="all" | "exists" | "exists_one"):
            return (node.range,)
    return ()
