"""Requests to enrol keys, put on record one by one; loaded only when a verb runs."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.office.keys import Keys
from tadasu.office.pen import pen_for
from tadasu.office.requests import read_key_request
from tadasu.office.workspace import Workspace
from tadasu_cli.call import Call
from tadasu_cli.counter import answer_many
from tadasu_cli.render.receipts import receipts_page


def enrol_all(call: Call, workspace: Workspace, files: Sequence[Path]) -> None:
    """Enrol the keys of these requests, each in a request of its own."""
    requests = [read_key_request(file) for file in files]
    pen = pen_for(workspace, [call.actor])
    own = call.request if len(requests) == 1 else None
    receipts = tuple(Keys(workspace, call.actor, own, pen).enrol(each) for each in requests)
    answer_many(call, "receipts", "receipts", receipts, lambda view: receipts_page(view, receipts))
