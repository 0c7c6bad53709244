"""Reminders by mail: one message for each person, sent once for each step.

(1) What nobody has sent yet is claimed, under the lock.
(2) Each message is sent on its own; one that fails holds up no other.
(3) What was sent is marked, what failed is released for the next time.

Addresses and texts go to the mail server and nowhere else: no log, no record.
"""

import os
import re
import smtplib
import ssl
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import structlog

from tadasu.core.values import stamp
from tadasu.errors import Language, Text, UnavailableError
from tadasu.office.reminding import Reminder
from tadasu.office.workspace import Workspace
from tadasu.rules.project import Mail
from tadasu.store.reminded import Told

log = structlog.get_logger("tadasu.office")

PASSWORD = "TADASU_MAIL_PASSWORD_FILE"  # noqa: S105 - the name of a variable
STALE = timedelta(minutes=15)
"""After which a claim is taken over from whoever crashed with it."""

SECONDS = 30
_ATOM = r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}(?:\.{_HOST})*")
"""An address of RFC 5321 (dot-string, domain) without `?`, which encoded words need (RFC 2047)."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})

Write = Callable[[Reminder, Language], tuple[str, str]]
"""A reminder's subject and text."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending."""

    sent: tuple[str, ...]
    """People."""
    unreachable: tuple[str, ...]
    """People without a usable address."""
    failed: tuple[str, ...]
    """People whose message the server did not take; the next time tries again."""


def send_reminders(workspace: Workspace, found: Sequence[Reminder], write: Write) -> Sent:
    """Send what nobody has sent yet; UnavailableError where no server can be spoken to.

    Nothing is sent of a simulated record: its people may be real, its days are not.
    """
    if workspace.simulated:
        raise UnavailableError(_PLAYED)
    return deliver(workspace, found, write)


def deliver(workspace: Workspace, found: Sequence[Reminder], write: Write) -> Sent:
    """The same, whatever clock the record keeps."""
    mail = workspace.project.mail
    if mail is None:
        raise UnavailableError(_NO_MAIL)
    able = [one for one in found if _ADDRESS.fullmatch(one.address)]
    # (1)
    with workspace.journal.writing() as desk:
        now = workspace.clock.now(desk.head.recorded_at)
        wanted = [each for one in able for each in one.told]
        claimed = set(desk.reminded.claim(wanted, stamp(now), stamp(now - STALE)))
    due = [one for one in (_claimed(one, claimed) for one in able) if one.items]
    sent: list[Reminder] = []
    try:
        # (2)
        _send(mail, due, write, workspace, sent)
    finally:
        # (3) Also where it broke: what was sent by then is not sent again.
        failed = [one for one in due if one not in sent]
        with workspace.journal.writing() as desk:
            desk.reminded.sent([each for one in sent for each in one.told], stamp(now))
            desk.reminded.release([each for one in failed for each in one.told])
    log.info("reminders.sent", sent=len(sent), failed=len(failed))
    return Sent(
        sent=tuple(one.person for one in sent),
        unreachable=tuple(one.person for one in found if one not in able),
        failed=tuple(one.person for one in failed),
    )


def _claimed(one: Reminder, claimed: Collection[Told]) -> Reminder:
    pairs = zip(one.items, one.told, strict=True)
    return replace(one, items=tuple(item for item, told in pairs if told in claimed))


def _send(
    mail: Mail, due: Sequence[Reminder], write: Write, workspace: Workspace, sent: list[Reminder]
) -> None:
    """Send, and add to `sent` what the server took."""
    try:
        if due:
            with _connected(mail) as server:
                for one in due:
                    message = _message(mail, one, write, workspace.project.language)
                    try:
                        server.send_message(message)
                    except smtplib.SMTPResponseException:
                        server.rset()
                        continue
                    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError):
                        continue
                    sent.append(one)
    except (OSError, smtplib.SMTPException) as wrong:
        # What was not sent yet is released; what was stays sent.
        log.warning("reminders.broken", kind=type(wrong).__name__)


def _connected(mail: Mail) -> AbstractContextManager[smtplib.SMTP]:
    if mail.security == "none" and mail.server not in _LOCAL:
        raise UnavailableError(_OPEN)
    password = _password() if mail.user is not None else ""
    if not f"{mail.user or ''}{password}".isascii():
        raise UnavailableError(_ASCII)
    context = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.server, mail.port, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(mail.server, mail.port, timeout=SECONDS)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user is not None:
            server.login(mail.user, password)
    except BaseException:
        server.close()
        raise
    return server


def _password() -> str:
    named = os.environ.get(PASSWORD)
    try:
        return Path(named or "").read_text("utf-8").split("\n", 1)[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as wrong:
        raise UnavailableError(
            Text(
                en=f"The mail server asks for a password: name its file with {PASSWORD}.",
                ja=f"メールサーバーのパスワードを書いたファイルを {PASSWORD} で指定してください。",
            )
        ) from wrong


def _message(mail: Mail, one: Reminder, write: Write, language: Language) -> EmailMessage:
    subject, text = write(one, language)
    # The policy refuses a line feed in any header.
    message = EmailMessage(policy=SMTP)
    message["From"] = mail.sender
    message["To"] = one.address
    message["Subject"] = " ".join(subject.split())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, charset="utf-8")
    return message


_NO_MAIL = Text(
    en="tadasu.yaml names no mail server: add `mail: {sender: …, server: …}`.",
    ja="tadasu.yaml にメールサーバーがありません。`mail: {sender: …, server: …}` を加えてください。",
)
_PLAYED = Text(
    en="This record is simulated, and nobody gets mail of what is only played. "
    "`tadasu remind` without --send prints what would be sent.",
    ja="この記録は模擬のものなので、メールは送りません。"
    "送られる内容は、--send を付けない `tadasu remind` で確かめられます。",
)
_ASCII = Text(
    en="User and password of the mail server may hold ASCII characters only.",
    ja="メールサーバーの利用者名とパスワードに使えるのは、半角の英数字と記号だけです。",
)
_OPEN = Text(
    en="`security: none` is possible for a mail server on this machine only.",
    ja="`security: none` は、この機械のメールサーバーにだけ使えます。",
)
