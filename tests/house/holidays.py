"""Japan's public holidays from the library `holidays`; `make calendars` writes the calendar.

A process keeps the days themselves, so that a stranger who judges its acts again counts the same
and needs no library.
"""

from datetime import date
from pathlib import Path

from holidays import country_holidays

from tests.house.rooms import ROOT

FIRST, LAST = 2020, 2035
FILE = ROOT / "policies" / "calendars" / "japan.yaml"

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


def holidays(year: int) -> dict[date, tuple[str, str]]:
    """Every public holiday of a year, with its names in English and Japanese."""
    english, japanese = (
        country_holidays("JP", years=year, language=language) for language in ("en_US", "ja")
    )
    return {day: (english[day], japanese[day]) for day in sorted(japanese)}


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
