"""Any answer as JSON: records become objects, both languages stay side by side."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import PurePath


def data_of(value: object) -> object:
    """The value in JSON's own types; TypeError for what no answer should hold."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: data_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): data_of(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [data_of(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    raise TypeError(type(value).__name__)


def body_of(value: object) -> dict[str, object]:
    """A record's fields in JSON's own types."""
    body = data_of(value)
    if not isinstance(body, dict):
        raise TypeError(type(value).__name__)
    return body
