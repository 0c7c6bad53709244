from pathlib import Path

import pytest

from tadasu.errors import ConflictError, NotFoundError
from tadasu.office.files import SETTINGS
from tadasu.office.founding import init_project
from tadasu.office.profiles import profiles
from tadasu.office.sources import files_process
from tadasu.office.workspace import Workspace

PERSON = {"id": "P-001", "name": "渡邉", "roles": "isms_manager"}


def begin(root: Path, profile: str | None, language: str = "en") -> tuple[str, ...]:
    """What is said after a founding with the profile, in English."""
    receipt = init_project(
        root,
        log="example.com/records",
        language=language,
        database=None,
        simulated=True,
        at=None,
        person=PERSON,
        signatures="optional",
        profile=profile,
    )
    return tuple(notice.en for notice in receipt.notices)


def test_what_ships() -> None:
    assert profiles() == ("small", "standard")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("profile", ["small", "standard"])
def test_a_profile_changes_numbers_and_no_rule(
    tmp_path: Path, profile: str, language: str
) -> None:
    begin(tmp_path / "plain", None, language)
    begin(tmp_path / "one", profile, language)
    plain, one = files_process(tmp_path / "plain"), files_process(tmp_path / "one")
    assert one.policies == plain.policies
    assert one.workflows.keys() == plain.workflows.keys()
    with Workspace.open(tmp_path / "one") as workspace:
        assert workspace.project.language == language
        assert bool(workspace.project.parameters) == (profile == "small")
    if profile == "standard":
        settings = [(tmp_path / name / SETTINGS).read_bytes() for name in ("plain", "one")]
        assert settings[0] == settings[1]


@pytest.mark.parametrize(
    ("language", "page"), [("en", "small-company.md"), ("ja", "small-company.ja.md")]
)
def test_the_guide_comes_in_the_language_of_the_project(
    tmp_path: Path, language: str, page: str
) -> None:
    said = begin(tmp_path, "small", language)
    assert f"docs/{page} leads through the first year." in said
    assert [path.name for path in (tmp_path / "docs").iterdir()] == [page]
    comment = (tmp_path / SETTINGS).read_text("utf-8")
    assert f"docs/{page}" in comment


def test_pages_that_are_there_are_kept(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    mine = tmp_path / "docs" / "small-company.md"
    mine.write_text("mine", "utf-8")
    begin(tmp_path, "small")
    assert mine.read_text("utf-8") == "mine"


def test_a_profile_that_does_not_ship_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="small, standard"):
        begin(tmp_path / "new", "../policies")
    assert not (tmp_path / "new").exists()


def test_a_profile_is_not_laid_over_settings(tmp_path: Path) -> None:
    begin(tmp_path / "first", None)
    settings = (tmp_path / "first" / SETTINGS).read_bytes()
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / SETTINGS).write_bytes(settings)
    with pytest.raises(ConflictError, match="is there already"):
        begin(tmp_path / "second", "small")
    assert [path.name for path in (tmp_path / "second").iterdir()] == [SETTINGS]
