"""The period of grace after an exit: the day it ends, and the support that goes on until then."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from county_desk.paths import toml_resource
from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.parameters import Terms
from county_desk.rules.register_outcomes import COUNTY, HOUSEHOLD


def years_later(day: date, years: int) -> date:
    """The same day some years on; the last of February where that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def grace_figure(subject: str) -> str:
    """The figure of the years of grace of a household, a village or a county."""
    return "grace_years_county" if subject == COUNTY else "grace_years"


def grace_until(left: date, terms: Terms, subject: str = HOUSEHOLD) -> date | None:
    """The last day of grace after an exit on a day, by the figures of that day; None where none is set."""
    years = terms[grace_figure(subject)].whole
    return years_later(left, years) if years else None


@cache
def _continuing() -> Mapping[str, Words]:
    return {who: {"zh": each["zh"], "en": each["en"]} for who, each in toml_resource("grace.toml").items()}


def continues(who: str) -> str:
    """The support that goes on in grace for a household, village or county, in the current language."""
    return spoken(_continuing()[who])
