"""What to install where a library is missing that an extra brings."""

from tadasu.errors import Text, UnavailableError


def lacking(extra: str, needs: Text) -> UnavailableError:
    """That something needs an extra: `needs` is its name, in English with the verb."""
    return UnavailableError(
        Text(
            en=f"{needs.en} the extra `{extra}`: pip install 'tadasu[{extra}]'.",
            ja=f"{needs.ja}には追加機能 `{extra}` が必要です: pip install 'tadasu[{extra}]'",
        )
    )
