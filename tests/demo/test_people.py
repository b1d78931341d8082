"""The people of the made-up county hang together, and could be nobody real."""

from collections import Counter

import pytest

from county_desk.demo.homes import LEAVING, POOR, newcomers, rosters
from county_desk.demo.living import LINES, SPENT
from county_desk.demo.person_numbers import _TAKEN
from county_desk.demo.places import CODE, LIUWAN, offices, people, villages
from county_desk.identity import birth_of, id_trouble, is_male

HOMES = [home for roster in rosters().values() for home in roster]
HOMES += [home for _village, home in newcomers(*(village.code for village in villages()))]
PEOPLE = [someone for home in HOMES for someone in home.people]


def test_there_are_three_townships_with_twenty_four_villages():
    assert Counter(village.town for village in villages()) == {"石桥镇": 9, "河口镇": 8, "云岭乡": 7}
    assert all(village.code.startswith(CODE) and len(village.code) == 12 for village in villages())
    assert [village.town for village in villages() if village.name == "新民村"] == ["石桥镇", "河口镇"]


def test_every_identity_number_is_right_and_stands_once():
    numbers = [someone.id_number for someone in PEOPLE]
    assert [number for number in numbers if id_trouble(number)] == []
    assert len(set(numbers)) == len(numbers)
    assert {number[:6] for number in numbers} == {"990101", "990102", "990103"}
    assert not set(numbers) & set(_TAKEN)


def test_sex_and_day_of_birth_are_those_of_the_number():
    assert all(birth_of(someone.id_number) == someone.born_on for someone in PEOPLE)
    assert all(is_male(someone.id_number) == someone.male for someone in PEOPLE)


def test_relations_fit_the_people():
    for home in HOMES:
        head, others = home.people[0], home.people[1:]
        assert head.relation == "户主"
        assert head.age >= 18
        for other in others:
            if other.relation == "配偶":
                assert other.male is not head.male
            if other.relation in ("之子", "之女"):
                assert other.age <= head.age - 18
            if other.relation in ("之父", "之母"):
                assert other.age >= head.age + 18


def test_children_of_school_age_go_to_school_or_count_as_dropouts():
    for home in HOMES:
        out = [s for s in home.people if 7 <= s.age <= 15 and s.schooling == "非在校生"]
        assert home.living.dropouts == len(out)


def test_income_adds_up_and_nobody_earns_without_working():
    for home in HOMES:
        lines = home.ledger.lines
        assert tuple(lines) == LINES
        assert min(lines.values()) >= 0
        assert home.ledger.net == sum(-v if k in SPENT else v for k, v in lines.items())
        assert bool(lines["务工收入"]) == any(someone.work_months for someone in home.people)
        assert (lines["低保金"] > 0) == (home.kind == "低保贫困户")


def test_incomes_lie_around_the_lines_of_the_year():
    poor = [home.ledger.per_head for home in HOMES if home.claimed == POOR]
    leaving = [home.ledger.per_head for home in HOMES if home.claimed == LEAVING]
    assert 0.85 < sum(income < 2952 for income in poor) / len(poor) < 0.99
    assert 0.85 < sum(income > 3146 for income in leaving) / len(leaving) < 0.99
    assert 2952 in poor
    assert 3146 in leaving


def test_the_households_of_the_handbook_live_in_liuwan():
    first = rosters()[LIUWAN][:3]
    assert [(home.group, home.head.name, len(home.people)) for home in first] == [
        ("一组", "张大有", 5),
        ("三组", "王秀田", 4),
        ("四组", "陈阿水", 2),
    ]


@pytest.mark.parametrize("letter", ["䶮", "𫖯", "㛃", "𪚥", "·"])
def test_names_have_letters_that_are_hard_to_write(letter):
    assert any(letter in someone.name for someone in PEOPLE)


def test_families_with_a_dotted_name_share_its_family_part():
    children = [
        (home.head.name, someone.name)
        for home in HOMES
        for someone in home.people
        if "·" in home.head.name and someone.relation in ("之子", "之女")
    ]
    assert children
    assert all(set(head.split("·")) & set(child.split("·")) for head, child in children)


def test_every_office_has_a_telephone_that_nobody_answers():
    numbers = [office.telephone for office in offices()]
    assert len(numbers) == len(set(numbers)) == 28
    assert all(number.startswith("0000-12345") and len(number) == 12 for number in numbers)
    assert all(office.contact and office.address for office in offices())


def test_no_two_people_of_the_office_bear_one_name():
    names = [person.name for person in people()]
    assert len(set(names)) == len(names) == 12
