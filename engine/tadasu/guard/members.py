"""The fields of records: which there are, and what to say where there is none."""

from tadasu.errors import Text
from tadasu.guard.reports import Reports
from tadasu.guard.types import UNKNOWN, ListOf, Member, RecordOf, Schema, Type, named


class Members:
    """Looks fields up in `schema`, reporting to `reports`."""

    def __init__(self, schema: Schema, reports: Reports) -> None:
        self._schema = schema
        self._reports = reports

    def find(self, kind: Type, name: str, offset: int) -> Member | None:
        """The field `name` of a value of type `kind`; None after a report at `offset`."""
        if not isinstance(kind, RecordOf):
            self._no_fields(kind, name, offset)
            return None
        fields = self._schema.get(kind.name, {})
        if name not in fields and kind != UNKNOWN:
            self._reports.unknown_field(offset, name, kind.name, fields)
        return fields.get(name)

    def _no_fields(self, kind: Type, name: str, offset: int) -> None:
        found = named(kind)
        message = Text(
            en=f"{found.en} has no fields.", ja=f"「{found.ja}」にフィールドはありません。"
        )
        remedy = None
        if isinstance(kind, ListOf):
            remedy = Text(
                en=f"Ask its elements: exists(x, x.{name} …) or all(x, …).",
                ja=f"要素ごとに exists(x, x.{name} …) や all(x, …) と書いてください。",
            )
        self._reports.word(offset, name, "type", message, remedy)
