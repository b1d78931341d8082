"""A person on record is not turned into another one unasked, by the name or by the identity number."""

import pytest
from sqlalchemy import select

from county_desk.intake.comparing.county_corrections import Difference
from county_desk.intake.comparing.rules.people import another_name
from county_desk.intake.delivery import Level, Verdict
from county_desk.models.household import Member
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from tests.build import an_id_number
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_delivery, a_family, a_person

NUMBER = "9901010001"
HEAD, ELDER, YOUNGER = an_id_number(1), an_id_number(3, "19900101"), an_id_number(5, "19950505")
NAME, IDENTITY = "duplicate_id_other_name", "identity_changed"


@pytest.fixture
def deliver(deliver):
    """A file of one household: its head and his sons, each by name and number."""

    def made(head=HEAD, *sons, called="张大有", **about):
        people = [a_person(called, id_number=head)]
        people += [a_person(name, relation="之子", id_number=number) for name, number in sons]
        return deliver(a_family(NUMBER, *people, **about))

    return made


@pytest.fixture
def known(office, deliver):
    """The household on record with two sons."""
    take_in(office, deliver(HEAD, ("张志强", ELDER), ("张志勇", YOUNGER)))


def lines(office, delivery, *kinds):
    """The rows of a delivery compared with the register."""
    return looked_at(office, delivery, kinds=kinds).lines


def asked(office, delivery):
    """By row the kinds of what is asked, but for rows that only wait for others, with the cells."""
    found = {
        line.row: [(each.kind, each.cell) for each in line.problems if each.level is Level.ASK]
        for line in lines(office, delivery)
    }
    told = {row: [each for each in said if each[0] != "household_waits"] for row, said in found.items()}
    return {row: said for row, said in told.items() if said}


def numbers(office):
    """The identity numbers of those who stand, by name."""
    with office.sessions() as session:
        standing = session.scalars(select(Member).where(Member.withdrawn_on.is_(None))).all()
        return {one.name: one.id_number for one in standing}


def test_numbers_of_father_and_son_that_were_exchanged_are_asked_about(office, deliver, known):
    swapped = deliver(ELDER, ("张志强", HEAD), ("张志勇", YOUNGER))
    both = [(IDENTITY, "D{row}"), (NAME, "C{row}")]
    assert asked(office, swapped) == {
        row: [(kind, cell.format(row=row)) for kind, cell in both] for row in (3, 4)
    }
    with pytest.raises(Refused):
        take_in(office, swapped, kinds=(NAME,))
    take_in(office, swapped, kinds=(NAME, IDENTITY))
    assert numbers(office) == {"张大有": ELDER, "张志强": HEAD, "张志勇": YOUNGER}
    assert {line.verdict for line in lines(office, swapped)} == {Verdict.UNCHANGED}
    assert office.read(verify).ok


def test_so_are_those_of_two_sons_whose_names_are_nearly_the_same(office, deliver, known):
    swapped = deliver(HEAD, ("张志强", YOUNGER), ("张志勇", ELDER))
    assert asked(office, swapped) == {
        4: [(IDENTITY, "D4"), (NAME, "C4")],
        5: [(IDENTITY, "D5"), (NAME, "C5")],
    }


def test_twins_that_were_exchanged_are_told_by_their_names(office, deliver):
    one, other = an_id_number(3, "19900101"), an_id_number(5, "19900101")
    take_in(office, deliver(HEAD, ("张志强", one), ("张志勇", other)))
    swapped = deliver(HEAD, ("张志强", other), ("张志勇", one))
    assert asked(office, swapped) == {4: [(NAME, "C4")], 5: [(NAME, "C5")]}


def test_a_number_of_another_birth_is_asked_about_with_both_births(office, deliver, known):
    corrected = deliver(HEAD, ("张志强", an_id_number(8, "19880505")), ("张志勇", YOUNGER))
    line = lines(office, corrected)[1]
    question = next(each for each in line.problems if each.kind == IDENTITY)
    assert (question.level, question.cell) == (Level.ASK, "D4")
    assert all(word in question.message for word in ("张志强", "1990-01-01", "1988-05-05"))
    assert ELDER not in question.message
    take_in(office, corrected, kinds=(IDENTITY, "member_left"))
    assert numbers(office)["张志强"] == an_id_number(8, "19880505")


def test_a_number_of_the_other_sex_is_asked_about(office, deliver, known):
    corrected = deliver(HEAD, ("张志强", an_id_number(4, "19900101")), ("张志勇", YOUNGER))
    assert (IDENTITY, "D4") in asked(office, corrected)[4]


@pytest.mark.parametrize("number", [an_id_number(7, "19900101"), f"{ELDER}44"])
def test_a_slip_in_the_serial_number_is_not(office, deliver, known, number):
    corrected = deliver(HEAD, ("张志强", number), ("张志勇", YOUNGER))
    assert 4 not in asked(office, corrected)


def test_a_number_that_was_lacking_is_filled_in_unasked(office, deliver):
    take_in(office, deliver(HEAD, ("张志强", "")))
    assert asked(office, deliver(HEAD, ("张志强", ELDER))) == {}


def test_namesakes_in_one_household_are_not_taken_for_each_other(office, deliver):
    take_in(office, deliver(HEAD, ("张志强", ELDER), ("张志强", YOUNGER)))
    third = deliver(HEAD, ("张志强", ELDER), ("张志强", YOUNGER), ("张小宝", an_id_number(9, "20150505")))
    assert asked(office, third) == {}


def test_a_wholly_other_name_under_one_number_is_asked_about(office, deliver, known):
    renamed = deliver(HEAD, ("赵完全", ELDER), ("张志勇", YOUNGER))
    assert asked(office, renamed) == {4: [(NAME, "C4")]}
    words = next(each.message for each in lines(office, renamed)[1].problems if each.kind == NAME)
    assert "张志强" in words
    assert "赵完全" in words
    take_in(office, renamed, kinds=(NAME,))
    assert numbers(office) == {"张大有": HEAD, "赵完全": ELDER, "张志勇": YOUNGER}


def test_so_is_another_head_under_the_number_of_the_head(office, deliver, known):
    renamed = deliver(HEAD, ("张志强", ELDER), ("张志勇", YOUNGER), called="钱换了")
    assert asked(office, renamed) == {3: [(NAME, "C3")]}


def test_a_head_of_a_list_of_heads_is_asked_about_too(office, deliver, known):
    assert asked(office, deliver(an_id_number(2, "19700101"), persons=3)) == {3: [(IDENTITY, "D3")]}


def heads(office):
    """The heads of the household who stand, with the number of each."""
    with office.sessions() as session:
        wanted = select(Member).where(Member.withdrawn_on.is_(None), Member.relation == "户主")
        return [(one.name, one.id_number) for one in session.scalars(wanted)]


@pytest.mark.parametrize(
    ("number", "kinds"), [(an_id_number(2, "19700101"), (IDENTITY,)), (an_id_number(7), ())]
)
def test_a_number_that_a_list_of_heads_corrects_makes_no_second_head(office, deliver, known, number, kinds):
    listed = deliver(number, persons=3)
    assert [kind for said in asked(office, listed).values() for kind, _cell in said] == list(kinds)
    change = take_in(office, listed, kinds=kinds)
    assert heads(office) == [("张大有", number)]
    assert len(numbers(office)) == 3
    assert office.read(verify).ok
    office.at(DAY).do(change.undo)
    assert heads(office) == [("张大有", HEAD)]


def test_a_list_of_heads_gives_nobody_another_name_unasked(office, deliver, known):
    assert asked(office, deliver(HEAD, persons=3, called="钱换了")) == {3: [(NAME, "C3")]}


def test_nor_does_a_list_of_applications_that_bears_no_numbers(office, deliver, tmp_path):
    def applied(name, file):
        person = a_person(name, id_number=HEAD)
        return a_delivery(tmp_path, office.place("柳湾村"), a_family("", person, persons=3), name=file)

    take_in(office, applied("张大有", "一.xlsx"))
    assert asked(office, applied("钱换了", "二.xlsx")) == {3: [(NAME, "C3")]}
    assert asked(office, applied("张大有", "三.xlsx")) == {}


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        ("张志强", "张志祥", False),
        ("张志强", "张强", False),
        ("张志强", "李志强", False),
        ("张志强", "张志 强", False),
        ("阿依·买买提", "阿依买买提", False),
        ("阿依·买买提", "阿依・买买题", False),
        ("Zhang San", "zhang san", False),
        ("张志强", "赵完全", True),
        ("张志强", "张", True),
        ("张志强", "强志张", True),
        ("王桂", "王子轩", True),
    ],
)
def test_one_sign_of_a_name_can_be_a_slip_of_the_pen(old, new, other):
    family = a_family(NUMBER, a_person(new))
    difference = Difference(family, family.members[0], None, "member", 1, "name", "姓名", old, old, new)
    assert another_name(difference) is other
