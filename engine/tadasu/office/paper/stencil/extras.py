"""Whether the libraries for own forms are installed: one line says what to install."""

from importlib.util import find_spec

from tadasu.errors import Text
from tadasu.office.extras import lacking

_NEEDS = {"docx": ("docxtpl", "lxml"), "xlsx": ("lxml",)}
_TOLD = {
    "docx": Text(en="Own forms in Word need", ja="Word の自社様式"),
    "xlsx": Text(en="Own forms in Excel need", ja="Excel の自社様式"),
}


def needed(extra: str) -> None:
    """Nothing where the extra is installed; else UnavailableError."""
    if any(find_spec(library) is None for library in _NEEDS[extra]):
        raise lacking(extra, _TOLD[extra])
