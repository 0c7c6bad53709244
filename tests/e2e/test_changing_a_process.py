"""The page on changing a process shows what really happens, in both languages."""

import re
from pathlib import Path

import pytest

from tadasu.rules.plan import read_plan
from tests.e2e.page import played

DOCS = Path(__file__).parents[2] / "docs"


SHOWN = 4
"""Commands whose answers are on the page."""


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TADASU_AS", "TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("page", "language"), [("", "en"), (".ja", "ja")])
def test_what_the_page_shows_is_seen(page: str, language: str, tmp_path: Path) -> None:
    path = DOCS / f"changing-a-process{page}.md"
    shown = 0
    for line, told, seen in played(path, tmp_path, language):
        if told:
            shown += 1
            pattern = ".*?".join(re.escape(part) for part in told.split("…\n"))
            assert re.fullmatch(pattern, seen, re.DOTALL), f"{line}\n{seen}"
    assert shown == SHOWN


@pytest.mark.parametrize("page", ["", ".ja"])
def test_its_plans_can_be_read(page: str) -> None:
    text = (DOCS / f"changing-a-process{page}.md").read_text("utf-8")
    plans = re.findall(
        r"^```yaml\n((?:#[^\n]*\n)?migration:.*?)^```$", text, re.MULTILINE | re.DOTALL
    )
    assert [list(read_plan("plan.yaml", one)[0].workflows) for one in plans] == [
        ["purchase"],
        ["loan"],
    ]
