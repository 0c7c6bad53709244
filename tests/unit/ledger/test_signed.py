"""Entries' signatures: what stands as it should, and each way in which one does not."""

from collections.abc import Callable

import pytest

from tadasu.errors import TamperError
from tadasu.ledger.check import check_entries
from tadasu.ledger.entry import format_entry, parse_entry
from tadasu.ledger.signed import Signatures, requires_signatures
from tests.unit.ledger.rows import ADOPTION, claim
from tests.unit.ledger.signing import (
    FOUNDER,
    SECOND,
    THIRD,
    Book,
    check,
    enrolled,
    put,
    with_second,
)
from tests.unit.ledger.sshkeys import KINDS, TOKENS, signer

COSIGNED = {"transition": "lend", "cosigned": [{"person": "P-2", "role": "member"}]}


def test_a_signed_log_adds_up() -> None:
    found = check(with_second())
    assert (found.signed, found.unsigned) == (6, 0)
    assert [(key.person, key.valid) for key in found.roster.held()] == [
        ("P-1", True),
        ("P-2", True),
    ]
    assert found.doubts() == ()


def test_a_founding_alone_adds_up() -> None:
    assert check(Book.founded()).signed == 3


@pytest.mark.parametrize("kind", [*KINDS, *TOKENS])
def test_keys_of_every_kind_sign(kind: str) -> None:
    book = Book.founded()
    book.enrol(signer(kind, 7), "P-1")
    book.add(keys=[signer(kind, 7)])
    assert check(book).signed == 5


def test_whoever_cosigns_signs_after_the_actor() -> None:
    book = with_second()
    book.add(kind="case.moved/1", data=COSIGNED, keys=[FOUNDER, SECOND])
    assert check(book).signed == 7


def test_entries_may_rest_on_a_word_where_the_process_lets_them() -> None:
    book = Book.founded()
    book.add(keys=[])
    found = check(book, required=False)
    assert (found.signed, found.unsigned) == (3, 1)


def _stranger(book: Book) -> None:
    book.add(keys=[THIRD])


def _of_another(book: Book) -> None:
    book.add(keys=[SECOND])


def _other_text(book: Book) -> None:
    book.add(other="{}")


def _twice(book: Book) -> None:
    book.add(keys=[FOUNDER, FOUNDER])


def _before_enrolment(book: Book) -> None:
    book.add(keys=[THIRD])
    book.enrol(THIRD, "P-1")


def _after_retirement(book: Book) -> None:
    book.retire(SECOND, "P-2")
    book.add(actor="P-2", keys=[SECOND])


def _after_compromise(book: Book) -> None:
    book.compromise(SECOND, "P-2", 5)
    book.add(actor="P-2", keys=[SECOND])


def _by_an_heir(book: Book) -> None:
    book.enrol(THIRD, "P-2", by=SECOND, actor="P-2")
    book.compromise(SECOND, "P-2", 6)
    book.add(actor="P-2", keys=[THIRD])


def _enrols_twice(book: Book) -> None:
    book.enrol(SECOND, "P-2")


def _enrols_of_another(book: Book) -> None:
    book.enrol(SECOND, "P-1")


def _comes_back(book: Book) -> None:
    book.retire(SECOND, "P-2")
    book.enrol(SECOND, "P-2")


def _proof_for_another(book: Book) -> None:
    book.add("P-2", "key.enrolled/1", enrolled(THIRD, "P-1"))


def _proof_for_another_log(book: Book) -> None:
    book.add("P-2", "key.enrolled/1", enrolled(THIRD, "P-2", "example.org/other"))


def _proof_of_another(book: Book) -> None:
    data = {**enrolled(THIRD, "P-2"), "proof": enrolled(FOUNDER, "P-2")["proof"]}
    book.add("P-2", "key.enrolled/1", data)


def _commented(book: Book) -> None:
    data = enrolled(THIRD, "P-2")
    book.add("P-2", "key.enrolled/1", {**data, "key": f"{data['key']} me"})


def _no_key(book: Book) -> None:
    book.add("P-2", "key.enrolled/1", {"key": "ssh-ed25519 AAAA", "proof": "AAAA"})


def _no_text(book: Book) -> None:
    book.add("P-2", "key.enrolled/1", {"key": 1})


def _retires_anothers(book: Book) -> None:
    book.retire(SECOND, "P-1")


def _retires_twice(book: Book) -> None:
    book.retire(SECOND, "P-2")
    book.retire(SECOND, "P-2")


def _since_when(since: object) -> Callable[[Book], None]:
    return lambda book: book.compromise(SECOND, "P-2", since)


def _cosigns_himself(book: Book) -> None:
    data = {"transition": "lend", "cosigned": [{"person": "P-1", "role": "member"}]}
    book.add(kind="case.moved/1", data=data, keys=[FOUNDER, FOUNDER])


def _cosigner_silent(book: Book) -> None:
    book.add(kind="case.moved/1", data=COSIGNED)


def _cosigner_first(book: Book) -> None:
    book.add(kind="case.moved/1", data=COSIGNED, keys=[SECOND, FOUNDER])


def _nobody_cosigns(book: Book) -> None:
    book.add(kind="case.moved/1", data={"cosigned": [{"role": "x"}]}, keys=[FOUNDER, SECOND])


def _cosigned_by_no_list(book: Book) -> None:
    book.add(kind="case.moved/1", data={"cosigned": 7})


def _stripped(book: Book) -> None:
    book.add(auth="sshsig", keys=[])


def _added(book: Book) -> None:
    book.add(auth="local")


FAULTS = {
    "stranger": _stranger,
    "of-another": _of_another,
    "other-text": _other_text,
    "twice": _twice,
    "before-enrolment": _before_enrolment,
    "after-retirement": _after_retirement,
    "after-compromise": _after_compromise,
    "by-an-heir": _by_an_heir,
    "enrols-twice": _enrols_twice,
    "enrols-of-another": _enrols_of_another,
    "comes-back": _comes_back,
    "proof-for-another": _proof_for_another,
    "proof-for-another-log": _proof_for_another_log,
    "proof-of-another": _proof_of_another,
    "commented": _commented,
    "no-key": _no_key,
    "no-text": _no_text,
    "retires-anothers": _retires_anothers,
    "retires-twice": _retires_twice,
    "since-later": _since_when(7),
    "since-before": _since_when(-1),
    "since-true": _since_when(True),
    "cosigns-himself": _cosigns_himself,
    "cosigner-silent": _cosigner_silent,
    "cosigner-first": _cosigner_first,
    "nobody-cosigns": _nobody_cosigns,
    "cosigned-by-no-list": _cosigned_by_no_list,
    "stripped": _stripped,
    "added": _added,
}


@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_named(name: str, required: bool) -> None:
    book = with_second()
    before = len(book.rows)
    FAULTS[name](book)
    at = len(book.rows) - 1 if name != "before-enrolment" else before
    with pytest.raises(TamperError, match=f"Step 9: the entry at position {at}:") as caught:
        check(book, required=required)
    assert caught.value.step == "9"


def test_an_entry_that_nobody_signed_is_wrong_where_everybody_has_to() -> None:
    book = with_second()
    book.add(keys=[])
    with pytest.raises(TamperError, match="position 6: it is not signed"):
        check(book)


def test_a_founding_that_its_own_key_did_not_sign_is_wrong() -> None:
    book = Book.founded()
    adopted = parse_entry(book.rows[0].entry)
    other = format_entry(adopted.text, adopted.recorded_at, parse_entry(book.rows[1].entry).sigs)
    book.rows[0] = put(0, other)
    with pytest.raises(TamperError, match="position 0: the signature does not fit"):
        check(book)


def test_the_founding_must_be_signed_too() -> None:
    book = Book()
    book.add("", "process.adopted/1", ADOPTION, keys=[])
    with pytest.raises(TamperError, match="position 0: it is not signed"):
        check(book)


def test_an_adoption_that_lifts_the_requirement_is_signed_itself() -> None:
    strict, lax = "ab" * 32, "12" * 32
    book = Book.founded()
    book.add("", "process.adopted/1", {"digest": lax, "size": 1}, keys=[])
    with pytest.raises(TamperError, match="position 3: it is not signed"):
        _checked_by(book, {strict}, lax)
    book = Book.founded()
    book.add("", "process.adopted/1", {"digest": lax, "size": 1})
    book.add(keys=[])
    assert _checked_by(book, {strict}, lax).unsigned == 1
    book.add("", "process.adopted/1", {"digest": strict, "size": 1}, keys=[])
    with pytest.raises(TamperError, match="position 5: it is not signed"):
        _checked_by(book, {strict}, strict)


def _checked_by(book: Book, strict: set[str], last: str) -> Signatures:
    signatures = Signatures(strict.__contains__)
    check_entries(book.rows, claim(book.rows, process=last), signatures=signatures)
    return signatures


def test_a_document_says_whether_it_requires_signatures() -> None:
    assert requires_signatures(b'{"signatures":"required"}')
    assert not requires_signatures(b'{"signatures":"optional"}')
    assert not requires_signatures(b'{"format":"tadasu-process/1"}')
    assert not requires_signatures(b"[]")
    with pytest.raises(ValueError, match="Expecting"):
        requires_signatures(b"")
