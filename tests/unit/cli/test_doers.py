"""Who did something, as a page says it."""

from tadasu.errors import Text
from tadasu.office.answers import Cause, Doer, Named
from tadasu_cli.render.doers import doer

LEND = Named("lend", Text("Lend", "貸し出す"))


def test_a_deputy_is_named_with_the_principal() -> None:
    assert doer(Doer("P-2")) == Text("P-2", "P-2")
    assert doer(Doer("P-2", "P-4")) == Text("P-2 for P-4", "P-2(P-4 の代理)")
    both = doer(Doer("P-2", "P-4", cosigned=("P-3",)))
    assert both == Text("P-2 for P-4 + P-3", "P-2(P-4 の代理)+P-3")


def test_what_followed_names_the_act_and_who_did_that() -> None:
    assert doer(Doer("P-2", None, Cause("effect", "EQ-2", LEND))) == Text(
        "followed from EQ-2 Lend, P-2", "EQ-2「貸し出す」に伴う処理(P-2)"
    )
    assert doer(Doer("P-2", "P-4", Cause("automatic", "EQ-2", LEND))) == Text(
        "by itself after EQ-2 Lend, P-2 for P-4", "EQ-2「貸し出す」の後に自動(P-2(P-4 の代理))"
    )
