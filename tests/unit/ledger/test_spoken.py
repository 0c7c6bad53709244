"""Spoken checkpoints: what is read out comes back, and what is mistyped doesn't pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.spoken import ALPHABET, Spoken, SpokenError, format_spoken, parse_spoken

ROOT = bytes(range(7, 39))
CHECKPOINT = Checkpoint("example.org/log", 20852, ROOT)
SPOKEN = format_spoken(CHECKPOINT)

sizes = st.integers(0, 10**9)
roots = st.binary(min_size=32, max_size=32)


def test_how_it_looks() -> None:
    assert SPOKEN == "20852-0W40-J2GB-1G6G-W3RG-R"


@given(sizes, roots)
def test_what_is_read_out_comes_back(size: int, root: bytes) -> None:
    checkpoint = Checkpoint("example.org/log", size, root)
    spoken = parse_spoken(format_spoken(checkpoint))
    assert spoken == Spoken(size, root[:10])
    assert spoken.fits(checkpoint)
    assert not spoken.fits(Checkpoint("example.org/log", size + 1, root))
    assert not spoken.fits(Checkpoint("example.org/log", size, bytes([root[0] ^ 1]) + root[1:]))


@pytest.mark.parametrize(
    "typed",
    [
        SPOKEN.lower(),
        SPOKEN.replace("-", ""),
        SPOKEN.replace("-", " "),
        f"  {SPOKEN.replace('-', '–')}\n",
        SPOKEN.replace("0", "O").replace("1", "l"),
        SPOKEN.replace("1", "I"),
        SPOKEN.replace("20852", "20,852"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in SPOKEN),
        SPOKEN.replace("-", "ー"),
        SPOKEN.replace("-", "\u3000"),
    ],
)
def test_it_forgives_how_people_type(typed: str) -> None:
    assert parse_spoken(typed).fits(CHECKPOINT)


@given(sizes, roots, st.data())
def test_one_wrong_character_is_noticed(size: int, root: bytes, data: st.DataObject) -> None:
    letters = format_spoken(Checkpoint("", size, root)).replace("-", "")
    place = data.draw(st.integers(0, len(letters) - 1))
    wrong = data.draw(st.sampled_from(ALPHABET.replace(letters[place], "")))
    with pytest.raises(SpokenError):
        parse_spoken(letters[:place] + wrong + letters[place + 1 :])


@given(sizes, roots, st.data())
def test_two_that_changed_places_are_noticed(size: int, root: bytes, data: st.DataObject) -> None:
    letters = list(format_spoken(Checkpoint("", size, root)).replace("-", ""))
    places = st.integers(0, len(letters) - 1)
    one, other = data.draw(places), data.draw(places)
    if letters[one] == letters[other]:
        return
    letters[one], letters[other] = letters[other], letters[one]
    with pytest.raises(SpokenError):
        parse_spoken("".join(letters))


@pytest.mark.parametrize("typed", ["", "-", "20852", "0W40-J2GB-1G6G-W3RG-R", SPOKEN + "U", "7"])
def test_other_texts_are_none(typed: str) -> None:
    with pytest.raises(SpokenError):
        parse_spoken(typed)
