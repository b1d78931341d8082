"""R9A, R9B and R13: measures, contact officials and resident teams, and the plans of a year, as sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_helpers import HELPERS, TEAM_ROSTER
from county_desk.tables.return_measures import MEASURE_LEDGER
from county_desk.tables.return_plans import PLAN_RETURN
from county_desk.text import _, _n


def helper_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """The households with their officials, then the members of the teams."""
    households = len(figures.page(HELPERS.key).lines)
    members = len(figures.page(TEAM_ROSTER.key).lines)
    return (
        framed(
            figures,
            HELPERS.key,
            _("Roster of contact officials of {county}, {period}"),
            measure=_("households, persons"),
            totals={
                "head": _n("{count} household", "{count} households", households).format(count=households)
            },
        ),
        framed(
            figures,
            TEAM_ROSTER.key,
            _("Roster of resident teams of {county}, {period}"),
            measure=_("persons, days"),
            totals={"name": _n("{count} person", "{count} persons", members).format(count=members)},
        ),
    )


def measure_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet, one measure a row."""
    count = len(figures.page(MEASURE_LEDGER.key).lines)
    return (
        framed(
            figures,
            MEASURE_LEDGER.key,
            _("Ledger of measures of {county}, {period}"),
            measure=_("households, persons, yuan"),
            totals={"head": _n("{count} measure", "{count} measures", count).format(count=count)},
        ),
    )


def plan_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet, one plan a row."""
    return (
        framed(
            figures,
            PLAN_RETURN.key,
            _("Plans and results of villages of {county}, {period}"),
            measure=_("households, persons"),
        ),
    )
