"""Days with the Japanese era beside them, as offices and ministries write them."""

from datetime import date

from tadasu.errors import Text

_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)
"""First days, by the cabinet orders on era names; earlier days have no era here."""


def with_era(day: str) -> Text:
    """An ISO 8601 day; in Japanese with its era, whose first year is 元年."""
    when = date.fromisoformat(day)
    for first, name in _ERAS:
        if when >= first:
            count = when.year - first.year + 1
            year = "元" if count == 1 else str(count)
            told = f"{day}({name}{year}年{when.month}月{when.day}日)"
            return Text(en=day, ja=told)
    return Text(en=day, ja=day)
