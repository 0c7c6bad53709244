"""A person in a process of their own, who opens a book under a request id: `ROOT ID`."""

import sys
from pathlib import Path

import structlog

from tadasu.office.acts import Acts
from tadasu.office.workspace import Workspace


def main(root: str, request: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    with Workspace.open(Path(root)) as workspace:
        print("ready", flush=True)  # noqa: T201 (it speaks to the test)
        sys.stdin.readline()
        answer = Acts(workspace, "M-1", request).new("book", None, {"title": "草枕"})
    print(answer.again, answer.case, answer.position, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
