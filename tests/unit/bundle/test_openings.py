"""What sealed values say, in a bundle: believed only where it fits what an entry has sealed."""

import pytest

from tadasu.bundle.openings import check_openings, format_revealed, parse_revealed
from tadasu.bundle.report import WrongError
from tadasu.ledger.opening import Opening, commitment, format_opening

NAME = format_opening(Opening(bytes(16), "name", "髙﨑 一郎"))
OTHER = format_opening(Opening(bytes(16), "name", "𠮷野 二郎"))


def test_lines_are_read_as_they_were_written() -> None:
    assert parse_revealed(format_revealed(commitment(NAME), NAME)[:-1]) == (commitment(NAME), NAME)


def test_values_that_entries_have_sealed_are_counted() -> None:
    lines = b"".join(format_revealed(commitment(one), one) for one in (NAME, OTHER))
    assert check_openings(lines, {commitment(NAME), commitment(OTHER), "more"}) == 2
    assert check_openings(b"", set()) == 0


@pytest.mark.parametrize(
    "content",
    [
        format_revealed(commitment(NAME), OTHER),
        format_revealed(commitment(OTHER), OTHER),
        format_revealed(commitment(NAME), NAME) * 2,
        format_revealed(commitment(NAME), NAME)[:-1],
        format_revealed(commitment(NAME), NAME).replace(b'"opening"', b'"open"'),
        b"{}\n",
        b"\n",
        b"no JSON\n",
    ],
    ids=["another value", "sealed nowhere", "twice", "no end", "member", "empty", "blank", "text"],
)
def test_any_other_line_is_wrong(content: bytes) -> None:
    with pytest.raises(WrongError):
        check_openings(content, {commitment(NAME)})
