"""The demo: a process played step by step through the same commands that a person would type.

Stories are YAML files beside this one, in `demo/`, read as everything else is (all scalars are
text; true and false are themselves). They play one after the other, in the order of their names.

    demo: tadasu/1
    title: {en: …, ja: …}
    steps:
      - say: {en: …, ja: …}               # a paragraph; indented lines stay whole
      - run: "set AUD-1 title='…'"        # one line for both, or {en: …, ja: …}, or a list
        exit: "4"                         # the exit code that is right here; "0" without it
        at: "2026-05-01T09:00"            # --at TIME; without it the clock goes on by itself
        quiet: true                       # show one line of what is typed, and one of the answer
      - file: minutes.txt                 # write a file into the project
        text: {en: …, ja: …}              # or one text for both
        quiet: true                       # and say nothing about it

A step may have `say` beside `run` or `file`. A line is split as a shell splits it, but no shell
runs: no variables, pipes or patterns. The demo stands in its project, so files are named as they
were written; --project, --lang and --at are added unseen. Of a list, the first line and its answer
stand for all. {tadasu} and {project} in `say` are what the person types for them. Where an exit
code differs, it stops.
"""

import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tadasu.errors import DefinitionError, Language, NotFoundError, Place, Problem, Text
from tadasu.office.sources import read_file
from tadasu_cli.help import NAME
from tadasu_cli.page import Par, Span, par
from tadasu_cli.paint import columns
from tadasu_cli.screen import Screen
from tadasu_cli.width import TIE, width

FOLDER = Path(__file__).parent / "demo"
KEYS = {"say", "run", "exit", "quiet", "at", "file", "text"}
OURS = ("TADASU_AS", "TADASU_DATABASE", "TADASU_LANG", "TADASU_PROJECT")
"""What a person has set for work in earnest has no business in a demo."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; what it does not do is None or empty."""

    say: Text | None
    run: tuple[Text, ...]
    exit: int
    quiet: bool
    at: str | None
    file: str | None
    text: Text | None


@dataclass(frozen=True, slots=True)
class Story:
    """A demo: its title and steps."""

    title: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and in which language it is played, and what the person typed to play it."""

    project: Path
    language: Language
    names: Mapping[str, str]

    def told(self, text: Text) -> str:
        """The text with the person's own words for the command and the project."""
        said = text.to(self.language)
        for name, typed in self.names.items():
            said = said.replace(name, typed)
        return said

    def words(self, line: str, at: str | None) -> list[str]:
        """The line as the command receives it."""
        words = [*shlex.split(line), "--project", str(self.project), "--lang", self.language]
        return [*words, "--at", at] if at is not None else words


def stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """The demos of a folder; DefinitionError for one that is not as described above."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise NotFoundError(
            Text(en="No demo is installed.", ja="デモがインストールされていません。")
        )
    return tuple(story for path in files for story in _read(path))


def play(found: Sequence[Story], root: Path, language: Language) -> int:
    """Play them in the folder `root`; the exit code is 1 if a step did not end as it should."""
    names = {"{tadasu}": _command(), "{project}": shlex.quote(str(root))}
    root.mkdir(parents=True, exist_ok=True)
    stage = Stage(root.resolve(), language, names)
    with _own_environment(), chdir(stage.project):
        for number, story in enumerate(found):
            heading = par(Span(f"══ {story.title.to(language)} ══", "strong"))
            Screen().answer([*([Par()] if number else []), heading])
            opening = True
            for step in story.steps:
                code = _take(step, stage, opening=opening)
                opening = opening and step.say is None and not step.run
                if code != step.exit:
                    text = Text(
                        en=f"The demo stops: exit code {code} instead of {step.exit}.",
                        ja=f"デモを中止します。終了コードが {step.exit} でなく {code} でした。",
                    )
                    Screen().aside([par(Span("✗ ", "bad"), text.to(language))])
                    return 1
    return 0


def _take(step: Step, stage: Stage, *, opening: bool) -> int:
    if step.say is not None:
        Screen().answer([*([] if opening else [Par()]), *_paragraphs(stage.told(step.say))])
    if step.file is not None and step.text is not None:
        path = stage.project / step.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text.to(stage.language), encoding="utf-8")
        if not step.quiet:
            Screen().answer([par(Span(f"+ {step.file}", "dim"))])
    if not step.run:
        return step.exit
    typed, *others = (line.to(stage.language) for line in step.run)
    if not others and not step.quiet:
        _show_typed(typed)
        return _run_openly(stage.words(typed, step.at))
    _show_typed(typed, whole=False)
    code, answer = _run_quietly(stage.words(typed, step.at))
    for line in others:
        if code != step.exit:
            break
        code, further = _run_quietly(stage.words(line, None))
        if code != step.exit:
            _show_typed(line)
            answer = further
    if code != step.exit:
        Screen().answer([par(each) for each in answer])
        return code
    count = len(others) or sum(each.startswith("✓") for each in answer) - 1
    text = Text(en=f" … and {count} more", ja=f" …ほか {count} 件")
    more = Span(text.to(stage.language).replace(" ", TIE) if count > 0 else "", "dim")
    Screen().answer([par(" ".join(answer[:1]), " ", more, hang=2)])
    return code


def _paragraphs(said: str) -> list[Par]:
    """Indented lines are there to be copied: they are never wrapped."""
    return [Par((Span(line),), rigid=line.startswith(" ")) for line in said.splitlines()]


def _show_typed(line: str, *, whole: bool = True) -> None:
    typed = f"{NAME} {line}"
    if not whole and width(typed) > columns() - 2:
        typed = _cut(typed, columns() - 4) + " …"
    Screen().answer([par(Span("$ ", "dim"), Span(typed, "strong"), hang=4)])


def _cut(text: str, room: int) -> str:
    while width(text) > room:
        text = text[:-1]
    return text.rstrip()


def _run_openly(words: Sequence[str]) -> int:
    from tadasu_cli.run import run

    with redirect_stderr(sys.stdout):
        return run(words)


def _run_quietly(words: Sequence[str]) -> tuple[int, list[str]]:
    from tadasu_cli.run import run

    heard = io.StringIO()
    with redirect_stdout(heard), redirect_stderr(heard):
        code = run(words)
    return code, [each for each in heard.getvalue().splitlines() if each.strip()]


def _command() -> str:
    """How this command was called: by its name, or by the path to it."""
    called = Path(sys.argv[0])
    if called.name != NAME or not called.is_file():
        return NAME
    found = shutil.which(NAME)
    if found is not None and Path(found).samefile(called):
        return NAME
    here = Path.cwd()
    near = called.absolute()
    return shlex.quote(str(near.relative_to(here) if near.is_relative_to(here) else near))


@contextmanager
def _own_environment() -> Iterator[None]:
    kept = {name: os.environ.pop(name) for name in OURS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


def _read(path: Path) -> Iterator[Story]:
    for document in read_file(path):
        if document.problems:
            raise DefinitionError(document.problems)
        data = document.data
        steps = data.get("steps")
        if data.get("demo") != "tadasu/1" or not isinstance(steps, list):
            raise _wrong(path, "demo: tadasu/1, title, steps")
        yield Story(_both(path, data.get("title")), tuple(_step(path, each) for each in steps))


def _step(path: Path, data: object) -> Step:
    if not isinstance(data, Mapping) or not data or not set(data) <= KEYS:
        raise _wrong(path, f"{data}")
    file = data.get("file")
    if file is not None and (PurePosixPath(str(file)).is_absolute() or ".." in str(file)):
        raise _wrong(path, f"file: {file}")
    if (file is None) != (data.get("text") is None):
        raise _wrong(path, f"file, text: {file}")
    code = str(data.get("exit", "0"))
    if not code.isdecimal():
        raise _wrong(path, f"exit: {code}")
    return Step(
        say=_maybe(path, data.get("say")),
        run=_lines(path, data.get("run")),
        exit=int(code),
        quiet=data.get("quiet") is True,
        at=None if data.get("at") is None else str(data["at"]),
        file=None if file is None else str(file),
        text=_maybe(path, data.get("text")),
    )


def _lines(path: Path, value: object) -> tuple[Text, ...]:
    several = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(_both(path, each) for each in several)


def _maybe(path: Path, value: object) -> Text | None:
    return None if value is None else _both(path, value)


def _both(path: Path, value: object) -> Text:
    if isinstance(value, str):
        return Text(en=value, ja=value)
    if isinstance(value, Mapping) and value.keys() == {"en", "ja"}:
        return Text(en=str(value["en"]), ja=str(value["ja"]))
    raise _wrong(path, f"{value}")


def _wrong(path: Path, what: str) -> DefinitionError:
    text = Text(
        en=f"The demo can't be read here: {what}.", ja=f"デモのこの箇所を読めません: {what}"
    )
    return DefinitionError([Problem("demo", "error", Place(path.name, 1, 1), text)])
