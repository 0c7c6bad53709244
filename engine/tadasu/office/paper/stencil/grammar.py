"""What a Word form may say: names, rows that are repeated, conditions. Nothing else is rendered.

The language is a small part of jinja's, and is checked on the parsed tree: a tree of other nodes
than these is refused before anything runs. Without functions, filters, arithmetic and subscripts,
what a form can print is bounded, and the bound is computed beforehand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from jinja2 import Environment, TemplateSyntaxError, nodes

from tadasu.errors import Text
from tadasu.office.paper.stencil.sandbox import LOOP
from tadasu.office.paper.stencil.words import COUNT, NONE, NUMBER, Group, Words

_DEEPEST = 40
"""Levels of blocks and conditions within each other."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong, on a line of the source; `name` where it is a name nobody knows."""

    line: int
    name: str = ""
    message: Text | None = None
    known: tuple[str, ...] = ()
    """What could have stood there instead of `name`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a template would do."""

    wrong: tuple[Wrong, ...]
    size: int
    """The most characters that it can print."""
    used: frozenset[str]
    """The names that it reads, before the first dot."""


_Meaning = Group | Literal["loop"]
Scope = Mapping[str, _Meaning]
"""What the names of enclosing repetitions stand for: a row of a group, or the loop itself."""


def check(environment: Environment, source: str, words: Words) -> Checked:
    """What is wrong with a template, how much it prints, and what it reads."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return Checked((Wrong(error.lineno, message=_syntax(error)),), 0, frozenset())
    except RecursionError:
        return Checked((Wrong(1, message=_DEEP),), 0, frozenset())
    reader = _Reader(words)
    size = sum(reader.size(node, {}, 0) for node in tree.body)
    return Checked(tuple(reader.wrong), size, frozenset(reader.used))


@dataclass(slots=True)
class _Reader:
    words: Words
    wrong: list[Wrong] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    line: int = 1
    """Of the statement at hand; some of jinja's nodes have none."""

    def size(self, node: nodes.Node, scope: Scope, depth: int) -> int:
        """The most characters that a statement or an expression prints."""
        self.line = node.lineno or self.line
        if depth > _DEEPEST:
            return self._refuse(node, _DEEP)
        match node:
            case nodes.Output():
                return sum(self._printed(one, scope) for one in node.nodes)
            case nodes.For():
                return self._repeated(node, scope, depth)
            case nodes.If():
                self._condition(node.test, scope, depth)
                bodies = (*node.body, *node.elif_, *node.else_)
                return sum(self.size(one, scope, depth + 1) for one in bodies)
            case _:
                return self._refuse(node, _FOREIGN)

    def _repeated(self, node: nodes.For, scope: Scope, depth: int) -> int:
        group = self._group(node.iter, scope)
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None:
            return self._refuse(node, _FOREIGN)
        if group is None:
            return 0
        inner: dict[str, _Meaning] = {**scope, "loop": "loop", node.target.name: group}
        body = sum(self.size(one, inner, depth + 1) for one in node.body)
        other = sum(self.size(one, scope, depth + 1) for one in node.else_)
        return body * len(group.rows) + other

    def _group(self, node: nodes.Node, scope: Scope) -> Group | None:
        name = _dotted(node)
        group = self.words.groups.get(name or "")
        if name is None or name in scope:
            self._refuse(node, _FOREIGN)
        elif name in self.words.singles:
            self._refuse(node, _no_rows(name))
        elif group is None:
            self.wrong.append(
                Wrong(node.lineno or self.line, name, known=tuple(self.words.groups))
            )
        self.used.add(name or "")
        return group

    def _printed(self, node: nodes.Node, scope: Scope) -> int:
        if isinstance(node, nodes.TemplateData):
            return len(node.data)
        name = _dotted(node)
        if name is None:
            return self._refuse(node, _FOREIGN)
        return self._named(node, name, scope)

    def _named(self, node: nodes.Node, name: str, scope: Scope) -> int:
        first, _, second = name.partition(".")
        if first in scope:
            return self._of_row(node, name, scope)
        self.used.add(first)
        group = self.words.groups.get(first)
        if group is not None and not second:
            return self._refuse(node, _several(group))
        told = self.words.text(name)
        if told is not None:
            return len(told)
        if group is not None and (second in group.columns or second == NUMBER):
            return self._refuse(node, _several(group))
        known = tuple(known_in(self.words, name))
        self.wrong.append(Wrong(node.lineno or self.line, name, known=known))
        return 0

    def _of_row(self, node: nodes.Node, name: str, scope: Scope) -> int:
        first, _, second = name.partition(".")
        meaning = scope[first]
        columns = LOOP if isinstance(meaning, str) else meaning.columns
        if second in columns and not isinstance(meaning, str):
            return max((len(row.get(second, "")) for row in meaning.rows), default=0)
        if second not in columns and (second != NUMBER or isinstance(meaning, str)):
            known = tuple(f"{first}.{column}" for column in (*columns, NUMBER))
            self.wrong.append(Wrong(node.lineno or self.line, name, known=known))
        return 9

    def _condition(self, node: nodes.Node, scope: Scope, depth: int) -> None:
        if depth > _DEEPEST:
            self._refuse(node, _DEEP)
            return
        match node:
            case nodes.And() | nodes.Or():
                self._condition(node.left, scope, depth + 1)
                self._condition(node.right, scope, depth + 1)
            case nodes.Not():
                self._condition(node.node, scope, depth + 1)
            case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne", expr=other)]):
                self._condition(node.expr, scope, depth + 1)
                self._condition(other, scope, depth + 1)
            case nodes.Const(value=str() | int()):
                pass
            case nodes.Name(name=name) if name in self.words.groups and name not in scope:
                self.used.add(name)
            case _:
                self._printed(node, scope)

    def _refuse(self, node: nodes.Node, message: Text) -> int:
        self.wrong.append(Wrong(node.lineno or self.line, message=message))
        return 0


def known_in(words: Words, name: str) -> Iterator[str]:
    """What could have been meant by a name: all of them, or the columns after its dot."""
    first, dot, _ = name.partition(".")
    group = words.groups.get(first)
    if dot and group is not None:
        for column in (*group.columns, NUMBER, COUNT, NONE):
            yield f"{first}.{column}"
    yield from words.names()
    yield from words.groups


def _dotted(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return None


def _syntax(error: TemplateSyntaxError) -> Text:
    told = (error.message or "")[:120]
    return Text(
        en=f"A placeholder there can't be read: {told}",
        ja=f"差込項目の書き方を読み取れません({told})。",
    )


def _no_rows(name: str) -> Text:
    return Text(
        en=f"`{name}` is one text: there is nothing to repeat.",
        ja=f"`{name}` は一つの文なので、繰り返せません。",
    )


def _several(group: Group) -> Text:
    some = next(iter(group.columns), NUMBER)
    if group.many:
        return Text(
            en=f"`{group.name}` has several rows: name its columns in one row of a table, as "
            f"`{{{{ {group.name}.{some} }}}}`, and that row is repeated.",
            ja=f"`{group.name}` には複数の行があります。表の 1 行に `{{{{ {group.name}.{some} }}}}` "
            "のように列を書くと、その行が繰り返されます。",
        )
    return Text(
        en=f"`{group.name}` holds several texts: name one, as `{{{{ {group.name}.{some} }}}}`.",
        ja=f"`{group.name}` には複数の項目があります。`{{{{ {group.name}.{some} }}}}` のように一つを"
        "指定してください。",
    )


_FOREIGN = Text(
    en="That isn't part of the language of forms: it knows names, `for … in NAME`, `if`, `else`, "
    "`==`, `!=`, `and`, `or`, `not`.",
    ja="様式では使えない書き方です。使えるのは、項目の名前、`for … in 名前`、`if`、`else`、"
    "`==`、`!=`、`and`、`or`、`not` です。",
)
_DEEP = Text(en="Blocks lie too deep in each other.", ja="入れ子が深すぎます。")
