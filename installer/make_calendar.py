"""Writes resources/calendar/*.toml from the package chinesecalendar (extra `build`); run it each November.

python installer/make_calendar.py [FIRST LAST]
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar.constants import holidays, workdays

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "calendar"
FIRST, LAST = 2014, 2026
OCCASIONS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def main(first: int = FIRST, last: int = LAST) -> None:
    """Write one file a year; stop when the package does not know one of them."""
    known = {day.year for day in holidays}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for year in range(first, last + 1):
        if year not in known:
            raise SystemExit(f"chinesecalendar {version('chinesecalendar')} does not know {year}")
        (FOLDER / f"{year}.toml").write_text("\n".join(lines(year)) + "\n", "utf8")


def lines(year: int) -> Iterator[str]:
    """The file of one year."""
    package = f"chinesecalendar {version('chinesecalendar')}"
    yield f"# {year}: made by installer/make_calendar.py. Weekends rest and weekdays work unless named here."
    yield f"year = {year}"
    yield (
        f'reference = {{ zh = "国务院办公厅关于{year}年部分节假日安排的通知（取自 {package}）", '
        f'en = "State Council General Office, notice on the holidays of {year} (taken from {package})" }}'
    )
    yield "\n[holidays]"
    yield from days(holidays, year)
    yield "\n[workdays]"
    yield from days(workdays, year)


def days(table: Mapping[date, str], year: int) -> Iterator[str]:
    """The days of the year in a table of the package, each with its occasion in Chinese."""
    for day in sorted(day for day in table if day.year == year):
        yield f'{day.isoformat()} = "{OCCASIONS[table[day]]}"'


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
