"""Statistical returns as workbooks; the same figures always give the same file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from county_desk.models.register import RegisterKind
from county_desk.progress import Progress, silent
from county_desk.rules.regimes import exited_counted
from county_desk.sheets.writing.saving import whole
from county_desk.sheets.writing.sheet import Sheet, never
from county_desk.sheets.writing.writer import write_sheets_to
from county_desk.tables.figures import Figures, digest
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import KINDS
from county_desk.tables.returns.page import PageKind
from county_desk.text import N_, _, language

_MARKS = {
    RegisterKind.DEMO.value: N_("Made-up data of the demo county; there are no such people."),
    RegisterKind.REHEARSAL.value: N_("From a rehearsal register; of no effect."),
}


def write_return(
    figures: Figures,
    path: Path,
    language_code: str,
    progress: Progress = silent,
    reveal: Callable[[], object] | None = None,
) -> None:
    """Write a return as a workbook in a language, `zh` or `en`; raises `CannotWrite` in words.

    Personal numbers are covered without `reveal`. It is called before anybody can see the file, and what it
    raises leaves no file. The same figures in the same language always give the same bytes.
    """
    with language(language_code), whole(path) as file:
        sheets = return_sheets(figures, masked=reveal is None)
        write_sheets_to(file, sheets, day=figures.on, progress=progress)
        if reveal is not None:
            reveal()


def return_sheets(figures: Figures, *, masked: bool = True) -> tuple[Sheet[object], ...]:
    """The sheets of a return in the language in force: issuer, day, and the seal of the history."""
    return tuple(_sheet(figures, page, masked) for page in KINDS[ReturnName.named(figures.name)].pages)


def _sheet(figures: Figures, kind: PageKind[object], masked: bool) -> Sheet[object]:
    page = figures.page(kind.table.key)
    rows, totals = [line.row for line in page.lines], dict(page.totals)
    if kind.counts is not None:
        column, words = kind.counts
        totals[column] = words(len(rows)).format(count=len(rows))
    sums, subtotal, period = kind.subtotal, _("Subtotal"), Period.read(figures.period)
    title = kind.later if kind.later and exited_counted(period.first) else kind.title
    covered = masked and any(column.kind.personal for column in kind.table.columns)
    if sums:
        rows = [replace(row, **{sums: getattr(row, sums) or subtotal}) for row in rows]
    return Sheet(
        page.table,
        rows,
        title=_(title).format(county=figures.county, period=period.words()),
        facts=(
            _("Filled in by: {office}").format(office=figures.office),
            _("Filled in on: {day}").format(day=figures.on.isoformat()),
            _("Units: {measure}").format(measure=_(kind.units)),
            *((_("Personal numbers are covered"),) if covered else ()),
        ),
        bands={key: _(band) for key, band in kind.bands.items()},
        totals=totals,
        strong=(lambda row: getattr(row, sums) == subtotal) if sums else never,
        signed=True,
        notes=(*(note.sentence() for note in page.notes), *_notes(figures)),
        mark="" if figures.frozen else _("(DRAFT) "),
        masked=masked,
    )


def _notes(figures: Figures) -> tuple[str, ...]:
    mark = _MARKS.get(figures.register)
    marks = (_(mark),) if mark else ()
    frozen = figures.frozen
    if frozen is None:
        return (*marks, _("Draft; these figures are not frozen."))
    issued = _("Edition {edition}, frozen at {at} by {by}.").format(
        edition=frozen.edition, at=frozen.at[:16].replace("T", " "), by=frozen.by
    )
    reason = (_("Reason: {reason}").format(reason=frozen.reason),) if frozen.reason else ()
    sealed = _("Digest of the figures: {digest}. Head of the history before: {anchor}.").format(
        digest=digest(figures.as_plain()), anchor=frozen.anchor or "-"
    )
    return (*marks, issued, *reason, sealed)
