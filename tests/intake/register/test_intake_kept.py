"""What the county keeps is kept whole: people stay who they are, and counts follow who comes and goes."""

from functools import partial

import pytest
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.household import Household, Member, Sex
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import AddMember
from tests.build import a_registered_household, leaving
from tests.intake.register.taking import DAY, held_against, take_in
from tests.workflow.deliveries import SHEET, a_family, a_person

NUMBER = "9901010001"
WIFE = a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE)
SON = a_person("张浩然", 3, "之子", "19900101")


@pytest.fixture
def deliver(deliver):
    """A file of 大河村."""
    return partial(deliver, place="大河村")


def conflicts(office, delivery, **answers):
    """What is asked of what the county put right itself."""
    found = held_against(office, delivery, **answers)
    return [conflict.key for conflict in found.conflicts]


def people(office):
    """The names and numbers of those who stand."""
    with office.sessions() as session:
        standing = session.scalars(select(Member).where(Member.withdrawn_on.is_(None)).order_by(Member.id))
        return [(one.name, one.id_number) for one in standing]


@pytest.fixture
def added(office, deliver):
    """A household with the head of a file, and his wife whom the county added with her certificate."""
    take_in(office, deliver(a_family(NUMBER, a_person())))
    record = office.read(lambda session: session.scalars(select(Household.id)).one())
    certificate = f"{WIFE.id_number}44"
    wife = AddMember(household=record, name="李秀英", relation="配偶", id_number=certificate)
    office.at(DAY).do(wife)
    return [("张大有", a_person().id_number), ("李秀英", certificate)]


def test_who_keeps_name_and_number_is_still_known(office, deliver, added):
    renamed = a_person("李秀芝", 2, "配偶", "19680725", sex=Sex.FEMALE)
    file = deliver(a_family(NUMBER, a_person(), renamed, telephone="13900000001"))
    keys = conflicts(office, file)
    assert keys == [f"{SHEET}!4!姓名", f"{SHEET}!4!身份证号"]
    take_in(office, file, keep=tuple(keys))
    assert people(office) == added
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("listed", "answers"),
    [((a_person(),), {"kinds": ("member_left",)}), ((a_person(), WIFE, SON), {})],
    ids=["one leaves", "one comes"],
)
def test_a_count_that_follows_who_comes_and_goes_is_not_asked_about_beside(
    office, deliver, added, listed, answers
):
    file = deliver(a_family(NUMBER, *listed))
    keys = [key for key in conflicts(office, file) if key.endswith("家庭人口数")]
    assert keys == []
    every = tuple(conflicts(office, file))
    take_in(office, file, keep=every, **answers)
    assert office.read(lambda session: session.scalars(select(Household.persons)).one()) == len(
        people(office)
    )


def test_a_count_other_than_that_of_the_listed_is_asked_about(office, deliver, added):
    file = deliver(a_family(NUMBER, a_person(), WIFE, persons=4))
    assert f"{SHEET}!3!家庭人口数" in conflicts(office, file)


def test_who_comes_under_the_number_of_somebody_taken_off_is_asked_about(office, deliver, added):
    record = office.read(
        lambda session: session.scalars(select(Member.id).order_by(Member.id.desc())).first()
    )
    office.at(DAY).do(leaving(record, DAY))
    mistaken = a_person(id_number=WIFE.id_number, sex=None)
    file = deliver(a_family(NUMBER, mistaken, SON))
    found = held_against(office, file)
    said = {each.kind: each.message for each in found.delivery.lines[0].problems}
    assert "took 李秀英 off the register" in said["county_corrected"]
    assert {"member_left", "identity_changed"} <= set(said)
    keep = tuple(conflict.key for conflict in found.conflicts)
    take_in(office, file, kinds=("member_left", "identity_changed"), keep=keep)
    assert [name for name, _number in people(office)] == ["张浩然"]
    assert office.read(lambda session: session.scalars(select(Household.persons)).one()) == 1


def test_nobody_leaves_because_the_county_keeps_its_count(office, deliver, added):
    heads = deliver(a_family(NUMBER, a_person(), persons=3, telephone="13900000001"))
    (key,) = conflicts(office, heads)
    assert key == f"{SHEET}!3!家庭人口数"
    take_in(office, heads, keep=(key,))
    assert people(office) == added
    assert office.read(verify).ok


def test_an_exit_that_a_file_opens_is_that_of_the_household_as_it_stands(office, deliver):
    record = a_registered_household(office)
    number = office.read(lambda session: session.get_one(Household, record).number)
    file = deliver(a_family(number, a_person("张大友"), claimed="预脱贫", identified="2014"))
    keys = conflicts(office, file)
    assert f"{SHEET}!3!户主姓名" in keys
    take_in(office, file, keep=tuple(keys))
    wanted = select(Case.subject, Case.persons).where(Case.kind == "household_exit")
    assert office.read(lambda session: [tuple(row) for row in session.execute(wanted)]) == [("张大有", 1)]
