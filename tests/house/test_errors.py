"""Law 8, errors: the drawn tree equals the classes, and each leaf has an exit code of its own."""

import re
from importlib import import_module
from itertools import pairwise

from tadasu import errors
from tests.house.rooms import modules

BRANCH = re.compile(r"^\s*[├└]\s+(\w+)\s{2,}\S")


def leaves() -> list[type[errors.TadasuError]]:
    """The kinds of error in the order of their definition."""
    return errors.TadasuError.__subclasses__()


def test_the_drawn_tree_equals_the_classes() -> None:
    lines = (errors.__doc__ or "").splitlines()
    drawn = [match.group(1) for line in lines if (match := BRANCH.match(line))]
    assert drawn == [leaf.__name__ for leaf in leaves()]


def test_no_room_grows_a_branch_of_its_own() -> None:
    for name in modules():
        if not name.endswith("__main__"):
            import_module(name)
    assert {leaf.__module__ for leaf in leaves()} == {"tadasu.errors"}
    assert [twig for leaf in leaves() for twig in leaf.__subclasses__()] == []


def test_every_leaf_has_an_exit_code_of_its_own() -> None:
    codes = import_module("tadasu_cli.exits").EXIT_CODES
    assert set(codes) == set(leaves())
    # 0 is success, 1 a bug, 2 click's word for wrong usage.
    in_order = [codes[leaf] for leaf in leaves()]
    assert in_order[0] > 2
    assert all(before < after for before, after in pairwise(in_order))
    assert max(in_order) < 126
