"""What may not be in an own form: what runs, what reaches out, and what only pretends to be it.

(1) Every part that is XML is plain: no DOCTYPE, no entities, UTF-8.
(2) The package says that it is a document or a workbook, not a template or one with macros.
(3) It holds no macro, no embedded or linked object and no data connection.
(4) It refers to nothing outside but the pages that a reader may click.
"""

import re
from typing import Literal

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.faults import clip, fault, refused, unfit
from tadasu.office.paper.stencil.package import Parts, is_xml
from tadasu.office.paper.stencil.xml import Element, check_plain, local, parsed

Kind = Literal["docx", "xlsx"]

_TYPES = "[Content_Types].xml"
_BODY = "application/vnd.openxmlformats-officedocument."
_MAIN: dict[Kind, str] = {
    "docx": f"{_BODY}wordprocessingml.document.main+xml",
    "xlsx": f"{_BODY}spreadsheetml.sheet.main+xml",
}
_RUNS = re.compile(
    r"vbaproject|vbadata|activex|macrosheets|dialogsheets|ctrlprops|customui", re.IGNORECASE
)
_OBJECTS = re.compile(
    r"embeddings|externallinks|afchunk|connections\.xml|querytables|/model/", re.IGNORECASE
)
_REACHES = frozenset(
    [
        "oleObject",
        "package",
        "control",
        "attachedTemplate",
        "aFChunk",
        "externalLink",
        "externalLinkPath",
        "xlExternalLinkPath",
        "subDocument",
        "frame",
        "recipientData",
        "vbaProject",
        "connections",
    ]
)
_CLICKED = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
_FIELDS = re.compile(
    r"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|MACROBUTTON|DATABASE|IMPORT"
    r"|(?<![A-Z])(?:DDE|LINK|RD|EMBED|INCLUDE)(?![A-Z])",
    re.IGNORECASE,
)
_COMPUTED = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_LONGEST = 8192
"""Letters of a formula, as in Excel."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_CALLS = re.compile(
    r"(?<![\w.])(?:_xlfn\.)?(?:WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER(?:\.ID)?)\s*\("
    r"|[\w)'.]\|[\w'].{0,200}!|\[[^\[\]]{0,200}\.xl\w{0,3}\]",
    re.IGNORECASE,
)
"""Functions that fetch or run, DDE (`server|topic!item`), and other workbooks."""


def check_package(parts: Parts, kind: Kind) -> None:
    """Nothing for a form that may be opened; RefusalError with what is wrong with any other."""
    if _TYPES not in parts:
        raise refused(
            "It is a zip, but no Word or Excel file.",
            "zip ですが、Word や Excel のファイルではありません。",
        )
    # (1)
    for name, content in parts.items():
        if is_xml(name):
            check_plain(name, content)
    # Excel writes drawings of old (.vml) that are no XML.
    sound = [name for name in parts if is_xml(name) and not name.endswith(".vml")]
    trees = {name: parsed(name, parts[name]) for name in sound}
    # (2)
    _check_types(trees[_TYPES], kind)
    faults: list[Reason] = []
    for name in parts:
        # (3)
        if _RUNS.search(name):
            faults.append(fault(_MACRO, _part(name)))
        elif _OBJECTS.search(name):
            faults.append(fault(_OBJECT, _part(name)))
    for name, tree in trees.items():
        # (4)
        if name.endswith(".rels"):
            faults += _outside(name, tree)
        else:
            faults += _fields(name, tree) if kind == "docx" else _formulas(name, tree)
    if faults:
        raise unfit(faults)


def _check_types(types: Element, kind: Kind) -> None:
    said = [str(one.get("ContentType", "")) for one in types]
    if any("macroEnabled" in one or "vbaProject" in one for one in said):
        raise refused(_MACRO.en, _MACRO.ja)
    if _MAIN[kind] not in said:
        raise refused(
            f"It says that it is no .{kind} document: save it as .{kind}, not as a template.",
            f".{kind} の文書ではありません。テンプレートではなく .{kind} として保存してください。",
        )
    for one in types:
        called = one.get("PartName") or f".{one.get('Extension', '')}"
        if str(one.get("ContentType", "")).endswith("xml") and not is_xml(called):
            raise refused(
                f"{called} in it is XML under another name.",
                f"中の {called} は XML ですが、名前がそうなっていません。",
            )


def _outside(name: str, tree: Element) -> list[Reason]:
    faults = []
    for relation in tree:
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        external = relation.get("TargetMode") == "External"
        clicked = kind == "hyperlink" and _CLICKED.match(target)
        if kind in _REACHES or (external and not clicked):
            shown = clip(target)
            message = Text(
                en=f"It refers to something outside of itself ({kind}: {shown}).",
                ja=f"ファイルの外を参照しています({kind}: {shown})。",
            )
            faults.append(fault(message, _part(name), _UNLINK))
    return faults


def _fields(name: str, tree: Element) -> list[Reason]:
    written = "".join(
        one.text or "" if local(one) == "instrText" else f" {_simple(one)} "
        for one in tree.iter()
        if local(one) in {"instrText", "fldSimple", "fldChar"}
    )
    found = _FIELDS.search(written)
    if found is None:
        return []
    message = Text(
        en=f"A field in it ({found[0]}) fetches something from elsewhere.",
        ja=f"フィールド({found[0]})が、ほかの場所から内容を取り込みます。",
    )
    return [fault(message, _part(name), _UNLINK)]


def _formulas(name: str, tree: Element) -> list[Reason]:
    faults = []
    for one in tree.iter():
        said = _QUOTED.sub("", one.text or "") if local(one) in _COMPUTED else ""
        if len(said) > _LONGEST:
            faults.append(fault(_LONG, _part(name)))
            continue
        found = _CALLS.search(said)
        if found is not None:
            cell = one.getparent().get("r") if one.getparent() is not None else None
            message = Text(
                en=f"A formula ({cell or one.get('name') or local(one)}: {found[0].strip()}) "
                "fetches something from elsewhere, or runs it.",
                ja=f"数式({cell or one.get('name') or local(one)}: {found[0].strip()})が、"
                "ほかの場所から内容を取り込むか、何かを実行します。",
            )
            faults.append(fault(message, _part(name), _UNLINK))
    return faults


def _simple(field: Element) -> str:
    namespace = field.tag.rpartition("}")[0]
    return str(field.get(f"{namespace}}}instr", ""))


def _part(name: str) -> Text:
    return Text(en=f"In the file, {name}", ja=f"ファイルの中の {name}")


_MACRO = Text(
    en="It holds macros or controls: save it as .docx or .xlsx, without them.",
    ja="マクロやコントロールが含まれています。それらのない .docx または .xlsx で保存してください。",
)
_OBJECT = Text(
    en="It holds an embedded or linked object, or a data connection: take it out.",
    ja="埋め込み・リンクされたオブジェクトかデータ接続が含まれています。取り除いてください。",
)
_LONG = Text(
    en="A formula is longer than Excel allows (8,192 letters).",
    ja="数式が Excel の上限(8,192 文字)を超えています。",
)
_UNLINK = Text(
    en="Put the text or picture into the form itself.",
    ja="文や図は、様式そのものに入れてください。",
)
