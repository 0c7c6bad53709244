"""A mail server of our own, for tests: it keeps what it takes, and refuses whom it is told to."""

import socketserver
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


class Mailbox(socketserver.ThreadingTCPServer):
    """What was sent, to whom; some recipients are refused, or the line is cut at them."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[EmailMessage] = []
        self.refuses: set[str] = set()
        self.hangs_up_at: set[str] = set()
        self.password = ""
        """What `me` has to log in with, if anything."""
        self.logins: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def recipients(self) -> list[str]:
        """To whom, in the order of their names."""
        return sorted(str(message["To"]) for message in self.taken)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box = cast(Mailbox, self.server)
        self._say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word in (b"EHLO", b"HELO"):
                self._say("250-here\r\n250 AUTH PLAIN" if box.password else "250 here")
            elif word == b"AUTH":
                login = b64decode(line.split()[2]).decode()
                box.logins.append(login)
                right = login == f"\0me\0{box.password}"
                self._say("235 ok" if right else "535 no")
            elif word == b"RCPT":
                address = line.decode().split("<")[1].split(">")[0]
                if address in box.hangs_up_at:
                    return
                self._say("550 no" if address in box.refuses else "250 ok")
            elif word == b"DATA":
                self._say("354 go on")
                content = b""
                while not content.endswith(b"\r\n.\r\n"):
                    content += self.rfile.readline()
                message = message_from_bytes(content[:-3], policy=default)
                box.taken.append(message)
                self._say("250 ok")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A server that listens meanwhile."""
    with Mailbox() as box:
        thread = threading.Thread(target=box.serve_forever, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            thread.join()
