"""Every test of tests/cases, by the code of `tadasu test`; together they show all of it."""

from pathlib import Path
from typing import Any

import pytest

from tadasu.office.sources import base_documents
from tadasu.office.trial.places import Source, trial_files
from tadasu.office.trial.ready import Ready, ready
from tadasu.office.trial.tried import tried
from tadasu.office.trial.watching import Watch
from tests.world import project

ROOT = Path(__file__).parent
SHIPPED = Source(base_documents(project()), (), project())
WATCH = Watch()
PROCESS, TESTS = ready(SHIPPED, trial_files(ROOT, [ROOT / "cases"]), WATCH)


def _named(test: Ready) -> Any:
    return pytest.param(test, id=f"{Path(test.document.file).stem}: {test.say}")


@pytest.mark.parametrize("test", list(map(_named, TESTS)))
def test_case(test: Ready) -> None:
    misses = [
        (m.place, m.expected.en, m.happened.en, m.reasons) for m in tried(test, WATCH).misses
    ]
    assert misses == []
