"""A household under a number of our own that comes with one of the national system keeps its record."""

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import Level, Verdict
from county_desk.models.case import Case
from county_desk.models.household import Household
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from tests.build import a_household
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_family, a_person

OURS, NATIONAL = "9901011000020001", "9901220300310"


def numbers(office):
    """The numbers of the households that stand, by record."""
    wanted = select(Household.id, Household.number).where(Household.withdrawn_on.is_(None))
    return office.read(lambda session: [tuple(row) for row in session.execute(wanted.order_by(Household.id))])


def test_the_number_is_asked_about_and_with_a_yes_taken_over(office, deliver):
    a_household(office, village="柳湾村", persons=2)
    assert numbers(office) == [(1, OURS)]
    file = deliver(a_family(NATIONAL, a_person(), a_person("张小", 2, "之女", "20060901")))
    first = looked_at(office, file).lines[0]
    assert (first.verdict, first.kinds) == (Verdict.ASK, ("household_renumbered",))
    (asked,) = [problem for problem in first.problems if problem.level is Level.ASK]
    assert (asked.cell, OURS in asked.message, NATIONAL in asked.message) == ("A3", True, True)
    with pytest.raises(Refused):
        take_in(office, file)
    change = take_in(office, file, kinds=("household_renumbered",))
    assert numbers(office) == [(1, NATIONAL)]
    assert len(office.read(lambda session: session.scalars(select(Case)).all())) == 1
    assert looked_at(office, file).counts["unchanged"] == 2
    assert office.read(verify).ok
    office.at(DAY).do(change.undo)
    assert numbers(office) == [(1, OURS)]
    assert office.read(verify).ok


def test_nothing_else_needs_to_be_new(office, deliver):
    take_in(office, deliver(a_family("", a_person())))
    file = deliver(a_family(NATIONAL, a_person()))
    assert looked_at(office, file).lines[0].kinds == ("household_renumbered",)
    assert looked_at(office, file, kinds=("household_renumbered",)).lines[0].verdict is Verdict.WARN
    take_in(office, file, kinds=("household_renumbered",))
    assert numbers(office) == [(1, NATIONAL)]


@pytest.mark.parametrize(
    ("before", "place", "people"),
    [
        ("9901220300311", "柳湾村", (a_person(),)),
        ("", "大河村", (a_person(),)),
        ("", "柳湾村", (a_person("王秀田", 4), a_person(relation="之父"))),
    ],
    ids=["a number that is not ours", "another village", "not the head there"],
)
def test_others_are_doubtful_as_before(office, deliver, before, place, people):
    take_in(office, deliver(a_family(before, *people)))
    (line,) = looked_at(office, deliver(a_family(NATIONAL, a_person()), place=place)).lines
    assert line.kinds == ("duplicate_person",)


def test_a_file_with_both_numbers_brings_two_households(office, deliver):
    take_in(office, deliver(a_family("", a_person())))
    both = a_family(OURS, a_person()), a_family(NATIONAL, a_person())
    assert looked_at(office, deliver(*both)).lines[1].kinds == ("duplicate_person",)


def test_a_number_that_was_given_up_is_given_to_nobody_else(office, deliver):
    take_in(office, deliver(a_family("", a_person())))
    change = take_in(office, deliver(a_family(NATIONAL, a_person())), kinds=("household_renumbered",))
    take_in(office, deliver(a_family("", a_person("王秀田", 4))))
    assert numbers(office) == [(1, NATIONAL), (2, "9901011000020002")]
    office.at(DAY).do(change.undo)
    assert numbers(office) == [(1, OURS), (2, "9901011000020002")]
    assert office.read(verify).ok
