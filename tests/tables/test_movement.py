"""The dynamic table: who was there, came, went and is there, by the dates and by the acts on record."""

from datetime import UTC, date, datetime

import pytest

from county_desk.models.batch import Batch
from county_desk.models.household import Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.rules.balance import imbalances
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.movement import MOVEMENT, movement_page
from county_desk.tables.returns.roster import roster_page
from tests.registers import a_household, a_new_household, announced, leaves, village

YEAR = Period.read("2016")


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def page(session, period=YEAR):
    return movement_page(session, county_of(session, period.last), period)


def row(session, period=YEAR):
    """The movement of the first village."""
    return page(session, period).lines[0].row


def moved(found):
    """The figures that are not nought."""
    keys = [column.key for column in MOVEMENT.columns[2:]]
    return {key: getattr(found, key) for key in keys if getattr(found, key)}


def test_a_household_that_was_there_before_opens_and_closes(session):
    a_household(session)
    assert moved(row(session)) == {
        "opening_households": 1,
        "opening_persons": 4,
        "closing_households": 1,
        "closing_persons": 4,
    }


def test_a_household_announced_in_the_period_is_new(session):
    a_new_household(session, date(2016, 10, 31), persons=3)
    assert moved(row(session)) == {
        "new_households": 1,
        "new_persons": 3,
        "closing_households": 1,
        "closing_persons": 3,
    }


@pytest.mark.parametrize(
    ("day", "opening", "closing"),
    [
        (date(2015, 12, 31), 1, 1),
        (date(2016, 1, 1), 0, 1),
        (date(2016, 12, 31), 0, 1),
        (date(2017, 1, 1), 0, 0),
    ],
)
def test_a_day_belongs_to_one_period(session, day, opening, closing):
    a_new_household(session, day)
    found = row(session)
    assert (found.opening_households, found.closing_households) == (opening, closing)


def test_a_household_that_left_closes_no_more(session):
    leaves(session, a_household(session), date(2016, 11, 20))
    assert moved(row(session)) == {
        "opening_households": 1,
        "opening_persons": 4,
        "exited_households": 1,
        "exited_persons": 4,
    }


def test_from_2021_on_those_that_left_poverty_stay_and_their_births_count(session):
    household = a_household(session)
    leaves(session, household, date(2019, 11, 20))
    household.persons = 5
    birth = {"kind": ChangeKind.BIRTH, "happened_on": date(2024, 5, 6), "recorded_on": date(2024, 5, 8)}
    session.add(
        HouseholdChange(household_id=household.id, persons=5, by=1, evidence="", recorded_by=1, **birth)
    )
    session.flush()
    found = row(session, Period.read("2024-05"))
    assert moved(found) == {
        "opening_households": 1,
        "opening_persons": 4,
        "natural_increase_persons": 1,
        "closing_households": 1,
        "closing_persons": 5,
    }
    assert list(imbalances(found)) == []
    assert moved(row(session, Period.read("2020"))) == {}, "before, R6 counted the poor alone"
    may = Period.read("2024-05")
    (listed,) = (line.row for line in roster_page(session, county_of(session, may.last), may).lines)
    assert listed.persons == 5, "R1 lists whom R6 closes with"


def test_a_household_that_falls_back_is_returned_and_not_new(session):
    household = a_household(session)
    leaves(session, household, date(2015, 12, 1))
    household.standing, household.registered_on, household.exited_on = (
        Standing.REGISTERED,
        date(2016, 6, 1),
        None,
    )
    announced(session, "household_registration", date(2016, 6, 1), of=household)
    found = row(session)
    assert (found.new_households, found.returned_households, found.returned_persons) == (0, 1, 4)
    assert row(session, Period.read("2015")).opening_households == 1
    assert imbalances(found) == ()


def test_a_household_that_falls_back_on_the_day_of_its_exit_is_returned(session):
    household = a_household(session)
    leaves(session, household, date(2016, 6, 1))
    household.standing, household.exited_on = Standing.REGISTERED, None
    announced(session, "household_registration", date(2016, 6, 1), of=household)
    found = row(session)
    assert (found.new_households, found.returned_households) == (0, 1)


def test_people_who_were_born_or_died_are_the_natural_change(session):
    a_household(session, years={2015: {"persons": 4}, 2016: {"persons": 6}})
    a_household(session, years={2015: {"persons": 5}, 2016: {"persons": 4}})
    assert moved(row(session)) == {
        "opening_households": 2,
        "opening_persons": 9,
        "natural_increase_persons": 2,
        "natural_decrease_persons": 1,
        "closing_households": 2,
        "closing_persons": 10,
    }


def test_a_household_that_left_with_more_people_than_it_had_has_grown(session):
    leaves(session, a_household(session, persons=4), date(2016, 11, 20), persons=5)
    found = row(session)
    assert (found.natural_increase_persons, found.exited_persons) == (1, 5)
    assert imbalances(found) == ()


def test_a_household_with_nobody_left_is_gone_with_its_people(session):
    a_household(session, persons=2, withdrawn_on=date(2016, 3, 1))
    found = row(session)
    assert (found.whole_natural_households, found.natural_decrease_persons) == (1, 2)
    assert imbalances(found) == ()


def test_a_wrongly_identified_household_is_removed_and_has_not_exited(session):
    household = a_household(session, standing=Standing.REMOVED, registered_on=date(2014, 10, 31))
    announced(session, "household_removal", date(2016, 9, 1), of=household)
    found = row(session)
    assert (found.wrongly_removed_households, found.exited_households) == (1, 0)
    assert imbalances(found) == ()


def test_an_applicant_is_not_in_the_register(session):
    a_household(session, standing=Standing.APPLICANT)
    assert moved(row(session)) == {}


def test_households_of_an_undone_file_never_were_there(session):
    batch = Batch(
        file_name="a.xlsx",
        digest="0",
        year=2016,
        taken_at=datetime(2016, 11, 1, tzinfo=UTC),
        taken_by=1,
        counts={},
        report={},
        undone_on=date(2016, 11, 2),
    )
    session.add(batch)
    session.flush()
    a_household(session, batch_id=batch.id, withdrawn_on=date(2016, 11, 2))
    assert moved(row(session)) == {}


def test_a_household_known_as_registered_without_a_day_was_always_there(session):
    a_household(session, registered_on=None)
    assert (row(session).opening_households, row(session).closing_households) == (1, 1)


def test_a_month_opens_with_what_the_month_before_closed_with(session):
    a_household(session)
    a_new_household(session, date(2016, 10, 31))
    leaves(session, a_household(session), date(2016, 11, 3))
    october, november = row(session, Period.read("2016-10")), row(session, Period.read("2016-11"))
    assert october.closing_households == november.opening_households == 3
    assert (november.exited_households, november.closing_households) == (1, 2)


def test_a_date_without_an_act_does_not_balance(session):
    a_household(session, registered_on=date(2016, 5, 1))
    assert [(wrong.expected, wrong.found) for wrong in imbalances(row(session))] == [(0, 1), (0, 4)]


def test_an_exit_date_without_an_exit_does_not_balance(session):
    a_household(session, standing=Standing.EXITED, registered_on=date(2014, 1, 1), exited_on=date(2016, 5, 1))
    assert [(wrong.expected, wrong.found) for wrong in imbalances(row(session))] == [(1, 0), (4, 0)]


def test_each_township_sums_its_villages_and_the_totals_sum_the_county(session):
    a_household(session)
    a_household(session, village(session, "柳湾"), persons=3)
    a_household(session, village(session, "上坝", "青山镇"), persons=2)
    found = page(session)
    lines = [(line.row.township, line.row.village, line.row.closing_persons) for line in found.lines]
    assert lines == [
        ("城关镇", "大河村", 4),
        ("城关镇", "柳湾村", 3),
        ("城关镇", "上坝村", 0),
        ("城关镇", None, 7),
        ("青山镇", "大河村", 0),
        ("青山镇", "柳湾村", 0),
        ("青山镇", "上坝村", 2),
        ("青山镇", None, 2),
    ]
    assert (found.totals["closing_households"], found.totals["closing_persons"]) == (3, 9)


def test_every_figure_names_the_households_behind_it(session):
    stays, new, left = (
        a_household(session),
        a_new_household(session, date(2016, 10, 31)),
        a_household(session),
    )
    leaves(session, left, date(2016, 11, 20))
    records = page(session).lines[0].records
    assert records["opening_households"] == records["opening_persons"] == (stays.id, left.id)
    assert records["new_households"] == (new.id,)
    assert records["exited_persons"] == (left.id,)
    assert records["closing_households"] == (stays.id, new.id)


def test_a_move_within_the_county_is_no_movement_of_the_county(session):
    household = a_household(session, village(session, "柳湾", "青山镇"))
    day = date(2016, 6, 1)
    about = {"recorded_on": day, "recorded_by": 1, "persons": 4, "by": 0, "evidence": "准迁证"}
    moving = {"kind": ChangeKind.MOVED, "village_before": village(session, "大河").id, "happened_on": day}
    session.add(HouseholdChange(household_id=household.id, **moving, **about))
    session.flush()
    found = page(session)
    rows = {(line.row.township, line.row.village): line.row for line in found.lines}
    for left in (("城关镇", "大河村"), ("城关镇", None)):
        assert (rows[left].opening_households, rows[left].moved_out_persons) == (1, 4)
    for reached in (("青山镇", "柳湾村"), ("青山镇", None)):
        assert (rows[reached].moved_in_persons, rows[reached].closing_households) == (4, 1)
    moves = ("moved_in_households", "moved_in_persons", "moved_out_households", "moved_out_persons")
    assert [found.totals[key] for key in moves] == [0, 0, 0, 0]
    assert all(imbalances(row) == () for row in rows.values())


def test_a_move_within_a_township_is_no_movement_of_it(session):
    household = a_household(session, village(session, "柳湾"))
    day = date(2016, 6, 1)
    about = {"recorded_on": day, "recorded_by": 1, "persons": 4, "by": 0, "evidence": "准迁证"}
    moving = {"kind": ChangeKind.MOVED, "village_before": village(session, "大河").id, "happened_on": day}
    session.add(HouseholdChange(household_id=household.id, **moving, **about))
    session.flush()
    (township,) = (
        line.row for line in page(session).lines if line.row.township == "城关镇" and not line.row.village
    )
    assert (township.moved_in_households, township.moved_out_households) == (0, 0)
    assert (township.opening_households, township.closing_households) == (1, 1)


def test_a_household_that_left_on_no_known_day_is_counted_in_no_year(session):
    a_household(session, standing=Standing.EXITED, registered_on=date(2014, 10, 31))
    for year in ("2014", "2016", "2020"):
        assert moved(row(session, Period.read(year))) == {}
    (note,) = page(session).notes
    assert note.sentence() == (
        "Households that left poverty on an unknown day are left out: 1, with persons: 4."
    )
    listed = roster_page(session, county_of(session, YEAR.last), YEAR)
    assert (listed.lines, listed.notes) == ((), (note,))
    assert row(session, Period.read("2021")).closing_households == 1, "since then those that left are counted"


def test_households_still_registered_after_all_left_are_named_in_a_note(session):
    a_household(session)
    leaves(session, a_household(session, persons=3), date(2019, 11, 20))
    year = Period.read("2024")
    (note,) = page(session, year).notes
    assert note.sentence() == ("Among these are households without an exit on record: 1, with persons: 4.")
    assert page(session).notes == ()
