"""Keys of people, judged again: who enrolled, retired or denounced them."""

from collections.abc import Sequence

from tadasu.core.again import compare
from tadasu.core.deeds import Deed
from tadasu.core.events import KeyEnrolled, KeyRetired
from tadasu.core.keyed import key_standing
from tadasu.core.setting import FOUNDER
from tadasu.core.then import Then
from tadasu.core.told import Told, refused
from tadasu.errors import NotFoundError, RefusalError, Text
from tadasu.ledger.signed import SIGNED

ENROL = Text(en="enrol a key", ja="鍵を登録する")
RETIRE = Text(en="retire a key", ja="鍵を失効させる")
COMPROMISE = Text(en="declare a key compromised", ja="鍵の漏えいを届け出る")


def judge_key(then: Then, request: Sequence[Told], *, founding: bool) -> int:
    """One entry about a key; the founder enrols the first while founding."""
    each = request[0]
    key, digest = each.statement.case, then.folded.process
    role, behalf = FOUNDER, None
    then.check_person(each, digest)
    if not (founding and isinstance(each.event, KeyEnrolled) and key == each.actor):
        signs = each.statement.actor["auth"] == SIGNED
        setting = then.setting(each, digest, each.actor, each.behalf)
        try:
            heard = key_standing(setting, key, attempt_of(each.event), signs=signs)
        except (RefusalError, NotFoundError) as no:
            refused(each, no)
        role, behalf = heard.role, heard.behalf
    case = then.folded.case(key)
    version = case.version + 1 if case is not None else 1
    if each.event is not None:
        compare(each, Deed(key, each.event, role), behalf, digest, version)
    return 1


def attempt_of(event: object) -> Text:
    """What was attempted, in words."""
    if isinstance(event, KeyEnrolled):
        return ENROL
    return RETIRE if isinstance(event, KeyRetired) else COMPROMISE
