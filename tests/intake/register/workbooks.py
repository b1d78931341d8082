"""The made-up workbook as a village of this county delivers it, and what is on record of it."""

from datetime import date

from sqlalchemy import select

from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.report import read_delivery
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household
from tests.intake.villages import LEDGER, LIVING, ROSTER, a_workbook

DAY = date(2016, 11, 24)


def sheets_of(book):
    """Let the made-up workbook be that of a village of this county."""
    for sheet in (ROSTER, LEDGER, LIVING):
        book[sheet]["A1"] = "城关镇柳湾村委会2016年"
    return book


def reader(office, tmp_path):
    """Reads a workbook as the county's desk would."""

    def read(book=None, name="城关镇柳湾花名册.xlsx"):
        path = tmp_path / name
        sheets_of(book or a_workbook()).save(path)
        return read_delivery(path, ReadingTerms(office.read(villages), 2016))

    return read


def households(office):
    """Households on record by the last digit of their number."""
    wanted = select(Household).where(Household.withdrawn_on.is_(None)).order_by(Household.number)
    return {one.number[-1]: one for one in office.read(lambda s: s.scalars(wanted).all())}


def cases(office, state=CaseState.OPEN):
    """Kinds and subjects of the cases in a state."""
    wanted = select(Case.kind, Case.subject).where(Case.state == state).order_by(Case.id)
    return [tuple(row) for row in office.read(lambda s: s.execute(wanted).all())]
