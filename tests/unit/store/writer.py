"""A writer in a process of its own: `URL CASE COUNT`, or `URL CASE ID…`; tells each id once kept.

It says that it is ready, waits for a line, and then writes.
"""

import sys

from tadasu.office.clock import request_id
from tadasu.store.journal import Journal
from tests.unit.store.pen import LOG, append_next


def main(url: str, case: str, *wanted: str) -> None:
    journal = Journal.open(url, LOG)
    print("ready", flush=True)  # noqa: T201 (it speaks to the test)
    sys.stdin.readline()
    count = int(wanted[0]) if wanted[0].isdigit() else None
    for request in wanted if count is None else (request_id() for _ in range(count)):
        with journal.writing() as desk:
            earlier = desk.request(request)
            position = earlier[0].position if earlier else append_next(desk, case, request)
        print(request, position, flush=True)  # noqa: T201
    journal.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
