"""Where the generated JSON Schemas lie; run as a program (`make schemas`), it writes them."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from tests.house.rooms import ROOT


def schema_files() -> Mapping[Path, str]:
    """Every generated schema by the file that holds it: beside the YAML that it is for."""
    texts: Mapping[str, str] = import_module("tadasu.rules.schemas").schema_texts()
    return {ROOT / folder(name) / name: text for name, text in texts.items()}


def folder(name: str) -> str:
    """The folder of the YAML that a schema is for; a name with a folder of its own needs none."""
    if "/" in name:
        return "."
    return "workflows" if name.startswith(("workflow", "form", "sheet")) else "policies"


def write() -> None:
    """Write all of them."""
    for path, text in schema_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
