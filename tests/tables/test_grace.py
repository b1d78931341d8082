"""The list of grace says why an end cannot be told."""

from datetime import date

import pytest

from county_desk.models.household import Household, Standing
from county_desk.tables.grace import LISTING, GraceUnknown
from county_desk.tables.listing import Query, page
from tests.build import a_registered_household

LEFT, UNTIL = date(2016, 12, 30), date(2021, 12, 30)


@pytest.mark.parametrize(
    ("left", "until", "unknown"),
    [
        (LEFT, UNTIL, None),
        (None, None, GraceUnknown.NO_DAY),
        (date(2015, 12, 31), None, GraceUnknown.NO_FIGURE),
    ],
)
def test_the_end_of_grace_is_told_or_why_it_cannot_be(office, left, until, unknown):
    household = a_registered_household(office)
    with office.sessions.begin() as session:
        record = session.get(Household, household)
        record.standing, record.exited_on, record.grace_until = Standing.EXITED, left, until
    wanted = Query(where={"unknown": unknown})
    (row,) = office.read(lambda session: page(session, LISTING, wanted))
    assert (row.grace_until, row.unknown) == (until, unknown)
