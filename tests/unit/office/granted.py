"""An order that a deputy granted, so that a job followed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tadasu.office.acts import Acts
from tadasu.office.founding import init_project
from tadasu.office.workspace import Workspace
from tests.unit.core.works import PROCESS
from tests.unit.office.desk import SETTINGS, START

DEPUTY = [{"person": "P-1", "from": "2026-05-01", "until": "2026-06-30"}]


@contextmanager
def granted(root: Path) -> Iterator[Workspace]:
    """P-2 asked for the order O-1, P-3 granted it for P-1; J-1 followed."""
    (root / "workflows").mkdir()
    (root / "tadasu.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "workflows" / "works.yaml").write_text(PROCESS, encoding="utf-8")
    init_project(
        root,
        log="ignored.example",
        language="ja",
        database=None,
        simulated=True,
        at=START,
        person={"id": "P-1", "boss": "true"},
    )
    with Workspace.open(root) as found:
        acts = Acts(found, "P-1")
        acts.new("person", None, {"id": "P-2"})
        acts.new("person", None, {"id": "P-3", "deputy_of": DEPUTY})
        order = {"what": "paint", "size": "5", "workers": "P-2", "reason": "worn"}
        Acts(found, "P-2").new("order", None, order)
        Acts(found, "P-3").do("O-1", "grant", {})
        yield found
