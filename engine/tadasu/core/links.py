"""Links: which cases a case names in its indexed references, so that those can list it.

The case itself says which of its references are indexed, since its opening: links follow from the
entries alone, whatever the process says by now.
"""

from collections.abc import Iterator, Mapping

from tadasu.core.case import Case

Link = tuple[str, str]
"""The path of a reference, FIELD or LIST.FIELD, and the key of the case that it names."""


def links(case: Case) -> frozenset[Link]:
    """Every indexed reference of the case with what it names, once each.

    What can be no key of a case, because it is no text or holds U+0000, is no link.
    """
    return frozenset((path, key) for path in case.refs for key in _keys(_at(case, path)))


def _at(case: Case, path: str) -> Iterator[object]:
    name, _, inner = path.partition(".")
    for value in _each(case.fields.get(name)):
        if not inner:
            yield value
        elif isinstance(value, Mapping):
            yield from _each(value.get(inner))


def _each(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        yield from value
    else:
        yield value


def _keys(values: Iterator[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str) and "\0" not in value)
