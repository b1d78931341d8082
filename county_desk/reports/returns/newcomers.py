"""R4, those who came into the register: the summary by township and the list, as two sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_newcomers import NEWCOMER_LIST, NEWCOMER_SUMMARY, NEWCOMERS_MADE_OF
from county_desk.text import N_, _, _n

_TITLES = {
    "new": N_("Newly identified"),
    "returned": N_("Back in poverty"),
    "came": N_("New households in all"),
}
BANDS = {key: _TITLES[key.partition("_")[0]] for key in NEWCOMERS_MADE_OF}


def sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """The summary, then the list."""
    came = len(figures.page(NEWCOMER_LIST.key).lines)
    return (
        framed(
            figures,
            NEWCOMER_SUMMARY.key,
            _("Summary of households newly identified or back in poverty of {county}, {period}"),
            measure=_("households, persons"),
            bands=BANDS,
        ),
        framed(
            figures,
            NEWCOMER_LIST.key,
            _("List of households newly identified or back in poverty of {county}, {period}"),
            measure=_("persons, yuan"),
            totals={"head": _n("{count} household", "{count} households", came).format(count=came)},
        ),
    )
