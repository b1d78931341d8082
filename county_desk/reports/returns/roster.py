"""R1 and R2, the rosters of registered poor households and of their members, as sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_persons import PERSONS
from county_desk.tables.return_roster import ROSTER
from county_desk.text import N_, _, _n

_INCOME = N_("Income of the year (yuan)")
_LIVING = N_("Living conditions")
BANDS = {
    **dict.fromkeys(("wage", "business", "property", "transfer", "expense", "net_income"), _INCOME),
    "income_per_head": _INCOME,
    **dict.fromkeys(("housing_grade", "housing_area", "safe_water", "arable_land"), _LIVING),
}


def sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet, one household a row."""
    count = len(figures.page(ROSTER.key).lines)
    households = _n("{count} household", "{count} households", count).format(count=count)
    return (
        framed(
            figures,
            ROSTER.key,
            _("Roster of registered poor households of {county}, {period}"),
            measure=_("households, persons, yuan, m², mu"),
            bands=BANDS,
            totals={"head": households},
        ),
    )


def person_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet, one person a row."""
    count = len(figures.page(PERSONS.key).lines)
    return (
        framed(
            figures,
            PERSONS.key,
            _("Detail of registered poor persons of {county}, {period}"),
            measure=_("persons, months, yuan"),
            totals={"name": _n("{count} person", "{count} persons", count).format(count=count)},
        ),
    )
