"""Which households of a village its new roster does not have."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.intake.comparing.known import Known, village_of
from county_desk.intake.delivery import Delivery, Level, Problem
from county_desk.models.household import Household, Standing
from county_desk.text import _n

_ROSTERS, _NUMBER, _NAMED = ("persons", "heads"), "户编号", 5
_H = Household.__table__.c
_CURRENT = (Standing.REGISTERED, Standing.APPLICANT)


def households_left(session: Session, delivery: Delivery, known: Known) -> Iterator[Problem]:
    """The households on record that a roster of one village lacks, in one remark about the whole file.

    Nothing is said of a village that is delivered for the first time, nor of lists without household numbers.
    """
    places = {village_of(delivery, household) for household in delivery.households}
    met = [each for each in known.households.values() if not each.gone and each.row.village_id in places]
    numbered = any(sheet.kind in _ROSTERS and _NUMBER in sheet.standard for sheet in delivery.sheets)
    if not (met and numbered and len(places) == 1) or known.batch is not None:
        return
    records = {each.row.id for each in met}
    numbers = {line.household for line in delivery.lines}  # those of rows that cannot be read otherwise, too
    wanted = select(_H.id, _H.number, _H.earlier_number, _H.head).where(
        _H.village_id == met[0].row.village_id, _H.withdrawn_on.is_(None), _H.standing.in_(_CURRENT)
    )
    left = [
        f"{number} {head}"
        for record, number, earlier, head in session.execute(wanted.order_by(_H.number))
        if record not in records and numbers.isdisjoint((number, earlier))
    ]
    if left:
        words = words_of_left(met[0].village, left)
        yield Problem("", "", "household_left", words, Level.WARN)


def words_of_left(village: str, left: Sequence[str]) -> str:
    """That a newer list of a village lacks households on record, of which some are named."""
    message = _n(
        "{count} household on record in {village} is not in the file: {named}. It stays on record.",
        "{count} households on record in {village} are not in the file: {named}. They stay on record.",
        len(left),
    )
    return message.format(count=f"{len(left):,}", village=village, named=some_of(left))


def some_of(named: Sequence[str]) -> str:
    """Those of a list who are named where there may be many."""
    return "、".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")
