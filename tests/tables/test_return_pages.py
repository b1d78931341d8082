"""The figures of the roster, the exits and the villages, as the records give them."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from county_desk.fields import Invalid
from county_desk.models.case import CaseState, StepOutcome
from county_desk.models.exit import Exit
from county_desk.models.household import Standing
from county_desk.models.place import PlaceCode
from county_desk.models.village import Source, VillageStanding
from county_desk.tables.county import county_of
from county_desk.tables.figures import digest
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import KINDS, collected, restored
from county_desk.tables.returns.applications import application_page
from county_desk.tables.returns.exit_list import exit_list_page
from county_desk.tables.returns.exit_summary import summary_page
from county_desk.tables.returns.roster import roster_page
from county_desk.tables.returns.villages import village_page
from tests.registers import (
    a_household,
    a_new_household,
    announced,
    disclosed,
    figures,
    leaves,
    poor,
    step,
    village,
)

YEAR = Period.read("2016")


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def collect(page, session, period=YEAR):
    return page(session, county_of(session, period.last), period)


# periods


def test_a_period_is_a_year_or_a_month():
    assert (YEAR.first, YEAR.last, YEAR.eve) == (date(2016, 1, 1), date(2016, 12, 31), date(2015, 12, 31))
    month = Period.read(" 2016-02 ")
    assert (str(month), month.first, month.last) == ("2016-02", date(2016, 2, 1), date(2016, 2, 29))


@pytest.mark.parametrize(
    "text", ["", "16", "2016-13", "2016-00", "2016-1", "2016/11", "1989", "２０１６", "2016-11-01"]
)
def test_what_is_no_period_is_refused_in_words(text):
    with pytest.raises(Invalid, match="is not a period"):
        Period.read(text)


@pytest.mark.parametrize(
    ("period", "alike", "before"),
    [
        ("2016", ["2016-12", "2016-Q4", "2016"], ["2015-12", "2015-Q4", "2015"]),
        ("2016-01", ["2016-01"], ["2015-12", "2015-Q4", "2015"]),
        ("2016-12", ["2016-12", "2016-Q4", "2016"], ["2016-11"]),
    ],
)
def test_a_period_knows_which_others_end_with_it_and_before_it(period, alike, before):
    read = Period.read(period)
    assert [str(each) for each in read.ending_alike] == alike
    assert [str(each) for each in read.ending_before] == before


# R1


def test_the_roster_lists_who_is_in_the_register_at_the_end(session):
    a_household(session, village(session, "柳湾"), head="李春兰")
    a_household(session, head="王秀田")
    a_household(session, standing=Standing.APPLICANT)
    leaves(session, a_household(session), date(2016, 11, 20))
    a_new_household(session, date(2017, 1, 5))
    page = collect(roster_page, session)
    assert [(line.row.position, line.row.village, line.row.head) for line in page.lines] == [
        (1, "大河村", "王秀田"),
        (2, "柳湾村", "李春兰"),
    ]
    assert page.totals == {"persons": 8}


def test_the_roster_has_the_facts_of_the_year_and_blanks_where_nobody_looked(session):
    facts = {"income_per_head": Decimal("2810.50"), "safe_water": False, "housing_grade": "B", "persons": 5}
    a_household(session, years={2015: {"wage": Decimal(1)}, 2016: facts}, account="6200", cause="因病")
    (line,) = collect(roster_page, session).lines
    assert (line.row.income_per_head, line.row.safe_water, line.row.housing_grade) == (
        Decimal("2810.50"),
        False,
        "B",
    )
    assert (line.row.wage, line.row.telephone, line.row.group_name) == (None, None, None)
    assert (line.row.persons, line.row.id_number, line.row.cause) == (5, "990101196503120011", "因病")
    assert line.records["number"]


# R5


def test_the_summary_of_exits_shows_what_is_left_of_each_township(session):
    for name in ("大河", "柳湾", "上坝"):
        figures(session, village(session, name), persons=100)
    leaves(session, a_household(session), date(2016, 11, 20))
    a_household(session, village(session, "柳湾"), persons=6)
    a_new_household(session, date(2016, 10, 31), persons=3)
    page = collect(summary_page, session)
    first, second = (line.row for line in page.lines)
    assert (first.opening_households, first.came_households, first.exited_households) == (2, 1, 1)
    assert (first.closing_households, first.closing_persons, first.population) == (2, 9, 300)
    assert first.incidence == Decimal("0.0300")
    assert (second.township, second.population, second.incidence) == ("青山镇", None, None)
    assert page.totals["population"] is None
    assert len(page.lines[0].records["opening_persons"]) == 2


def test_the_list_of_exits_tells_what_each_rested_on(session):
    facts = {"dropouts": 0, "safe_water": True, "income_per_head": Decimal(4100)}
    household = a_household(session, years={2016: facts}, kind="一般贫困户")
    case = leaves(session, household, date(2016, 11, 28), persons=3)
    step(session, case, "consent", StepOutcome.PASSED, date(2016, 11, 8))
    step(session, case, "consent", StepOutcome.PASSED, date(2016, 11, 1), withdrawn_on=date(2016, 11, 2))
    disclosed(session, case, date(2016, 11, 12), date(2016, 11, 18), objections=2)
    a_household(session)
    page = collect(exit_list_page, session)
    (line,) = page.lines
    row = line.row
    assert (row.head, row.persons, row.in_school, row.safe_water, row.enough_food) == (
        "张大有",
        3,
        True,
        True,
        None,
    )
    assert (row.consented_on, row.disclosed_from, row.disclosed_to) == (
        date(2016, 11, 8),
        date(2016, 11, 12),
        date(2016, 11, 18),
    )
    assert (row.objections, row.announced_on) == (2, date(2016, 11, 28))
    assert (page.totals, line.records) == ({"persons": 3}, {"number": (household.id,)})


def test_an_exit_of_another_year_is_not_on_the_list(session):
    leaves(session, a_household(session), date(2015, 12, 31))
    assert collect(exit_list_page, session).lines == ()


# R3


def test_every_village_is_listed_with_the_figures_it_declared(session):
    where = village(session)
    figures(session, where, source=Source.RECORDS, persons=1, poor_persons=1)
    figures(
        session,
        where,
        persons=1046,
        poor_persons=372,
        income_per_head=Decimal("3120"),
        collective_income=Decimal("12500"),
    )
    lines = collect(village_page, session).lines
    assert len(lines) == 6
    row = lines[0].row
    assert (row.village, row.code, row.source) == ("大河村", "990101100001", Source.FORM)
    assert (row.incidence, row.collective_income) == (Decimal("0.3556"), Decimal("1.25"))
    assert (lines[1].row.persons, lines[1].row.incidence, lines[1].row.source) == (None, None, None)


@pytest.mark.parametrize(
    ("year", "code"), [("2013", "OLD"), ("2014", "OLD"), ("2016", "NEW"), ("2020", "NEW")]
)
def test_a_village_has_the_code_of_its_day_or_the_first_that_is_known(session, year, code):
    where = village(session)
    for old in where.codes:
        old.code, old.since, old.until = "OLD", date(2014, 1, 1), date(2016, 6, 1)
    session.add(PlaceCode(place_id=where.id, code="NEW", since=date(2016, 6, 1)))
    session.flush()
    lines = collect(village_page, session, Period.read(year)).lines
    assert next(line.row.code for line in lines if line.place == where.id) == code


def test_no_collective_income_is_nought_and_an_unknown_one_is_blank(session):
    figures(session, village(session), collective_income=Decimal(0))
    first, second = (line.row.collective_income for line in collect(village_page, session).lines[:2])
    assert (first, second) == (Decimal(0), None)


def test_villages_are_summed_only_when_all_have_given_a_figure(session):
    for line in collect(village_page, session).lines:
        where = village(session, line.row.village.removesuffix("村"), line.row.township)
        figures(session, where, persons=100, poor_persons=10 if line.row.position > 1 else None)
    assert collect(village_page, session).totals == {"persons": 600}


def test_a_village_stands_where_its_cases_left_it_at_the_end_of_the_year(session):
    exited, registered, known = village(session), village(session, "柳湾"), village(session, "上坝")
    case = announced(session, "village_registration", date(2014, 5, 26), of=exited)
    poor(session, exited, VillageStanding.EXITED)
    session.add(
        Exit(case_id=case.id, village_id=exited.id, year=2016, persons=0, exited_on=date(2016, 12, 1))
    )
    announced(session, "village_registration", date(2016, 5, 26), of=registered)
    poor(session, known)

    def standings(year):
        lines = collect(village_page, session, Period.read(year)).lines[:3]
        return [(line.row.standing, line.row.since) for line in lines]

    assert standings("2016") == [
        (VillageStanding.EXITED, date(2016, 12, 1)),
        (VillageStanding.POOR, date(2016, 5, 26)),
        (VillageStanding.POOR, None),
    ]
    assert standings("2015") == [
        (VillageStanding.POOR, date(2014, 5, 26)),
        (VillageStanding.ORDINARY, None),
        (VillageStanding.POOR, None),
    ]


def test_a_village_that_left_was_poor_before_even_if_nobody_recorded_when_it_came(session):
    where = village(session)
    case = announced(session, "village_exit", date(2016, 12, 1), of=where)
    session.add(Exit(case_id=case.id, village_id=where.id, year=2016, persons=0, exited_on=date(2016, 12, 1)))
    session.flush()
    assert collect(village_page, session, Period.read("2015")).lines[0].row.standing is VillageStanding.POOR


def test_the_applications_of_a_year_show_how_far_each_has_come(session):
    where = village(session, "柳湾")
    figures(session, where, persons=1046, poor_persons=372)
    case = announced(session, "village_registration", date(2016, 5, 26), of=where)
    step(session, case, "county_decision", StepOutcome.APPROVED, date(2016, 5, 20))
    disclosed(session, case, date(2016, 5, 6), date(2016, 5, 12))
    announced(session, "village_registration", date(2015, 5, 26), of=village(session))
    (line,) = collect(application_page, session).lines
    row = line.row
    assert (row.village, row.incidence, row.state) == ("柳湾村", Decimal("0.3556"), CaseState.DONE)
    assert (row.disclosed_from, row.decided_on, row.announced_on) == (
        date(2016, 5, 6),
        date(2016, 5, 20),
        date(2016, 5, 26),
    )
    assert line.records == {"village": (case.id,)}


# as JSON


@pytest.mark.parametrize("name", list(ReturnName))
def test_figures_come_back_from_json_as_they_were(session, name):
    where = village(session)
    figures(session, where, persons=1046, poor_persons=372, collective_income=Decimal("12345.67"))
    announced(session, "village_registration", date(2016, 5, 26), of=where)
    a_household(session, years={2016: {"housing_area": Decimal("80.5"), "safe_water": True}}, remark="")
    leaves(session, a_household(session), date(2016, 11, 20))
    found = collected(session, name, YEAR, date(2016, 12, 1))
    again = restored(found.as_plain())
    assert again == found
    assert digest(again.as_plain()) == digest(found.as_plain())


def test_an_identity_number_that_is_wrong_comes_back_unjudged(session):
    household = a_household(session)
    household.members[0].id_number = "99010119650312"
    session.flush()
    found = collected(session, ReturnName.ROSTER, YEAR, date(2016, 12, 1))
    assert restored(found.as_plain()).pages[0].lines[0].row.id_number == "99010119650312"


def test_the_digest_hangs_on_every_figure(session):
    a_household(session)
    plain = collected(session, ReturnName.ROSTER, YEAR, date(2016, 12, 1)).as_plain()
    before = digest(plain)
    plain["pages"][0]["lines"][0]["values"]["persons"] += 1
    assert digest(plain) != before


def test_every_figure_of_a_row_has_a_column():
    for name in ReturnName:
        for table in KINDS[name].tables.values():
            assert {column.key for column in table.columns} == {field.name for field in fields(table.row)}
