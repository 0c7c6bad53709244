"""Keys that others may have: what they signed, and what such signatures enrolled."""

from tadasu.ledger.roster import Doubt
from tests.unit.ledger.signing import SECOND, THIRD, check, with_second


def test_what_a_compromised_key_signed_is_doubted_from_then_on() -> None:
    book = with_second()
    book.enrol(THIRD, "P-2", by=SECOND, actor="P-2")
    book.add(actor="P-2", keys=[THIRD])
    book.compromise(SECOND, "P-2", 6)
    second, third = SECOND.public.fingerprint, THIRD.public.fingerprint
    assert check(book).doubts() == (Doubt(6, "P-2", second), Doubt(7, "P-2", third))
    book.compromise(SECOND, "P-2", 7)
    assert len(check(book).doubts()) == 2
    book.compromise(SECOND, "P-2", 0)
    assert [doubt.position for doubt in check(book).doubts()] == [5, 6, 7]


def test_a_key_may_report_itself_and_be_reported_after_its_end() -> None:
    book = with_second()
    book.compromise(SECOND, "P-2", 6, by=SECOND, actor="P-2")
    assert [doubt.position for doubt in check(book).doubts()] == [6]
    book = with_second()
    book.retire(SECOND, "P-2")
    book.compromise(SECOND, "P-2", 5)
    assert [doubt.position for doubt in check(book).doubts()] == [5]
