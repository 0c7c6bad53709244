"""What a calendar file may say: the days on which an organisation does no business."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from tadasu.errors import Text
from tadasu.guard.calendar import Calendar as Days
from tadasu.rules.allowance import Allowances
from tadasu.rules.parameters import is_date
from tadasu.rules.words import CatalogueId, Part, Words, wrong

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_WEEK: tuple[Weekday, ...] = (
    *("monday", "tuesday", "wednesday", "thursday", "friday"),
    *("saturday", "sunday"),
)


def _day(text: str) -> str:
    if not is_date(text):
        raise wrong(
            Text(
                en=f"`{text}` is no date such as 2026-04-01.",
                ja=f"`{text}` は 2026-04-01 の形の日付ではありません。",
            )
        )
    return text


Day = Annotated[
    str,
    AfterValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
"""A calendar day such as 2026-04-01."""


def _in_order(value: dict[str, Words]) -> dict[str, Words]:
    return dict(sorted(value.items()))


class Calendar(Part):
    """The days without business, for a span of years; about days outside nothing is known."""

    name: CatalogueId = Field(alias="calendar")
    """Its name."""
    title: Words
    """What people read."""
    weekend: tuple[Weekday, ...]
    """The days of the week without business."""
    first: Day = Field(alias="from")
    """The first day that the calendar knows."""
    last: Day = Field(alias="until")
    """The last day that the calendar knows."""
    holidays: Annotated[dict[Day, Words], AfterValidator(_in_order)] = {}
    """Further days without business, with their names."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.last < self.first:
            raise wrong(_BACKWARDS, "until")
        if len(set(self.weekend)) != len(self.weekend):
            raise wrong(_TWICE, "weekend")
        if len(self.weekend) == len(_WEEK):
            raise wrong(_ALWAYS, "weekend")
        for day in self.holidays:
            if not self.first <= day <= self.last:
                raise wrong(_OUTSIDE, "holidays", day)
        return self

    @cached_property
    def days(self) -> Days:
        """The same as guards ask it."""
        return Days(
            weekend=frozenset(_WEEK.index(day) + 1 for day in self.weekend),
            holidays=frozenset(map(date.fromisoformat, self.holidays)),
            first=date.fromisoformat(self.first),
            last=date.fromisoformat(self.last),
        )


_BACKWARDS = Text(en="`until` lies before `from`.", ja="`until` が `from` より前になっています。")
_TWICE = Text(en="A day of the week is given twice.", ja="同じ曜日が重複しています。")
_ALWAYS = Text(
    en="At least one day of the week must be a business day.",
    ja="営業日となる曜日が一つは必要です。",
)
_OUTSIDE = Text(
    en="This day lies outside of `from` to `until`.",
    ja="`from` から `until` までの範囲にない日です。",
)
