"""A new roster of a village is told which households on record it lacks."""

from dataclasses import replace

from sqlalchemy import event, select

from county_desk.intake.comparing.compare import compared
from county_desk.intake.delivery import Level
from county_desk.models.household import Household, Standing
from tests.build import a_household
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_family, a_person

FAMILIES = tuple(
    a_family(f"99010100{serial:02}", a_person(f"王大{name}", serial))
    for serial, name in enumerate("一二三四五六七八", 1)
)


def left(office, delivery):
    """What is said of households that the file lacks."""
    found = looked_at(office, delivery)
    return [problem.message for problem in found.problems if problem.kind == "household_left"]


def test_households_that_the_new_roster_lacks_are_named_in_one_remark(office, deliver):
    take_in(office, deliver(*FAMILIES))
    file = deliver(FAMILIES[0], FAMILIES[2])
    (words,) = left(office, file)
    assert all(said in words for said in ("6", "柳湾村", "9901010002 王大二", "9901010007 王大七", "…"))
    assert "王大八" not in words
    found = looked_at(office, file)
    (problem,) = [each for each in found.problems if each.kind == "household_left"]
    assert (problem.sheet, problem.cell, problem.level) == ("", "", Level.WARN)
    assert found.counts["unchanged"] == 2


def test_of_a_village_that_is_delivered_for_the_first_time_nothing_is_said(office, deliver):
    a_household(office, "赵来福", serial=90, village="柳湾村")
    take_in(office, deliver(*FAMILIES[:2], place="大河村"))
    assert left(office, deliver(*FAMILIES[4:])) == []


def test_a_whole_roster_and_the_same_file_again_are_told_nothing(office, deliver):
    first = deliver(*FAMILIES[:2])
    take_in(office, first)
    assert left(office, deliver(*FAMILIES[:3])) == []
    take_in(office, deliver(*FAMILIES[:3]))
    assert left(office, first) == []


def test_who_has_left_the_register_is_not_missed(office, deliver):
    take_in(office, deliver(*FAMILIES[:2]))
    office.at(DAY).do(take_in(office, deliver(*FAMILIES[:3])).undo)
    with office.sessions.begin() as session:
        second = session.scalars(select(Household).where(Household.number == "9901010002")).one()
        second.standing = Standing.EXITED
    assert left(office, deliver(FAMILIES[0])) == []


def test_a_household_whose_row_cannot_be_taken_is_in_the_file_all_the_same(office, deliver):
    take_in(office, deliver(*FAMILIES[:2]))
    file = deliver(*FAMILIES[:2])
    assert left(office, replace(file, households=file.households[:1])) == []
    with office.sessions.begin() as session:
        second = session.scalars(select(Household).where(Household.number == "9901010002")).one()
        second.number, second.earlier_number = "9901220300310", second.number
    assert left(office, replace(file, households=file.households[:1])) == []


def test_lists_of_several_villages_and_without_numbers_are_told_nothing(office, deliver):
    take_in(office, deliver(*FAMILIES[:2]))
    elsewhere = replace(FAMILIES[3], village=office.place("大河村"))
    assert left(office, deliver(FAMILIES[0], elsewhere)) == []
    file = deliver(replace(FAMILIES[0], number=""))
    columns = {title: letter for title, letter in file.sheets[0].columns.items() if title != "户编号"}
    assert left(office, replace(file, sheets=(replace(file.sheets[0], columns=columns),))) == []
    assert len(left(office, deliver(FAMILIES[0]))) == 1


def test_all_of_it_is_one_query(office, deliver):
    take_in(office, deliver(*FAMILIES))
    file, asked = deliver(*FAMILIES[:4]), []
    with office.sessions() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *call: asked.append(call[2]))
        compared(session, file, office.policy)
    assert sum("earlier_number" in said and "household.standing IN" in said for said in asked) == 1
