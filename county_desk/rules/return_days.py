"""The days of the returns that belong to one regime of the policy."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from county_desk.paths import resources
from county_desk.rules.bilingual import Words, spoken
from county_desk.text import _


class ReturnDays(NamedTuple):
    """The first and the last day of one return, with the document and how sure it is."""

    since: date
    until: date
    source: Words
    sure: str


@cache
def return_days() -> Mapping[str, ReturnDays]:
    """The days of the returns in `resources/returns.toml`, by number such as R5."""
    with (resources() / "returns.toml").open("rb") as file:
        entries = tomllib.load(file)
    return {
        name: ReturnDays(each["since"], each.get("until", date.max), each["reference"], each["sure"])
        for name, each in entries.items()
    }


def exited_counted(first: date) -> bool:
    """Whether R1 and R6 of a period that begins on a day count the households that have left poverty."""
    return first >= return_days()["exited"].since


def why_not_made(name: str, title: str, first: date) -> str:
    """The reason why a return has no period that begins on a day, in the current language; "" without one."""
    days = return_days().get(name)
    if days is None or (days.since.year <= first.year and first <= days.until):
        return ""
    words = _("{title} is made for {since} to {until} ({reference}); there is none for {year}")
    if days.until == date.max:
        words = _("{title} is made since {since} ({reference}); there is none for {year}")
    return words.format(
        title=title,
        since=days.since.year,
        until=days.until.year,
        reference=spoken(days.source),
        year=first.year,
    )
