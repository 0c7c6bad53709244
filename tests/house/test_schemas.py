"""The JSON Schemas that editors read say what the models say."""

from importlib import import_module

from tests.house.rooms import shown
from tests.house.schemas import schema_files


def test_the_schemas_are_up_to_date() -> None:
    stale = [
        shown(path)
        for path, text in schema_files().items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run `make schemas`"


def test_there_are_schemas() -> None:
    assert import_module("tadasu.rules.schemas").schema_texts()
