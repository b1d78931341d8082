"""R11, the ledger of postings, announcements and objections, as sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_objections import OBJECTION_LEDGER
from county_desk.tables.return_postings import ANNOUNCEMENTS, POSTINGS
from county_desk.text import _, _n


def posting_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """The lists, the announcements, then the objections."""
    lists, papers, objections = (
        len(figures.page(table.key).lines) for table in (POSTINGS, ANNOUNCEMENTS, OBJECTION_LEDGER)
    )
    return (
        framed(
            figures,
            POSTINGS.key,
            _("Ledger of disclosures of {county}, {period}"),
            measure=_("entries, persons, days"),
            totals={"place": _n("{count} disclosure", "{count} disclosures", lists).format(count=lists)},
        ),
        framed(
            figures,
            ANNOUNCEMENTS.key,
            _("Ledger of announcements of {county}, {period}"),
            measure=_("entries, persons"),
            totals={
                "place": _n("{count} announcement", "{count} announcements", papers).format(count=papers)
            },
        ),
        framed(
            figures,
            OBJECTION_LEDGER.key,
            _("Ledger of objections and their settlement of {county}, {period}"),
            measure=_("days"),
            totals={
                "place": _n("{count} objection", "{count} objections", objections).format(count=objections)
            },
        ),
    )
