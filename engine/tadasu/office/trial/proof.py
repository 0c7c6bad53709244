"""The proofreading of a test file: whether its names and values are those of the process.

T050  the process has no such workflow, state, role, field, transition, rule or parameter
T051  the world has no such case or person
T052  a value that its type can't read
T053  a name that two tests of one file bear
T054  a case that could not be as it is given
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from tadasu.core.sealed import Sealing
from tadasu.core.values import Reader, UnreadableError
from tadasu.errors import Problem, Text
from tadasu.rules.document import Document, Path
from tadasu.rules.field import FieldSpec
from tadasu.rules.given import Given
from tadasu.rules.process import Process
from tadasu.rules.wording import did_you_mean
from tadasu.rules.words import Words
from tadasu.rules.workflow import Workflow

WORKFLOW = Text(en="workflow", ja="ワークフロー")
STATE = Text(en="state", ja="状態")
FIELD = Text(en="field", ja="項目")
ROLE = Text(en="role", ja="役割")
TRANSITION = Text(en="transition", ja="遷移")
RULE = Text(en="rule", ja="規則")
PARAMETER = Text(en="parameter", ja="パラメータ")

Cases = Mapping[str, Given]
"""The world of one test: its own cases laid over those of the file."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with one test file so far."""

    process: Process
    zone: tzinfo
    document: Document
    problems: list[Problem] = field(default_factory=list)

    def note(
        self,
        code: str,
        path: Path,
        message: Text,
        remedy: Text | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Note a problem at a part of the file, or at its key."""
        self.problems.append(self.document.problem(code, path, message, remedy, key=key))

    def unknown(
        self, path: Path, what: Text, name: str, known: Iterable[str], *, key: bool = False
    ) -> None:
        """Note a name that stands for nothing in the process, with the likeliest that does."""
        message = Text(
            en=f"The process has no {what.en} `{name}`.",
            ja=f"プロセスに{what.ja} `{name}` はありません。",
        )
        self.note("T050", path, message, did_you_mean(name, known), key=key)

    def present(self, path: Path, key: str | None, known: Collection[str]) -> None:
        """Note a key that no case of the world bears."""
        if key is None or key in known:
            return
        message = Text(en=f"The world has no `{key}`.", ja=f"`world` に `{key}` がありません。")
        self.note("T051", path, message, did_you_mean(key, known))

    def people(self, cases: Cases) -> list[str]:
        """The keys of the people of a world."""
        return [key for key, case in cases.items() if case.workflow == self.process.people]

    def rules(self, at: Path, rules: Iterable[str], more: Collection[str] = ()) -> None:
        """Note each that is neither a policy nor one of `more`."""
        for number, rule in enumerate(rules):
            if rule not in self.process.policies and rule not in more:
                known = (*more, *self.process.policies)
                # One alone may stand without brackets.
                path = (*at, number) if (*at, number) in self.document.spans else at
                self.unknown(path, RULE, rule, known)

    def values(
        self, at: Path, specs: Mapping[str, FieldSpec], values: Mapping[str, object]
    ) -> dict[str, object]:
        """The values that can be read; a note for each that can't, or that has no field."""
        found = {}
        for name, raw in values.items():
            if name not in specs:
                self.unknown((*at, name), FIELD, name, specs, key=True)
                continue
            try:
                found[name] = Reader(self.process, self.zone, Sealing(plain=True)).read(
                    specs[name], raw
                )
            except UnreadableError as wrong:
                expected = Text(
                    en=f"This can't be read: expected {wrong.text.en}.",
                    ja=f"この値を読み取れません。必要なのは {wrong.text.ja} です。",
                )
                self.note("T052", (*at, name), expected)
        return found


def looked_at(workflow: Workflow) -> dict[str, FieldSpec]:
    """What a test may look at in a case: its facts, derived fields and conditions."""
    conditions = {
        name: FieldSpec(type="bool", title=Words(en=each.title.en, ja=each.title.ja))
        for name, each in workflow.conditions.items()
    }
    return {**workflow.facts, **workflow.fields, **conditions}
