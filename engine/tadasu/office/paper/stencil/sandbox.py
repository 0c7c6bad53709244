"""A door to jinja2: an environment in which a template reaches names of a paper and nothing else.

Only what `grammar` has let pass is ever rendered; this is the second wall behind it: no function
is callable, no attribute of a Python object is seen, no unknown name is silently blank.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from tadasu.office.paper.stencil.words import COUNT, NONE, NUMBER, Group, Words, of_group

LOOP = ("index", "first", "last", "length")
"""What `loop` has in a repetition."""


class Rows(list[dict[str, str]]):
    """The rows of a group, and what may be said of it outside of them."""

    def __init__(self, group: Group) -> None:
        super().__init__(_numbered(number, row) for number, row in enumerate(group.rows, 1))
        told = {name: of_group(group, name) or "" for name in (COUNT, NONE)}
        self.said = {**told, **({} if group.many else group.only)}


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment; whatever a template prints is escaped for XML."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_plain)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a row, of a group or of a loop; undefined of anything else."""
        held = obj.said if isinstance(obj, Rows) else obj
        if isinstance(held, Mapping) and attribute in held:
            return held[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Nothing: there are no subscripts."""
        return self.undefined(obj=obj, name=argument)

    def call(self, *_args: Any, **_named: Any) -> NoReturn:
        """Nothing may be called."""
        raise SecurityError


def context(words: Words) -> dict[str, object]:
    """What a template is rendered with: texts, and lists of rows."""
    texts = {name: single.text for name, single in words.singles.items()}
    return {**texts, **{name: Rows(group) for name, group in words.groups.items()}}


def _numbered(number: int, row: Mapping[str, str]) -> dict[str, str]:
    return {NUMBER: str(number), **row}


def _plain(value: Any) -> Any:
    # docxtpl takes `{_{` for `{{`: no underscore of ours may reach it as such.
    if not isinstance(value, str):
        return value
    return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704 (it is escaped)
