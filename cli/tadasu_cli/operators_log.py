"""The operator's log: on stderr, warnings only unless TADASU_LOG says info or debug.

The ledger is the trail of what people did; this is for whoever runs the machine. It is readable
on a terminal and one JSON object a line elsewhere.
"""

import logging
import os
import sys

import structlog

from tadasu_cli.paint import colours, is_terminal

VARIABLE = "TADASU_LOG"
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}


def set_up() -> None:
    """Point structlog at stderr; without this it would write between the answers on stdout."""
    readable = is_terminal(sys.stderr)
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=colours(sys.stderr))
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            LEVELS.get(os.environ.get(VARIABLE, "").lower(), logging.WARNING)
        ),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
