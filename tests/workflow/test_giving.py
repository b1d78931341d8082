"""One measure for many households: a preview says who is left out, and one way back takes all of it."""

from decimal import Decimal

import pytest
from sqlalchemy import select, update

from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.assistance.needs import LISTING as NEEDS
from county_desk.tables.assistance.needs import NeedState
from county_desk.tables.listing import page
from county_desk.workflow.assistance.giving import MOST, GiveToMany
from county_desk.workflow.audit import verify
from county_desk.workflow.life.members import LeaveMember
from county_desk.workflow.registry import RecordMemberYear
from tests.build import VILLAGE, a_registered_household, an_id_number, joining, refusal
from tests.workflow.test_needs import FOUND, a_need

CHICKS = {"kind": MeasureClass.INDUSTRY, "content": "鸡苗五十只", "since": FOUND}
POST = {"kind": MeasureClass.POST, "programme": "welfare_post", "since": FOUND}


@pytest.fixture
def three(office):
    """Three registered households of 大河村."""
    return tuple(
        a_registered_household(office, head, serial=n) for n, head in enumerate(("甲一", "乙二", "丙三"), 1)
    )


def named(office, number):
    """The head, village and number of a household, as the preview shows them."""
    household = office.read(lambda session: session.get(Household, number))
    return f"{household.head}, 大河村, {household.number}"


def measures(office):
    return office.read(lambda session: page(session, MEASURES))


def test_all_get_it_in_one_act_and_lose_it_in_one(office, three):
    need = a_need(office, three[1], wants=MeasureClass.INDUSTRY)
    command = GiveToMany(households=(*three, three[0]), amount=Decimal(500), **CHICKS)
    shown = "; ".join(named(office, each) for each in three)
    assert office.at(FOUND).effects([command]) == [f"3 households get it: {shown}"]
    change = office.at(FOUND).do(command)
    rows = measures(office)
    assert sorted(row.household_id for row in rows) == sorted(three)
    assert {row.amount for row in rows} == {Decimal(500)}
    assert [row.need_id for row in rows if row.household_id == three[1]] == [need]
    assert [row.state for row in office.read(lambda s: page(s, NEEDS))] == [NeedState.ANSWERED]
    office.at(FOUND).do(change.undo)
    assert measures(office) == []
    assert [row.state for row in office.read(lambda s: page(s, NEEDS))] == [NeedState.OPEN]
    assert office.read(verify).ok


@pytest.mark.parametrize(("most", "rest"), [(2, " and 1 more household"), (3, "")])
def test_the_preview_counts_the_households_that_it_does_not_name(office, three, monkeypatch, most, rest):
    monkeypatch.setattr("county_desk.workflow.assistance.giving.NAMED", most)
    shown = "; ".join(named(office, each) for each in three[:most])
    command = GiveToMany(households=three, amount=Decimal(500), **CHICKS)
    assert office.at(FOUND).effects([command]) == [f"3 households get it: {shown}{rest}"]


def test_the_preview_says_who_gets_it_what_is_not_known_and_who_is_left_out(office, three):
    heads = [office.read(lambda s, n=n: s.get(Household, n).members[0].id) for n in three]
    for member, labour in ((heads[0], "普通劳动力"), (heads[1], "无劳动力")):
        office.at(FOUND).do(RecordMemberYear(member=member, year=2017, labour=labour))
    gone = LeaveMember(member=heads[1], kind=ChangeKind.DEATH, happened_on=FOUND, evidence="死亡证明")
    command = GiveToMany(households=three, **POST)
    first, second, third = (named(office, each) for each in three)
    (words,) = office.at(FOUND).effects([command])
    assert words.split("\n") == [
        f"2 households get it: {first}: for 甲一; {third}: for 丙三",
        f"not known: Able to work (1): {third}: for 丙三",
        "Left out (1):",
        f"not met: Able to work (1): {second}",
    ]
    office.at(FOUND).do(gone)
    (words,) = office.at(FOUND).effects([command])
    assert words.split("\n")[-1] == f"left the register on {FOUND} (1): {second}"
    office.at(FOUND).do(command)
    assert [(row.household_id, row.person) for row in measures(office)] == [
        *((three[2], "丙三"), (three[0], "甲一")),
    ]


def test_the_person_of_whom_all_is_known_gets_it_before_another(office, three):
    who = {"name": "甲二", "relation": "之子", "id_number": an_id_number(5, "19900110")}
    son = joining(three[0], FOUND, **who)
    member = office.at(FOUND).do(son).id
    office.at(FOUND).do(RecordMemberYear(member=member, year=2017, labour="普通劳动力"))
    office.at(FOUND).do(GiveToMany(households=three[:1], **POST))
    assert [row.person for row in measures(office)] == ["甲二"]


@pytest.mark.parametrize("programme", ["small_loan", "relocation"])
def test_a_fact_that_a_later_stage_states_leaves_nobody_out(office, three, programme):
    loan = {"amount": Decimal(30000), "months": 24} if programme == "small_loan" else {}
    kind = MeasureClass.named(programmes()[programme].kind)
    command = GiveToMany(households=three, kind=kind, programme=programme, since=FOUND, **loan)
    (words,) = office.at(FOUND).effects([command])
    assert words.startswith("3 households get it: ")
    assert "\nnot known: " in words
    office.at(FOUND).do(command)
    assert sorted(row.household_id for row in measures(office)) == sorted(three)


def test_who_has_it_or_was_removed_is_left_out(office, three):
    office.at(FOUND).do(GiveToMany(households=three[:1], **CHICKS))
    with office.sessions.begin() as session:
        session.execute(update(Household).where(Household.id == three[1]).values(standing=Standing.REMOVED))
    office.at(FOUND).do(GiveToMany(households=three, **CHICKS))
    assert sorted(row.household_id for row in measures(office)) == sorted((three[0], three[2]))
    found = refusal(office.at(FOUND), GiveToMany(households=three, **CHICKS))
    assert list(found) == ["households"]
    first, _second, third = (named(office, each) for each in three)
    assert f"the household has this measure already (2): {first}; {third}" in found["households"]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"households": ()}, "households"),
        ({"households": tuple(range(1, MOST + 2))}, "households"),
        ({"households": (999,)}, "households"),
        ({"content": " "}, "content"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"programme": "small_loan", "amount": Decimal(9), "months": 12}, "kind"),
        ({"until": FOUND.replace(year=2016)}, "until"),
    ],
)
def test_a_bad_act_is_refused_at_its_field(office, three, bad, field):
    assert list(refusal(office.at(FOUND), GiveToMany(**(CHICKS | {"households": three} | bad)))) == [field]


def test_a_clerk_gives_to_households_of_the_own_place_only(office, three):
    far = a_registered_household(office, "孙有", serial=9, village="上坝村")
    office.at(FOUND, VILLAGE).do(GiveToMany(households=(three[0], far), **CHICKS))
    assert [row.household_id for row in measures(office)] == [three[0]]
    assert office.read(lambda s: s.scalars(select(AssistanceMeasure.recorded_by)).all()) != []
