"""R9A and R13: the help of a period, the money that was given in it, and what became of plans by its end."""

import gc
from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.measure import AssistanceMeasure, MeasureClass, MeasureStage
from county_desk.models.plan import PlanKind, VillagePlan
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns import plans
from county_desk.tables.returns.measures import MeasureLine, measure_lines, measure_page
from county_desk.tables.returns.plans import plan_page
from tests.registers import a_household, leaves, village

YEARS = [Period.read(year) for year in ("2023", "2024", "2025", "2026")]


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def page(make, session, period):
    return make(session, county_of(session, period.last), period)


def given(session, household, since, delivered_on=None, **about):
    about = {"kind": MeasureClass.EDUCATION, "title": "补助", "recorded_by": 1, **about}
    measure = AssistanceMeasure(household_id=household.id, since=since, delivered_on=delivered_on, **about)
    session.add(measure)
    session.flush()
    return measure


def test_the_ledger_of_measures_of_a_year_has_the_money_of_that_year(session):
    household = a_household(session)
    given(session, household, date(2023, 11, 1), date(2024, 2, 1), amount=Decimal(500))
    given(session, household, date(2025, 4, 16), date(2025, 4, 16), amount=Decimal(3000))
    given(session, household, date(2026, 3, 1), amount=Decimal(80))
    totals = [page(measure_page, session, year).totals["paid"] for year in YEARS]
    assert totals == [0, 500, 3000, 0]
    rows = [
        [(r.row.since.year, r.row.paid) for r in page(measure_page, session, year).lines] for year in YEARS
    ]
    assert rows == [[(2023, None)], [(2023, 500)], [(2025, 3000)], [(2026, None)]]


def test_a_loan_that_runs_stands_in_each_year_and_its_money_in_one(session):
    loan = {"programme": "small_loan", "kind": MeasureClass.FINANCE, "amount": Decimal(50000)}
    measure = given(session, a_household(session), date(2023, 1, 5), date(2023, 2, 1), **loan)
    measure.until, measure.ended_on = date(2025, 1, 31), date(2025, 3, 1)
    paid = {"stage": "small_loan/paid_out", "done_on": date(2023, 2, 1), "amount": Decimal(30000)}
    session.add(MeasureStage(measure_id=measure.id, recorded_by=1, **paid))
    session.flush()
    rows = [[r.row.paid for r in page(measure_page, session, year).lines] for year in YEARS]
    assert rows == [[Decimal(30000)], [None], [None], []]


def test_a_measure_stands_where_its_household_lived_with_the_people_it_had(session):
    household = a_household(session, village(session, "柳湾"), persons=4)
    given(session, household, date(2023, 3, 1), date(2023, 3, 1))
    about = {
        "household_id": household.id,
        "recorded_on": date(2024, 5, 1),
        "recorded_by": 1,
        "evidence": "证",
    }
    birth = {"kind": ChangeKind.BIRTH, "happened_on": date(2024, 4, 1), "persons": 4, "by": 1}
    moving = {"kind": ChangeKind.MOVED, "happened_on": date(2024, 5, 1), "persons": 4, "by": 0}
    session.add(HouseholdChange(**birth, **about))
    session.add(HouseholdChange(village_before=village(session, "大河").id, **moving, **about))
    session.flush()
    (line,) = page(measure_page, session, YEARS[0]).lines
    assert (line.row.village, line.row.persons) == ("大河村", 3)


def planned(session, kind, households, where="大河"):
    about = {"year": 2016, "due_on": date(2016, 12, 31), "recorded_by": 1}
    session.add(VillagePlan(village_id=village(session, where).id, kind=kind, households=households, **about))
    session.flush()


def results(session):
    found = page(plan_page, session, Period.read("2016"))
    assert found.totals == {}
    return [
        (row.village, row.kind, row.households, row.done, row.done_persons)
        for row in map(row_of, found.lines)
    ]


def row_of(line):
    return line.row


def test_plans_are_added_by_kind_and_villages_never_to_households(session):
    for kind, households in ((PlanKind.EXIT, 30), (PlanKind.VILLAGE_EXIT, 1)):
        planned(session, kind, households)
    planned(session, PlanKind.EXIT, 5, "柳湾")
    leaves(session, a_household(session, persons=3), date(2016, 11, 20))
    assert results(session) == [
        ("大河村", PlanKind.EXIT, 30, 1, 3),
        ("大河村", PlanKind.VILLAGE_EXIT, 1, 0, 0),
        ("柳湾村", PlanKind.EXIT, 5, 0, 0),
        (None, PlanKind.EXIT, 35, 1, 3),
        (None, PlanKind.VILLAGE_EXIT, 1, 0, 0),
    ]


def test_the_results_of_a_plan_are_those_of_the_end_of_its_year(session):
    planned(session, PlanKind.EXIT, 2)
    planned(session, PlanKind.MEASURES, 2)
    household = a_household(session, persons=3)
    late = given(session, household, date(2016, 12, 1))
    before = results(session)
    case = leaves(session, household, date(2017, 1, 5))
    case.year = 2016
    late.delivered_on = date(2017, 1, 9)
    session.flush()
    assert results(session) == before


def test_the_return_of_plans_has_one_line_of_a_measure_in_memory(session, monkeypatch):
    alive = []

    def watched(*about):
        for line in measure_lines(*about):
            alive.append(sum(type(each) is MeasureLine for each in gc.get_objects()))
            yield line

    household = a_household(session)
    for month in range(1, 7):
        given(session, household, date(2026, month, 1))
    monkeypatch.setattr(plans, "measure_lines", watched)
    page(plan_page, session, YEARS[-1])
    assert (len(alive), max(alive)) == (6, 2)
