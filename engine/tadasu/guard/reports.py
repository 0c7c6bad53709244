"""The checker's findings: collects problems, and words them."""

import difflib
from collections.abc import Iterable

from tadasu.errors import Text
from tadasu.guard.problem import GuardProblem
from tadasu.guard.syntax import Node
from tadasu.guard.types import Type, named


class Reports:
    """All problems of one guard; checking goes on after each."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.problems: list[GuardProblem] = []

    def text(self, node: Node) -> str:
        """The source of `node`."""
        return self._source[node.offset : node.offset + node.length]

    def at(self, node: Node, code: str, message: Text, remedy: Text | None = None) -> None:
        """Report about the whole of `node`."""
        self.problems.append(GuardProblem(code, node.offset, node.length, message, remedy))

    def word(
        self, offset: int, word: str, code: str, message: Text, remedy: Text | None = None
    ) -> None:
        """Report about one word of the source."""
        self.problems.append(GuardProblem(code, offset, len(word), message, remedy))

    def mismatch(self, node: Node, wanted: Type | Text, given: Type) -> None:
        """`node` has another type than the place that it stands in asks for."""
        asked = wanted if isinstance(wanted, Text) else named(wanted)
        found = named(given)
        message = Text(
            en=f"Expected {asked.en}, but this is {found.en}.",
            ja=f"「{asked.ja}」が必要ですが、これは「{found.ja}」です。",
        )
        self.at(node, "type", message)

    def unknown_name(self, offset: int, name: str, known: Iterable[str]) -> None:
        """No such name is in scope."""
        choices = sorted(known)
        message = Text(en=f"Unknown name {name}.", ja=f"名前 {name} はありません。")
        self.word(offset, name, "name", message, suggestion(name, choices))

    def unknown_field(self, offset: int, name: str, record: str, known: Iterable[str]) -> None:
        """The record has no such field."""
        message = Text(
            en=f"{record} has no field {name}.", ja=f"{record} にフィールド {name} はありません。"
        )
        self.word(offset, name, "name", message, suggestion(name, sorted(known)))

    def hidden(self, offset: int, name: str) -> None:
        """The variable of a comprehension has a name that is in scope."""
        message = Text(
            en=f"{name} already means something.", ja=f"{name} は既に使われている名前です。"
        )
        remedy = Text(en="Use another variable.", ja="別の変数名にしてください。")
        self.word(offset, name, "name", message, remedy)

    def unknown_text(self, node: Node, value: str, known: tuple[str, ...]) -> None:
        """The enumeration has no such value."""
        message = Text(
            en=f"'{value}' is none of the values {', '.join(known)}.",
            ja=f"'{value}' は選択肢({'、'.join(known)})にありません。",
        )
        self.at(node, "enum", message, suggestion(value, known, quote="'"))

    def incomparable(
        self, node: Node, op: str, left: Type, right: Type, hint: Text | None
    ) -> None:
        """The operator is not defined for these types."""
        one, other = named(left), named(right)
        message = Text(
            en=f"{op} is not defined for {one.en} and {other.en}.",
            ja=f"{op} は「{one.ja}」と「{other.ja}」には使えません。",
        )
        self.at(node, "type", message, hint)

    def too_many_levels(self, node: Node, limit: int) -> None:
        """A name stands for a guard that stands on too many others."""
        message = Text(
            en=f"At most {limit} definitions may stand on one another.",
            ja=f"定義の重なりは {limit} 段までです。",
        )
        remedy = Text(
            en="Write one of them out where it is used.",
            ja="どれかの定義を、使う場所に直接書いてください。",
        )
        self.at(node, "limit", message, remedy)

    def empty_list(self, node: Node) -> None:
        """The type of `[]` stays open where it is needed."""
        message = Text(
            en="Nothing says what this empty list would hold.",
            ja="この空のリストの要素の型が分かりません。",
        )
        self.at(node, "type", message)

    def sealed(self, node: Node) -> None:
        """A personal value is read: what a guard reads, the record shows for ever."""
        text = self.text(node)
        message = Text(
            en=f"{text} is personal: its value is sealed.",
            ja=f"{text} は個人に関する項目で、値は封印されています。",
        )
        remedy = Text(
            en=f"Only has({text}) can be asked. In messages name people by their key.",
            ja=f"has({text}) だけを尋ねられます。メッセージでは人をキーで示してください。",
        )
        self.at(node, "personal", message, remedy)

    def absent(self, node: Node) -> None:
        """An optional member is read where it may be missing."""
        text = self.text(node)
        message = Text(en=f"{text} may be absent.", ja=f"{text} は値がないことがあります。")
        remedy = Text(
            en=f"Write has({text}) && … before it.",
            ja=f"先に has({text}) && … と書いてください。",
        )
        self.at(node, "optional", message, remedy)


def suggestion(word: str, known: Iterable[str], quote: str = "") -> Text | None:
    """The question whether something known was meant, if one is close to `word`."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not near:
        return None
    meant = f"{quote}{near[0]}{quote}"
    return Text(en=f"Did you mean {meant}?", ja=f"{meant} のことですか。")
