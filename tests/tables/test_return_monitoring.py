"""R7 and R8: who was monitored, came, was released and is monitored, by township and kind."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.models.official import Official, Pairing
from county_desk.models.visit import Visit
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import collected
from county_desk.tables.returns.ledger import ledger_page
from county_desk.tables.returns.monitoring import MONITORING, monitoring_page
from county_desk.tables.returns.monitoring_checks import ledger_and_report, monitoring_troubles
from tests.registers import a_household, village

VERGE = "边缘易致贫户"
NOVEMBER, QUARTER, YEAR = (Period.read(text) for text in ("2023-11", "2023-Q4", "2023"))


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def a_watched(session, entered, *, household=None, kind=VERGE, **about):
    """A household under monitoring since a day."""
    household = household or a_household(session, standing=Standing.ORDINARY)
    about = {"number": household.number, "head": household.head, "facts": {}, **about}
    record = Monitored(
        household_id=household.id, village_id=household.village_id, kind=kind, entered_on=entered, **about
    )
    record.identified = entered.isoformat()
    session.add(record)
    session.flush()
    return record


def released(session, record, day, way=RemovalWay.HELP):
    record.released_on, record.removed, record.way = day, day.isoformat(), way
    session.flush()


def row(session, period=NOVEMBER, kind=VERGE):
    """One kind of the first township."""
    page = monitoring_page(session, county_of(session, period.last), period)
    return next(line.row for line in page.lines if line.row.kind == kind)


def moved(found):
    """The figures that are not nought."""
    keys = [column.key for column in MONITORING.columns[2:]]
    return {key: getattr(found, key) for key in keys if getattr(found, key)}


def test_a_household_that_entered_in_the_month_is_new(session):
    a_watched(session, date(2023, 11, 1))
    assert moved(row(session)) == {
        **{"new_households": 1, "new_persons": 4, "closing_households": 1, "closing_persons": 4},
        **{"unmeasured_households": 1, "identified_households": 1},
    }


@pytest.mark.parametrize(
    ("way", "key"), [(RemovalWay.HELP, "helped"), (RemovalWay.ITSELF, "by_itself"), (None, "helped")]
)
def test_a_household_that_was_released_leaves_by_its_way(session, way, key):
    released(session, a_watched(session, date(2022, 3, 1)), date(2023, 11, 30), way)
    assert moved(row(session)) == {
        **{"opening_households": 1, "opening_persons": 4, f"{key}_households": 1, f"{key}_persons": 4},
        **{"identified_households": 1, "removed_households": 1},
    }


def test_a_household_identified_a_second_time_is_no_new_one(session):
    first = a_watched(session, date(2022, 3, 1))
    released(session, first, date(2023, 1, 31))
    a_watched(session, date(2023, 11, 2), household=first_household(session, first))
    found = row(session)
    assert (found.new_households, found.again_households, found.closing_households) == (0, 1, 1)
    assert (found.identified_households, found.removed_households) == (2, 1)


def first_household(session, record):
    return session.get_one(Household, record.household_id)


def test_people_who_came_and_went_are_counted_on_their_day(session):
    record = a_watched(session, date(2022, 3, 1))
    about = {"household_id": record.household_id, "recorded_on": date(2023, 12, 1), "recorded_by": 1}
    for day, by, persons in ((date(2023, 11, 5), 1, 6), (date(2023, 12, 5), -2, 4)):
        kind = ChangeKind.BIRTH if by > 0 else ChangeKind.LEFT
        change = {"kind": kind, "happened_on": day, "persons": persons, "by": by, "evidence": "户口簿"}
        session.add(HouseholdChange(**change, **about))
    session.flush()
    november, quarter = row(session), row(session, QUARTER)
    assert (november.opening_persons, november.natural_persons, november.closing_persons) == (5, 1, 6)
    assert (quarter.opening_persons, quarter.natural_persons, quarter.closing_persons) == (5, -1, 4)


def test_a_household_that_is_gone_ends_without_a_release(session):
    record = a_watched(session, date(2022, 3, 1))
    first_household(session, record).withdrawn_on = date(2023, 11, 15)
    session.flush()
    found = row(session)
    assert (found.gone_households, found.closing_households, found.all_gone_households) == (1, 0, 1)


def test_a_measure_of_the_register_or_of_the_ledger_counts(session):
    record = a_watched(session, date(2022, 3, 1))
    a_watched(session, date(2022, 3, 1), facts={"产业帮扶": "是"})
    a_watched(session, date(2022, 3, 1))
    given = {"kind": MeasureClass.INDUSTRY, "title": "鸡苗", "recorded_by": 1}
    session.add(AssistanceMeasure(household_id=record.household_id, since=date(2023, 11, 30), **given))
    session.flush()
    found = row(session)
    assert (found.measured_households, found.unmeasured_households) == (2, 1)


def test_a_ledger_that_gives_a_month_or_no_day_at_all_is_counted(session):
    household = a_household(session, standing=Standing.ORDINARY)
    about = {"village_id": household.village_id, "kind": VERGE, "facts": {"家庭人口数": "3"}}
    session.add(Monitored(head="钱多", identified="2023-11", **about))
    session.add(Monitored(head="孙有", identified="2021-05", removed="是", **about))
    session.flush()
    found = row(session)
    assert (found.new_households, found.new_persons, found.removed_households) == (1, 3, 1)
    assert found.identified_households == 2


@pytest.mark.parametrize("period", [NOVEMBER, QUARTER, YEAR])
def test_every_identity_holds_for_a_month_a_quarter_and_a_year(session, period):
    a_watched(session, date(2021, 8, 1))
    a_watched(session, date(2023, 10, 8), kind="脱贫不稳定户")
    a_watched(session, date(2023, 11, 8), kind="防止返贫致贫对象")
    released(session, a_watched(session, date(2022, 3, 1)), date(2023, 11, 30))
    released(session, a_watched(session, date(2023, 10, 1)), date(2023, 12, 30), RemovalWay.ITSELF)
    found = collected(session, ReturnName.MONITORING, period, date(2024, 1, 5))
    assert list(monitoring_troubles(session, found)) == []
    ledger = collected(session, ReturnName.LEDGER, period, date(2024, 1, 5))
    rows = [line.row for line in ledger.pages[0].lines]
    totals = found.pages[0].totals
    assert len(rows) == totals["identified_households"]
    assert sum(not each.removed for each in rows) == totals["closing_households"]
    assert list(ledger_and_report(session, ledger)) == []


def test_a_sum_that_does_not_hold_is_named_with_its_place(session):
    a_watched(session, date(2023, 11, 1))
    found = collected(session, ReturnName.MONITORING, NOVEMBER, date(2024, 1, 5))
    found.pages[0].totals["closing_households"] = 7
    assert list(monitoring_troubles(session, found)) == [
        "County: Sum of the parts: the movements give 1, the register has 7"
    ]


def test_the_ledger_tells_of_risks_measures_and_the_end(session):
    record = a_watched(session, date(2022, 3, 1), risks="因病、因学", facts={"合规自付支出": "12000"})
    given = {"kind": MeasureClass.HEALTH, "title": "医疗救助", "recorded_by": 1, "since": date(2022, 4, 1)}
    session.add(AssistanceMeasure(household_id=record.household_id, delivered_on=date(2022, 5, 1), **given))
    released(session, record, date(2023, 6, 1))
    page = ledger_page(session, county_of(session, YEAR.last), YEAR)
    (found,) = (line.row for line in page.lines)
    assert (found.risks, found.measures, found.delivered, found.out_of_pocket) == (
        "因病、因学",
        "健康帮扶",
        1,
        12000,
    )
    assert (found.removed, found.removed_on, found.way) == (True, "2023-06-01", RemovalWay.HELP)
    page = ledger_page(session, county_of(session, date(2022, 12, 31)), Period.read("2022"))
    assert [line.row.removed for line in page.lines] == [False]


def test_the_ledger_invents_no_day_where_only_a_month_is_known(session):
    record = a_watched(session, date(2022, 3, 1))
    record.entered_on, record.identified, record.removed = None, "2022-03", "2023年6月"
    session.flush()
    (found,) = (line.row for line in ledger_page(session, county_of(session, YEAR.last), YEAR).lines)
    assert (found.identified_on, found.removed_on) == ("2022-03", "2023-06")


def test_a_quarter_is_a_period_of_three_months():
    assert (str(QUARTER), QUARTER.first, QUARTER.last) == ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31))
    assert Period.read("2023-q1").last == date(2023, 3, 31)
    assert [str(each) for each in QUARTER.ending_before] == ["2023-09", "2023-Q3"]
    assert [str(each) for each in YEAR.ending_alike] == ["2023-12", "2023-Q4", "2023"]


def test_the_ledger_shows_the_visit_the_official_and_the_income_of_its_own_day(session):
    record = a_watched(session, date(2023, 3, 1))
    official = Official(name="孟庆余", unit="县农业农村局")
    case = Case(
        kind="monitoring",
        household_id=record.household_id,
        place_id=record.village_id,
        persons=4,
        year=2023,
        received_on=date(2023, 2, 15),
        procedure="national/monitoring-2021",
        subject=record.head,
        state=CaseState.DONE,
        step="monitoring_announcement",
        entered_by=1,
    )
    session.add_all([official, case])
    session.flush()
    record.entry_case_id = case.id
    session.add_all(
        [
            *(
                Visit(monitored_id=record.id, visited_on=day, visitors="甲、乙", found="好", recorded_by=1)
                for day in (date(2023, 9, 1), date(2023, 12, 9))
            ),
            Pairing(
                household_id=record.household_id,
                official_id=official.id,
                since=date(2023, 4, 1),
                until=date(2023, 11, 30),
                recorded_by=1,
            ),
            CaseStep(
                case_id=case.id,
                step="monitoring_visit",
                outcome=StepOutcome.PASSED,
                done_on=date(2023, 2, 17),
                recorded_at=datetime(2023, 2, 17, 9, tzinfo=UTC),
                actor_id=1,
                facts={"window_income": "20000.00"},
            ),
        ]
    )
    session.flush()

    def shown(period):
        (line,) = ledger_page(session, county_of(session, period.last), period).lines
        return line.row.visited_on, line.row.contact, line.row.income_at

    assert shown(NOVEMBER) == (date(2023, 9, 1), "孟庆余", Decimal("5000.00"))
    assert shown(YEAR) == (date(2023, 12, 9), None, Decimal("5000.00"))


def test_a_monitored_household_that_dies_out_leaves_with_the_people_it_had(session):
    record = a_watched(session, date(2022, 3, 1), household=a_household(session, persons=1))
    household, day = first_household(session, record), date(2023, 11, 15)
    household.withdrawn_on = day
    about = {"household_id": household.id, "happened_on": day, "recorded_on": day, "recorded_by": 1}
    for kind, by in ((ChangeKind.DEATH, -1), (ChangeKind.ENDED, 0)):
        session.add(HouseholdChange(kind=kind, persons=0, by=by, evidence="死亡证明", **about))
    session.flush()
    assert moved(row(session)) == {
        **{"opening_households": 1, "opening_persons": 1, "gone_households": 1, "gone_persons": 1},
        **{"identified_households": 1, "all_gone_households": 1},
    }
    (listed,) = ledger_page(session, county_of(session, NOVEMBER.last), NOVEMBER).lines
    assert (listed.row.persons, listed.row.gone_on) == (1, day)


def test_a_monitored_household_that_moves_is_counted_where_it_lived(session):
    household = a_household(session, village(session, "柳湾", "青山镇"), standing=Standing.ORDINARY)
    record = a_watched(session, date(2022, 3, 1), household=household)
    before, day = village(session, "大河").id, date(2023, 11, 15)
    about = {"recorded_on": day, "recorded_by": 1, "persons": 4, "by": 0, "evidence": "准迁证"}
    moving = {"kind": ChangeKind.MOVED, "village_before": before, "happened_on": day}
    session.add(HouseholdChange(household_id=record.household_id, **moving, **about))
    session.flush()
    page = monitoring_page(session, county_of(session, NOVEMBER.last), NOVEMBER)
    left, reached = (line.row for line in page.lines if line.row.kind is None)
    assert (left.opening_households, left.moved_out_persons, left.closing_households) == (1, 4, 0)
    assert (reached.opening_households, reached.moved_in_persons, reached.closing_households) == (0, 4, 1)
    assert (page.totals["moved_in_households"], page.totals["moved_out_households"]) == (0, 0)
