"""All definitions of a process together, with the answers that follow from them alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from tadasu.errors import Language
from tadasu.rules.calendar import Calendar
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.form import Form
from tadasu.rules.parameters import Parameter, Setting
from tadasu.rules.policy import Policy
from tadasu.rules.project import Base, Signing
from tadasu.rules.sheet import Sheet
from tadasu.rules.workflow import Workflow


@dataclass(frozen=True)
class Definitions:
    """What YAML says, base and project laid over each other; every mapping is sorted by name."""

    workflows: Mapping[str, Workflow]
    policies: Mapping[str, Policy]
    standards: Mapping[str, Standard]
    checklists: Mapping[str, Checklist]
    forms: Mapping[str, Form]
    sheets: Mapping[str, Sheet]
    calendar: Calendar | None
    """What counts as a business day; without one, no guard can ask."""
    declared: Mapping[str, Parameter]
    """The parameters as they are declared: title, default, bounds."""
    parameters: Mapping[str, Setting]
    """The values in force: the project's, or the defaults."""
    zone: str
    """IANA name of the time zone in which dates and days are counted."""
    language: Language
    base: Base
    signatures: Signing
    """Whether every act needs the signature of whoever does it."""

    @cached_property
    def timezone(self) -> tzinfo:
        """The time zone in which dates and days are counted."""
        return ZoneInfo(self.zone)

    @cached_property
    def people(self) -> str:
        """The name of the workflow whose cases are the people who act."""
        return next((name for name, each in self.workflows.items() if each.people), "")

    @cached_property
    def children(self) -> Mapping[str, Mapping[str, str]]:
        """For each workflow: the plural under which children are listed → their workflow."""
        found: dict[str, dict[str, str]] = {name: {} for name in self.workflows}
        for name, workflow in self.workflows.items():
            if workflow.parent in found and workflow.plural:
                found[workflow.parent][workflow.plural] = name
        return found

    @cached_property
    def inverses(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """For each workflow: the list of cases that refer to it → their workflow and the path."""
        found: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in self.workflows}
        for name, workflow in self.workflows.items():
            for path, spec in workflow.paths:
                if spec.inverse and spec.type in found:
                    found[spec.type][spec.inverse] = (name, path)
        return found

    @cached_property
    def automatic(self) -> Mapping[str, tuple[str, ...]]:
        """For each workflow that has any, the transitions that are made by themselves."""
        found = {
            name: tuple(act for act, each in workflow.transitions.items() if each.automatic)
            for name, workflow in self.workflows.items()
        }
        return {name: acts for name, acts in found.items() if acts}

    def child_workflow(self, workflow: str, plural: str) -> str | None:
        """The workflow of the children that a case of `workflow` lists as `plural`."""
        return self.children[workflow].get(plural)
