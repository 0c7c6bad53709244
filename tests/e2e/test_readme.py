"""What the READMEs show of the demo is what the demo prints."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"<!-- demo (en|ja) -->\n```text\n(.*?)```", re.DOTALL)


def _played(language: str, folder: Path) -> str:
    words = ["--lang", language, "demo", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "tadasu_cli", *words],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "80", "LANG": "C.UTF-8", "PATH": ""},
    )
    return done.stdout


@pytest.mark.parametrize(("language", "page"), [("en", "README.md"), ("ja", "README.ja.md")])
def test_the_transcript_is_true(language: str, page: str, tmp_path: Path) -> None:
    blocks = SHOWN.findall((ROOT / page).read_text("utf-8"))
    assert {block[0] for block in blocks} == {language}
    played = _played(language, tmp_path / "demo")

    for _, block in blocks:
        assert block in played


def test_both_pages_link_only_to_what_is_there() -> None:
    for page in ("README.md", "README.ja.md", "CONTRIBUTING.md", "docs/map.md"):
        path = ROOT / page
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{page}: {target}"
