"""Members that are of a household by where they stand alone are asked about where the rows were moved."""

import pytest

from tests.intake.lists import read_list, table
from tests.intake.made_up import an_id

TITLES = ("序号", "户编号", "姓名", "与户主关系", "身份证号")
PEOPLE = (
    (1, "0001", "张大有", "户主", an_id(1, "19650312")),
    (2, "", "李秀英", "配偶", an_id(2, "19680725")),
    (3, "", "张小明", "之子", an_id(3, "20060901")),
    (4, "0002", "王秀田", "户主", an_id(5, "19500115")),
    (5, "0003", "陈阿水", "户主", an_id(7, "19700630")),
    (6, "", "周兰", "配偶", an_id(6, "19720208")),
)
BY_BIRTH = sorted(PEOPLE, key=lambda row: row[4])


def rows(people, *, heads=False):
    """These people as rows; with `heads` only those of heads are counted."""
    for serial, number, *who in people:
        counted = serial if not heads else number and int(number)
        yield (counted or None, f"990101101001{number}" if number else None, *who)


def asked(folder, people, titles=TITLES):
    """The names of those about whom it is asked whose household they are of."""
    found = read_list(table("名册", titles, *people), folder, place_id=2)
    lines = (line for line in found.lines[1:] if "member_count" in line.kinds)
    return [line.values["姓名"] for line in lines]


def test_a_list_in_its_order_is_not_asked_about(tmp_path):
    assert asked(tmp_path, rows(PEOPLE)) == []
    assert asked(tmp_path, rows(PEOPLE, heads=True)) == []


def test_a_list_that_was_sorted_by_another_column_is(tmp_path):
    assert asked(tmp_path, rows(BY_BIRTH)) == ["张小明"]


@pytest.mark.parametrize("numbered", [True, False])
def test_so_is_one_in_which_households_are_counted(numbered, tmp_path):
    head = [row for row in PEOPLE if row[1]]
    mixed = [head[2], PEOPLE[2], head[1], PEOPLE[5], head[0], PEOPLE[1]]
    people = [row if numbered else (row[0], *row[2:]) for row in rows(mixed, heads=True)]
    titles = TITLES if numbered else (TITLES[0], *TITLES[2:])
    assert asked(tmp_path, people, titles) == ["张小明", "周兰", "李秀英"]


def test_a_row_below_one_that_was_cut_off_is_asked_about(tmp_path):
    assert asked(tmp_path, rows(row for row in PEOPLE if row[2] != "陈阿水")) == ["周兰"]


def test_counts_that_begin_anew_in_each_household_are_in_order(tmp_path):
    counted = [(place, *row[1:]) for place, row in zip((1, 2, 3, 1, 1, 2), PEOPLE, strict=True)]
    assert asked(tmp_path, rows(counted)) == []


def test_counts_of_households_may_stand_in_every_row_of_theirs(tmp_path):
    counted = [(place, *row[1:]) for place, row in zip((1, 1, 1, 2, 3, 3), PEOPLE, strict=True)]
    assert asked(tmp_path, rows(counted)) == []


@pytest.mark.parametrize(("order", "names"), [((1, 2, 4, 3, 5), []), ((1, 4, 3, 2, 5), ["周兰"])])
def test_two_households_that_changed_places_make_no_list_out_of_order(order, names, tmp_path):
    heads = [
        (n, f"99010110100100{n:02}", f"王{n}", "户主", an_id(n + 10, f"19650{n}12")) for n in range(1, 6)
    ]
    people = [heads[n - 1] for n in order]
    people.insert(1, (None, None, "周兰", "配偶", an_id(6, "19720208")))
    assert asked(tmp_path, people) == names


def test_a_household_that_says_how_many_it_has_is_held_against_that_alone(tmp_path):
    counts = {"0001": 3, "0002": 1, "0003": 2}
    people = [(*row, counts.get(row[1][-4:]) if row[1] else None) for row in rows(PEOPLE)]
    people[5] = (9, *people[5][1:])
    assert asked(tmp_path, people, (*TITLES, "家庭人口数")) == []
