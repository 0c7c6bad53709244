"""To whom reminders go, step by step; and never of what is only played."""

from pathlib import Path

import pytest

from tadasu.errors import UnavailableError
from tadasu.office.acts import Acts
from tadasu.office.adopting import Adopting
from tadasu.office.mailing import deliver, send_reminders
from tadasu.office.reminding import reminders
from tadasu.office.workspace import DATABASE_VARIABLE
from tadasu_cli.render.reminders import written
from tests.unit.office import post
from tests.unit.office.desk import library
from tests.unit.office.mailbox import Mailbox
from tests.unit.office.post import founded, sent, steps
from tests.unit.store import places
from tests.unit.store.places import Database

database, postgresql = places.database, places.postgresql
box, root = post.box, post.root


def test_two_steps_of_one_role_are_two_reminders(root: Path) -> None:
    workflow = root / "workflows" / "library.yaml"
    twice = '  - {after: "7", to: [staff]}\n  - {after: "14", to: [staff, owner]}\n'
    text = workflow.read_text("utf-8").replace('  - {after: "7", to: [staff]}\n', twice)
    workflow.write_text(text, "utf-8")
    with library(root) as workspace:
        Adopting(workspace, "M-1").adopt()
    assert "M-1" not in sent(root, "2026-06-12").sent
    assert sent(root, "2026-06-19").sent == ("M-1",)
    assert sent(root, "2026-06-25").sent == ()
    with library(root, "2026-06-26T09:00:00+09:00") as workspace:
        assert ("M-1", "T-2", "3") in steps(workspace)
    assert sent(root, "2026-06-26").sent == ("M-1", "M-2", "M-3")
    assert sent(root, "2026-06-27").sent == ()


def test_nothing_is_sent_of_what_is_only_played(root: Path, box: Mailbox) -> None:
    with library(root, "2026-06-12T09:00:00+09:00") as workspace:
        found = reminders(workspace)
        assert found
        with pytest.raises(UnavailableError, match="simulated") as told:
            send_reminders(workspace, found, written)
        assert deliver(workspace, found, written).sent == ("M-2", "M-3")
    assert "模擬" in told.value.text.ja
    assert len(box.taken) == 2


def test_a_real_record_sends(
    tmp_path: Path, box: Mailbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    root = founded(tmp_path / "real", box, simulated=False)
    with library(root) as workspace:
        Acts(workspace, "M-1").new("task", None, {"what": "本物", "owner": "M-1"})
        found = reminders(workspace, before=10)
        assert send_reminders(workspace, found, written).sent == ("M-1",)
    assert box.recipients == ["one@example.jp"]
