"""The reference of functions agrees with the checker, the evaluator and the document."""

from pathlib import Path

import pytest

from tadasu.guard.functions import ALTERNATIVES, FUNCTIONS, METHODS, Function
from tests.unit.guard.world import problems, value

REFERENCE = Path(__file__).parents[3] / "docs" / "guard-language.md"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_examples_are_true(function: Function) -> None:
    assert value(function.example) is True
    assert f"{function.name}(" in function.example


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_document_has_every_function(function: Function) -> None:
    document = REFERENCE.read_text("utf-8")
    assert f"`{function.signature}`" in document
    assert f"`{function.example}`" in document


def test_every_method_is_in_the_reference() -> None:
    assert {f.name for f in FUNCTIONS if f.form == "method"} == {*METHODS, "ancestors"}


@pytest.mark.parametrize("name", sorted(ALTERNATIVES))
def test_alternatives_are_offered(name: str) -> None:
    source = f"case.scope.{name}('x')"
    assert ALTERNATIVES[name] in [problem.remedy for problem in problems(source)]
