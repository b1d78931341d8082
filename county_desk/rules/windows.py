"""The windows of the year in which changes of households are entered; outside one they wait."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from county_desk.fields import Term
from county_desk.rules.parameters import Terms
from county_desk.text import N_

type TermsOf = Callable[[date], Terms]


class Waits(Term):
    """Which changes wait for the window of the year; each value is a choice of `adjustment_waits`."""

    NONE = "none", N_("At any time")
    HOUSEHOLDS = "households", N_("Splits, mergers, moves and ends only in the window")
    ALL = "all", N_("Every change only in the window")


@dataclass(frozen=True, slots=True)
class AdjustmentWindow:
    """The window of one year. What happened by `closes` is entered from `opens` to `entry`.

    The county enters until `lock`.
    """

    opens: date
    closes: date
    entry: date
    lock: date

    def holds(self, today: date, happened_on: date, *, county: bool) -> bool:
        """Whether a change of a day is entered today, by the county or by those below it."""
        return self.opens <= today <= (self.lock if county else self.entry) and happened_on <= self.closes


def window_of(terms: TermsOf, year: int) -> AdjustmentWindow | None:
    """The window of a year; None where no document gives it."""
    figures = terms(date(year, 12, 31))
    opens, closes = (_day(figures[f"adjustment_{name}"].word, year) for name in ("opens", "closes"))
    if opens is None or closes is None:
        return None
    entry = _day(figures["adjustment_entry"].word, year) or closes
    lock = _day(figures["adjustment_lock"].word, year) or entry
    entry, lock = _after(opens, entry), _after(opens, lock)  # both may lie in the next year
    return AdjustmentWindow(opens, closes, entry, lock)


def waits(terms: TermsOf, today: date, happened_on: date, *, whole: bool, county: bool) -> bool:
    """Whether a change has to wait; `whole` says that it is one of a household as a whole."""
    what = terms(today)["adjustment_waits"].word or Waits.NONE
    if what == Waits.NONE or (what == Waits.HOUSEHOLDS and not whole):
        return False
    windows = (window_of(terms, year) for year in (today.year - 1, today.year))
    return not any(each.holds(today, happened_on, county=county) for each in windows if each)


def next_opening(terms: TermsOf, today: date) -> date | None:
    """The first day after today on which a window opens; None where no document gives it yet."""
    windows = (window_of(terms, year) for year in (today.year, today.year + 1))
    return next((each.opens for each in windows if each and each.opens > today), None)


def _day(text: str, year: int) -> date | None:
    return date.fromisoformat(f"{year}-{text}") if text else None


def _after(opens: date, day: date) -> date:
    return day if day >= opens else day.replace(year=day.year + 1)
