"""Documents that are issued: what goes on record, what is refused, what is handed out again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tadasu.core.issued import DocumentIssued
from tadasu.errors import ConflictError, NotFoundError, RefusalError, UnavailableError
from tadasu.ledger.spoken import parse_spoken
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.knowing import known
from tadasu.office.looks import Looks
from tadasu.office.paper.handing import hand, report
from tadasu.office.workspace import Workspace
from tests.unit.office.paper.slips import FORMS, LOAN, issue, lent, size

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture(name="lent")
def lent_workspace(tmp_path: Path) -> Iterator[Workspace]:
    with lent(tmp_path / "project") as workspace:
        yield workspace


def vault(workspace: Workspace) -> set[Path]:
    folder = workspace.root / "record" / "evidence"
    return {path for path in folder.rglob("*") if path.is_file()}


def test_what_is_issued_is_on_record_as_it_was_filled(lent: Workspace, tmp_path: Path) -> None:
    file, before = tmp_path / "票.html", size(lent)
    made = issue(lent, file)

    assert made.issued is not None
    assert (made.issued.case, made.issued.version, made.issued.position) == (LOAN, 2, before)
    assert made.issued.act.title.ja == "文書を発行しました"
    assert (made.size, made.issued.size) == (before, before + 1)
    with lent.journal.reading() as shelf:
        case = shelf.case(LOAN)
        statement = next(shelf.entries(before)).entry.statement
    assert statement.actor["role"] == "reader"
    assert statement.kind == DocumentIssued.kind
    assert statement.data == {
        "form": "slip",
        "sha256": made.sha256,
        "size": file.stat().st_size,
        "name": "票.html",
        "media_type": "text/html",
        "language": "ja",
        "record": {"size": before, "root": made.root},
        "number": "L-7",
        "edition": "2",
    }
    assert case is not None
    (document,) = case.documents
    assert (document.form, document.entries, document.issuer) == ("slip", before, "M-2")
    assert parse_spoken(made.spoken).size == before
    with lent.vault.open(made.sha256) as kept:
        assert kept.read() == file.read_bytes()
    assert verify(lent, lambda _done, _all: None, law=lambda _done, _all: None).size == before + 1


def test_what_is_refused_leaves_no_file_and_a_refusal(lent: Workspace, tmp_path: Path) -> None:
    file, before, kept = tmp_path / "n.html", size(lent), vault(lent)
    with pytest.raises(RefusalError) as no:
        issue(lent, file, form="notice")

    assert [reason.rule for reason in no.value.reasons] == ["role"]
    assert (no.value.attempt.en, no.value.attempt.ja) == (
        f"issue Notice of {LOAN}",
        f"{LOAN} の通知を発行する",
    )
    assert not file.exists()
    assert vault(lent) == kept
    line = Looks(lent).log(LOAN)[-1]
    assert (line.kind, line.refused_by, line.position) == ("case.refused/1", ("role",), before)


def test_a_file_that_is_there_is_kept_where_the_next_is_refused(
    lent: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "n.html"
    file.write_text("mine", "utf-8")
    with pytest.raises(RefusalError):
        issue(lent, file, form="notice")
    assert file.read_text("utf-8") == "mine"


def test_a_form_that_is_only_looked_at_is_not_issued(lent: Workspace, tmp_path: Path) -> None:
    file, before = tmp_path / "x.html", size(lent)
    with pytest.raises(RefusalError) as no:
        issue(lent, file, "M-1", form="look")
    assert [reason.rule for reason in no.value.reasons] == ["form"]
    with pytest.raises(NotFoundError, match="about all cases"):
        issue(lent, file, "M-1", form="shelf", key=None)
    assert not file.exists()
    assert size(lent) == before + 1


def test_a_case_that_has_gone_on_is_told_and_nothing_is_issued(
    lent: Workspace, tmp_path: Path
) -> None:
    acts, file, before = Acts(lent, "M-2"), tmp_path / "s.html", size(lent)

    def late(*what: Any) -> Any:
        acts.set(LOAN, {"remark": "濡れた"})
        return acts.issue(*what)

    with pytest.raises(ConflictError, match="has changed since"):
        hand(lent, "slip", LOAN, file, "ja", late)
    assert not file.exists()
    assert size(lent) == before + 1

    made = issue(lent, file)
    assert "濡れた" in file.read_text("utf-8")
    assert made.size == before + 1


def test_other_cases_may_go_on_meanwhile(lent: Workspace, tmp_path: Path) -> None:
    staff, file, before = Acts(lent, "M-1"), tmp_path / "s.html", size(lent)

    def late(*what: Any) -> Any:
        staff.set("B-001", {"pages": "1"})
        return Acts(lent, "M-2").issue(*what)

    made = hand(lent, "slip", LOAN, file, "ja", late)
    assert made.issued is not None
    assert (made.size, made.issued.position) == (before, before + 1)
    (told,) = known(lent, file).known
    assert (told.entries, told.fits) == (before, True)


def test_the_same_request_gets_the_first_file_again(lent: Workspace, tmp_path: Path) -> None:
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    first = issue(lent, one, request=ID)
    Acts(lent, "M-2").set(LOAN, {"remark": "後から"})
    again = issue(lent, other, request=ID)

    assert first.issued is not None
    assert again.issued is not None
    assert again.issued.again
    assert again.issued.position == first.issued.position
    assert other.read_bytes() == one.read_bytes()
    assert (again.sha256, again.size, again.root, again.spoken) == (
        first.sha256,
        first.size,
        first.root,
        first.spoken,
    )
    assert size(lent) == first.size + 2


def test_the_same_request_for_another_document_is_a_conflict(
    lent: Workspace, tmp_path: Path
) -> None:
    issue(lent, tmp_path / "one.html", "M-1", ID)
    other = tmp_path / "other.html"
    with pytest.raises(ConflictError):
        issue(lent, other, "M-1", ID, form="notice")
    with pytest.raises(ConflictError):
        issue(lent, other, "M-2", ID)
    assert not other.exists()


def test_a_refusal_is_told_again(lent: Workspace, tmp_path: Path) -> None:
    before = size(lent)
    for _ in range(2):
        with pytest.raises(RefusalError) as no:
            issue(lent, tmp_path / "n.html", request=ID, form="notice")
        assert [reason.rule for reason in no.value.reasons] == ["role"]
    assert size(lent) == before + 1


def test_a_file_that_can_not_be_written_is_issued_and_told(
    lent: Workspace, tmp_path: Path
) -> None:
    before, taken = size(lent), tmp_path / "taken.html"
    taken.mkdir()
    with pytest.raises(UnavailableError) as wrong:
        issue(lent, taken, request=ID)
    assert f"on record as issued (entry {before})" in wrong.value.text.en
    assert f"記録 {before} 番" in wrong.value.text.ja
    assert f"--request {ID}" in wrong.value.text.en
    assert size(lent) == before + 1

    file = tmp_path / "s.html"
    again = issue(lent, file, request=ID)
    (told,) = known(lent, file).known
    assert (told.position, again.size) == (before, before)


def test_later_editions_are_told(lent: Workspace, tmp_path: Path) -> None:
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    first, second = issue(lent, one), issue(lent, other)
    issue(lent, tmp_path / "n.html", "M-1", form="notice")

    assert first.sha256 != second.sha256
    assert first.issued is not None
    assert second.issued is not None
    (old,), (new,) = known(lent, one).known, known(lent, other).known
    assert (old.position, old.later) == (first.issued.position, second.issued.position)
    assert (new.later, new.person, new.role, new.edition) == (None, "M-2", "reader", "2")
    assert known(lent, one).sha256 == first.sha256


def test_a_byte_more_and_the_file_is_not_known(lent: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "one.html"
    issue(lent, file)
    file.write_bytes(file.read_bytes() + b" ")
    assert known(lent, file).known == ()
    with pytest.raises(NotFoundError, match="can't be read"):
        known(lent, tmp_path / "none.html")


def test_a_document_is_not_issued_where_the_vault_takes_no_file(
    lent: Workspace, tmp_path: Path
) -> None:
    file, before = tmp_path / "s.html", size(lent)
    folder = lent.root / "record" / "evidence"
    folder.rename(folder.with_name("away"))
    folder.write_bytes(b"")
    with pytest.raises(UnavailableError):
        issue(lent, file)
    assert not file.exists()
    assert size(lent) == before


def test_a_report_is_the_main_form_or_the_only_one(lent: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    with pytest.raises(NotFoundError) as none:
        report(lent, LOAN, file, "ja")
    assert "--form: notice, slip." in none.value.text.en
    assert "--form で選んでください: notice, slip" in none.value.text.ja
    with pytest.raises(NotFoundError, match="B-001 has no document"):
        report(lent, "B-001", file, "ja")
    with pytest.raises(NotFoundError, match="no case B-009"):
        report(lent, "B-009", file, "ja")
    assert not file.exists()
    assert report(lent, LOAN, file, "ja", "slip").form == "slip"


@pytest.mark.parametrize("main", ["slip", "notice", "look"])
def test_a_main_form_is_written_where_none_is_named(tmp_path: Path, main: str) -> None:
    text = FORMS.replace(f"form: {main}\n", f"form: {main}\nmain: true\n")
    with lent(tmp_path / "project", text) as workspace:
        assert report(workspace, LOAN, tmp_path / "r.html", "ja").form == main
