"""Japan's public holidays by the law; run as a program (`make calendars`), it writes the calendar.

Act on National Holidays (Act No. 178 of 1948) as amended, and the special measures acts that
moved days in 2020 and 2021. The equinoxes are those of the usual approximation for 1980 to 2099;
the authority announces them in February of the year before.

All 286 days of 2020 to 2035 were compared with the library `holidays` (0.109): no difference. The
process needs no library for them, so that a stranger who judges its acts again counts the same.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.house.rooms import ROOT

FIRST, LAST = 2020, 2035
FILE = ROOT / "policies" / "calendars" / "japan.yaml"

FIXED = {
    (1, 1): ("New Year's Day", "元日"),
    (2, 11): ("National Foundation Day", "建国記念の日"),
    (2, 23): ("Emperor's Birthday", "天皇誕生日"),
    (4, 29): ("Showa Day", "昭和の日"),
    (5, 3): ("Constitution Memorial Day", "憲法記念日"),
    (5, 4): ("Greenery Day", "みどりの日"),
    (5, 5): ("Children's Day", "こどもの日"),
    (8, 11): ("Mountain Day", "山の日"),
    (11, 3): ("Culture Day", "文化の日"),
    (11, 23): ("Labour Thanksgiving Day", "勤労感謝の日"),
}
MONDAYS = {
    (1, 2): ("Coming of Age Day", "成人の日"),
    (7, 3): ("Marine Day", "海の日"),
    (9, 3): ("Respect for the Aged Day", "敬老の日"),
    (10, 2): ("Sports Day", "スポーツの日"),
}
"""By month and number of the Monday in it."""

MOVED = {
    "Marine Day": {2020: (7, 23), 2021: (7, 22)},
    "Sports Day": {2020: (7, 24), 2021: (7, 23)},
    "Mountain Day": {2020: (8, 10), 2021: (8, 8)},
}
SPRING, AUTUMN = ("Vernal Equinox Day", "春分の日"), ("Autumnal Equinox Day", "秋分の日")
SUBSTITUTE, BETWEEN = ("Substitute Holiday", "振替休日"), ("Citizens' Holiday", "国民の休日")

Names = tuple[str, str]
SUNDAY = 7
DAY = timedelta(days=1)

HEAD = """\
# yaml-language-server: $schema=../calendar.schema.json
# Japan's public holidays by the law as it stands; remade by `make calendars`. The days of the
# equinoxes are computed: compare each year's with what the authority announces in February.
# Holidays of your own, such as those at the turn of the year, go into a calendar of your own:
# `tadasu eject japan`.
# 「国民の祝日に関する法律」に基づく日本の祝日・休日です(`make calendars` で作り直せます)。
# 春分の日と秋分の日は計算値です。毎年 2 月の官報の公告と照らし合わせてください。
# 年末年始などの自社の休業日は、`tadasu eject japan` で写しを作って加えます。
"""


def holidays(year: int) -> dict[date, Names]:
    """Every public holiday of a year, with its names in English and Japanese."""
    named = dict(_named(year))
    found = dict(named)
    for day in named:
        if day.isoweekday() == SUNDAY:
            while day in found:
                day += DAY  # noqa: PLW2901  # the first day after it that is no holiday
            found[day] = SUBSTITUTE
    for day in named:
        if day + 2 * DAY in named and day + DAY not in found:
            found[day + DAY] = BETWEEN
    return dict(sorted(found.items()))


def _named(year: int) -> Iterator[tuple[date, Names]]:
    days = {names: date(year, *day) for day, names in FIXED.items()}
    for (month, number), names in MONDAYS.items():
        first = date(year, month, 1)
        days[names] = first + DAY * ((1 - first.isoweekday()) % 7 + 7 * (number - 1))
    leaps = (year - 1980) // 4
    days[SPRING] = date(year, 3, int(20.8431 + 0.242194 * (year - 1980)) - leaps)
    days[AUTUMN] = date(year, 9, int(23.2488 + 0.242194 * (year - 1980)) - leaps)
    for names, day in days.items():
        moved = MOVED.get(names[0], {}).get(year)
        yield (date(year, *moved) if moved else day), names


def calendar_files() -> dict[Path, str]:
    """Every generated calendar by the file that holds it."""
    lines = [
        f'  "{day.isoformat()}": {{en: {en}, ja: {ja}}}'
        for year in range(FIRST, LAST + 1)
        for day, (en, ja) in holidays(year).items()
    ]
    text = f"""\
{HEAD}calendar: japan
title: {{en: Public holidays of Japan, ja: 日本の祝日}}
weekend: [saturday, sunday]
from: "{FIRST}-01-01"
until: "{LAST}-12-31"
holidays:
"""
    return {FILE: text + "\n".join(lines) + "\n"}


def write() -> None:
    """Write all of them."""
    for path, text in calendar_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
