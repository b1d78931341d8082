"""Frames the figures of a return: issuer, day, and the seal of the history."""

from collections.abc import Callable, Mapping
from typing import Any

from county_desk.models.register import RegisterKind
from county_desk.sheets.writing.sheet import Sheet, never
from county_desk.tables.figures import Figures, digest
from county_desk.tables.period import Period
from county_desk.text import N_, _

_MARKS = {
    RegisterKind.DEMO.value: N_("Made-up data of the demo county; there are no such people."),
    RegisterKind.REHEARSAL.value: N_("From a rehearsal register; of no effect."),
}


def framed(
    figures: Figures,
    key: str,
    title: str,
    *,
    measure: str,
    bands: Mapping[str, str] | None = None,
    totals: Mapping[str, object] | None = None,
    strong: Callable[[Any], bool] = never,
) -> Sheet[Any]:
    """One page as a sheet. `title` has places for {county} and {period}; `measure` names the units."""
    page = figures.page(key)
    period = Period.read(figures.period).words()
    return Sheet(
        page.table,
        [line.row for line in page.lines],
        title=title.format(county=figures.county, period=period),
        facts=(
            _("Filled in by: {office}").format(office=figures.office),
            _("Filled in on: {day}").format(day=figures.on.isoformat()),
            _("Units: {measure}").format(measure=measure),
        ),
        bands={key: _(band) for key, band in (bands or {}).items()},
        totals={**page.totals, **(totals or {})},
        strong=strong,
        signed=True,
        notes=_notes(figures),
        mark="" if figures.frozen else _("(DRAFT) "),
    )


def _notes(figures: Figures) -> tuple[str, ...]:
    mark = _MARKS.get(figures.register)
    marks = (_(mark),) if mark else ()
    frozen = figures.frozen
    if frozen is None:
        return (*marks, _("Draft; these figures are not frozen."))
    said = _("Edition {edition}, frozen at {at} by {by}.").format(
        edition=frozen.edition, at=frozen.at[:16].replace("T", " "), by=frozen.by
    )
    reason = (_("Reason: {reason}").format(reason=frozen.reason),) if frozen.reason else ()
    sealed = _("Digest of the figures: {digest}. Head of the history before: {anchor}.").format(
        digest=digest(figures.as_plain()), anchor=frozen.anchor or "-"
    )
    return (*marks, said, *reason, sealed)
