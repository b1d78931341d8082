"""Lists of 60,000 households as they stood on a past day, against the same pages of today."""

from datetime import date

import pytest

from county_desk.tables.households import LISTING, MEMBERS_LISTING
from county_desk.tables.listing import ALL, Query, count, page
from county_desk.workflow.entry import sit_down
from county_desk.workflow.past import PastRegister
from county_desk.workflow.registry import RecordYear
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import MEMBERS, large_register
from tests.build import CLERK, clock

PAGE, CHANGES = 256, 300
DAY, LATER = date(2016, 5, 2), date(2016, 9, 1)


def test_a_past_day(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The copy of the day once, then each first page; 300 years were recorded after the day."""
    opened = large_register(tmp_path_factory.mktemp("past") / "large.cdesk", members=MEMBERS)
    desk = sit_down(opened, CLERK, today=LATER)
    desk.now = clock(LATER)
    for number in range(1, CHANGES + 1):
        desk.do(_year(number))
    made = seconds(lambda: PastRegister(desk, DAY).close(), 1)
    past = PastRegister(desk, DAY)
    for name, listing, query in (
        ("households", LISTING, ALL),
        ("one standing", LISTING, Query(where={"standing": "exited"})),
        ("a name", LISTING, Query(text="秀英")),
        ("members", MEMBERS_LISTING, ALL),
    ):

        def first(at, listing=listing, query=query):
            at.read(count, listing, query)
            at.read(page, listing, query, 0, PAGE)

        today, then = seconds(lambda: first(desk)), seconds(lambda: first(past.desk))
        tell(f"{name} on a past day", then, today=today, making_the_day=made)
        goal(f"{name} of a past day against today", then / today, 3.0)
    past.close()
    opened.close()


def _year(number: int) -> RecordYear:
    return RecordYear(household=number, year=2016, housing_grade="B")
