"""One request by HTTP: a body goes out, an answer comes back."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE_SECONDS = 20
MOST_BYTES = 256 * 1024


class PostError(ValueError):
    """Nobody answered, or there is nobody at such an address."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What was answered, whatever it was."""

    status: int
    content: bytes

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.content.decode("utf-8", "replace")


def post(url: str, body: bytes, kind: str) -> Posted:
    """The answer to `body` of a media type, or PostError; larger ones are cut off."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise PostError("it is no address that begins with http:// or https://")
    try:
        request = urllib.request.Request(url, body, {"Content-Type": kind})  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as said:  # noqa: S310
            return Posted(said.status, said.read(MOST_BYTES))
    except urllib.error.HTTPError as refused:
        with refused:
            return Posted(refused.code, refused.read(MOST_BYTES))
    except (OSError, ValueError) as wrong:
        raise PostError(str(wrong)) from wrong
