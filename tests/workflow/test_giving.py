"""One measure for many households: a preview says who is left out, and one way back takes all of it."""

from decimal import Decimal

import pytest
from sqlalchemy import select, update

from county_desk.models.household import Household, Standing
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.assistance.needs import LISTING as NEEDS
from county_desk.tables.assistance.needs import NeedState
from county_desk.tables.listing import page
from county_desk.workflow.assistance.giving import MOST, GiveToMany
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import RecordMemberYear
from tests.build import VILLAGE, a_registered_household, refusal
from tests.workflow.test_needs import FOUND, a_need

CHICKS = {"kind": MeasureClass.INDUSTRY, "content": "鸡苗五十只", "since": FOUND}
POST = {"kind": MeasureClass.POST, "programme": "welfare_post", "since": FOUND}


@pytest.fixture
def three(office):
    """Three registered households of 大河村."""
    return tuple(
        a_registered_household(office, head, serial=n) for n, head in enumerate(("甲一", "乙二", "丙三"), 1)
    )


def measures(office):
    return office.read(lambda session: page(session, MEASURES))


def test_all_get_it_in_one_act_and_lose_it_in_one(office, three):
    need = a_need(office, three[1], wants=MeasureClass.INDUSTRY)
    command = GiveToMany(households=(*three, three[0]), amount=Decimal(500), **CHICKS)
    assert office.at(FOUND).effects([command]) == ["3 households get it: 甲一, 乙二, 丙三"]
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


def test_the_preview_says_who_is_left_out_and_why(office, three):
    heads = [office.read(lambda s, n=n: s.get(Household, n).members[0].id) for n in three]
    for member, labour in ((heads[0], "普通劳动力"), (heads[1], "无劳动力")):
        office.at(FOUND).do(RecordMemberYear(member=member, year=2017, labour=labour))
    command = GiveToMany(households=three, **POST)
    (words,) = office.at(FOUND).effects([command])
    lines = words.split("\n")
    assert lines == [
        "1 household gets it: 甲一",
        "Left out (2):",
        "not met: Able to work (1): 乙二",
        "not known: Able to work (1): 丙三",
    ]
    office.at(FOUND).do(command)
    (row,) = measures(office)
    assert (row.household_id, row.person) == (three[0], "甲一")


def test_who_has_it_or_was_removed_is_left_out(office, three):
    office.at(FOUND).do(GiveToMany(households=three[:1], **CHICKS))
    with office.sessions.begin() as session:
        session.execute(update(Household).where(Household.id == three[1]).values(standing=Standing.REMOVED))
    office.at(FOUND).do(GiveToMany(households=three, **CHICKS))
    assert sorted(row.household_id for row in measures(office)) == sorted((three[0], three[2]))
    found = refusal(office.at(FOUND), GiveToMany(households=three, **CHICKS))
    assert list(found) == ["households"]
    assert "the household has this measure already (2): 甲一, 丙三" in found["households"]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"households": ()}, "households"),
        ({"households": tuple(range(1, MOST + 2))}, "households"),
        ({"households": (999,)}, "households"),
        ({"content": " "}, "content"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"programme": "small_loan"}, "kind"),
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
