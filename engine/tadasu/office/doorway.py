"""What our small HTTP servers share: they are quiet about themselves, and patient for so long."""

from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import structlog

log = structlog.get_logger("tadasu.office")

PATIENCE_SECONDS = 20
"""After which a connection that says nothing is given up."""


class Doorway(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "tadasu"
    sys_version = ""
    timeout = PATIENCE_SECONDS
    event = "request"
    """What a request is called in the operator's log."""

    def do_GET(self) -> None:
        """Show."""
        self.get()

    def do_HEAD(self) -> None:
        """Show all but the content."""
        self.get()

    def do_POST(self) -> None:
        """Take, where there is anything to take."""
        self.post()

    def get(self) -> None:
        """Answer what can be seen."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def post(self) -> None:
        """Answer what is brought."""
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """One line for the operator."""
        log.info(self.event, line=format % args)

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Refuse in the protocol's words alone: what was asked is not repeated."""
        del message, explain
        self.close_connection = True
        self.answer(code, "text/plain", f"{HTTPStatus(code).phrase}\n".encode())

    def answer(
        self,
        status: int,
        kind: str,
        content: bytes,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Say it; a HEAD is told all but the content."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def bound(door: type[Doorway], host: str, port: int) -> ThreadingHTTPServer:
    """A server that is bound and not yet serving; OSError where nobody can listen there."""
    server = ThreadingHTTPServer((host, port), door)
    server.daemon_threads = True
    return server
