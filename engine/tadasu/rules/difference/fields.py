"""What becomes of fields: what may be stated, what must be, and in which form."""

from collections.abc import Iterator, Mapping

from tadasu.errors import Text
from tadasu.rules.difference.change import Change, Effect, more, reordered
from tadasu.rules.difference.leaves import rest
from tadasu.rules.field import FieldSpec

KNOWN = ("type", "many", "required", "values", "fields")

Fields = Mapping[str, FieldSpec]


def field_changes(old: Fields, new: Fields, within: str = "") -> Iterator[Change]:
    """How declared fields change."""
    for name in dict.fromkeys((*old, *new)):
        path = f"{within}{name}"
        if name not in new:
            yield Change("tightened", _GONE, path, None)
        elif name not in old:
            # One more field may be stated; one that is required must be.
            effect: Effect = "tightened" if new[name].required else "widened"
            yield Change(effect, _NEW, None, path)
        else:
            yield from _field(old[name], new[name], path)
    yield from reordered(old, new, "words", _ORDER)


def _field(old: FieldSpec, new: FieldSpec, path: str) -> Iterator[Change]:
    if (old.type, old.many) != (new.type, new.many):
        yield Change("changed", _about(path, _TYPE), _kind(old), _kind(new))
    if old.required != new.required:
        effect: Effect = "tightened" if new.required else "widened"
        yield Change(effect, _about(path, _REQUIRED), _yes(old.required), _yes(new.required))
    values = _about(path, _VALUES)
    yield from more(old.values or (), new.values or (), "tightened", "widened", values)
    yield from reordered(old.values or (), new.values or (), "words", values)
    for name, title in (old.values or {}).items():
        now = (new.values or {}).get(name, title)
        if now != title:
            shown = (f"{name}: {each.en} / {each.ja}" for each in (title, now))
            yield Change("words", values, *shown)
    yield from field_changes(old.fields or {}, new.fields or {}, f"{path}.")
    yield from rest(old, new, KNOWN, f"{path}.")


def _about(path: str, what: Text) -> Text:
    return Text(en=f"{path}: {what.en}", ja=f"{path}: {what.ja}")


def _kind(spec: FieldSpec) -> str:
    return f"{spec.type} many" if spec.many else spec.type


def _yes(value: object) -> str:
    return "true" if value else "false"


_GONE = Text(en="field that is gone", ja="なくなる項目")
_NEW = Text(en="new field", ja="新しい項目")
_ORDER = Text(en="order of the fields", ja="項目の順序")
_TYPE = Text(en="type", ja="型")
_REQUIRED = Text(en="required", ja="必須")
_VALUES = Text(en="values", ja="値")
