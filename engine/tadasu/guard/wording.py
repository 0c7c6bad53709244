"""Guards written out in one way, so that what reads alike is alike."""

from collections.abc import Mapping

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
    Negate,
    Node,
    Not,
    Select,
)

Renaming = Mapping[str, str]
"""Names, each with what is written for it."""

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_DUAL = {"&&": "||", "||": "&&"}
_SYMMETRIC = ("==", "!=")


def written(node: Node, names: Renaming, *, denied: bool = False) -> str:
    """The part, or its opposite, without regard to spaces, parentheses and names of variables."""
    if denied:
        return _opposite(node, names)
    match node:
        case Constant() | Name():
            return repr(node.value) if isinstance(node, Constant) else _named(node, names)
        case Select(operand=operand, field=field):
            return f"{written(operand, names)}.{field}"
        case Has(select=select):
            return f"has({written(select, names)})"
        case Not(operand=operand) | Negate(operand=operand):
            negative = isinstance(node, Negate)
            return f"-({written(operand, names)})" if negative else _opposite(operand, names)
        case Logic(op=op, parts=parts):
            return _joined(op, [written(part, names) for part in parts])
        case Binary(op=op, left=left, right=right):
            sides = [written(left, names), written(right, names)]
            return f"({f' {op} '.join(sorted(sides) if op in _SYMMETRIC else sides)})"
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            asked, yes, no = (written(part, names) for part in (condition, then, otherwise))
            return f"({asked} ? {yes} : {no})"
        case ListLiteral(items=items):
            return f"[{', '.join(written(item, names) for item in items)}]"
        case Call(function=function, target=target, arguments=arguments):
            told = ", ".join(written(argument, names) for argument in arguments)
            return (
                f"{written(target, names)}.{function}({told})" if target else f"{function}({told})"
            )
        case Comprehension(macro=macro, range=over, variable=variable, body=body):
            inner = within(names, variable)
            return f"{written(over, names)}.{macro}({inner[variable]}, {written(body, inner)})"
    raise AssertionError(node)


def _named(node: Name, names: Renaming) -> str:
    return names.get(node.name, node.name)


def within(names: Renaming, variable: str) -> dict[str, str]:
    """The names within a macro: its variable is known by how deep it stands."""
    depth = sum(map(is_bound, names.values()))
    return {**names, variable: f"%{depth}"}


def is_bound(name: str) -> bool:
    """Whether this is written for the variable of a macro."""
    return name.startswith("%")


def _opposite(node: Node, names: Renaming) -> str:
    match node:
        case Constant(value=bool() as value):
            return repr(not value)
        case Not(operand=operand):
            return written(operand, names)
        case Logic(op=op, parts=parts):
            return _joined(_DUAL[op], [_opposite(part, names) for part in parts])
        case Binary(op=op) if op in _OPPOSITE:
            sides = [written(node.left, names), written(node.right, names)]
            opposite = _OPPOSITE[op]
            return f"({f' {opposite} '.join(sorted(sides) if opposite in _SYMMETRIC else sides)})"
    return f"!({written(node, names)})"


def _joined(op: str, parts: list[str]) -> str:
    return f"({f' {op} '.join(sorted(parts))})"
