"""Two records of one person are for people to rule on; nobody loses standing while that is open."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from county_desk.commands import COMMANDS
from county_desk.fields import Sex
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.case import Case
from county_desk.models.household import Member, Standing
from county_desk.tables.duplicate_detail import duplicate_detail
from county_desk.tables.duplicates import LISTING, Likeness, open_duplicates
from county_desk.tables.listing import Query, count, one, page
from county_desk.tables.rulings import LISTING as RULINGS
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.duplicates import ReopenDuplicate, SettleDuplicate
from tests.build import (
    CLERK,
    REVIEWER,
    TOWNSHIP,
    a_registered_household,
    an_id_number,
    household_of,
    joining,
    leaving,
    refusal,
    walk,
)
from tests.intake.register.taking import looked_at
from tests.workflow.deliveries import a_delivery, a_family, a_person

DAY = date(2016, 11, 24)
AGREED = ("duplicate_person", "duplicate_id_other_name")


@pytest.fixture
def twice(office, tmp_path):
    """张大有 is registered in one village, and comes again in a file of another; the two members."""

    def file(*people, standing=True, **about):
        if standing:
            a_registered_household(office)
        delivery = a_delivery(tmp_path, office.place("柳湾村"), a_family("9901010001", *people, **about))
        office.at(DAY).do(TakeIn(delivery=delivery, kinds=AGREED))
        return office.read(lambda session: list(session.scalars(select(Member.id).order_by(Member.id))))

    return file


def pairs(office, **where):
    """The open pairs as the list shows them."""
    return office.read(lambda session: page(session, LISTING, Query(where=where)))


def members(office, household):
    """Who stands in a household."""
    wanted = select(Member.name).where(Member.household_id == household, Member.withdrawn_on.is_(None))
    return list(office.read(lambda session: session.scalars(wanted.order_by(Member.id)).all()))


def settle(office, *pair, day=DAY, **about):
    """Rule on two records."""
    command = SettleDuplicate(one=pair[0], other=pair[1], **{"reason": "电话核实", "same": True, **about})
    return office.at(day).do(command)


def test_a_person_of_another_household_goes_in_once_that_is_agreed_to(office, tmp_path):
    a_registered_household(office)
    delivery = a_delivery(tmp_path, office.place("柳湾村"), a_family("9901010001"))
    asked = looked_at(office, delivery)
    assert asked.counts["ask"] == 1
    agreed = looked_at(office, delivery, kinds=AGREED)
    assert agreed.counts["accept_warn"] == 1


def test_a_pair_is_listed_until_somebody_rules(office, twice):
    one, other = twice()
    (pair,) = pairs(office)
    assert (pair.likeness, pair.one_id, pair.other_id) == (Likeness.NUMBER, one, other)
    assert (pair.village, pair.other_village) == ("大河村", "柳湾村")
    assert (pair.standing, pair.other_standing) == (Standing.REGISTERED, Standing.APPLICANT)
    assert office.read(lambda session: one_row(session, pair.id)) == pair
    assert pairs(office, likeness=Likeness.NAME) == []
    settle(office, one, other, same=False)
    assert pairs(office) == []
    assert office.read(verify).ok


def one_row(session, number):
    """The row of a pair by its number."""
    return one(session, LISTING, number)


def test_the_same_name_and_day_of_birth_is_a_weaker_likeness(office, twice):
    twice(a_person(serial=3, born_on=date(1965, 3, 12)))
    (pair,) = pairs(office)
    assert pair.likeness is Likeness.NAME
    assert office.read(lambda session: open_duplicates(session, pair.household_id)) == []


def test_a_certificate_counts_by_the_number_in_it(office, twice):
    number = an_id_number(1)
    one, _other = twice(a_person("张大友", id_number=f"{number}44"))
    (pair,) = pairs(office)
    assert (pair.likeness, pair.other_name) == (Likeness.NUMBER, "张大友")
    household = office.read(lambda session: session.get_one(Member, one).household_id)
    assert [each.name for each in office.read(lambda s: open_duplicates(s, household))] == ["张大友"]


def test_people_of_one_household_and_people_who_left_are_no_pair(office, twice):
    one, _other = twice()
    office.at(DAY).do(leaving(one, DAY, new_head=None))
    assert office.read(lambda session: count(session, LISTING)) == 0


def test_both_are_shown_side_by_side(office, twice):
    one, other = twice(a_person(ethnicity="苗族", health="健康"), telephone="13900000001", grade="B")
    detail = office.read(lambda session: duplicate_detail(session, other, one))
    assert (detail.one.member_id, detail.other.member_id) == (one, other)
    assert (detail.one.village, detail.other.village) == ("大河村", "柳湾村")
    assert [kind for _number, kind, _state in detail.one.cases] == ["household_registration"]
    facts = {(pair.about, pair.title): pair for pair in detail.facts}
    assert facts["The person", "Ethnic group"].other == "Miao"
    assert facts["Person, 2016", "Health"].key == "member_year.2016.health"
    assert facts["Household", "Telephone"].key == ""
    assert facts["Household, 2016", "Housing grade (A to D)"].other == "B"
    assert not facts["The person", "Name"].differs
    assert facts["Household", "Household number"].differs
    assert (detail.one.known, detail.other.known, detail.other.knowable) == (20, 12, 29)
    assert office.read(lambda session: duplicate_detail(session, one, 999)) is None


def test_the_record_that_does_not_survive_is_withdrawn_and_what_only_it_had_is_taken_over(office, twice):
    one, other = twice(
        a_person(ethnicity="苗族", health="健康"),
        a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE),
    )[:2]
    there = office.read(lambda session: session.get_one(Member, other).household_id)
    here = office.read(lambda session: session.get_one(Member, one).household_id)
    change = settle(office, one, other, survives=one)
    assert "张大有" in change.summary
    assert "no head" in change.summary
    assert members(office, there) == ["李秀英"]
    assert household_of(office, there).persons == 1
    with office.sessions() as session:
        stays = session.get_one(Member, one)
        assert (stays.ethnicity, stays.years[0].health) == ("苗族", "健康")
        (case,) = session.scalars(select(Case).where(Case.household_id == there))
        assert case.persons == 1
    assert pairs(office) == []
    assert (household_of(office, here).standing, members(office, here)) == (Standing.REGISTERED, ["张大有"])
    assert office.read(verify).ok
    office.at(DAY).do(change.undo)
    assert members(office, there) == ["张大有", "李秀英"]
    assert household_of(office, there).persons == 2
    with office.sessions() as session:
        stays = session.get_one(Member, one)
        assert (stays.ethnicity, stays.years[0].withdrawn_on) == ("", DAY)
    assert len(pairs(office)) == 1
    assert office.read(verify).ok


def test_only_the_facts_that_were_named_are_taken_over(office, twice):
    one, other = twice(a_person("张大友", ethnicity="苗族", health="健康"))
    settle(office, one, other, survives=one, take="member.name, member_year.2016.health")
    with office.sessions() as session:
        stays = session.get_one(Member, one)
        assert (stays.name, stays.ethnicity, stays.years[0].health) == ("张大友", "", "健康")


def test_a_household_of_which_nobody_is_left_stays_on_record(office, twice):
    one, other = twice()
    there = office.read(lambda session: session.get_one(Member, other).household_id)
    change = settle(office, one, other, survives=one)
    assert "Nobody is left" in change.summary
    assert household_of(office, there).withdrawn_on is None
    assert household_of(office, there).persons == 1


def test_a_count_of_persons_that_was_no_count_of_the_listed_is_left_and_noted(office, twice):
    one, other = twice(a_person(), a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE), persons=4)[:2]
    there = office.read(lambda session: session.get_one(Member, other).household_id)
    assert "4 persons on record and 1 listed" in settle(office, one, other, survives=one).summary
    assert household_of(office, there).persons == 4


def test_a_ruling_says_who_goes_on_and_why(office, twice):
    one, other = twice()
    desk = office.at(DAY)
    whole = {"one": one, "other": other, "same": True, "reason": "核实"}
    assert "survives" in refusal(desk, SettleDuplicate(**whole))
    assert "survives" in refusal(desk, SettleDuplicate(**whole, survives=999))
    assert "reason" in refusal(desk, SettleDuplicate(**{**whole, "reason": " "}, survives=one))
    assert "other" in refusal(desk, SettleDuplicate(**{**whole, "other": one}, survives=one))
    assert "one" in refusal(desk, SettleDuplicate(**{**whole, "one": 999}, survives=other))
    assert "" in refusal(office.at(DAY, TOWNSHIP), SettleDuplicate(**whole, survives=one))
    settle(office, one, other, same=False)
    assert "" in refusal(desk, SettleDuplicate(**{**whole, "same": False}))


def test_who_was_ruled_to_be_different_persons_is_not_asked_about_again(office, twice, tmp_path):
    one, other = twice()
    ruling = settle(office, one, other, same=False)
    newer = partial(a_family, "9901010001", telephone="13900000009")

    def asked(family, name="新.xlsx"):
        delivery = a_delivery(tmp_path, office.place("柳湾村"), family, name=name)
        return looked_at(office, delivery).lines[0].kinds

    assert asked(newer()) == ("changed",)
    assert "duplicate_id_other_name" in asked(newer(a_person("张大友")))
    elsewhere = a_family("9901010009", telephone="13900000009")
    assert "duplicate_person" in asked(elsewhere)
    third = a_delivery(tmp_path, office.place("上坝村"), a_family("9901010009"), name="三.xlsx")
    office.at(DAY).do(TakeIn(delivery=third, kinds=AGREED))
    assert "duplicate_person" in asked(newer())
    office.at(DAY).do(UndoBatch(batch=2))
    office.at(DAY).do(ruling.undo)
    assert "duplicate_person" in asked(newer())


def test_two_records_that_are_no_pair_are_not_ruled_on(office, twice):
    family = (a_person("陈阿水", 4), a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE))
    one, husband, wife = twice(*family)
    both = {"same": True, "reason": "弄错"}
    apart = refusal(office.at(DAY), SettleDuplicate(one=one, other=wife, survives=one, **both))[""]
    assert "张大有 and 李秀英 have neither the identity number" in apart
    married = SettleDuplicate(one=husband, other=wife, survives=wife, **both)
    assert "陈阿水 and 李秀英 are of one household" in refusal(office.at(DAY), married)[""]
    assert "" in refusal(office.at(DAY), SettleDuplicate(one=one, other=wife, same=False, reason="弄错"))


def test_the_rulings_that_stand_are_listed_for_who_would_take_one_back(office, twice):
    one, other = twice()
    number = settle(office, one, other, same=False).id
    (row,) = office.read(lambda session: page(session, RULINGS))
    assert (row.id, row.name, row.same, row.reason) == (number, "张大有", False, "电话核实")
    assert (row.settled_on, row.settled_by) == (DAY, CLERK)
    office.at(DAY).do(COMMANDS["ReopenDuplicate"](ruling=number, reason="弄错"))
    assert office.read(lambda session: page(session, RULINGS)) == []
    assert len(pairs(office)) == 1


def test_a_ruling_can_be_taken_back_until_something_rests_on_it(office, twice):
    one, other = twice(a_person(), a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE))[:2]
    there = office.read(lambda session: session.get_one(Member, other).household_id)
    change = settle(office, one, other, survives=one)
    later = office.at(DAY + timedelta(days=1))
    assert "reason" in refusal(later, ReopenDuplicate(ruling=change.id, reason=""))
    assert "ruling" in refusal(later, ReopenDuplicate(ruling=99, reason="x"))
    here = office.read(lambda session: session.get_one(Member, one).household_id)
    child = {"name": "张小", "relation": "之子", "id_number": an_id_number(7, "20060901")}
    later.do(joining(here, later.today, **child))
    later.do(change.undo)
    assert "ruling" in refusal(later, change.undo)
    again = settle(office, one, other, survives=one, day=DAY + timedelta(days=1))
    later.do(joining(there, later.today, **child | {"id_number": an_id_number(8, "20060901")}))
    assert household_of(office, there).persons == 2
    assert "张大有" in refusal(later, again.undo)[""]


def test_a_ruling_stays_when_its_records_were_changed_since(office, twice, tmp_path):
    one, other = twice(a_person(), a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE))[:2]
    change = settle(office, one, other, survives=one)
    wife = a_person("李秀英", 2, "户主", "19680725", sex=Sex.FEMALE)
    newer = a_family("9901010001", wife, a_person("张小", 7, "之子", "20060901"))
    delivery = a_delivery(tmp_path, office.place("柳湾村"), newer, name="新.xlsx")
    office.at(DAY).do(TakeIn(delivery=delivery, kinds=("county_corrected", "head_changed")))
    assert "stays" in refusal(office.at(DAY), change.undo)[""]


def test_nobody_loses_standing_while_a_duplicate_is_open_but_nobody_is_newly_registered(office, twice):
    one, other = twice(income="2000")
    with office.sessions() as session:
        there = session.get_one(Member, other).household_id
        here = session.get_one(Member, one).household_id
        case = session.scalars(select(Case.id).where(Case.household_id == there)).one()
    assert household_of(office, here).standing is Standing.REGISTERED
    day = walk(office, (case,), to="county_decision")
    decide = {"cases": (case,), "decided_on": day + timedelta(days=9), "opinion": "同意"}
    reviewer = office.at(day + timedelta(days=9), REVIEWER)
    refused = refusal(reviewer, Decide(**decide, decision=Decision.APPROVE, checked=1))
    assert "大河村" in refused["decision"]
    assert household_of(office, here).standing is Standing.REGISTERED
    settle(office, one, other, same=False, day=day + timedelta(days=9))
    assert "decision" not in reviewer.problems(Decide(**decide, decision=Decision.APPROVE, checked=1))


def test_the_clerk_of_the_county_rules(office, twice):
    one, other = twice()
    assert (
        office.at(DAY, CLERK).problems(SettleDuplicate(one=one, other=other, same=False, reason="核实")) == {}
    )
