"""Plans of villages: planned, proposed, checked and done by their cases, and why not."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.measure import MeasureClass
from county_desk.models.plan import PlanKind
from county_desk.models.village import Source, VillageYear
from county_desk.tables.assistance.plans import LISTING, PlanState, behind, forecasts, plan_chart
from county_desk.tables.listing import page
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.plans import SetPlan, WithdrawPlan
from county_desk.workflow.audit import verify
from tests.build import DAY, ELSEWHERE, a_registered_household, an_exit, refusal, walk

TODAY = date(2017, 4, 10)
DUE = date(2017, 12, 31)


@pytest.fixture
def household(office):
    """A registered household of 大河村."""
    return a_registered_household(office, "赵来福", serial=9)


@pytest.fixture
def size(office):
    """The figures of 大河村 of the year before: 40 households and 160 persons."""
    with office.sessions.begin() as session:
        figures = {"village_id": office.place("大河村"), "year": 2016, "households": 40, "persons": 160}
        session.add(VillageYear(**figures, source=Source.FORM))


def planned(office, **more):
    asked = {"village": office.place("大河村"), "year": 2017, "kind": PlanKind.EXIT}
    return SetPlan(**(asked | {"households": 2, "persons": 7, "due_on": DUE} | more))


def plans(office):
    return office.read(lambda session: forecasts(session, page(session, LISTING)))


def test_a_plan_counts_what_its_cases_propose_check_and_do(office, size, household):
    office.at(TODAY).do(planned(office))
    (row,) = plans(office)
    assert (row.proposed, row.checked, row.done, row.lacking) == (0, 0, 0, 2)
    assert (row.state, row.why) == (PlanState.SHORT, "not proposed 2")
    case = an_exit(office, household, received_on=TODAY)
    (row,) = plans(office)
    assert (row.proposed, row.checked, row.done) == (1, 0, 0)
    assert row.why == "In progress 1, not proposed 1"
    walk(office, (case,))
    (row,) = plans(office)
    assert (row.proposed, row.checked, row.done, row.lacking) == (1, 1, 1, 1)
    assert (row.why, row.done_persons > 0) == ("not proposed 1", True)
    office.at(TODAY).do(planned(office, households=1))
    (row,) = plans(office)
    assert (row.state, row.why) == (PlanState.REACHED, "")


def test_a_plan_that_stands_takes_new_figures_and_a_blank_erases_nothing(office):
    office.at(TODAY).do(planned(office, responsible="李有田", steps="产业带动"))
    change = office.at(TODAY).do(planned(office, households=3, persons=None))
    (row,) = plans(office)
    assert (row.households, row.persons, row.responsible, row.steps) == (3, 7, "李有田", "产业带动")
    assert list(refusal(office.at(TODAY), planned(office, households=8, persons=None))) == ["persons"]
    (words,) = office.at(TODAY).effects([planned(office, households=4)])
    assert words == "The plan was 3 households; it becomes 4."
    office.at(TODAY).do(change.undo)
    assert plans(office)[0].households == 2
    assert office.read(verify).ok


def test_a_plan_falls_behind_on_the_day_after_its_last(office):
    office.at(TODAY).do(planned(office))
    assert office.read(lambda session: behind(session, DUE)) == 0
    assert office.read(lambda session: behind(session, DUE + DAY)) == 1


def test_the_incidence_is_forecast_from_the_plan(office, household):
    with office.sessions.begin() as session:
        village = office.place("大河村")
        session.add(VillageYear(village_id=village, year=2017, source=Source.FORM, persons=100))
    a_registered_household(office, "王秀田", serial=30)
    office.at(TODAY).do(planned(office, households=1, persons=1))
    (row,) = plans(office)
    assert (row.incidence, row.forecast) == (Decimal("0.0200"), Decimal("0.0100"))


def test_without_the_population_nothing_is_forecast(office, size, household):
    office.at(TODAY).do(planned(office))
    (row,) = plans(office)
    assert (row.incidence, row.forecast) == (None, None)


def test_a_plan_of_measures_counts_households_that_have_one(office, size, household):
    office.at(TODAY).do(planned(office, kind=PlanKind.MEASURES))
    about = {"kind": MeasureClass.INDUSTRY, "content": "鸡苗", "since": TODAY}
    measure = office.at(TODAY).do(RecordMeasure(household=household, **about)).id
    (row,) = plans(office)
    assert (row.proposed, row.done, row.why) == (1, 0, "1 not delivered yet")
    office.at(TODAY).do(DeliverMeasure(measure=measure, delivered_on=TODAY))
    assert plans(office)[0].done == 1


def test_the_chart_sets_the_plan_beside_the_result(office, size, household):
    office.at(TODAY).do(planned(office))
    (line,) = office.read(lambda session: plan_chart(session, 2017)).lines
    assert (line.label, line.values) == ("Households leave the register: 城关镇", (2, 0))
    assert office.read(lambda session: plan_chart(session, 2018)).lines == ()


def test_the_chart_has_plans_of_every_kind(office):
    for kind in reversed(PlanKind):
        one = {"households": 1, "persons": None} if kind is PlanKind.VILLAGE_EXIT else {}
        office.at(TODAY).do(planned(office, kind=kind, **one))
    lines = office.read(lambda session: plan_chart(session, 2017)).lines
    assert [line.subject[0] for line in lines] == list(PlanKind)


def test_a_withdrawn_plan_is_gone(office):
    number = office.at(TODAY).do(planned(office)).id
    assert list(refusal(office.at(TODAY), WithdrawPlan(plan=number, reason=""))) == ["reason"]
    office.at(TODAY).do(WithdrawPlan(plan=number, reason="调整"))
    assert plans(office) == []
    assert list(refusal(office.at(TODAY), WithdrawPlan(plan=number, reason="调整"))) == ["plan"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"village": 9999}, "village"),
        ({"households": 0}, "households"),
        ({"kind": PlanKind.VILLAGE_EXIT}, "households"),
        ({"persons": 1}, "persons"),
        ({"due_on": date(2018, 1, 1)}, "due_on"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(office, given, field):
    assert list(refusal(office.at(TODAY), planned(office, **given))) == [field]


def test_another_township_plans_nothing_here(office):
    assert list(refusal(office.at(TODAY, ELSEWHERE), planned(office))) == [""]


@pytest.mark.parametrize("kind", [PlanKind.EXIT, PlanKind.REGISTRATION, PlanKind.RELEASE, PlanKind.MEASURES])
def test_a_plan_is_not_larger_than_its_village(office, size, kind):
    more = planned(office, kind=kind, households=41, persons=41)
    assert refusal(office.at(TODAY), more) == {
        "households": "大河村 has 40 households (2016); 41 are planned"
    }
    more = planned(office, kind=kind, households=40, persons=161)
    assert refusal(office.at(TODAY), more) == {"persons": "大河村 has 160 persons (2016); 161 are planned"}
    assert office.at(TODAY).effects([planned(office, kind=kind, households=40, persons=160)]) in ([], [""])
    office.at(TODAY).do(planned(office, kind=kind, households=40, persons=160))


def test_without_figures_of_the_village_its_households_on_record_bound_the_plan(office):
    a_registered_household(office)
    assert refusal(office.at(TODAY), planned(office, households=4000, persons=9000)) == {
        "households": "大河村 has 1 households (on record); 4000 are planned"
    }


def test_an_unknown_size_is_said_and_bounds_nothing(office):
    done = office.at(TODAY).do(planned(office, kind=PlanKind.REGISTRATION, households=30, persons=90))
    assert done.summary.endswith("The size of the village is not known, so that nothing bounds the plan")


@pytest.mark.parametrize("kind", [PlanKind.EXIT, PlanKind.VILLAGE_EXIT, PlanKind.REGISTRATION])
def test_nothing_is_planned_for_a_year_in_which_its_procedure_has_ended(office, kind):
    one = {"kind": kind, "households": 1, "persons": None}
    late = planned(office, year=2026, due_on=date(2026, 12, 20), **one)
    assert "ended on 2020-12-31" in refusal(office.at(date(2026, 3, 2)), late)["kind"]
    office.at(TODAY).do(planned(office, year=2020, due_on=date(2020, 12, 20), **one))
