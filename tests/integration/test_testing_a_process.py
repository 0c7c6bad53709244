"""The page on testing a process shows tests that pass, of the process that our own tests use."""

import re
from pathlib import Path

from tadasu.office.trial.outcome import run_tests
from tests.unit.office.desk import write_files

PAGE = Path(__file__).parents[2] / "docs" / "testing-a-process.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
FILE, HISTORY, EXCUSED, NOTHING = BLOCKS


def test_the_examples_pass(tmp_path: Path) -> None:
    write_files(tmp_path)
    folder = tmp_path / "tests"
    folder.mkdir()
    world = FILE[: FILE.index("cases:\n  - say")]
    (folder / "loans.yaml").write_text(FILE + EXCUSED, "utf-8")
    (folder / "history.yaml").write_text(world + HISTORY, "utf-8")
    (folder / "from-nothing.yaml").write_text(NOTHING, "utf-8")

    found = run_tests(tmp_path, ())

    assert (found.tests, found.failed) == (5, ())
    assert found.coverage.idle == ()
