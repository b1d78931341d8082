"""R3, the villages of the county and their applications, as two sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_applications import APPLICATION_LIST
from county_desk.tables.return_villages import VILLAGE_LIST
from county_desk.text import _, _n


def sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """The list of villages, then the applications of the year."""
    villages = len(figures.page(VILLAGE_LIST.key).lines)
    cases = len(figures.page(APPLICATION_LIST.key).lines)
    measure = _("households, persons, yuan")
    return (
        framed(
            figures,
            VILLAGE_LIST.key,
            _("Villages of {county}, {period}"),
            measure=measure,
            totals={"village": _n("{count} village", "{count} villages", villages).format(count=villages)},
        ),
        framed(
            figures,
            APPLICATION_LIST.key,
            _("Applications of villages of {county}, {period}"),
            measure=measure,
            totals={"village": _n("{count} application", "{count} applications", cases).format(count=cases)},
        ),
    )
