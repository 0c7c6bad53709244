"""Law 8, lint: every code has its section in docs/lint.md, and lint knows every command."""

import re

from tadasu.rules.remarks.codes import CODES, FIRM
from tadasu.rules.remarks.names import ACTING, VERBS
from tadasu_cli.manifest import MANIFEST
from tests.house.rooms import ROOT, rooms

PAGE = (ROOT / "docs" / "lint.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (T\d{3})\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_code_has_its_section() -> None:
    named = {
        code
        for path in rooms().values()
        for code in re.findall(r'"(T\d{3})"', path.read_text("utf-8"))
    }
    assert set(CODES) <= named
    assert named - set(SECTIONS) == set()


def test_no_section_is_about_nothing() -> None:
    text = "\n".join(path.read_text("utf-8") for path in rooms().values())
    assert {code for code in SECTIONS if f'"{code}"' not in text} == set()
    assert PAGE.count("\n### ") == len(SECTIONS)


def test_each_section_tells_severity_and_remedy() -> None:
    for code, section in SECTIONS.items():
        assert f"({CODES.get(code, 'error')})" in section, code
        assert "Remedy:" in section, code
        assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", section), code


def test_each_section_tells_whether_it_can_be_allowed() -> None:
    for code in CODES:
        assert ("It can't be allowed." in SECTIONS[code]) == (code in FIRM), code


def test_lint_knows_every_command() -> None:
    assert set(MANIFEST) == VERBS
    working = {name for name, entry in MANIFEST.items() if entry.group == "work"}
    assert working == ACTING
