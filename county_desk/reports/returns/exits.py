"""R5, the exits of a period: the summary by township and the list, as two sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_exit_list import EXIT_LIST
from county_desk.tables.return_exit_summary import MADE_OF, SUMMARY
from county_desk.text import N_, _, _n

_TITLES = {
    "opening": N_("Not exited at the beginning"),
    "came": N_("Increase"),
    "exited": N_("Exited in the period"),
    "other": N_("Other decrease"),
    "closing": N_("Not exited at the end"),
}
BANDS = {key: _TITLES[key.partition("_")[0]] for key in MADE_OF}


def sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """The summary, then the list."""
    left = len(figures.page(EXIT_LIST.key).lines)
    return (
        framed(
            figures,
            SUMMARY.key,
            _("Summary of households that left the register of {county}, {period}"),
            measure=_("households, persons"),
            bands=BANDS,
        ),
        framed(
            figures,
            EXIT_LIST.key,
            _("List of households that left the register of {county}, {period}"),
            measure=_("persons, yuan"),
            totals={"head": _n("{count} household", "{count} households", left).format(count=left)},
        ),
    )
