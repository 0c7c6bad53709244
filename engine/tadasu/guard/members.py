"""The fields of records: which there are, and what to say where there is none."""

from typing import cast

from tadasu.errors import Text
from tadasu.guard.calls import counted
from tadasu.guard.reports import Reports, suggestion
from tadasu.guard.syntax import Call, Constant, Node
from tadasu.guard.types import UNKNOWN, ListOf, Member, RecordOf, Schema, Type, named


class Members:
    """Looks fields up in `schema`, reporting to `reports`."""

    def __init__(self, schema: Schema, reports: Reports) -> None:
        self._schema = schema
        self._reports = reports

    def find(self, kind: Type, name: str, offset: int) -> Member | None:
        """The field `name` of a value of type `kind`; None after a report at `offset`."""
        if not isinstance(kind, RecordOf):
            self._no_fields(kind, name, offset)
            return None
        fields = self._schema.get(kind.name, {})
        if name not in fields and kind != UNKNOWN:
            self._reports.unknown_field(offset, name, kind.name, fields)
        return fields.get(name)

    def chain(self, node: Call, kind: Type) -> tuple[str, Member] | None:
        """The field that `ancestors` follows from a value of type `kind`; None after a report."""
        if kind == UNKNOWN or not counted(node, 1, self._reports):
            return None
        literal = node.arguments[0]
        if not isinstance(kind, RecordOf):
            self._reports.mismatch(
                cast("Node", node.target), Text(en="a record", ja="レコード"), kind
            )
            return None
        if not isinstance(literal, Constant) or not isinstance(literal.value, str):
            self._no_literal(literal)
            return None
        fields = self._schema.get(kind.name, {})
        if literal.value in fields and fields[literal.value].type == kind:
            return literal.value, fields[literal.value]
        self._no_chain(literal, literal.value, kind)
        return None

    def _no_literal(self, node: Node) -> None:
        message = Text(
            en="ancestors takes the name of a field, written as a text.",
            ja="ancestors の引数は、文字列で書いたフィールド名です。",
        )
        remedy = Text(
            en="Write x.ancestors('field').", ja="x.ancestors('field') と書いてください。"
        )
        self._reports.at(node, "type", message, remedy)

    def _no_chain(self, node: Node, name: str, kind: RecordOf) -> None:
        fields = self._schema.get(kind.name, {})
        chains = sorted(other for other, member in fields.items() if member.type == kind)
        if name not in fields:
            message = Text(
                en=f"{kind.name} has no field {name}.",
                ja=f"{kind.name} にフィールド {name} はありません。",
            )
            self._reports.at(node, "name", message, suggestion(name, chains, quote="'"))
            return
        found = named(fields[name].type)
        message = Text(
            en=f"{name} leads to {found.en}, not to one {kind.name}.",
            ja=f"{name} の型は「{found.ja}」で、一つの {kind.name} ではありません。",
        )
        remedy = None
        if chains:
            remedy = Text(
                en=f"Fields that can be followed: {', '.join(chains)}.",
                ja=f"たどれるフィールド: {'、'.join(chains)}。",
            )
        self._reports.at(node, "type", message, remedy)

    def _no_fields(self, kind: Type, name: str, offset: int) -> None:
        found = named(kind)
        message = Text(
            en=f"{found.en} has no fields.", ja=f"「{found.ja}」にフィールドはありません。"
        )
        remedy = None
        if isinstance(kind, ListOf):
            remedy = Text(
                en=f"Ask its elements: exists(x, x.{name} …) or all(x, …).",
                ja=f"要素ごとに exists(x, x.{name} …) や all(x, …) と書いてください。",
            )
        self._reports.word(offset, name, "type", message, remedy)
