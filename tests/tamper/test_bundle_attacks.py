"""Every attack on a bundle is carried out, and found at the step that the table names.

SECURITY.md shows the same table, row by row.
"""

from pathlib import Path

import pytest

from tadasu.errors import NotFoundError, UnlawfulError
from tadasu.ledger.trust import Trust
from tadasu.office.bundles import BundleChecked, check
from tests.tamper.bundle_attacks import (
    BUNDLE_ATTACKS,
    NOT,
    ZIPS,
    BundleAttack,
    Seen,
    zip_row,
)
from tests.tamper.crate import Crate, Files, crate
from tests.tamper.test_attacks import table
from tests.tamper.watching import quiet
from tests.tamper.zips import TRICKS, Trick, honest, laid_out

HEAD = "| what is done | with | `verify BUNDLE` | `--trust` | `--law` |"


@pytest.fixture
def place(tmp_path: Path) -> Crate:
    """A signed project with its bundles, and an auditor who has everything from outside."""
    return crate(tmp_path)


def test_untouched_bundles_are_verified(place: Crate, tmp_path: Path) -> None:
    for files, trusted in ((place.files, "verified"), (place.part, "unchecked")):
        whole = seen(files, place, tmp_path)
        assert whole == Seen(NOT, NOT, NOT)
        assert checked(files, place.trust, tmp_path).state == trusted


@pytest.mark.parametrize("attack", BUNDLE_ATTACKS, ids=lambda one: one.do.__name__)
def test_an_attack_on_a_bundle_is_found_where_the_table_says(
    place: Crate, attack: BundleAttack, tmp_path: Path
) -> None:
    files = attack.do(place)
    assert files not in (place.files, place.part)
    assert seen(files, place, tmp_path) == attack.seen


@pytest.mark.parametrize("trick", TRICKS, ids=lambda one: one.__name__)
def test_a_trick_with_the_zip_is_not_read(place: Crate, trick: Trick, tmp_path: Path) -> None:
    target = tmp_path / "trick.zip"
    target.write_bytes(honest(place.files))
    assert check(target, Trust(), (), quiet).state == "unchecked"
    target.write_bytes(trick(place.files))
    with pytest.raises(NotFoundError):
        check(target, Trust(), (), quiet)


@pytest.mark.parametrize("into", ["file", "folder", "nowhere"])
def test_a_folder_with_a_link_is_not_read(place: Crate, into: str, tmp_path: Path) -> None:
    folder = tmp_path / "lying"
    laid_out(place.files, folder)
    assert check(folder, Trust(), (), quiet).state == "unchecked"
    targets = {"file": folder / "checkpoint", "folder": folder / "tile", "nowhere": tmp_path / "?"}
    (folder / "more").symlink_to(targets[into])
    with pytest.raises(NotFoundError, match="no plain file"):
        check(folder, Trust(), (), quiet)


def test_security_md_shows_the_same_table() -> None:
    rows = [*(one.row for one in BUNDLE_ATTACKS), *(zip_row(ZIPS[one]) for one in TRICKS)]
    assert table(HEAD) == rows


def checked(files: Files, trust: Trust, folder: Path, *, law: bool = False) -> BundleChecked:
    """The files as a zip, verified."""
    target = folder / "lying.zip"
    target.write_bytes(honest(files))
    return check(target, trust, (), quiet, quiet if law else None)


def seen(files: Files, place: Crate, folder: Path) -> Seen:
    """At which steps something is found."""
    plain = checked(files, Trust(), folder)
    if plain.state == "wrong":
        assert plain.steps[-1].detail.en != plain.steps[-1].detail.ja
        return Seen(str(plain.steps[-1].number))
    trusted = checked(files, place.trust, folder)
    if trusted.state == "wrong":
        return Seen(NOT, str(trusted.steps[-1].number))
    always = {4} if not any(name.startswith("tile/") for name in files) else set()
    left = [one.number for one in trusted.steps if one.state == "unchecked"]
    doubtful = [f"{number} ?" for number in left if number not in always]
    if doubtful:
        assert trusted.unproven
        return Seen(NOT, " ".join(doubtful))
    try:
        checked(files, place.trust, folder, law=True)
    except UnlawfulError:
        return Seen(NOT, NOT, "10")
    return Seen(NOT, NOT, NOT)
