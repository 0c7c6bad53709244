"""A plan carried out, as a person would: one act for each case; loaded only when a verb runs."""

from tadasu.office.acts import Acts
from tadasu.office.pen import pen_for
from tadasu.office.proposals import Proposal
from tadasu.office.several import part_id
from tadasu.office.workspace import Workspace
from tadasu_cli.call import Call
from tadasu_cli.counter import answer_many
from tadasu_cli.page import par
from tadasu_cli.render.plans import NOTHING
from tadasu_cli.render.receipts import receipts_page


def carry_out(call: Call, workspace: Workspace, found: Proposal) -> None:
    """Open and fill what is suggested, in the order of the plan; it stops at a refusal.

    What was done until then stays, and the next suggestion goes on from there.
    """
    pen = pen_for(workspace, [call.actor])
    call.on_record = True
    receipts = []
    for one in found.suggested:
        acts = Acts(workspace, call.actor, part_id(call.request, one.item), None, pen)
        if one.there:
            receipts.append(acts.set(one.item, one.given))
        else:
            receipts.append(acts.new(found.workflow.id, found.case, one.given))
    answer_many(
        call,
        "receipts",
        "receipts",
        receipts,
        lambda view: receipts_page(view, receipts) if receipts else [par(view.say(NOTHING))],
    )
