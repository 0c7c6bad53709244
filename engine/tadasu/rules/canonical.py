"""The canonical document of a process: the same bytes for the same meaning, and back.

JSON by RFC 8785 over texts, whole numbers and true/false; texts are in NFC already. What is at
its default is left out. Mappings whose order matters (states, fields, items) are lists of
[name, definition] pairs, since JSON objects are sorted by key; nothing else in a process is a
list of lists. The rows of a table are objects: their columns have an order already.
Comments, the order of files and the order of a definition's own keys are gone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

import rfc8785
from pydantic import BaseModel

from tadasu.errors import TamperError, Text
from tadasu.rules.calendar import Calendar
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.definitions import Definitions
from tadasu.rules.form import Form
from tadasu.rules.parameters import Parameter
from tadasu.rules.policy import Policy
from tadasu.rules.sheet import Sheet
from tadasu.rules.words import Part
from tadasu.rules.workflow import Workflow

P = TypeVar("P", bound=Part)

FORMAT = "tadasu-process/1"
UNREADABLE = Text(
    en="The adopted process cannot be read back from its document.",
    ja="採用されたプロセスを、その文書から復元できません。",
)
"""What is wrong with a document that no process wrote."""

REQUIRED: Final = "required"
"""What a document says of signatures, or nothing: older ones said nothing."""


def format_definitions(definitions: Definitions) -> bytes:
    """The canonical document: UTF-8, no insignificant white space."""
    forms, sheets = definitions.forms.values(), definitions.sheets.values()
    return rfc8785.dumps(
        {
            "format": FORMAT,
            "zone": definitions.zone,
            "language": definitions.language,
            "base": definitions.base,
            **({"signatures": REQUIRED} if definitions.signatures == REQUIRED else {}),
            "workflows": [_plain(each) for each in definitions.workflows.values()],
            "policies": [_plain(each) for each in definitions.policies.values()],
            "standards": [_plain(each) for each in definitions.standards.values()],
            "checklists": [_plain(each) for each in definitions.checklists.values()],
            **({"forms": [_plain(each) for each in forms]} if forms else {}),
            **({"sheets": [_plain(each) for each in sheets]} if sheets else {}),
            **({"calendar": _plain(definitions.calendar)} if definitions.calendar else {}),
            "declared": _plain(definitions.declared),
            "parameters": _plain(definitions.parameters),
        }
    )


def parse_definitions(document: bytes, *, lazily: bool = False) -> Definitions:
    """The definitions that `format_definitions` wrote; ValueError for any other bytes.

    `lazily` leaves checklists, forms and sheets to be read when first asked for, TamperError then.
    """
    data = json.loads(document)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(FORMAT)
    checklists = _Lazy("checklist", Checklist, data.pop("checklists"))
    forms = _Lazy("form", Form, data.pop("forms", []))
    sheets = _Lazy("sheet", Sheet, data.pop("sheets", []))
    whole = _ordered(data)
    declared = {
        name: Parameter.model_validate(each) for name, each in dict(whole["declared"]).items()
    }
    return Definitions(
        workflows={each.name: each for each in map(Workflow.model_validate, whole["workflows"])},
        policies={each.id: each for each in map(Policy.model_validate, whole["policies"])},
        standards={each.name: each for each in map(Standard.model_validate, whole["standards"])},
        checklists=checklists if lazily else dict(checklists.read()),
        forms=forms if lazily else dict(forms.read()),
        sheets=sheets if lazily else dict(sheets.read()),
        calendar=Calendar.model_validate(whole["calendar"]) if "calendar" in whole else None,
        declared=declared,
        parameters={
            name: declared[name].read(each) for name, each in dict(whole["parameters"]).items()
        },
        zone=whole["zone"],
        language=whole["language"],
        base=whole["base"],
        signatures=whole.get("signatures", "optional"),
    )


class _Lazy(Mapping[str, P], Generic[P]):
    """Definitions as a document holds them, each read when first asked for: few commands do."""

    def __init__(self, key: str, model: type[P], documents: Sequence[dict[str, Any]]) -> None:
        self._model = model
        self._documents = {str(each[key]): each for each in documents}
        self._read: dict[str, P] = {}

    def __getitem__(self, name: str) -> P:
        if name not in self._read:
            document = self._documents[name]
            try:
                self._read[name] = self._model.model_validate(_ordered(document))
            except (ValueError, KeyError, TypeError) as wrong:
                raise TamperError("process", UNREADABLE) from wrong
        return self._read[name]

    def read(self) -> Iterator[tuple[str, P]]:
        """All of them at once; ValueError for what is none."""
        for name, document in self._documents.items():
            yield name, self._model.model_validate(_ordered(document))

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def _plain(value: object) -> Any:
    if isinstance(value, BaseModel):
        return {
            # What is said to be nothing stays a mapping; an empty list of pairs would be a list.
            info.alias or name: {} if given == {} else _plain(given)
            for name, info in type(value).model_fields.items()
            if (given := getattr(value, name)) != info.get_default(call_default_factory=False)
        }
    if isinstance(value, Mapping):
        return [[name, _plain(part)] for name, part in value.items()]
    if isinstance(value, tuple):
        return [dict(part) if isinstance(part, Mapping) else _plain(part) for part in value]
    return value


def _ordered(value: Any) -> Any:
    """JSON with every list of pairs turned back into a mapping."""
    if isinstance(value, dict):
        return {name: _ordered(part) for name, part in value.items()}
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return {name: _ordered(part) for name, part in value}
        return [_ordered(part) for part in value]
    return value
