"""JSON Schemas of the definition files, for editors that complete and check while one types."""

import json
import re
from collections.abc import Mapping

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from tadasu.rules.attributes import notes
from tadasu.rules.calendar import Calendar
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.form import Form
from tadasu.rules.parameters import Parameters
from tadasu.rules.plan import Migration
from tadasu.rules.policy import Policy
from tadasu.rules.project import Project
from tadasu.rules.sheet import Sheet
from tadasu.rules.trial import Trials
from tadasu.rules.words import Part
from tadasu.rules.workflow import Workflow

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Mapping[str, type[Part]] = {
    "workflow": Workflow,
    "policy": Policy,
    "standard": Standard,
    "checklist": Checklist,
    "parameters": Parameters,
    "calendar": Calendar,
    "form": Form,
    "sheet": Sheet,
    "project": Project,
    "test": Trials,
    "migration": Migration,
}

_FILES = ("migration", "project", "test")
"""Kinds that are a whole file of their own."""


class _Plain(GenerateJsonSchema):
    """Without the titles that repeat each key, and with what stands below each attribute.

    Numbers fit where a text does: what a file writes without quotes is a text to us (`5.10`), but
    a number to an editor.
    """

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        found = super().str_schema(schema)
        if re.search(found.get("pattern", ""), "0"):
            found["type"] = ["string", "number"]
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        for name, words in notes(schema["cls"]).items():
            field = schema["cls"].model_fields[name]
            found["properties"][field.alias or name]["description"] = words
        return found

    def field_title_should_be_set(self, _: CoreSchema | object) -> bool:
        return False


def schema_texts() -> dict[str, str]:
    """The schema of each kind of file by the name it is kept under; the same text every time.

    `definition` fits a file that holds documents of several kinds.
    """
    found = {kind: {"$schema": DIALECT, **_schema(model)} for kind, model in _MODELS.items()}
    found["definition"] = {"$schema": DIALECT, **_any()}
    return {f"{kind}.schema.json": _text(schema) for kind, schema in found.items()}


def _schema(model: type[Part]) -> JsonSchemaValue:
    return model.model_json_schema(schema_generator=_Plain)


def _any() -> JsonSchemaValue:
    """Whichever schema fits the key that tells what a document defines."""
    kinds = [kind for kind in _MODELS if kind not in _FILES]
    chosen = []
    for kind in kinds:
        told: JsonSchemaValue = {"required": [kind]}
        if kind == "workflow":
            told["not"] = {"required": ["checklist"]}  # which says of which workflow its cases are
        where = "../workflows/" if kind in ("workflow", "form", "sheet") else ""
        chosen.append({"if": told, "then": {"$ref": f"{where}{kind}.schema.json"}})
    return {"allOf": chosen, "anyOf": [{"required": [kind]} for kind in kinds]}


def _text(schema: JsonSchemaValue) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
