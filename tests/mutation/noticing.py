"""Who notices a slip: lint, the cases of the process, the diff in meaning that `adopt` shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tadasu.office.trial.places import Source
from tadasu.rules.canonical import format_definitions
from tadasu.rules.definitions import Definitions
from tadasu.rules.difference.change import Group, together
from tadasu.rules.difference.whole import difference
from tadasu.rules.lint import lint
from tadasu.rules.process import Process, process_from
from tadasu.rules.proofread import proofread
from tadasu.rules.references import check_references
from tadasu.rules.report import Report
from tests.mutation.edits import Edit, Edited
from tests.mutation.trying import Cases, Failure


@dataclass(frozen=True)
class Noticed:
    """What came of one slip."""

    edit: Edit
    broken: str | None = None
    """Why it is no process any more; then nothing else is asked."""
    lint: str | None = None
    """A new remark."""
    failure: Failure | None = None
    """A case that fails."""
    diff: str | None = None
    """tightened, widened, mixed, changed; words where nothing but the wording is another."""
    placed: bool = False
    """The diff knows where the change is, not what it means."""

    @property
    def before(self) -> bool:
        """Whether lint or a case notices, so that nobody needs to read a diff."""
        return bool(self.broken or self.lint or self.failure)

    @property
    def same(self) -> bool:
        """Whether the diff shows that it means the same."""
        return self.diff == "words" and not self.before

    @property
    def unnoticed(self) -> bool:
        """Whether nobody sees it."""
        return not self.before and self.diff is None

    @property
    def contradiction(self) -> str | None:
        """Where the diff says another thing than what is known, or than what a case shows."""
        shown = self.failure.way if self.failure else None
        if self.edit.kind == "signature" and shown == "tightened":
            # A second signature where none is asked for is refused, as the case still brings one.
            shown = None
        opposite = {"tightened": "widened", "widened": "tightened"}.get(self.diff or "")
        if opposite and opposite in (shown, self.edit.way):
            case = f", “{self.failure.say}” is {shown}" if self.failure and shown else ""
            return f"{self.edit} is {self.edit.way}{case}; the diff says {self.diff}"
        if self.diff == "words" and self.failure:
            return f"{self.edit} fails “{self.failure.say}”; the diff sees other words only"
        return None


class Watchers:
    """All three, for one process."""

    def __init__(
        self, source: Source, files: Sequence[tuple[str, Path]], base: Process | None = None
    ) -> None:
        self.process = source.process({})
        self._source = source
        self._files = files
        self._base = base

    @cached_property
    def _cases(self) -> Cases:
        return Cases.of(self._source, self._files)

    @cached_property
    def _known(self) -> Counter[tuple[str, str]]:
        return _remarks(self.process, self._base)

    def watch(self, edited: Edited, *, all_three: bool = True) -> Noticed | None:
        """Who notices it; None where the edit changes nothing at all.

        Without `all_three` lint is not asked, nor the cases.
        """
        edit, make = edited
        try:
            after = make()
        except (ValueError, KeyError, TypeError) as no:
            return Noticed(edit, broken=type(no).__name__)
        document = format_definitions(after)
        if document == self.process.document:
            return None
        wrong = self._problem(after)
        if wrong is not None:
            return Noticed(edit, broken=wrong)
        groups = difference(self.process, after)
        diff = together(group.effect for group in groups) if groups else None
        if not all_three:
            return Noticed(edit, diff=diff, placed=_placed(groups))
        remarks = _remarks(process_from(document), self._base) - self._known
        failure = self._cases.failure(edit.of, after)
        said = " ".join(next(iter(remarks))) if remarks else None
        return Noticed(edit, None, said, failure, diff, _placed(groups))

    def _problem(self, definitions: Definitions) -> str | None:
        """Why it would not be assembled."""
        report = Report({}, [])
        if check_references(definitions, self._source.project, (), report):
            proofread(definitions, report)
        return report.problems[0].message.en if report.problems else None


def _remarks(process: Process, base: Process | None) -> Counter[tuple[str, str]]:
    return Counter((one.code, one.message.en) for one in lint(process, base))


def _placed(groups: Sequence[Group]) -> bool:
    changes = [change for group in groups for change in group.changes]
    return all(change.what.en.startswith("`") for change in changes if change.effect != "words")
