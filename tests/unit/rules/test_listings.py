"""Values in a checklist fit the fields that they are for."""

import pytest

from tadasu.errors import DefinitionError
from tests.unit.rules.library import FILES, made

COMPLAINT, CATALOGUE = "complaint.yaml", "catalogue.yaml"


@pytest.mark.parametrize(
    ("spec", "value", "fits"),
    [
        ("text", "x", True),
        ("text", "{en: A, ja: あ}", True),
        ("text", "true", False),
        ("int", "012", True),
        ("int", "-5", True),
        ("int", "1.5", False),
        ("bool", "true", True),
        ("bool", "yes", False),
        ("date", "2026-02-28", True),
        ("date", "2026-02-30", False),
        ("date", "20260228", False),
        ("requirement", "house-rules:5.10", True),
        ("requirement", "house-rules:5.11", False),
        ("enum, values: {low: {en: Low, ja: 低}}", "low", True),
        ("enum, values: {low: {en: Low, ja: 低}}", "lwo", False),
        ("timestamp", "2026-02-28T00:00:00Z", False),
        ("person", "P-001", False),
    ],
)
def test_values_of_checklists_fit_their_fields(spec: str, value: str, fits: bool) -> None:
    files = dict(FILES)
    files[COMPLAINT] = files[COMPLAINT].replace(
        "fields:\n", f"fields:\n  extra: {{type: {spec}, title: {{en: E, ja: 追}}}}\n"
    )
    files[CATALOGUE] = files[CATALOGUE].replace(
        "{id: two, fields: {", f"{{id: two, fields: {{extra: {value}, "
    )
    if fits:
        assert made(files).checklists
    else:
        with pytest.raises(DefinitionError) as caught:
            made(files)
        assert [one.code for one in caught.value.problems] == ["T027"]
