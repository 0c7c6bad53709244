"""What a record says of a file that somebody holds, and how it is told."""

from dataclasses import dataclass

from tadasu.errors import Text

ISSUED = "document.issued/1"
ATTACHED = "evidence.attached/1"


@dataclass(frozen=True, slots=True)
class Known:
    """Where the record speaks of a file."""

    position: int
    at: str
    """RFC 3339, UTC."""
    kind: str
    """document.issued/1 or evidence.attached/1."""
    case: str
    person: str
    role: str
    name: str
    """What the file was called then."""
    behalf: str | None = None
    """In whose name, if it wasn't the person's own."""
    form: str = ""
    """Of a document: its form, with `edition` and the size of the log that it was filled from."""
    edition: str = ""
    entries: int = 0
    fits: bool | None = None
    """The log then was what the document says; None: that can't be told here."""
    later: int | None = None
    """Where the latest document of the same form and case was issued, if it wasn't this one."""
    later_language: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file, and all that the record says of it; nothing where it is not known."""

    file: str
    sha256: str
    known: tuple[Known, ...]

    @property
    def sound(self) -> bool:
        """The record knows the file, and no document of that hash belies the record."""
        return bool(self.known) and all(one.fits is not False for one in self.known)


UNKNOWN = Text(
    en="The record does not know this file: it was never issued or attached, or changed since.",
    ja="この記録にないファイルです。発行・添付されていないか、その後に変更されています。",
)
_OTHER_LOG = Text(
    en="But the log of that size was another than the document says.",
    ja="ただし、その件数のログは文書の記載と一致しません。",
)
_NOT_TOLD = Text(
    en="Whether the log then was what the document says can't be told from a part of it.",
    ja="当時のログが文書の記載と一致するかは、一部の記録からは分かりません。",
)


def told_of(known: Known) -> list[Text]:
    """What the record says of a file, in sentences."""
    who, deputy, day, at = known.person, known.behalf, known.at[:10], known.position
    en = f"{who} for {deputy} ({known.role})" if deputy else f"{who} ({known.role})"
    ja = f"{who}({deputy} の代理、{known.role})" if deputy else f"{who}({known.role})"
    if known.kind == ATTACHED:
        return [
            Text(
                en=f"Evidence of {known.case} (“{known.name}”), attached by {en} on {day}, "
                f"entry {at}.",
                ja=f"{known.case} の証跡(「{known.name}」)。{ja} が {day} に添付、記録 {at} 番。",
            )
        ]
    edition = Text(en="", ja="")
    if known.edition:
        edition = Text(en=f", edition {known.edition},", ja=f"(第 {known.edition} 版)")
    lines = [
        Text(
            en=f"{known.form}{edition.en} of {known.case}, issued by {en} on {day}, entry {at}; "
            f"filled from {known.entries} entries.",
            ja=f"{known.case} の {known.form}{edition.ja}。{ja} が {day} に発行、記録 {at} 番。"
            f"{known.entries} 件の記録から作成。",
        )
    ]
    if known.fits is not True:
        lines.append(_NOT_TOLD if known.fits is None else _OTHER_LOG)
    if known.later is not None:
        language = known.later_language
        lines.append(
            Text(
                en=f"A later one was issued: entry {known.later} ({language}).",
                ja=f"その後、新しいものが発行されています(記録 {known.later} 番、{language})。",
            )
        )
    return lines
