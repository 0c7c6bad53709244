"""How an answer is read: in which language, in which time zone."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from tadasu.errors import Language, Text
from tadasu.office.answers import Named
from tadasu_cli.page import Par, Span, par

NOTHING = Text(en="—", ja="—")


@dataclass(frozen=True, slots=True)
class View:
    """The reader's language, and the project's time zone if it is known."""

    language: Language
    zone: tzinfo | None = None

    def say(self, text: Text) -> str:
        """The text in the reader's language."""
        return text.to(self.language)

    def time(self, stamp: str) -> str:
        """A time of the record (RFC 3339), to the minute, in the project's zone or with a Z."""
        if not stamp:
            return self.say(NOTHING)
        moment = datetime.fromisoformat(stamp)
        if self.zone is None:
            return f"{moment:%Y-%m-%d %H:%M}Z"
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def named(self, named: Named) -> str:
        """A title with its id, which commands take."""
        return f"{self.say(named.title)} ({named.id})" if named.id else self.say(named.title)

    def heading(self, text: Text) -> Par:
        """A heading inside a page."""
        return par(Span(self.say(text), "strong"))


def aloud(digest: str) -> str:
    """The first 16 hex digits in groups of four, as one reads them out over the telephone."""
    return " ".join(digest[start : start + 4] for start in range(0, min(16, len(digest)), 4))
