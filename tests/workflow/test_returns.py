"""Freezing returns: figures must balance, a second edition needs a reason, and what is frozen stays."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.household import Household, Member, Standing
from county_desk.models.return_ import Return
from county_desk.models.user import Actor, Role
from county_desk.tables.figures import digest
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import is_stale
from county_desk.tables.returns.exit_list import EXIT_LIST
from county_desk.tables.returns.movement import MOVEMENT
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.duplicates import SettleDuplicate
from county_desk.workflow.returns import draft, frozen, frozen_by_number
from tests.build import an_id_number, joining
from tests.registers import a_household, a_new_household, leaves, village
from tests.workflow.freezing import desk, freeze, put, refusal

__all__ = ["desk"]

OF_MONITORING = ("R7", "R8")


@pytest.fixture
def november(guizhou):
    """The desk within the year."""
    return guizhou.at(date(2016, 11, 24), hour=17)


def the_return(desk, number):
    with desk.sessions() as session:
        return session.get(Return, number)


@pytest.mark.parametrize("name", [name.value for name in ReturnName])
def test_a_frozen_return_keeps_its_figures_their_digest_and_the_head_of_the_history(desk, guizhou, name):
    put(desk, a_household, persons=1)
    with desk.sessions() as session:
        head = session.scalars(select(Event.seal).order_by(Event.id.desc())).first()
    year = "2024" if name in OF_MONITORING else "2016"
    change = freeze(guizhou.at(date(2025, 1, 6)), name, year)
    kept = the_return(desk, change.id)
    assert (kept.name, kept.period, kept.edition, kept.reason) == (name, year, 1, "")
    assert kept.digest == digest(kept.figures)
    assert kept.anchor == kept.figures["frozen"]["anchor"] == head
    assert change.undo is None
    assert year in change.summary


@pytest.mark.parametrize("name", OF_MONITORING)
def test_a_return_on_monitoring_cannot_be_frozen_before_anybody_was_monitored(desk, guizhou, name):
    words = refusal(desk, name=name)["period"]
    assert "is made since 2020" in words
    assert "there is none for 2016" in words
    freeze(guizhou.at(date(2021, 1, 6)), name, "2020")


def test_later_changes_leave_a_frozen_return_as_it_was(desk):
    put(desk, a_household)
    number = freeze(desk).id
    before = desk.read(frozen_by_number, number)
    put(desk, a_new_household, date(2016, 11, 1))
    assert desk.read(frozen_by_number, number) == before
    assert before.page(MOVEMENT.key).totals["closing_households"] == 1


def test_a_second_edition_needs_a_reason_and_is_the_one_that_counts(desk):
    freeze(desk)
    put(desk, a_new_household, date(2016, 11, 1))
    assert refusal(desk) == {"reason": "Edition 1 of this return is frozen; a new one needs a reason"}
    assert refusal(desk, reason="  ").keys() == {"reason"}
    kept = the_return(desk, freeze(desk, reason="A household was missing").id)
    assert (kept.edition, kept.figures["frozen"]["reason"]) == (2, "A household was missing")
    assert desk.read(frozen, "r6", "2016").frozen.edition == 2


def test_a_return_that_is_not_frozen_is_not_found(desk):
    freeze(desk)
    assert desk.read(frozen, "R6", "2016-11") is None
    assert desk.read(frozen, "R9", "2016") is None
    assert desk.read(frozen, "R6", "last year") is None
    assert desk.read(frozen_by_number, 99) is None


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"name": "R9"}, "name", "There is no return R9; there are: " + ", ".join(ReturnName)),
        ({"period": "2016-13"}, "period", "is not a period"),
        ({"period": "2017"}, "period", "2017 has not begun; today is 2016-11-24"),
        ({"period": "2016"}, "period", "2016 ends on 2016-12-31; freeze it after that day"),
        ({"period": "2016-11"}, "period", "2016-11 ends on 2016-11-30; freeze it after that day"),
        ({"period": "2016-12"}, "period", "2016-12 has not begun"),
        ({"name": "R3", "period": "2016-11"}, "period", "for a whole year; write 2016"),
    ],
)
def test_what_cannot_be_frozen_is_refused_at_its_field(november, asked, field, words):
    problems = refusal(november, **asked)
    assert problems.keys() == {field}
    assert words in problems[field]


def test_a_period_is_frozen_from_the_day_after_its_last(guizhou):
    for day in (date(2016, 11, 29), date(2016, 11, 30)):
        assert refusal(guizhou.at(day), period="2016-11").keys() == {"period"}
    freeze(guizhou.at(date(2016, 12, 1)), period="2016-11")


def test_an_edition_is_stale_once_the_register_gives_other_figures(desk):
    number = freeze(desk).id
    kept = desk.read(frozen_by_number, number)
    assert not desk.read(is_stale, kept)
    put(desk, a_household)
    assert desk.read(is_stale, kept)
    assert not desk.read(is_stale, desk.read(frozen_by_number, freeze(desk, reason="漏了一户").id))


def test_only_the_county_freezes_returns(desk):
    reviewer = replace(desk, actor=Actor(3, "李强", Role.REVIEWER))
    with pytest.raises(Refused, match="freeze returns"):
        freeze(reviewer)


def test_a_date_without_an_act_is_named_with_its_village_its_figures_and_its_household(desk):
    put(desk, a_household, number="990101100001001", head="陈阿水", registered_on=date(2016, 5, 1))
    words = refusal(desk)[""]
    assert words.startswith("The figures do not balance:")
    assert "城关镇 大河村: Households at the end: the movements give 0, the register has 1" in words
    assert "Persons at the end: the movements give 0, the register has 4" in words
    assert "look at 990101100001001 陈阿水" in words


def test_only_the_first_broken_identities_are_said_in_full(desk):
    for name in ("大河", "柳湾", "上坝"):
        with desk.sessions.begin() as session:
            a_household(session, village(session, name), registered_on=date(2016, 5, 1))
    lines = refusal(desk)[""].splitlines()
    assert len(lines) == 7
    assert lines[-1] == "and 1 more"


def test_a_period_must_open_with_what_the_frozen_one_before_closed_with(desk):
    put(desk, a_household)
    freeze(desk, period="2015")
    put(desk, a_household, registered_on=date(2015, 6, 1))
    words = refusal(desk)[""]
    assert "城关镇 大河村: Households at the beginning: the movements give 1, the register has 2" in words
    with pytest.raises(Refused, match="Households at the beginning"):
        freeze(desk, period="2016-01")


def test_a_year_also_follows_a_frozen_december(desk):
    put(desk, a_household)
    freeze(desk, period="2015-12")
    with desk.sessions.begin() as session:
        session.scalars(select(Household)).one().persons = 5
    assert "Persons at the beginning: the movements give 4, the register has 5" in refusal(desk)[""]


def test_the_roster_has_as_many_households_as_the_frozen_dynamic_table(desk):
    freeze(desk)
    put(desk, a_household)
    words = refusal(desk, name="R1")[""]
    assert "Roster R1 against R6 of 2016: Households: 0 expected, 1 found, 1 apart" in words
    assert "Persons: 0 expected, 4 found, 4 apart" in words


def test_the_dynamic_table_closes_with_the_frozen_roster(desk):
    put(desk, a_household)
    freeze(desk, name="R1")
    put(desk, a_household)
    assert "Households: 2 expected, 1 found, 1 apart" in refusal(desk)[""]


def test_a_refused_act_does_not_put_a_frozen_return_before_later_changes(desk):
    put(desk, a_household)
    freeze(desk, name="R1")
    with pytest.raises(Refused):
        desk.do(AddUser(name="吴桐", role=Role.REVIEWER))
    put(desk, a_household)
    assert "Households: 2 expected, 1 found, 1 apart" in refusal(desk)[""]


def test_the_exits_are_those_of_the_frozen_dynamic_table(desk):
    freeze(desk)
    with desk.sessions.begin() as session:
        leaves(session, a_household(session), date(2016, 11, 20))
    assert (
        "Exits R5 against R6 of 2016: Households: 0 expected, 1 found, 1 apart"
        in refusal(desk, name="R5")[""]
    )


def test_returns_that_were_frozen_before_a_ruling_are_corrected_one_after_the_other(desk):
    with desk.sessions.begin() as session:
        one, other = (a_household(session, each).members[0].id for each in (None, village(session, "柳湾")))
        child = Member(position=2, name="张小", relation="之子", household_id=1)
        session.add(child)
        session.get_one(Household, 1).persons = 2
    freeze(desk, name="R1")
    freeze(desk)
    desk.do(SettleDuplicate(one=one, other=other, same=True, survives=other, reason="同一人"))
    change = freeze(desk, name="R1", reason="重复")
    told = "Roster R1 against R6 of 2016: Persons: 6 expected, 5 found, 1 apart; edition 1 of R6 was frozen"
    assert told in change.summary
    assert "apart" not in freeze(desk, reason="重复").summary
    who = {"name": "张小小", "relation": "之女", "id_number": an_id_number(7, "20060901")}
    desk.do(joining(1, date(2016, 12, 20), **who))
    assert "edition 2 of R1 was frozen before later changes" in freeze(desk, reason="新增").summary


def test_whoever_was_there_is_in_one_return_and_gone_from_the_next(desk):
    with desk.sessions.begin() as session:
        household = a_household(session)
        leaves(session, household, date(2016, 10, 20))
        assert household.standing is Standing.EXITED
    for period in ("2016-09", "2016-10", "2016-11"):
        freeze(desk, period=period)
    counts = [
        desk.read(frozen, "R6", period).page(MOVEMENT.key).totals["closing_households"]
        for period in ("2016-09", "2016-10", "2016-11")
    ]
    assert counts == [1, 0, 0]


def test_freezing_stands_in_the_history_and_the_history_proves_itself(desk):
    number = freeze(desk).id
    with desk.sessions() as session:
        assert verify(session).ok
        kept = session.get(Return, number)
        kept.figures = {**kept.figures, "period": "2015"}
        session.flush()
        assert not verify(session).ok


def test_the_list_of_exits_has_the_exits(desk):
    with desk.sessions.begin() as session:
        leaves(session, a_household(session), date(2016, 11, 20))
    freeze(desk, name="R5", period="2016-11")
    page = desk.read(frozen, "R5", "2016-11").page(EXIT_LIST.key)
    assert [line.row.head for line in page.lines] == ["张大有"]


def test_there_are_as_many_persons_as_the_households_of_the_roster_say(desk):
    put(desk, a_household, number="990101100001001", persons=3)
    words = refusal(desk, name="R2")[""]
    assert "城关镇 大河村: the households count 3 persons, the list has 1;" in words
    assert "look at 990101100001001 张大有" in words


def test_the_persons_are_those_of_the_frozen_roster(desk):
    freeze(desk, name="R1")
    put(desk, a_household, persons=1)
    words = refusal(desk, name="R2")[""]
    assert "Persons R2 and roster R1 of 2016: R1 counts 0 persons, R2 has 1" in words


def test_the_roster_is_that_of_the_frozen_persons(desk):
    freeze(desk, name="R2")
    put(desk, a_household, persons=1)
    assert "R1 counts 1 persons, R2 has 0" in refusal(desk, name="R1")[""]


def test_the_new_households_are_those_of_the_frozen_dynamic_table(desk):
    freeze(desk)
    put(desk, a_new_household, date(2016, 10, 31))
    words = refusal(desk, name="R4")[""]
    assert "New households R4 against R6 of 2016, Newly identified: Households: 0 expected, 1 found" in words
    assert "Persons: 0 expected, 4 found, 4 apart" in words
    assert "Back in poverty" not in words


@pytest.mark.parametrize("name", ["R2", "R3", "R4", "R5"])
def test_a_return_of_the_campaign_is_refused_for_later_years(guizhou, name):
    words = refusal(guizhou.at(date(2026, 11, 27)), name=name, period="2021")["period"]
    assert "there is none for 2021" in words


@pytest.mark.parametrize(
    ("name", "period", "problems"),
    [
        ("R6", "2018", {"period": "2018 has not begun; today is 2017-01-05"}),
        ("R6", "last", {"period": "“last” is not a period"}),
        ("R99", "2016", {"name": "There is no return R99"}),
    ],
)
def test_a_draft_that_cannot_be_made_is_refused_at_its_field(desk, name, period, problems):
    with pytest.raises(Refused) as refused:
        desk.read(draft, name, period, desk.today)
    (field,) = problems
    assert refused.value.problems.keys() == {field}
    assert refused.value.problems[field].startswith(problems[field])
