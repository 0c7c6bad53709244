"""YAML as tadasu reads it: no guessing, nothing hidden, every part with its place in the file.

The only room that speaks to the YAML library. It takes the parser's events, not its objects:
there a tag, an anchor or a second key of the same name is still to be seen, and nesting is
bounded before anything is built. Every scalar stays the text that was written, so that clause
5.10 is not 5.1; only the unquoted words true, false and null mean what they say.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

from tadasu.errors import Problem, Text
from tadasu.rules import wording
from tadasu.rules.document import Document, Page, Path, Span
from tadasu.rules.glyphs import (
    PILED,
    UndecodableError,
    decoded,
    escaped,
    piled,
    some_hidden,
    unseen,
)
from tadasu.rules.scalar import Style
from tadasu.rules.wording import MOST, clipped

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 100_000
"""How large and how deep a file may be, and how many values it may hold."""

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_DIRECTIVE = re.compile(r"^%(?:YAML|TAG)\b", re.MULTILINE)
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StopError(Exception):
    """What follows cannot be read, or would only cost time; the problem is already noted."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    path: Path
    items: dict[str, object] | list[object]
    keys: dict[str, int] = field(default_factory=dict)
    waiting: tuple[str, int] | None = None
    """The key, and where it stands, whose value comes next."""
    skip: bool = False
    """The value that comes next belongs to a refused key."""


def read_documents(file: str, content: str | bytes) -> tuple[Document, ...]:
    """Each document of a YAML stream; empty ones are left out.

    Never raises for what the file says: what is wrong with the YAML is in `Document.problems`,
    so that the problems of many files can be told at once.
    """
    whole = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    if len(whole) > MAX_BYTES:
        return (refused(file, "T001", wording.TOO_LARGE),)
    try:
        page = Page(file, decoded(whole))
    except UndecodableError as wrong:
        before = Page(file, wrong.before)
        problem = before.problem("T001", len(wrong.before), wrong.message)
        return (Document(before, {}, {}, (problem,)),)
    directive = _DIRECTIVE.search(page.text)
    if directive:
        problem = page.problem("T008", directive.start(), *wording.DIRECTIVE)
        return (Document(page, {}, {}, (problem,)),)
    return _unseen(page, _Reading(page).documents())


def refused(file: str, code: str, message: Text) -> Document:
    """A document that holds nothing but the reason why its file is not read."""
    page = Page(file, "")
    return Document(page, {}, {}, (page.problem(code, 0, message),))


def _unseen(page: Page, documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The documents, the last with a problem for each hidden character of the file."""
    found = tuple(
        page.problem("T014", at, *unseen(page.text[at])) for at in some_hidden(page.text, MOST)
    )
    if not found:
        return documents
    *others, last = documents or (Document(page, {}, {}),)
    return (*others, replace(last, problems=(*last.problems, *found)))


class _Reading:
    """One pass over the parser's events of one file."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._done: list[Document] = []
        self._nodes = 0
        self._told = 0
        self._start()

    def _start(self) -> None:
        self._stack: list[_Open] = []
        self._spans: dict[Path, Span] = {}
        self._problems: list[Problem] = []
        self._root: object = None

    def documents(self) -> tuple[Document, ...]:
        try:
            for event in self._events():
                self._take(event)
        except _StopError:
            self._finish()
        except yaml.YAMLError as wrong:
            self._broken(wrong)
            self._finish()
        return tuple(self._done)

    def _events(self) -> Iterator[yaml.Event]:
        parser = _PARSER(self._page.text)
        try:
            while parser.check_event():
                yield parser.get_event()
        finally:
            parser.dispose()

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._start()
            case yaml.DocumentEndEvent():
                self._finish()
            case yaml.AliasEvent():
                self._refuse(event, "T004", *wording.ALIAS)
                if self._awaits_key():
                    raise _StopError
                self._put(event, None, None)
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._begin(event, {})
            case yaml.SequenceStartEvent():
                self._begin(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._node(event)
        style: Style = event.style or "plain"  # type: ignore[assignment]  # the parser's own five
        if piled(event.value) is not None:
            self._refuse(event, "T014", *PILED)
            raise _StopError
        if style == '"':
            character = escaped(self._page.text[_start(event) : _end(event)], event.value)
            if character:
                self._refuse(event, "T014", *unseen(character))
        value: object = unicodedata.normalize("NFC", event.value)
        if style == "plain" and value in _WORDS:
            value = _WORDS[event.value]
        if self._awaits_key():
            self._key(self._stack[-1], event, value)
            return
        if style == "plain" and value == "":
            if not self._stack:
                return
            if event.tag is None:
                self._no_value(event)
        self._put(event, value, style)

    def _no_value(self, event: yaml.ScalarEvent) -> None:
        """Nothing follows a key; where it isn't even closed, a comma may have parted a text."""
        inside, text = self._stack[-1], self._page.text
        name, at = inside.waiting or ("", 0)
        behind_comma = name and text[:at].rstrip().endswith(",")
        if behind_comma and not text[at : _start(event)].rstrip().endswith(":"):
            inside.skip = True
            self._refuse(event, "T006", *wording.parted(name), at=at)
        else:
            self._refuse(event, "T006", *wording.NO_VALUE)

    def _key(self, inside: _Open, event: yaml.ScalarEvent, name: object) -> None:
        at = _start(event)
        inside.skip = True
        if not isinstance(name, str) or name == "<<":
            self._refuse(event, "T005", *wording.KEY)
            name = f"\0{at}"
        elif name in inside.keys:
            first = self._page.place(inside.keys[name]).line
            self._refuse(
                event,
                "T003",
                Text(
                    en=f"The key `{clipped(name)}` is given twice; first on line {first}.",
                    ja=f"キー `{clipped(name)}` が重複しています(最初は {first} 行目)。",
                ),
                Text(en="Keep one of them.", ja="どちらか一方だけを残してください。"),
            )
        else:
            inside.keys[name] = at
            inside.skip = False
        inside.waiting = (name, at)

    def _begin(
        self, event: yaml.CollectionStartEvent, items: dict[str, object] | list[object]
    ) -> None:
        self._node(event)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(event, "T007", *wording.TOO_DEEP)
            raise _StopError
        if self._awaits_key():
            self._refuse(event, "T005", *wording.KEY)
            raise _StopError
        path = self._put(event, items, None)
        self._stack.append(_Open(path, items))

    def _awaits_key(self) -> bool:
        inside = self._stack[-1] if self._stack else None
        return inside is not None and isinstance(inside.items, dict) and inside.waiting is None

    def _put(self, event: yaml.Event, value: object, style: Style | None) -> Path:
        start, end = _start(event), _end(event)
        if not self._stack:
            self._root = value
            self._spans[()] = Span(None, start, end, style)
            return ()
        inside = self._stack[-1]
        if isinstance(inside.items, list):
            path: Path = (*inside.path, len(inside.items))
            inside.items.append(value)
            self._spans.setdefault(path, Span(None, start, end, style))
            return path
        name, at = inside.waiting or ("\0", start)
        path = (*inside.path, name)
        if inside.skip:
            path = (*inside.path, f"\0{start}")
        else:
            inside.items[name] = value
            self._spans[path] = Span(at, start, end, style)
        inside.waiting = None
        return path

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(event, "T007", *wording.TOO_MANY)
            raise _StopError
        if event.anchor is not None:
            self._refuse(event, "T004", *wording.ALIAS)
        if event.tag is not None:
            self._refuse(event, "T008", *wording.TAG)

    def _refuse(
        self, event: yaml.Event, code: str, message: Text, remedy: Text, *, at: int | None = None
    ) -> None:
        self._told += 1
        if self._told > MOST:
            raise _StopError
        if self._told == MOST:
            code, message, remedy = "T007", *wording.TOO_WRONG
        offset = _start(event) if at is None else at
        self._problems.append(self._page.problem(code, offset, message, remedy))

    def _broken(self, wrong: yaml.YAMLError) -> None:
        said = str(getattr(wrong, "problem", "") or "")
        # An open quote is found missing at the end of the file, and mended where it begins.
        first, second = "problem_mark", "context_mark"
        if "end of stream" in said:
            first, second = second, first
        mark = getattr(wrong, first, None) or getattr(wrong, second, None)
        if mark is None:
            # Only unprintable characters come without a mark; their position counts bytes.
            odd = yaml.reader.Reader.NON_PRINTABLE.search(self._page.text)
            at = odd.start() if odd else 0
        else:
            at = mark.index
        message, remedy = wording.broken_yaml(said)
        self._problems.append(self._page.problem("T002", at, message, remedy))

    def _finish(self) -> None:
        data, problems = self._root, self._problems
        if data is not None and not isinstance(data, dict):
            problems.append(self._page.problem("T009", self._spans[()].start, *wording.NO_MAPPING))
        if problems or isinstance(data, dict):
            whole = data if isinstance(data, dict) else {}
            self._done.append(Document(self._page, whole, self._spans, tuple(problems)))
        self._start()


# The parser gives every event its marks; only the type of a bare event does not know.
def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
