"""A board that is shown to the browsers of this machine until somebody says stop.

Loaded only when it is asked for, for it brings the engine with it.
"""

import webbrowser

from tadasu.errors import Text
from tadasu.office.paper.board import Boards, Sight
from tadasu.office.paper.watching import board_server
from tadasu_cli.call import Call
from tadasu_cli.counter import view_of
from tadasu_cli.page import par
from tadasu_cli.render.errors import error_page
from tadasu_cli.screen import Screen

_ENDED = Text(en="Ended.", ja="終わりました。")


def serve_board(call: Call, form: str, port: int, *, show: bool) -> None:
    """Serve the form on the loopback; with `show`, open it in the browser.

    Before anything is served it is drawn once, so that what is wrong is told here.
    """
    boards = Boards(call.root, call.language, form, call.moment)
    boards.page(Sight(form, None))
    screen, view = Screen(), view_of(call)
    server = board_server(boards, port, lambda wrong: screen.aside(error_page(view, wrong)))
    with server:
        url = f"http://{server.server_address[0]!s}:{server.server_port}/"
        if call.json:
            screen.data("board", {"url": url, "form": form})
        else:
            told = Text(
                en=f"The board is at {url} for this machine. Ctrl-C ends it.",
                ja=f"ボードを {url} で表示しています(この機械の中だけ)。Ctrl-C で終わります。",
            )
            screen.answer([par(told.to(call.language))])
        if show:
            webbrowser.open(url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            screen.aside([par(_ENDED.to(call.language))])
