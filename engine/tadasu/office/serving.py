"""The witness's door: C2SP tlog-witness over HTTP, as small as it can be.

    POST /add-checkpoint                 200 with cosignatures, or 400 403 404 409 422
    GET  /SHA-256-OF-ORIGIN/checkpoint   the last one that was cosigned, or 404

It knows no TLS and no limits of rate: put it behind a server that does.
"""

import re
from http import HTTPStatus
from http.server import ThreadingHTTPServer

from tadasu.errors import TadasuError
from tadasu.office.doorway import Doorway, bound, log
from tadasu.office.witness import Reply, Witness

MOST_BYTES = 256 * 1024

_SEEN = re.compile(r"/(?P<digest>[0-9a-f]{64})/checkpoint")


def witness_server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """A server that is bound and not yet serving; port 0 takes any that is free."""

    class Door(Doorway):
        """One connection."""

        event = "witness.request"

        def post(self) -> None:
            """Answer add-checkpoint."""
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > MOST_BYTES:
                self.close_connection = True
                self._say(Reply(HTTPStatus.BAD_REQUEST, "a body of known length, please\n"))
                return
            body = self.rfile.read(int(length))
            if self.path != "/add-checkpoint":
                self._say(Reply(HTTPStatus.NOT_FOUND, "there is /add-checkpoint\n"))
                return
            try:
                self._say(witness.add(body))
            except (TadasuError, OSError) as wrong:
                log.warning("witness.unfit", reason=str(wrong))
                self._say(Reply(HTTPStatus.INTERNAL_SERVER_ERROR, "the witness is unfit\n"))

        def get(self) -> None:
            """Answer what was seen."""
            found = _SEEN.fullmatch(self.path)
            try:
                self._say(witness.seen(found["digest"] if found else ""))
            except (TadasuError, OSError) as wrong:
                log.warning("witness.unfit", reason=str(wrong))
                self._say(Reply(HTTPStatus.INTERNAL_SERVER_ERROR, "the witness is unfit\n"))

        def _say(self, reply: Reply) -> None:
            self.answer(reply.status, reply.kind, reply.body.encode())

    return bound(Door, host, port)
