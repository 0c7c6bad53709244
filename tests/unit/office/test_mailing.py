"""Reminders: who is told of what, once for each step, whatever happens to the mail."""

from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from tadasu.core.values import stamp
from tadasu.errors import Language, UnavailableError
from tadasu.office import mailing
from tadasu.office.acts import Acts
from tadasu.office.mailing import deliver
from tadasu.office.reminding import Reminder, reminders
from tadasu_cli.render.reminders import written
from tests.unit.office import post
from tests.unit.office.desk import library
from tests.unit.office.mailbox import Mailbox
from tests.unit.office.post import sent, steps
from tests.unit.store import places

database, postgresql = places.database, places.postgresql
box, root = post.box, post.root


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-06-07", []),
        ("2026-06-08", [("M-2", "T-1", "soon"), ("M-3", "T-2", "soon")]),
        ("2026-06-11", [("M-2", "T-1", "soon"), ("M-3", "T-2", "soon")]),
        ("2026-06-12", [("M-2", "T-1", "1"), ("M-3", "T-2", "1")]),
        (
            "2026-06-19",
            [
                *(("M-1", key, "2") for key in ("T-1", "T-2")),
                *(("M-2", "T-1", "1"), ("M-3", "T-2", "1")),
            ],
        ),
    ],
)
def test_who_is_told_of_what_follows_from_the_day(
    root: Path, day: str, told: list[tuple[str, str, str]]
) -> None:
    with library(root, f"{day}T09:00:00+09:00") as workspace:
        assert steps(workspace) == told


def test_each_step_is_sent_once(root: Path, box: Mailbox) -> None:
    assert sent(root, "2026-06-08").sent == ("M-2", "M-3")
    assert sent(root, "2026-06-09").sent == ()
    assert sent(root, "2026-06-12").sent == ("M-2", "M-3")
    assert sent(root, "2026-06-20").sent == ("M-1",)
    assert box.recipients.count("two@example.jp") == 2
    assert len(box.taken) == 5


def test_a_new_stay_is_told_anew(root: Path) -> None:
    assert sent(root, "2026-06-12").sent == ("M-2", "M-3")
    with library(root, "2026-06-13T09:00:00+09:00") as workspace:
        Acts(workspace, "M-2").do("T-1", "end", {})
    assert sent(root, "2026-06-25").sent == ("M-1",)


def test_messages_are_readable_in_japanese(root: Path, box: Mailbox) -> None:
    sent(root, "2026-06-12")
    message = next(one for one in box.taken if one["To"] == "two@example.jp")
    assert message["Subject"] == "期限のお知らせ(1 件)"
    text = message.get_content()
    assert "髙田の作業" in text
    assert "1 日超過" in text


def test_a_refused_message_holds_up_no_other_and_is_tried_again(root: Path, box: Mailbox) -> None:
    box.refuses = {"two@example.jp"}
    first = sent(root, "2026-06-12")
    assert (first.sent, first.failed) == (("M-3",), ("M-2",))
    box.refuses = set()
    assert sent(root, "2026-06-12").sent == ("M-2",)
    assert sent(root, "2026-06-12").sent == ()


def test_a_line_that_is_cut_loses_nothing(root: Path, box: Mailbox) -> None:
    box.hangs_up_at = {"two@example.jp"}
    first = sent(root, "2026-06-12")
    assert (first.sent, first.failed) == ((), ("M-2", "M-3"))
    box.hangs_up_at = set()
    assert sent(root, "2026-06-12").sent == ("M-2", "M-3")


def test_nobody_sends_what_another_is_sending(root: Path, box: Mailbox) -> None:
    with library(root, "2026-06-12T09:00:00+09:00") as workspace:
        found = reminders(workspace)
        told = [each for one in found for each in one.told]
        now = workspace.clock.now("")
        with workspace.journal.writing() as desk_:
            old = stamp(now - timedelta(minutes=1))
            assert desk_.reminded.claim(told, old, stamp(now - mailing.STALE)) == told
        assert deliver(workspace, found, written).sent == ()
        assert box.taken == []
        with workspace.journal.writing() as desk_:
            desk_.reminded.release(told)
            crashed = stamp(now - 2 * mailing.STALE)
            desk_.reminded.claim(told, crashed, "")
        assert deliver(workspace, found, written).sent == ("M-2", "M-3")


def test_an_address_that_is_none_is_told_and_reaches_no_header(root: Path, box: Mailbox) -> None:
    with library(root) as workspace:
        acts = Acts(workspace, "M-1")
        acts.set("M-2", {"mail": "two@example.jp\nBcc: all@example.jp"})
        acts.set("M-3", {"mail": ""})
    found = sent(root, "2026-06-12")
    assert (found.sent, found.unreachable) == ((), ("M-2", "M-3"))
    assert box.taken == []


@pytest.mark.parametrize(
    "odd",
    [
        "髙田@example.jp",
        "ｔｗｏ＠example.jp",
        "two@例え.jp",
        "a\x1cb@example.jp",
        "a\x00b@example.jp",
        "=?utf-8?q?x=40evil.example=2C?=@example.jp",
        "two@.jp",
    ],
)
def test_an_odd_address_holds_up_no_other(root: Path, box: Mailbox, odd: str) -> None:
    with library(root) as workspace:
        Acts(workspace, "M-1").set("M-2", {"mail": odd})
    found = sent(root, "2026-06-12")
    assert (found.sent, found.unreachable, found.failed) == (("M-3",), ("M-2",), ())
    assert box.recipients == ["three@example.jp"]


def test_what_was_sent_when_all_breaks_is_not_sent_again(root: Path, box: Mailbox) -> None:
    def broken(one: Reminder, language: Language) -> tuple[str, str]:
        if one.person == "M-3":
            raise KeyboardInterrupt
        return written(one, language)

    with library(root, "2026-06-12T09:00:00+09:00") as workspace:
        with pytest.raises(KeyboardInterrupt):
            deliver(workspace, reminders(workspace), broken)
        assert box.recipients == ["two@example.jp"]
        assert deliver(workspace, reminders(workspace), written).sent == ("M-3",)
    assert box.recipients == ["three@example.jp", "two@example.jp"]


def test_the_password_is_in_a_file_and_in_no_log(
    root: Path, box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = root / "tadasu.yaml"
    text = settings.read_text("utf-8").replace("security: none", "security: none, user: me")
    settings.write_text(text, "utf-8")
    box.password = "right"  # noqa: S105 - of a server of our own
    secret = tmp_path / "password"
    monkeypatch.setenv(mailing.PASSWORD, str(secret))
    with structlog.testing.capture_logs() as lines:
        secret.write_text("wrong\n", "utf-8")
        assert sent(root, "2026-06-12").failed == ("M-2", "M-3")
        secret.write_text("right\r\n", "utf-8")
        assert sent(root, "2026-06-12").sent == ("M-2", "M-3")
        secret.write_text("鍵", "utf-8")
        with pytest.raises(UnavailableError, match="ASCII"):
            sent(root, "2026-06-19")
    assert box.logins[-1] == "\0me\0right"
    assert "wrong" not in repr(lines)
    assert "right" not in repr(lines)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_nothing_is_said_in_clear_where_the_server_protects_nothing(
    root: Path, box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setattr(mailing, "SECONDS", 5)
    settings = root / "tadasu.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("security: none", f"security: {security}, user: me"), "utf-8")
    box.password = "right"  # noqa: S105 - of a server of our own
    secret = tmp_path / "password"
    secret.write_text("right", "utf-8")
    monkeypatch.setenv(mailing.PASSWORD, str(secret))
    assert sent(root, "2026-06-12").failed == ("M-2", "M-3")
    assert (box.logins, box.taken) == ([], [])


def test_addresses_are_in_no_log_and_not_in_the_record(root: Path) -> None:
    with structlog.testing.capture_logs() as lines:
        sent(root, "2026-06-12")
    assert "example.jp" not in repr(lines)
    with library(root) as workspace, workspace.journal.reading() as shelf:
        before = b"".join(row.entry for row in shelf.rows())
    assert b"two@" not in before
    assert b"remind" not in before


def test_without_a_server_nothing_is_claimed(root: Path, box: Mailbox) -> None:
    settings = root / "tadasu.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.split("mail:")[0], "utf-8")
    with pytest.raises(UnavailableError):
        sent(root, "2026-06-12")
    settings.write_text(text.replace("security: none", "security: none, user: me"), "utf-8")
    with pytest.raises(UnavailableError):
        sent(root, "2026-06-12")
    settings.write_text(text.replace("127.0.0.1", "mail.example.jp"), "utf-8")
    with pytest.raises(UnavailableError):
        sent(root, "2026-06-12")
    settings.write_text(text, "utf-8")
    assert sent(root, "2026-06-12").sent == ("M-2", "M-3")
    assert len(box.taken) == 2
