"""The counter for pictures of cases: what a picture shows, and the picture."""

from dataclasses import dataclass

from tadasu.errors import Language
from tadasu.office.coverage import Coverage, coverage
from tadasu.office.depicting import lifecycle_of_case, timeline_of_case
from tadasu.office.pictures.heatmap import heatmap
from tadasu.office.pictures.lifecycle import Lifecycle, lifecycle
from tadasu.office.pictures.sheet import SCREEN, Drawn, Frame
from tadasu.office.pictures.timeline import Timeline, timeline
from tadasu.office.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Depicted:
    """A picture on its sheets, and what it was made of."""

    kind: str
    """lifecycle, timeline or coverage."""
    case: str
    of: Lifecycle | Timeline | Coverage
    sheets: tuple[Drawn, ...]


def depict(
    workspace: Workspace, kind: str, key: str | None, language: Language, frame: Frame | None
) -> Depicted:
    """A picture of a case, to the size of a frame; NotFoundError where there is nothing to draw.

    Without a key the coverage of the newest case that has a matrix is drawn.
    """
    if kind == "coverage":
        seen = coverage(workspace, key)
        return Depicted(kind, seen.case, seen, heatmap(seen, language, frame or SCREEN))
    case = key or ""
    if kind == "timeline":
        told = timeline_of_case(workspace, case, language)
        return Depicted(kind, case, told, timeline(told, language, frame or SCREEN))
    life = lifecycle_of_case(workspace, case, language)
    return Depicted(kind, case, life, lifecycle(life, language, frame))
