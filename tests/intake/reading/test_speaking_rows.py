"""What a list of members says of a household is found wherever in the household it stands."""

import pytest

from county_desk.intake.delivery import Level, Verdict
from tests.intake.lists import read_list, table
from tests.intake.made_up import an_id

TITLES = (
    "户编号",
    "姓名",
    "与户主关系",
    "身份证号",
    "家庭人口数",
    "致贫原因",
    "联系电话",
    "住房面积",
    "年纯收入",
)
NUMBER = "9901011010010001"
WIFE = (NUMBER, "李秀英", "配偶", an_id(2, "19680725"))
HEAD = (None, "张大有", "户主", an_id(1, "19650312"))
FACTS, BLANK = (2, "因学", "13900000001", 80, 5000), (None,) * 5


def household(folder, *rows):
    """The one household of these rows, and its lines."""
    found = read_list(table("名册", TITLES, *rows), folder, place_id=2)
    (only,) = found.households
    return only, found.lines[1:]


def test_a_head_below_the_others_brings_the_facts_of_the_household(tmp_path):
    found, lines = household(tmp_path, (*WIFE, *BLANK), (*HEAD, *FACTS))
    assert found.verdict is Verdict.ACCEPT
    assert (found.head, found.persons, found.cause, found.telephone) == ("张大有", 2, "因学", "13900000001")
    assert (found.income.net_income, found.income.income_per_head) == (5000, 2500)
    assert found.guarantees.housing_area == 80
    assert {line.household for line in lines} == {NUMBER}


def test_the_number_of_members_in_the_row_of_the_head_is_held_against_those_listed(tmp_path):
    found, lines = household(tmp_path, (*WIFE, *BLANK), (*HEAD, 1, *FACTS[1:]))
    assert found.verdict is Verdict.ASK
    assert [each.cell for each in lines[1].problems if each.kind == "member_count"] == ["E3"]


@pytest.mark.parametrize(
    ("title", "verdict"), [("家庭人口数", Verdict.ASK), ("致贫原因", Verdict.ASK), ("联系电话", Verdict.WARN)]
)
def test_a_fact_in_another_row_than_the_rest_is_no_lost_one(title, verdict, tmp_path):
    place = TITLES.index(title) - len(WIFE)
    first = list(FACTS)
    first[place] = None
    second = [FACTS[place] if at == place else None for at in range(len(FACTS))]
    head = (NUMBER, *HEAD[1:])
    found, lines = household(tmp_path, (*head, *first), (None, *WIFE[1:], *second))
    assert found.telephone == (FACTS[2] if title != "联系电话" else "")
    assert lines[1].verdict is verdict
    assert [each.cell for each in lines[1].problems if each.kind == "several_values"] == [
        f"{'ABCDEFGHI'[TITLES.index(title)]}3"
    ]


def test_facts_on_every_row_are_those_of_the_first(tmp_path):
    found, lines = household(tmp_path, (NUMBER, *HEAD[1:], *FACTS), (*WIFE, *FACTS))
    assert {line.verdict for line in lines} == {Verdict.ACCEPT}
    assert found.telephone == "13900000001"


def test_what_is_to_be_cleared_in_one_row_and_stands_in_another_is_asked_about(tmp_path):
    first = (NUMBER, *HEAD[1:], *FACTS)
    wiped = tuple("清空" if fact == FACTS[2] else fact for fact in FACTS)
    for rows, cell in ((((*first[:4], *wiped), (*WIFE, *FACTS)), "G2"), ((first, (*WIFE, *wiped)), "G3")):
        _found, lines = household(tmp_path, *rows)
        asked = [each.cell for line in lines for each in line.problems if each.kind == "several_values"]
        assert asked == [cell]
    found, lines = household(tmp_path, (*first[:4], *wiped), (*WIFE, *wiped))
    assert (found.verdict, found.erase, found.telephone) == (Verdict.WARN, ("联系电话",), "")


def test_the_number_of_members_is_never_cleared(tmp_path):
    found, lines = household(tmp_path, (NUMBER, *HEAD[1:], "清空", *FACTS[1:]))
    assert (found.erase, [each.cell for each in lines[0].problems if each.level is Level.ASK]) == ((), ["E2"])
