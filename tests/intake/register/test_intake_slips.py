"""A number that comes corrected changes the number of the person on record, and makes nobody new."""

import pytest
from sqlalchemy import select

from county_desk.intake.comparing.snapshot import a_slip
from county_desk.intake.delivery import Verdict
from county_desk.models.household import Household, Member
from county_desk.workflow.audit import verify
from tests.build import an_id_number
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_family, a_person

NUMBER, IDENTITY = "9901010001", "identity_changed"
WRONG, RIGHT, OTHER = an_id_number(1), an_id_number(11), an_id_number(1, "19400202")


def applied(number, *others, persons=1):
    """A household of a list without household numbers."""
    people = (a_person(id_number=number), *others)
    return a_family("", *people, persons=max(persons, len(people)))


def kinds(office, delivery):
    """The kinds of what is said at its first row."""
    found = looked_at(office, delivery)
    return found.lines[0].verdict, found.lines[0].kinds


def standing(office):
    """How many households stand, and the identity numbers of the people."""
    with office.sessions() as session:
        households = session.scalars(select(Household.id).where(Household.withdrawn_on.is_(None))).all()
        people = select(Member.id_number).where(Member.withdrawn_on.is_(None)).order_by(Member.id)
        return len(households), session.scalars(people).all()


@pytest.mark.parametrize("persons", [1, 3], ids=["alone", "with others who are not listed"])
def test_of_a_list_without_household_numbers_it_is_asked_whether_it_is_the_same_household(
    office, deliver, persons
):
    take_in(office, deliver(applied(WRONG, persons=persons)))
    corrected = deliver(applied(RIGHT, persons=persons))
    assert kinds(office, corrected) == (Verdict.ASK, (IDENTITY, "changed"))
    change = take_in(office, corrected, kinds=(IDENTITY,))
    assert standing(office) == (1, [RIGHT])
    assert kinds(office, corrected)[0] is Verdict.UNCHANGED
    office.at(DAY).do(change.undo)
    assert standing(office) == (1, [WRONG])
    assert office.read(verify).ok


@pytest.mark.parametrize(("before", "after"), [("", RIGHT), (RIGHT, "")], ids=["then", "now"])
def test_so_it_is_where_a_number_is_lacking(office, deliver, before, after):
    take_in(office, deliver(applied(before)))
    file = deliver(applied(after))
    assert kinds(office, file)[1][0] == IDENTITY
    take_in(office, file, kinds=(IDENTITY,))
    assert standing(office) == (1, [RIGHT])


@pytest.mark.parametrize(
    ("number", "name", "place"),
    [(OTHER, "张大有", "柳湾村"), (RIGHT, "张大友", "柳湾村"), (RIGHT, "张大有", "大河村")],
    ids=["another birth", "another name", "another village"],
)
def test_others_are_new(office, deliver, number, name, place):
    take_in(office, deliver(applied(WRONG)))
    new = deliver(a_family("", a_person(name, id_number=number)), place=place)
    assert kinds(office, new) == (Verdict.ACCEPT, ())


def test_of_two_namesakes_none_is_taken_for_it(office, deliver):
    take_in(office, deliver(applied(WRONG), applied(an_id_number(3))))
    assert kinds(office, deliver(applied(RIGHT))) == (Verdict.ACCEPT, ())


def test_nobody_leaves_a_household_by_a_slip_in_the_number(office, deliver):
    son = an_id_number(3, "19900101")
    before = a_family(NUMBER, a_person(id_number=WRONG), a_person("张志强", 3, "之子", "19900101"))
    take_in(office, deliver(before))
    corrected = deliver(
        a_family(NUMBER, a_person(id_number=RIGHT), a_person("张志强", 3, "之子", "19900101"))
    )
    assert kinds(office, corrected) == (Verdict.ACCEPT, ("changed",))
    take_in(office, corrected)
    assert standing(office) == (1, [RIGHT, son])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WRONG, RIGHT, True),
        (WRONG, f"{RIGHT}44", True),
        (WRONG, WRONG[:8] + "6" + WRONG[9:17] + "X", True),
        (WRONG, OTHER, False),
        (WRONG, "", False),
    ],
)
def test_a_slip_is_another_serial_number_or_one_wrong_place(one, other, same):
    assert a_slip(one, other) is same
