"""The process that ships with tadasu: in a wheel, or beside the sources in a checkout."""

from collections.abc import Iterable
from pathlib import Path

FOLDERS = ("workflows", "policies")
"""Where definitions lie."""

BASE = "isms"
"""What the shipped process is called in tadasu.yaml."""

PROJECT_SCHEMA = "project.schema.json"

SCHEMAS = "schemas"
"""What the JSON Schemas are called together, where shipped files are chosen by name."""

SCHEMA_NOTE = f"# yaml-language-server: $schema=./{PROJECT_SCHEMA}"
"""The line by which editors find the schema of tadasu.yaml."""

HERE = Path(__file__).resolve().parent.parent


def shipped(folder: str) -> Path:
    """The folder `workflows` or `policies` as shipped."""
    inside = HERE / folder
    return inside if inside.is_dir() else HERE.parent.parent / folder


def definition_files(root: Path) -> list[tuple[str, Path]]:
    """Every YAML file of `root`'s workflows and policies, as (name to show, path), in order."""
    return [
        (path.relative_to(root).as_posix(), path)
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*.yaml"))
    ]


def shipped_files() -> list[tuple[str, Path]]:
    """Every YAML file of the shipped process."""
    return [
        (f"{folder}/{path.relative_to(shipped(folder)).as_posix()}", path)
        for folder in FOLDERS
        for path in sorted(shipped(folder).rglob("*.yaml"))
    ]


def place_schemas(root: Path, folders: Iterable[str] = FOLDERS) -> tuple[Path, ...]:
    """Copy the JSON Schemas that editors read into `folders` of `root`, over older ones."""
    placed = []
    for folder in sorted(folders):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for schema in sorted(shipped(folder).glob("*.schema.json")):
            where = root if schema.name == PROJECT_SCHEMA else root / folder
            placed.append(where / schema.name)
            placed[-1].write_bytes(schema.read_bytes())
    return tuple(placed)
