"""The signatures of the record on disk: what they show, and what they don't."""

from collections.abc import Iterator
from typing import Final

from tadasu.bundle.unproven import compromised
from tadasu.errors import TamperError, Text
from tadasu.ledger.signed import STEP, Signatures, requires_signatures
from tadasu.ledger.trust import People, stranger
from tadasu.office.workspace import Workspace

NOBODY: Final[People] = {}
"""No person's keys are known from outside."""


def signatures_of(workspace: Workspace) -> Signatures:
    """Signatures to be checked, as the adopted processes require them."""

    def requires(digest: str) -> bool:
        workspace.vault.check(digest)
        with workspace.vault.open(digest) as document:
            return requires_signatures(document.read())

    return Signatures(requires)


def check_people(found: Signatures, people: People) -> None:
    """Check that each key of one of `people` is one that they are known by, or TamperError."""
    unknown = stranger(found.roster, people)
    if unknown is not None:
        en, ja = f"Step {STEP}: {unknown.en}", f"手順 {STEP}: {unknown.ja}"
        raise TamperError(STEP, Text(en=en, ja=ja))


def signatures_check(found: Signatures) -> tuple[Text, int]:
    """The step of the verification, with how many entries are signed."""
    keys = len(found.roster.held())
    text = Text(
        en=f"entries' signatures checked, by {keys:,} keys",
        ja=f"記録の署名を検証(鍵 {keys:,} 個)",
    )
    return text, found.signed


def signatures_remarks(found: Signatures) -> Iterator[Text]:
    """What was signed with keys that others may have had by then."""
    return compromised(found.doubts())


def signatures_unproven(found: Signatures) -> Iterator[Text]:
    """Whom the signatures leave in the dark."""
    if found.unsigned:
        yield Text(
            en=f"Who really acted in {found.unsigned:,} entries: they name people, but nobody "
            "signed them.",
            ja=f"署名のない {found.unsigned:,} 件を本当に本人が行ったこと。人の名はありますが、"
            "署名がありません。",
        )
    if found.signed:
        yield Text(
            en="That each key is held by the person whose name it bears: ask the people for their "
            "fingerprints, and compare with `tadasu key list`.",
            ja="それぞれの鍵を、名前の本人が持っていること。本人に指紋を尋ね、`tadasu key list` と"
            "照合してください。",
        )
