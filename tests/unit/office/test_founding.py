from pathlib import Path

import pytest

from tadasu.errors import ConflictError, DefinitionError, NotFoundError, RefusalError
from tadasu.office import founding
from tadasu.office.founding import init_project
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import FOUNDER, START, found, library, write_files


def test_a_project_begins_with_its_process_and_its_first_person(tmp_path: Path) -> None:
    receipt = found(tmp_path)

    assert (receipt.case, receipt.position) == ("M-1", 1)
    with library(tmp_path) as workspace:
        lines = Looks(workspace).log()
        assert [(line.kind, line.role) for line in lines] == [
            ("process.adopted/1", "founder"),
            ("case.opened/1", "founder"),
            ("log.keyed/1", "founder"),
        ]
        assert verify(workspace, lambda _done, _all: None).simulated


def test_a_record_is_made_once(tmp_path: Path) -> None:
    found(tmp_path)
    before = (tmp_path / "record" / "log.db").read_bytes()

    with pytest.raises(ConflictError):
        found(tmp_path)
    assert (tmp_path / "record" / "log.db").read_bytes() == before


def test_without_settings_the_shipped_process_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "新しい 組織"
    person = {"id": "P-001", "name": "渡邉", "roles": "isms_manager"}
    init_project(
        root,
        log="example.co.jp/isms",
        language="ja",
        database=None,
        simulated=False,
        at=None,
        person=person,
    )

    with Workspace.open(root) as workspace:
        assert Looks(workspace).show("P-001").label == "渡邉"
        assert not workspace.simulated


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, MemoryError])
def test_an_interrupted_founding_leaves_nothing_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(founding, "_append", interrupt)
        with pytest.raises(fault):
            found(tmp_path)
    assert not (tmp_path / "record").exists()
    assert not (tmp_path / "record.making").exists()

    assert found(tmp_path).case == "M-1"


def test_a_person_who_lacks_something_founds_nothing(tmp_path: Path) -> None:
    write_files(tmp_path)
    with pytest.raises(RefusalError) as no:
        init_project(
            tmp_path,
            log="x",
            language="en",
            database=None,
            simulated=False,
            at=None,
            person={**FOUNDER, "name": "", "nmae": "x"},
        )
    assert len(no.value.reasons) == 2
    assert not (tmp_path / "record").exists()


def test_broken_definitions_found_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, "workflow: member\n")
    with pytest.raises(DefinitionError):
        init_project(
            tmp_path,
            log="x",
            language="en",
            database=None,
            simulated=False,
            at=None,
            person=FOUNDER,
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tadasu.yaml", "workflows"]


def test_a_folder_without_settings_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="tadasu init"):
        Workspace.open(tmp_path)


def test_the_first_person_must_be_able_to_mend_the_process(tmp_path: Path) -> None:
    mending = PROCESS.replace("open: {by: [staff]}", "open: {by: [staff]}\nadopt: staff", 1)
    write_files(tmp_path, mending)
    powerless = {"id": "M-1", "name": "﨑山"}
    with pytest.raises(RefusalError) as no:
        init_project(
            tmp_path,
            log="ignored.example",
            language="ja",
            database=None,
            simulated=True,
            at=START,
            person=powerless,
        )
    assert [reason.rule for reason in no.value.reasons] == ["role"]
    assert "adopt" in no.value.reasons[0].remedy.en
    assert not (tmp_path / "record").exists()
