"""A state machine tries orders of acts and days, and the laws of a case hold after each act.

Rules that walk a case several steps take whole cases to approval and exit; the depth is counted.
`machine_runs` has the ordinary and the nightly form.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from county_desk.models.household import Household, Standing
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import CLERK, Office, a_household, an_id_number
from tests.workflow.case_machine import BACK, FEW, PEOPLE, WALK, CaseMachine
from tests.workflow.machine_runs import MINUTES, hold

YEARS = st.sampled_from((2015, 2016, 2016, 2017))
KINDS = st.sampled_from(("household_exit", "household_registration"))
BEGINS = date(2016, 10, 8)
INCOMES, GRADES = st.sampled_from((900, 2000, 2952, 9000)), st.sampled_from(("A", "D"))


def two_apply(office: Office) -> None:
    """Two households apply to be registered."""
    for serial, head in enumerate(("张大有", "王秀田"), start=1):
        a_household(office, head, serial=serial, received_on=BEGINS)


class AnyOrder(CaseMachine):
    """Two households and an office that does things in whatever order and on whichever day."""

    begins = BEGINS
    story = staticmethod(two_apply)

    def __init__(self) -> None:
        super().__init__()
        self.births = 10

    def path(self):
        """A household is registered in spite of an objection, and leaves."""
        self.walk(1, 4)
        self.somebody_objects(CLERK, 0, 0, whole=False)
        self.walk(1, 18)
        self._leave(0, 18)

    @initialize(first=WALK, second=WALK, left=st.one_of(st.none(), WALK))
    def the_office_has_worked(self, first, second, left):
        """The cases are on their way when the disorder begins; one household may be leaving."""
        for number, steps in zip((1, 2), (first, second), strict=True):
            self.walk(number, steps)
        if left is not None:
            self._leave(0, left)

    @rule(which=FEW, steps=WALK)
    def an_exit_is_begun(self, which, steps):
        self._leave(which, steps)

    def _leave(self, which, steps):
        """A registered household with a good year applies to leave, and walks some steps."""
        with self.office.sessions() as session:
            found = [each.id for each in session.query(Household).filter_by(standing=Standing.REGISTERED)]
        if not found:
            return
        household, self.day = found[which % len(found)], self.day + timedelta(days=30)
        facts = {"net_income": Decimal(90000), "housing_grade": "B", "housing_area": Decimal(60)}
        self.act(RecordYear(household=household, year=self.day.year, **facts), CLERK)
        exit_ = OpenCase(household=household, kind="household_exit", year=self.day.year, received_on=self.day)
        if self.act(exit_, CLERK):
            self.walk(max(number for number, _state, _household in self.things()["cases"]), steps)

    def put_right(self, number: int) -> bool:
        """The year of a case as its rule wants it, and the case sent back to be posted so."""
        case = self.case(number)
        income, grade = (90000, "B") if case.kind == "household_exit" else (2000, "D")
        facts = {"net_income": Decimal(income), "housing_grade": grade, "housing_area": Decimal(60)}
        self.act(RecordYear(household=case.household_id, year=case.year, **facts), CLERK)
        asked = {"returned_on": self.day, "reason": "重新公示", "posting": True}
        return self.by_anybody(ReturnCase(cases=(number,), **asked))

    @rule(by=PEOPLE, which=FEW, year=YEARS, back=BACK, kind=KINDS)
    def a_case_is_opened(self, by, which, year, back, kind):
        households = self.things()["households"]
        day = self.day - timedelta(days=back)
        household = households[which % len(households)]
        self.by_anybody(OpenCase(household=household, kind=kind, year=year, received_on=day), by)

    @rule(by=PEOPLE, which=FEW, income=INCOMES, grade=GRADES, year=YEARS)
    def a_year_is_recorded(self, by, which, income, grade, year):
        households = self.things()["households"]
        facts = {"net_income": Decimal(income), "housing_grade": grade, "housing_area": Decimal(60)}
        self.act(RecordYear(household=households[which % len(households)], year=year, **facts), by)

    @rule(by=PEOPLE, which=FEW, sure=st.booleans())
    def a_child_is_listed(self, by, which, sure):
        households = self.things()["households"]
        self.births += 1
        if sure and self.births < 40:
            child = {"name": f"张小{'一二三四'[self.births % 4]}", "relation": "之子"}
            number = an_id_number(self.births, "20120901")
            self.act(AddMember(household=households[which % len(households)], id_number=number, **child), by)


@pytest.mark.slow
@pytest.mark.timeout(120 + 180 * MINUTES)
def test_the_laws_hold_in_any_order_of_acts_and_days(files, policy):
    reached = ("household_registration done", "household_exit done", "RecordObjection")
    hold(AnyOrder, files, policy, reached, max_examples=3, stateful_step_count=15)
