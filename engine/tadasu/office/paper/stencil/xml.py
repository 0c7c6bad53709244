"""The one door to lxml: parts of a package as trees; nothing is fetched or expanded."""

import re
from typing import Any

from lxml import etree

from tadasu.office.paper.stencil.faults import refused

BROKEN_XML = (etree.LxmlError,)

Element = Any
"""An element of lxml, which has no types."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii"})


def parsed(name: str, content: bytes) -> Element:
    """The root of a part; RefusalError for a DOCTYPE, another encoding, or what is no XML."""
    check_plain(name, content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        raise refused(
            f"{name} in it is damaged: it is no XML.",
            f"中の {name} が壊れています(XML として読めません)。",
        ) from wrong


def check_plain(name: str, content: bytes) -> None:
    """Nothing for a part in UTF-8 without a DOCTYPE; else RefusalError."""
    declared = _DECLARED.search(content.removeprefix(b"\xef\xbb\xbf")[:200])
    plain = declared is None or declared[1].lower() in _ENCODINGS
    if not plain or b"\0" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refused(
            f"{name} in it declares a DOCTYPE or an encoding that neither Word nor Excel writes.",
            f"中の {name} に、Word や Excel が書かない DOCTYPE または文字コードの宣言があります。",
        )


def written(root: Element) -> bytes:
    """A part again."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def child(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child."""
    return etree.SubElement(parent, tag, attributes)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
