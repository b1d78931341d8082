"""Changes outside the window of the year wait, and are entered in one act when it is open."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.fields import Sex
from county_desk.models.closed_year import ClosedYear
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.tables.listing import page
from county_desk.tables.waiting_changes import LISTING
from county_desk.workflow.audit import verify
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import EndHousehold
from county_desk.workflow.life.splitting import SplitHousehold
from county_desk.workflow.life.waiting import EnterWaiting
from county_desk.workflow.life.window import WithdrawWaiting
from tests.build import DAY, FOUNDED, VILLAGE, refusal
from tests.second_person import enter
from tests.workflow.life.conftest import TODAY

OPENS = date(2017, 10, 1)
BORN = date(2017, 5, 20)
WAITS = "The adjustment window is closed; the change waits until 2017-10-01."


@pytest.fixture
def household(office, household):
    """The household of five, in a county that enters changes from 1 to 31 October."""
    for name, value in (("waits", "all"), ("opens", "10-01"), ("closes", "10-31")):
        figure = {"name": f"adjustment_{name}", "value": value, "reference": "县文件"}
        enter(office, FOUNDED, since=date(2017, 1, 1), **figure)
    return household


def a_birth(household, **more):
    about = {"kind": ChangeKind.BIRTH, "happened_on": BORN, "name": "张小宝", "relation": "之孙子"}
    asked = {"sex": Sex.MALE, "evidence": "出生医学证明", **about, **more}
    return JoinMember(household=household, **asked)


def waiting(office):
    return office.read(lambda session: list(page(session, LISTING)))


def changes(office):
    return office.read(lambda s: s.scalars(select(HouseholdChange.kind).order_by(HouseholdChange.id)).all())


def test_outside_the_window_nothing_changes_and_the_change_waits(office, household, record):
    (said,) = office.at(TODAY).effects([a_birth(household)])
    assert said == WAITS
    change = office.at(TODAY).do(a_birth(household))
    assert change.summary == f"A person joins the household, household of 张大有: {WAITS}"
    assert (record(household).persons, changes(office)) == (5, [])
    assert [(row.head, row.happened_on, row.opens_on) for row in waiting(office)] == [("张大有", BORN, OPENS)]
    office.at(TODAY).do(change.undo)
    assert waiting(office) == []
    assert office.read(verify).ok


def test_what_waits_is_entered_in_one_act_on_its_own_day(office, household, member, record, moved):
    office.at(TODAY).do(a_birth(household))
    head, son = member("张大有"), member("张小明")
    gone = {"kind": ChangeKind.DEATH, "happened_on": BORN + DAY, "evidence": "死亡证明"}
    office.at(TODAY).do(LeaveMember(member=head, new_head=son, **gone))
    entering = EnterWaiting(waiting=(1, 2))
    assert refusal(office.at(OPENS - DAY), entering) == {"": f"Waiting change 1 of 张大有: {WAITS}"}
    change = office.at(OPENS).do(entering)
    assert change.summary == "2 waiting changes entered"
    assert (record(household).head, record(household).persons) == ("张小明", 5)
    assert changes(office) == [ChangeKind.BIRTH, ChangeKind.DEATH]
    assert waiting(office) == []
    of_may = moved("2017-05")
    assert (of_may["natural_decrease_persons"], of_may["closing_persons"]) == (1, 5)
    assert "natural_decrease_persons" not in moved("2017-10")
    assert refusal(office.at(OPENS), entering) == {"waiting": "Waiting change 1 was entered on 2017-10-01"}
    assert office.read(verify).ok


def test_what_does_not_hold_any_more_is_refused_with_its_number_and_nothing_is_entered(
    office, household, member
):
    office.at(TODAY).do(a_birth(household))
    gone = {"kind": ChangeKind.DEATH, "happened_on": BORN + DAY, "evidence": "死亡证明"}
    for _time in range(2):
        office.at(TODAY).do(LeaveMember(member=member("张老汉"), **gone))
    found = office.at(OPENS)
    with pytest.raises(Exception, match="Waiting change 3 of 张大有: member 张老汉 counts no longer"):
        found.do(EnterWaiting(waiting=(1, 2, 3)))
    assert (changes(office), len(waiting(office))) == ([], 3)
    found.do(WithdrawWaiting(waiting=3, reason="重复"))
    found.do(EnterWaiting(waiting=(1, 2)))
    assert changes(office) == [ChangeKind.BIRTH, ChangeKind.DEATH]


def test_who_may_not_split_does_not_enter_a_split_that_waits(office, household, member):
    split = SplitHousehold(
        household=household,
        members=(member("张小明"),),
        head=member("张小明"),
        happened_on=BORN,
        evidence="青扶办〔2017〕8号",
    )
    office.at(TODAY).do(split)
    assert "" in refusal(office.at(OPENS, VILLAGE), EnterWaiting(waiting=(1,)))
    office.at(OPENS).do(EnterWaiting(waiting=(1,)))
    assert changes(office) == [ChangeKind.SPLIT_OFF, ChangeKind.SPLIT_NEW]


def test_in_the_window_a_change_is_entered_at_once(office, household):
    office.at(OPENS).do(a_birth(household))
    assert (changes(office), waiting(office)) == ([ChangeKind.BIRTH], [])


def test_a_household_moves_out_of_the_county_and_r6_counts_it_apart(office, household, record, moved):
    asked = EndHousehold(
        household=household, kind=ChangeKind.MOVED_AWAY, happened_on=OPENS, evidence="户口迁移证"
    )
    change = office.at(OPENS).do(asked)
    assert record(household).withdrawn_on == OPENS
    assert moved() == {
        "opening_households": 1,
        "opening_persons": 1,
        "natural_increase_persons": 4,
        "moved_out_households": 1,
        "moved_out_persons": 5,
    }
    office.at(OPENS).do(change.undo)
    assert moved()["closing_households"] == 1
    assert office.read(verify).ok


def test_a_change_of_a_closed_year_is_refused_and_so_is_its_undo(office, household):
    change = office.at(OPENS).do(a_birth(household))
    with office.sessions.begin() as session:
        session.add(ClosedYear(year=2017, closed_on=date(2018, 1, 5), closed_by=1))
    later = office.at(date(2018, 10, 2))
    words = "2017 is closed since 2018-01-05 and only read; it can be reopened under “Returns and lists”."
    assert refusal(later, a_birth(household, name="张二宝")) == {"happened_on": words}
    assert refusal(later, change.undo) == {"": words}
