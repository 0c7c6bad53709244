"""Openings of sealed values, locked with the key of the person whom they are about.

A box is a nonce of 12 bytes and what AES-256-GCM makes of the opening, the commitment being its
associated data. GCM commits to no key, the commitment does: it is checked after unlocking.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tadasu.ledger.opening import Opening, OpeningError, check_opening
from tadasu.office.clock import chance
from tadasu.store.journal import Box, Shelf
from tadasu.store.subjects import SubjectKeys

KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """A key for one person."""
    return chance(KEY_BYTES)


def lock(opening: bytes, committed: str, subject: str, key: bytes) -> Box:
    """The opening of a commitment about `subject`, locked."""
    nonce = chance(NONCE_BYTES)
    return Box(subject, nonce + AESGCM(key).encrypt(nonce, opening, committed.encode()))


def unlock(box: Box, committed: str, key: bytes) -> bytes | None:
    """The opening in a box; None where the key or the box is another."""
    nonce, locked = box.box[:NONCE_BYTES], box.box[NONCE_BYTES:]
    try:
        opening = AESGCM(key).decrypt(nonce, locked, committed.encode())
        check_opening(opening, committed)
    except (InvalidTag, OpeningError, ValueError):
        return None
    return opening


@dataclass(slots=True)
class Openings:
    """Opens sealed values for one look; what was erased stays closed."""

    shelf: Shelf
    subjects: SubjectKeys
    _known: dict[str, bytes | None] = field(default_factory=dict)
    _keys: dict[str, bytes] = field(default_factory=dict)

    def find(self, commitments: Collection[str]) -> Mapping[str, bytes]:
        """The openings of those of `commitments` that can be opened."""
        missing = [each for each in commitments if each not in self._known]
        if missing:
            boxes = self.shelf.boxes(missing)
            self._fetch({box.subject for box in boxes.values()})
            for committed in missing:
                box = boxes.get(committed)
                key = self._keys.get(box.subject) if box is not None else None
                opened = unlock(box, committed, key) if box and key else None
                self._known[committed] = opened
        found = ((each, self._known[each]) for each in commitments)
        return {committed: opening for committed, opening in found if opening is not None}

    def text(self, committed: str) -> str | None:
        """What was sealed under a commitment; None where nobody can tell any more."""
        opening = self.find([committed]).get(committed)
        return check_opening(opening, committed).value if opening is not None else None

    def opened(self, committed: str) -> Opening | None:
        """The same with its name and salt."""
        opening = self.find([committed]).get(committed)
        return check_opening(opening, committed) if opening is not None else None

    def _fetch(self, subjects: Collection[str]) -> None:
        missing = [each for each in subjects if each not in self._keys]
        self._keys |= self.subjects.find(missing)
