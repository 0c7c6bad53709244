"""Why not, as a page says it."""

from zoneinfo import ZoneInfo

from tadasu.errors import Fragment, Item, Reason, Text
from tadasu_cli.page import lay
from tadasu_cli.paint import painted
from tadasu_cli.render.data import data_of
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.view import View

PART = Fragment("case.state == 'in_use'", (("case.state", "recalled"),), "MIC-1")


def test_a_part_about_another_case_says_which() -> None:
    text = Text(en="Not usable.", ja="使えません。")
    reason = Reason("policy", "J-01", "block", text, text, text, (), (Item("J-1", text, (PART,)),))
    page = painted(lay(reasons_page(View("en", ZoneInfo("UTC")), [reason]), 80), colour=False)
    assert "· case.state == 'in_use'   case = MIC-1, case.state = recalled" in page
    assert data_of(PART) == {
        "text": "case.state == 'in_use'",
        "values": [["case.state", "recalled"]],
        "about": "MIC-1",
    }
