"""Whole files against the register: their form, their columns, and the households that they lack."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from county_desk.facts import TITLES
from county_desk.facts.kept_aside import KEPT_OTHERWISE
from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.layouts import form_change
from county_desk.intake.comparing.rules.other_lists import some_of
from county_desk.intake.comparing.snapshot import village_of
from county_desk.intake.delivery import Delivery, SheetIn
from county_desk.intake.row_hits import RowHit
from county_desk.intake.vocabulary import standard_title
from county_desk.models.household import Household, Standing
from county_desk.rules.checks.hits import Numbers, Of, check

_NO_FACTS = frozenset({"row", "income"})  # where a row belongs; lines are kept with their income
_ROSTERS, _NUMBER = ("persons", "heads"), "户编号"
_KNOWN = frozenset((*TITLES.values(), *KEPT_OTHERWISE))
_LOOKED_AT = 300  # rows in which a column shows whether it is filled in
_H = Household.__table__.c
_CURRENT = (Standing.REGISTERED, Standing.APPLICANT)


@check("R24", Of.DELIVERY)
def changed_form(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Sheets with other titles than those that the village sent last."""
    for sheet in comparison.delivery.sheets:
        if found := form_change(comparison.session, sheet, comparison.delivery.place_id):
            yield RowHit(None, "", found.values(), sheet=sheet.name)


@check("R25", Of.DELIVERY)
def columns_not_kept(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Sheets of a roster with columns that are filled in and that the register does not keep."""
    delivery = comparison.delivery
    for sheet in delivery.sheets:
        if sheet.kind in (*_ROSTERS, "living") and (titles := _not_kept(delivery, sheet)):
            yield RowHit(None, "", {"titles": "、".join(titles)}, sheet=sheet.name)


def _not_kept(delivery: Delivery, sheet: SheetIn) -> list[str]:
    rows = list(islice((line for line in delivery.lines if line.sheet == sheet.name), _LOOKED_AT))
    found = []
    for title in sheet.columns:
        known = standard_title(sheet.calls.get(title, title))
        kept = known is None or known.of in _NO_FACTS or (known.instead or known.title) in _KNOWN
        if not kept and any(line.values.get(title) not in (None, "") for line in rows):
            found.append(title)
    return found


@check("R26", Of.DELIVERY)
def taken_in_before(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """A file that was taken in before, with its batch."""
    if (batch := comparison.register.batch) is not None:
        yield RowHit(None, "", {"day": batch.taken_at.astimezone().date(), "number": batch.id})


@check("R27", Of.DELIVERY)
def households_left(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """The households on record that a roster of one village lacks, in one hit for the file.

    A village that is delivered for the first time has none, nor have lists without household numbers.
    """
    delivery, register = comparison.delivery, comparison.register
    places = {village_of(delivery, household) for household in delivery.households}
    met = [each for each in register.households.values() if not each.gone and each.row.village_id in places]
    numbered = any(sheet.kind in _ROSTERS and _NUMBER in sheet.standard for sheet in delivery.sheets)
    if not (met and numbered and len(places) == 1) or comparison.same_file:
        return
    records = {each.row.id for each in met}
    numbers = {line.household for line in delivery.lines}  # also those of rows that could not be read
    wanted = select(_H.id, _H.number, _H.earlier_number, _H.head).where(
        _H.village_id == met[0].row.village_id, _H.withdrawn_on.is_(None), _H.standing.in_(_CURRENT)
    )
    left = [
        f"{number} {head}"
        for record, number, earlier, head in comparison.session.execute(wanted.order_by(_H.number))
        if record not in records and numbers.isdisjoint((number, earlier))
    ]
    if left:
        values = {"count": f"{len(left):,}", "village": met[0].village, "named": some_of(left)}
        yield RowHit(None, "", values)
