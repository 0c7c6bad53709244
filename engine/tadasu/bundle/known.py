"""What a record says of a file that somebody holds."""

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
    form: str = ""
    """Of a document: its form, with `edition` and the size of the log that it was filled from."""
    edition: str = ""
    entries: int = 0
    fits: bool | None = None
    """The log then was what the document says; None: that can't be told here."""
    later: int | None = None
    """Where a later document of the same form and case was issued."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file, and all that the record says of it; nothing where it is not known."""

    file: str
    sha256: str
    known: tuple[Known, ...]

    @property
    def sound(self) -> bool:
        """It is known, and no document says another log than there was."""
        return bool(self.known) and all(each.fits is not False for each in self.known)


def told_of(known: Known) -> list[Text]:
    """What the record says of a file, in sentences."""
    by, day, at = f"{known.person} ({known.role})", known.at[:10], known.position
    if known.kind == ATTACHED:
        return [
            Text(
                en=f"Evidence of {known.case} (“{known.name}”), attached by {by} on {day}, "
                f"entry {at}.",
                ja=f"{known.case} の証跡(「{known.name}」)。{by} が {day} に添付、記録 {at} 番。",
            )
        ]
    lines = [
        Text(
            en=f"{known.form} of {known.case}, issued by {by} on {day}, entry {at}; filled from "
            f"{known.entries} entries.",
            ja=f"{known.case} の {known.form}。{by} が {day} に発行、記録 {at} 番。"
            f"{known.entries} 件の記録から作成。",
        )
    ]
    if known.fits is False:
        lines.append(
            Text(
                en="But the log of that size was another than the document says.",
                ja="ただし、その件数のログは文書の記載と一致しません。",
            )
        )
    if known.later is not None:
        lines.append(
            Text(
                en=f"A later one was issued: entry {known.later}.",
                ja=f"その後、新しいものが発行されています(記録 {known.later} 番)。",
            )
        )
    return lines


UNKNOWN = Text(
    en="The record does not know this file: it was never issued or attached, or changed since.",
    ja="この記録にないファイルです。発行・添付されていないか、その後に変更されています。",
)
