"""A small server for the board: on this machine only, one reader at a time, nothing to write.

    GET, HEAD  /            the board
    GET, HEAD  /FORM        another form about the whole record
    GET, HEAD  /FORM/CASE   a form as the record fills it now

It answers to its own names only, so that no other page can reach it under a name that leads here
(DNS rebinding), and nothing it says may be kept or framed.
"""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import Final
from urllib.parse import unquote, urlsplit

from tadasu.errors import NotFoundError, TadasuError, Text, UnavailableError
from tadasu.office.doorway import Doorway, bound, log
from tadasu.office.paper.board import Boards, Sight

HERE: Final = "127.0.0.1"
"""Where it listens, and no place else."""

_PATH = re.compile(r"/(?:(?P<form>[^/]+)(?:/(?P<case>[^/]+))?)?")
_HTML, _PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_ALWAYS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOTHING = Text(en="There is no such page.", ja="そのようなページはありません。")
_ELSEWHERE = Text(
    en="Ask by the address that the program told.", ja="表示されたアドレスで開いてください。"
)
_ONLY_LOOKED_AT = Text(en="There is nothing to write here.", ja="ここでは見ることだけができます。")
_UNFIT = Text(
    en="The page can't be drawn now. The window in which the program runs says why.",
    ja="いまはページを作れません。プログラムを動かしている画面に理由が出ています。",
)


def board_server(
    boards: Boards, port: int, tell: Callable[[TadasuError], None]
) -> ThreadingHTTPServer:
    """A server that is bound and not yet serving; port 0 takes any that is free.

    `tell` hears why a page could not be drawn. UnavailableError where the port is taken.
    """

    class Door(Doorway):
        """One connection."""

        event = "board.request"

        def get(self) -> None:
            """Show a page."""
            if self.headers.get("Host", "").lower() not in names:
                self._refuse(HTTPStatus.MISDIRECTED_REQUEST, _ELSEWHERE)
                return
            found = _PATH.fullmatch(urlsplit(self.path).path)
            if self.path == "/favicon.ico":
                self.answer(HTTPStatus.NO_CONTENT, _PLAIN, b"", _ALWAYS)
            elif found is None:
                self._refuse(HTTPStatus.NOT_FOUND, _NOTHING)
            else:
                form, case = (unquote(part) if part else None for part in found.groups())
                self._show(Sight(form or boards.form, case))

        def post(self) -> None:
            """Refuse whatever would write."""
            self.close_connection = True
            headers = {"Allow": "GET, HEAD"}
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, _ONLY_LOOKED_AT, headers)

        def _show(self, sight: Sight) -> None:
            try:
                tag, content = boards.page(sight)
            except NotFoundError as wrong:
                self._refuse(HTTPStatus.NOT_FOUND, wrong.text)
            except TadasuError as wrong:
                tell(wrong)
                self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, _UNFIT)
            except Exception:  # noqa: BLE001 (whoever looks is told nothing of our insides)
                log.exception("board.unfit")
                self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, _UNFIT)
            else:
                self.answer(HTTPStatus.OK, _HTML, content, {**_ALWAYS, "ETag": tag})

        def _refuse(
            self, status: HTTPStatus, why: Text, headers: Mapping[str, str] | None = None
        ) -> None:
            content = f"{why.to(boards.language)}\n".encode()
            self.answer(status, _PLAIN, content, {**_ALWAYS, **(headers or {})})

    try:
        server = bound(Door, HERE, port)
    except OSError as wrong:
        raise _taken(port, wrong) from wrong
    names = {f"{name}:{server.server_port}" for name in (HERE, "localhost")}
    return server


def _taken(port: int, wrong: OSError) -> UnavailableError:
    return UnavailableError(
        Text(
            en=f"Port {port} can't be used ({wrong.strerror}). Choose another with --port, or "
            "--port 0 for any that is free.",
            ja=f"ポート {port} は使えません({wrong.strerror})。--port で別の番号を指定してください。"
            "--port 0 なら空いている番号を選びます。",
        )
    )
