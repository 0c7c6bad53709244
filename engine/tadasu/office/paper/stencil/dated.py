"""When a filled form says that it was made: on the day of the record, whenever it really was."""

from tadasu.office.paper.stencil.package import Parts
from tadasu.office.paper.stencil.xml import parsed, written

_CORE = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def dated(parts: Parts, day: str) -> Parts:
    """The parts of a package, modified on `day` (ISO 8601), if that is known."""
    if _CORE not in parts or not day:
        return parts
    root = parsed(_CORE, parts[_CORE])
    for one in root.iter(_MODIFIED):
        one.text = f"{day}T00:00:00Z"
    return {**parts, _CORE: written(root)}
