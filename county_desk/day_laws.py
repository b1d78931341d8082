"""The laws of days and years that a person types: how far ahead, how long after, and what they follow."""

from dataclasses import dataclass, replace
from datetime import date

FIRST_YEAR = 2013  # the first registration took the incomes of this year
FIRST_DAY = date(FIRST_YEAR, 1, 1)


@dataclass(frozen=True, slots=True)
class DayLaw:
    """The law of a typed day.

    The day lies in the campaign, on or after `FIRST_DAY`, unless it may have been `ever` so long ago. It may
    lie `ahead` of today by that many days. An entry that is made more days after it than the
    figure of policy `late` says is late: it needs a reason and a second person. Without `late` it never is.
    An act that is `counted` changes the figures of its year, which must be open. The day of a paper is
    `today`; one that a second person puts in force later bears the day of that. A day that is `marked` and
    lies before today needs a reason in the field `dated_back`. An act about a `reported` year needs a second
    person.
    """

    name: str
    ahead: int = 0
    late: str = ""
    counted: bool = False
    today: bool = False
    marked: bool = False
    ever: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True)
class YearLaw:
    """The law of a typed year or month: not before `FIRST_YEAR`, and at most `ahead` years after this one.

    An act that is `counted` changes the figures of the year, which must be open. An act about a `reported`
    year needs a second person.
    """

    name: str
    ahead: int = 0
    counted: bool = False
    reported: bool = False


def year_in(value: object) -> int:
    """The year of a typed day, year or month, as 2014-03."""
    return value.year if isinstance(value, date) else int(str(value)[:4])


DONE = DayLaw("done", late="late_entry_days")  # an act: it is entered within days
ISSUED = DayLaw("issued", today=True)  # a paper is issued
OF_HELP = DayLaw("of help", late="late_help_days")  # help that no return counts
COUNTED = DayLaw("counted", late="late_help_days", counted=True)  # help that changes figures
HAPPENED = DayLaw("happened", late="late_change_days", counted=True)  # a change of a household
PAST = DayLaw("past")  # a fact of the campaign
EVER = DayLaw("ever", ever=True)  # a fact that may have been long ago
STATED = DayLaw("stated", reported=True)  # a fact of a household, which may be one of a year that is over
DUE = DayLaw("due", ahead=3 * 366)  # a day by which others act
BEGINS = DayLaw("begins", ahead=366, late="late_help_days", counted=True)  # help begins
TERM = DayLaw("term", counted=True)  # a term of those who help begins
ENDS = DayLaw("ends", ahead=10 * 366)  # a term ends
IN_FORCE = DayLaw("in force", ahead=3 * 366, marked=True, ever=True)  # a rule of the county begins
FIGURE_IN_FORCE = replace(IN_FORCE, name="figure in force", counted=True)  # a figure of policy begins
NAMES_RULE = DayLaw(
    "names a rule", ahead=3 * 366, ever=True
)  # the first day of a rule that the county has entered

PAST_YEAR = YearLaw("past year")
STATED_YEAR = YearLaw("stated year", reported=True)
COUNTED_YEAR = YearLaw("counted year", counted=True)
COMING_YEAR = YearLaw("coming year", ahead=1)
PLANNED_YEAR = YearLaw("planned year", ahead=5)  # as far as a five-year plan
