"""R10 to R12, the rounds, and the ledgers of postings and of data to be mended, as sheets."""

from county_desk.reports.returns.framing import framed
from county_desk.sheets.writing.sheet import Sheet
from county_desk.tables.figures import Figures
from county_desk.tables.return_inspections import ROUND_DETAIL, ROUND_FIGURES
from county_desk.tables.return_mending import MENDING
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


def round_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """The statistics by round and township, then the households."""
    count = len(figures.page(ROUND_DETAIL.key).lines)
    return (
        framed(
            figures,
            ROUND_FIGURES.key,
            _("Statistics of inspection rounds of {county}, {period}"),
            measure=_("households, problems"),
        ),
        framed(
            figures,
            ROUND_DETAIL.key,
            _("Detail of inspection rounds of {county}, {period}"),
            measure=_("persons"),
            totals={"head": _n("{count} household", "{count} households", count).format(count=count)},
        ),
    )


def mending_sheets(figures: Figures) -> tuple[Sheet[object], ...]:
    """One sheet, one doubt a row."""
    count = len(figures.page(MENDING.key).lines)
    return (
        framed(
            figures,
            MENDING.key,
            _("Ledger of data to be mended of {county}, {period}"),
            measure=_("items"),
            totals={"problem": _n("{count} item", "{count} items", count).format(count=count)},
        ),
    )
