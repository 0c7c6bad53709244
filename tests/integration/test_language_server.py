"""Editors complete, explain and check our files: tried with the YAML language server itself.

It is not a Python package: `npm install yaml-language-server` in any folder, then name the program
in TADASU_YAML_LANGUAGE_SERVER, or have it in the PATH. Where it is missing, nothing is tried here.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.office.shipped import place_schemas
from tests.integration.language_server import Editor

ROOT = Path(__file__).parents[2]
SERVER = os.environ.get("TADASU_YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
FILES = sorted(
    [
        *(ROOT / "workflows").glob("*.yaml"),
        *(ROOT / "policies").rglob("*.yaml"),
        *(ROOT / "docs" / "examples").rglob("*.yaml"),
        *(ROOT / "tests" / "cases").glob("*.yaml"),
    ]
)
SETTINGS = re.compile(r"```json\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.skipif(
    SERVER is None, reason="yaml-language-server is not here; see the top of this file"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    place_schemas(root)
    return root


@pytest.fixture(scope="module")
def editor(project: Path) -> Iterator[Editor]:
    """An editor set up as docs/process-files.md says."""
    (block,) = SETTINGS.findall((ROOT / "docs" / "process-files.md").read_text("utf-8"))
    schemas = {
        (project / name).as_uri(): [f"**/{place}" for place in places]
        for name, places in json.loads(block)["yaml.schemas"].items()
    }
    settings = {"schemas": schemas, "schemaStore": {"enable": False}, "validate": True}
    made = Editor([str(SERVER), "--stdio"], project, {**settings, "hover": True})
    yield made
    made.close()


def test_what_is_right_is_left_alone(editor: Editor) -> None:
    found = {str(path.relative_to(ROOT)): editor.problems(path, _text(path)) for path in FILES}
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert len(found) > 100


def test_a_wrong_key_is_told(editor: Editor, project: Path) -> None:
    text = _text(ROOT / "workflows" / "finding.yaml").replace("transitions:", "transition:", 1)
    (problem,) = editor.problems(project / "workflows" / "wrong.yaml", text)
    assert "transition" in problem


def test_keys_are_completed(editor: Editor, project: Path) -> None:
    text = "workflow: a\ntransitions:\n  t:\n    \n"
    offered = editor.completions(project / "workflows" / "new.yaml", text, 3, 4)
    assert {"title", "from", "to", "by", "policies", "facts", "effects", "round"} <= set(offered)


def test_keys_are_explained(editor: Editor, project: Path) -> None:
    text = "workflow: a\ntransitions:\n  t:\n    covers: [a]\n"
    told = editor.hover(project / "workflows" / "told.yaml", text, 3, 6)
    assert "approval" in told


def _text(path: Path) -> str:
    return path.read_text("utf-8")
