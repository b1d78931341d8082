"""Accounts and telephones of a delivered list that other households have on record."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import Verdict
from county_desk.models.household import Household, Standing
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.workflow.consistency_settings import SetCheck
from tests.intake.made_up import a_card
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.second_person import in_force
from tests.workflow.deliveries import a_family, a_person

CARD, OTHER, PHONE = "6200009901010000016", "6200009901010000024", "13900000001"
NUMBER = "99010110100100"


@pytest.fixture
def on_record(office, deliver):
    """Three households of 柳湾村 with one telephone, and the account of the first."""
    families = [
        a_family(f"{NUMBER}01", a_person("张大有", 1), account=CARD, telephone=PHONE),
        a_family(f"{NUMBER}02", a_person("王秀田", 2), telephone=PHONE),
        a_family(f"{NUMBER}03", a_person("陈阿水", 3), telephone=PHONE),
    ]
    take_in(office, deliver(*families))
    return families


def said_of(office, delivery):
    """The verdicts of rows, and what is said of them."""
    found = looked_at(office, delivery)
    return [
        (line.verdict, [(problem.kind, problem.cell) for problem in line.problems]) for line in found.lines
    ]


def test_an_account_that_another_household_has_on_record_is_warned_about(office, on_record, deliver):
    one = a_family(f"{NUMBER}11", a_person("李秀英", 4), account=CARD)
    two = a_family(f"{NUMBER}12", a_person("周兰", 5), account=OTHER)
    assert said_of(office, deliver(one, two, place="上坝村")) == [
        (Verdict.WARN, [("check_d91", "A3")]),
        (Verdict.ACCEPT, []),
    ]


def test_a_county_that_raised_the_check_of_accounts_is_asked(office, on_record, deliver):
    raised = SetCheck(check="D91", year=2016, level=CheckLevel.ERROR, reason="卡号须一户一个")
    in_force(office, raised, DAY)
    one = a_family(f"{NUMBER}11", a_person("李秀英", 4), account=CARD)
    assert said_of(office, deliver(one, place="上坝村")) == [(Verdict.ASK, [("check_d91", "A3")])]


def test_a_telephone_is_told_of_once_so_many_households_give_it(office, on_record, deliver):
    one = a_family(f"{NUMBER}11", a_person("李秀英", 4), telephone=PHONE)
    assert said_of(office, deliver(one, place="上坝村")) == [(Verdict.WARN, [("check_d09", "F3")])]


def test_what_is_on_record_already_is_not_asked_about_again(office, on_record, deliver):
    same = said_of(office, deliver(*on_record))
    assert {verdict for verdict, _problems in same} == {Verdict.UNCHANGED}


def test_an_account_that_goes_to_another_household_of_the_same_file_is_not_on_record_twice(
    office, on_record, deliver
):
    first = a_family(f"{NUMBER}01", a_person("张大有", 1), account=OTHER, telephone=PHONE)
    second = a_family(f"{NUMBER}02", a_person("王秀田", 2), account=CARD, telephone=PHONE)
    found = said_of(office, deliver(first, second))
    assert {kind for _verdict, problems in found for kind, _cell in problems} == {"changed"}


def test_who_was_removed_from_the_register_has_no_account_any_more(office, on_record, deliver):
    with office.sessions.begin() as session:
        first = session.scalars(select(Household).where(Household.account == CARD)).one()
        first.standing = Standing.REMOVED
    one = a_family(f"{NUMBER}11", a_person("李秀英", 4), account=CARD)
    assert said_of(office, deliver(one, place="上坝村")) == [(Verdict.ACCEPT, [])]


def test_a_file_that_comes_again_says_nothing_of_whose_account_it_is_since(office, deliver):
    first, second = a_family(f"{NUMBER}01", a_person()), a_family(f"{NUMBER}02", a_person("王秀田", 2))
    file = deliver(replace(first, account=CARD))
    take_in(office, file)
    take_in(office, deliver(replace(first, account=OTHER)))
    take_in(office, deliver(replace(second, account=CARD)))
    assert said_of(office, file) == [(Verdict.UNCHANGED, [])]


def test_what_households_of_one_file_share_was_said_when_it_was_read(office, on_record, deliver):
    serials = ((11, CARD), (12, OTHER), (13, OTHER))
    told = [a_family(f"{NUMBER}{n}", a_person(f"王{n}", n), account=account) for n, account in serials]
    assert [verdict for verdict, _problems in said_of(office, deliver(*told, place="上坝村"))] == [
        *(Verdict.WARN, Verdict.ACCEPT, Verdict.ACCEPT)
    ]
    kept, taken = on_record[0], a_family(f"{NUMBER}02", a_person("王秀田", 2), account=CARD)
    assert said_of(office, deliver(kept, taken))[1] == (Verdict.ACCEPT, [("changed", "A4")])


def test_a_county_that_switched_the_check_off_is_not_asked(office, on_record, deliver):
    off = SetCheck(check="D91", year=2016, level=CheckLevel.OFF, reason="由村里代领")
    in_force(office, off, DAY)
    one = a_family(f"{NUMBER}11", a_person("李秀英", 4), account=CARD)
    assert said_of(office, deliver(one, place="上坝村")) == [(Verdict.ACCEPT, [])]


@pytest.mark.parametrize(
    ("name", "verdict", "kind"),
    [("account", Verdict.ASK, "check_d91"), ("telephone", Verdict.WARN, "check_d09")],
)
def test_a_column_that_was_moved_against_its_rows_is_noticed(office, deliver, name, verdict, kind):
    numbers = (
        [a_card(f"62000099010100000{n}") for n in (1, 2, 3)]
        if name == "account"
        else ["13900000001", "13900000002", "13900000003"]
    )
    people = (a_person("张大有", 1), a_person("王秀田", 2), a_person("陈阿水", 3))

    def families(order):
        return [
            a_family(f"{NUMBER}0{n}", person, **{name: numbers[place]})
            for n, (person, place) in enumerate(zip(people, order, strict=True), 1)
        ]

    first = deliver(*families((0, 1, 2)))
    take_in(office, first)
    moved = said_of(office, deliver(*families((1, 2, 0))))
    assert [each for each, _problems in moved] == [verdict] * 3
    assert all(kind in [said for said, _cell in problems] for _verdict, problems in moved)
    swapped = said_of(office, deliver(*families((1, 0, 2))))
    assert [each for each, _problems in swapped] == [verdict, verdict, Verdict.UNCHANGED]
