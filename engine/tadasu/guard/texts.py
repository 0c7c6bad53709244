"""Texts that say the same: what `sameAs` overlooks."""

import unicodedata


def bare(text: str) -> str:
    """The text without what `sameAs` overlooks: width, case, white space, punctuation.

    NFKC makes half-width kana and full-width letters plain, casefold (Unicode 3.13) undoes case,
    and NFKC again composes what it took apart. Then all characters of the categories P (marks),
    Z (spaces), Cc and Cf (controls, invisible ones) go.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        char
        for char in folded
        if (category := unicodedata.category(char))[0] not in "PZ" and category not in ("Cc", "Cf")
    )


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same when width, case, white space and punctuation don't count."""
    return bare(one) == bare(other)
