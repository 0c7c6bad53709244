"""People who did something: in whose name, and after which act where nobody did it."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.answers import Cause, Doer


def people(person: str, behalf: str | None, cosigned: Sequence[str]) -> Text:
    """The person who acted, in whose name, and who signed beside."""
    en = ja = person
    if behalf is not None:
        en, ja = f"{person} for {behalf}", f"{person}({behalf} の代理)"
    for other in cosigned:
        en, ja = f"{en} + {other}", f"{ja}+{other}"
    return Text(en=en, ja=ja)


def doer(one: Doer) -> Text:
    """Who did it; of what followed from another act, which act that was and who did that."""
    who = people(one.person, one.behalf, one.cosigned)
    if one.cause is None:
        return who
    how, act = _HOW[one.cause.role], _act(one.cause)
    return Text(en=f"{how.en} {act.en}, {who.en}", ja=f"{act.ja}{how.ja}({who.ja})")


def _act(cause: Cause) -> Text:
    title = cause.act.title
    return Text(en=f"{cause.case} {title.en}".strip(), ja=f"{cause.case}「{title.ja}」".strip())


_HOW = {
    "effect": Text(en="followed from", ja="に伴う処理"),
    "automatic": Text(en="by itself after", ja="の後に自動"),
}
