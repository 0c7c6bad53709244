"""How a call ends: each kind of error has its exit code, and nothing ends in a bare traceback."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NoReturn

import click

from tadasu.errors import (
    ConflictError,
    DefinitionError,
    NotFoundError,
    RefusalError,
    TadasuError,
    TamperError,
    Text,
    UnavailableError,
    UnlawfulError,
)
from tadasu_cli.call import Call
from tadasu_cli.page import par
from tadasu_cli.screen import Screen, close_quietly

EXIT_CODES: Mapping[type[TadasuError], int] = {
    DefinitionError: 3,
    RefusalError: 4,
    NotFoundError: 5,
    ConflictError: 6,
    TamperError: 7,
    UnavailableError: 8,
    UnlawfulError: 10,
}

BUG = 1
USAGE = 2
FAILED = 9
"""A test of the process failed."""
INTERRUPTED = 130
UNREAD = 141
"""Nobody reads the answer any more; what a shell reports for SIGPIPE."""

_INTERRUPTED = Text(en="Interrupted.", ja="中断しました。")


@contextmanager
def exits(call: Call) -> Iterator[None]:
    """Turn every error inside into words and SystemExit."""
    try:
        yield
    except click.UsageError as wrong:
        _leave(call, USAGE, usage=wrong)
    except TadasuError as wrong:
        _leave(call, EXIT_CODES.get(type(wrong), BUG), error=wrong)
    except (KeyboardInterrupt, click.Abort):
        with suppress(OSError):
            Screen().aside([par(_INTERRUPTED.to(call.language))])
        raise SystemExit(INTERRUPTED) from None
    except OSError as wrong:
        if wrong.errno == errno.EPIPE:
            raise SystemExit(UNREAD) from None
        _report(call, wrong)
    except Exception as wrong:  # noqa: BLE001 (whatever is left is a bug, and is reported as one)
        _report(call, wrong)
    finally:
        close_quietly()


def _leave(
    call: Call,
    code: int,
    *,
    error: TadasuError | None = None,
    usage: click.UsageError | None = None,
) -> NoReturn:
    from tadasu_cli.render.errors import error_data, error_page, usage_data, usage_page
    from tadasu_cli.render.view import View

    screen, view = Screen(), View(call.language, call.zone)
    with suppress(OSError):
        if error is not None:
            if call.json:
                screen.data("error", error_data(error, code))
            else:
                screen.aside(error_page(view, error, on_record=call.on_record))
        elif usage is not None:
            if call.json:
                screen.data("error", usage_data(usage, code))
            else:
                screen.aside(usage_page(view, usage))
    raise SystemExit(code) from None


def _report(call: Call, bug: Exception) -> NoReturn:
    from tadasu_cli.bug import bug_lines, bug_page
    from tadasu_cli.render.view import View

    with suppress(OSError):
        lines = bug_lines(bug, call.words)
        if call.json:
            Screen().data("error", {"error": "bug", "exit": BUG, "report": lines})
        else:
            Screen().aside(bug_page(View(call.language), lines))
    raise SystemExit(BUG) from None
