"""The smallest parts of a definition: texts in two languages, names, whole numbers."""

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from tadasu.errors import Text


class Part(BaseModel):
    """A part of a definition: unknown keys are errors, and nothing changes it once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(text: Text, *at: str | int, remedy: Text | None = None) -> PydanticCustomError:
    """A validator's objection in both languages, at a part below the validated value."""
    said = {"en": text.en, "ja": text.ja, "at": at, "remedy": remedy}
    return PydanticCustomError("tadasu", "{en}", said)


def _visible(value: str) -> str:
    if not value.strip():
        raise wrong(Text(en="This text is blank.", ja="文字列が空です。"))
    return value


def whole(value: object) -> int | None:
    """The whole number of at most 15 digits that a value is or writes out, or None."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < _TOO_LONG else None
    return int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else None


_TOO_LONG = 10**15
_DIGITS = re.compile(r"-?[0-9]{1,15}")


def _whole(value: Any) -> Any:
    number = whole(value)
    if number is None:
        raise wrong(
            Text(
                en="This must be a whole number of at most 15 digits.",
                ja="15 桁以内の整数を書いてください。",
            )
        )
    return number


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


LONGEST_TEXT = 4_000
"""Characters of a text."""

NonBlank = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_visible)]
"""A text with something to see in it; full-width spaces alone are nothing."""

Expression = Annotated[str, AfterValidator(str.rstrip), AfterValidator(_visible)]
"""A guard's source; the line end that a block scalar adds means nothing."""

Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]{1,15}$"}]}
    ),
]
"""A whole number of at most 15 digits, written with or without quotes."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
"""The name of a workflow, field, role, state, transition, parameter or input."""

PolicyId = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)+$", max_length=64)
]
"""The name of a policy, such as E-01."""

CatalogueId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=64)]
"""The name of a standard or checklist, such as iso27001-2022."""

Value = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
"""One of the values of an enum field."""

Names = Annotated[
    tuple[Id, ...], BeforeValidator(_several, json_schema_input_type=Id | tuple[Id, ...])
]
"""Several names, or one without the brackets."""


class Words(Part):
    """A text in English and in Japanese; neither may be missing or blank."""

    en: NonBlank
    """The text in English."""
    ja: NonBlank
    """The text in Japanese."""

    @property
    def text(self) -> Text:
        """The same as an `errors.Text`."""
        return Text(en=self.en, ja=self.ja)
