"""The regimes of the policy against poverty with their days, and the days of the returns of one regime."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from county_desk.paths import toml_resource
from county_desk.rules.bilingual import Words, spoken
from county_desk.text import _


class Regime(NamedTuple):
    """One regime; `until` is its last day, None for the present one.

    `office` and `group` end the names of a county's office and deciding group, as papers bear them.
    """

    key: str
    since: date
    until: date | None
    words: Words
    source: Words
    office: str
    group: str

    @property
    def title(self) -> str:
        """The name with its years in the current language, such as “2014–2020 精准扶贫”."""
        years = f"{self.since.year}–{self.until.year if self.until else ''}"
        return f"{years} {spoken(self.words)}"

    @property
    def reference(self) -> str:
        """The document that it rests on, in the current language."""
        return spoken(self.source)


@cache
def regimes() -> tuple[Regime, ...]:
    """All regimes of `resources/regimes.toml`, the first one first."""
    entries = toml_resource("regimes.toml")["regime"]
    return tuple(
        Regime(
            each["key"],
            each["since"],
            each.get("until"),
            each["title"],
            each["reference"],
            each["office"],
            each["group"],
        )
        for each in entries
    )


def regime_on(day: date) -> Regime | None:
    """The regime of a day; None before the first one."""
    return next((each for each in reversed(regimes()) if each.since <= day), None)


def founded_under(day: date) -> Regime:
    """The regime that names the parts of a register founded on a day; the first one before all."""
    return regime_on(day) or regimes()[0]


class ReturnDays(NamedTuple):
    """The first and the last day of one return, with the document and how sure it is."""

    since: date
    until: date
    source: Words
    sure: str


@cache
def return_days() -> Mapping[str, ReturnDays]:
    """The days of the returns in `resources/returns.toml`, by number such as R5."""
    entries = toml_resource("returns.toml")
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
