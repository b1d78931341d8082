"""An existing register comes in as it stands, without a case, and a second person confirms it."""

from datetime import date

import pytest

from county_desk.intake.taking_in.confirming import ConfirmOpening
from county_desk.intake.taking_in.opening import last_day
from county_desk.intake.taking_in.opening_preview import opening_preview
from county_desk.intake.taking_in.take_in import TakeIn, UndoBatch
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.household import Household, Standing
from county_desk.tables.opening_counts import opening_counts
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.movement import movements
from county_desk.tables.story import story_of
from county_desk.text import language
from county_desk.workflow.returns import FreezeReturn
from tests.build import CLERK, INSPECTOR, REVIEWER, an_exit, refusal
from tests.workflow.deliveries import a_family, a_person

TODAY = date(2026, 11, 27)


def an_opening(deliver):
    """Four households: registered, out of poverty, fallen back, and about to leave."""
    claims = (
        ("0001", "李一", {"claimed": "未脱贫", "identified": "201404"}),
        ("0002", "李二", {"claimed": "脱贫", "identified": "2014", "exit_year": "2018"}),
        ("0003", "李三", {"claimed": "返贫", "identified": "201512"}),
        ("0004", "李四", {"claimed": "预脱贫"}),
    )
    families = [
        a_family(f"990101100001{number}", a_person(head, serial), **about)
        for serial, (number, head, about) in enumerate(claims, 1)
    ]
    return deliver(*families)


@pytest.fixture
def opened(office, deliver):
    """The number of a batch that opened the register."""
    return office.at(TODAY).do(TakeIn(delivery=an_opening(deliver), opening=True)).id


def test_households_come_in_as_they_stand_and_open_no_case(office, opened):
    def read(session):
        found = session.query(Household).order_by(Household.number)
        rows = [(each.head, each.standing, each.registered_on, each.exited_on) for each in found]
        return rows, session.query(Case).count(), session.get_one(Batch, opened).opening

    rows, cases, opening = office.read(read)
    assert rows == [
        ("李一", Standing.REGISTERED, date(2014, 4, 30), None),
        ("李二", Standing.EXITED, date(2014, 12, 31), date(2018, 12, 31)),
        ("李三", Standing.REGISTERED, date(2015, 12, 31), None),
        ("李四", Standing.REGISTERED, None, None),
    ]
    assert (cases, opening) == (0, True)


def test_the_story_of_a_household_begins_with_the_days_of_the_file(office, opened):
    def told(session):
        return story_of(session, session.query(Household).filter_by(head="李二").one().id)

    assert [(line.day, line.words) for line in office.read(told)] == [
        (date(2018, 12, 31), "Left poverty, as the file delivered says"),
        (date(2014, 12, 31), "Registered, as the file delivered says"),
    ]


def test_grace_follows_from_the_day_of_the_exit(office, opened):
    grace = office.read(lambda session: session.query(Household).filter_by(head="李二").one().grace_until)
    years = office.at(TODAY).policy.terms(date(2018, 12, 31))["grace_years"].whole
    assert grace == date(2018 + years, 12, 31)


def test_without_the_mark_a_file_opens_cases_as_ever(office, deliver):
    office.at(date(2016, 11, 24)).do(TakeIn(delivery=an_opening(deliver)))
    assert office.read(lambda session: session.query(Case).count()) == 4


def test_the_counts_are_known_before_and_are_those_of_the_batch(office, deliver):
    delivery = an_opening(deliver)
    expected = office.read(lambda session: opening_preview(session, delivery))
    assert [(each.township, each.standing.value, each.count, each.persons) for each in expected] == [
        *(("城关镇", "registered", 2, 2), ("城关镇", "relapsed", 1, 1)),
        ("城关镇", "exited", 1, 1),
    ]
    batch = office.at(TODAY).do(TakeIn(delivery=delivery, opening=True)).id
    assert office.read(lambda session: opening_counts(session, batch)) == expected


def test_the_register_stood_so_on_every_day(office, opened):
    found = {each.id: each for each in office.read(presences)}
    there = [
        [each.there(date(year, 12, 31)) for each in found.values()] for year in (2013, 2014, 2016, 2018, 2026)
    ]
    assert [sum(row) for row in there] == [1, 3, 4, 3, 3]


def test_a_second_person_confirms_and_until_then_no_return_is_frozen(office, opened):
    ours = ConfirmOpening(batches=(opened,))
    freeze = FreezeReturn(name="R1", period="2025")
    assert "is not confirmed yet" in refusal(office.at(TODAY), freeze)[""]
    with language("zh"):
        assert "尚未确认" in refusal(office.at(TODAY), freeze)[""]
    office.at(TODAY, REVIEWER).do(ours)
    assert "was confirmed on 2026-11-27" in refusal(office.at(TODAY, REVIEWER), ours)["batches"]
    office.at(TODAY).do(freeze)


@pytest.mark.parametrize("name", [CLERK, INSPECTOR])
def test_who_may_not_decide_confirms_nothing(office, opened, name):
    assert refusal(office.at(TODAY, name), ConfirmOpening(batches=(opened,)))


def test_only_a_standing_opening_balance_is_confirmed(office, deliver):
    plain = office.at(date(2016, 11, 24)).do(TakeIn(delivery=an_opening(deliver))).id
    reviewer = office.at(TODAY, REVIEWER)
    assert "no opening balance" in refusal(reviewer, ConfirmOpening(batches=(plain,)))["batches"]
    assert "no batch 77" in refusal(reviewer, ConfirmOpening(batches=(77,)))["batches"]


def test_it_is_undone_as_a_whole(office, opened):
    office.at(TODAY).do(UndoBatch(batch=opened, reason="表拿错了"))
    assert office.read(lambda session: session.query(Household).filter_by(withdrawn_on=None).count()) == 0
    assert office.read(presences) == []
    assert "was undone" in refusal(office.at(TODAY, REVIEWER), ConfirmOpening(batches=(opened,)))["batches"]


def test_a_household_of_the_opening_behaves_like_any_other(office, opened):
    household = office.read(lambda session: session.query(Household).filter_by(head="李三").one().id)
    case = an_exit(office, household, received_on=date(2019, 3, 1))
    assert office.read(lambda session: session.get_one(Case, case).household_id) == household


def test_the_movement_begins_with_what_the_sheet_says(office, opened):
    moved = movements(office.read(presences), Period.read("2018"))
    (village,) = moved.values()
    assert village.persons["exited"] == 1


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("201404", date(2014, 4, 30)),
        ("2014", date(2014, 12, 31)),
        ("2026", TODAY),
        ("201413", None),
        ("", None),
        (None, None),
        ("去年", None),
    ],
)
def test_a_period_stands_for_its_last_day(period, day):
    assert last_day(period, TODAY) == day
