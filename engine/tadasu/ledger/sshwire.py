"""Bytes as SSH writes them (RFC 4251 section 5): lengths in four bytes, then content.

Every value has one spelling here: what is left over, or padded, is refused.
"""

LENGTH_SIZE = 4


class SignatureError(ValueError):
    """A key or signature that is none, or does not fit what it should."""


class Wire:
    """Values taken one by one from the front of some bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next `count` bytes, or raise SignatureError."""
        taken = self._content[self._at : self._at + count]
        if len(taken) != count:
            raise SignatureError("the bytes end too early")
        self._at += count
        return taken

    def string(self) -> bytes:
        """The next string: its length, then so many bytes."""
        return self.take(int.from_bytes(self.take(LENGTH_SIZE), "big"))

    def number(self) -> int:
        """The next positive number in its shortest form (mpint)."""
        raw = self.string()
        if mpint(int.from_bytes(raw, "big")) != string(raw):
            raise SignatureError("a number that is not in its shortest form")
        return int.from_bytes(raw, "big")

    def end(self) -> None:
        """Nothing is left, or raise SignatureError."""
        if self._at != len(self._content):
            raise SignatureError("bytes are left over")


def string(content: bytes) -> bytes:
    """A string: its length, then its bytes."""
    return len(content).to_bytes(LENGTH_SIZE, "big") + content


def mpint(number: int) -> bytes:
    """A number that is not negative: no more bytes than needed, and the first bit not set."""
    return string(number.to_bytes((number.bit_length() + 8) // 8, "big") if number else b"")
