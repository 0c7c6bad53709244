"""The process that ships with tadasu: in a wheel, or beside the sources in a checkout."""

from pathlib import Path

BASE = "isms"
"""What the shipped process is called in tadasu.yaml."""

SCHEMA_NOTE = "# yaml-language-server: $schema=./project.schema.json"
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
        for folder in ("workflows", "policies")
        for path in sorted((root / folder).rglob("*.yaml"))
    ]


def shipped_files() -> list[tuple[str, Path]]:
    """Every YAML file of the shipped process."""
    return [
        (f"{folder}/{path.relative_to(shipped(folder)).as_posix()}", path)
        for folder in ("workflows", "policies")
        for path in sorted(shipped(folder).rglob("*.yaml"))
    ]
