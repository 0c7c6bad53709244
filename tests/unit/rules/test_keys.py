"""Templates of keys."""

import pytest

from tadasu.rules.keys import KeyPart, parse_key


def test_the_pieces_in_order() -> None:
    assert parse_key("{parent}-F{n:02}.{name}{n}") == (
        KeyPart(name="parent"),
        KeyPart(literal="-F"),
        KeyPart(name="n", digits=2),
        KeyPart(literal="."),
        KeyPart(name="name"),
        KeyPart(name="n"),
    )


@pytest.mark.parametrize(
    ("template", "at"),
    [("{n:2}", 0), ("A {n}", 1), ("{N}", 0), ("{n", 0), ("A}", 1), ("{name:02}", 0), ("監{n}", 0)],
)
def test_what_can_be_no_piece(template: str, at: int) -> None:
    with pytest.raises(ValueError, match=str(at)) as caught:
        parse_key(template)
    assert caught.value.args == (at,)
