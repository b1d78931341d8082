"""The villages in the cells of a table: what a row gives, and why a row gives none."""

import pytest

from county_desk.text import language
from county_desk.workflow.divisions import ListedCounty, county_of
from county_desk.workflow.place_list import PlaceLine, places_in, required_titles

MADE_UP = ListedCounty("990101", "青岚县", "", "")
KNOWN = county_of("610924")
SHORT = ("乡镇", "村代码", "村名")
HEAD = (
    "year",
    "province",
    "county_code",
    "county",
    "town_code",
    "town",
    *("village_code", "village_official_name"),
)
ROW = ("2017", "青岚省", "990101", "青岚县", "990101100", "城关镇", "990101100001", "大河村委会")


def test_a_list_of_divisions_is_read():
    assert places_in([HEAD, ROW], MADE_UP, 2026).lines == (
        PlaceLine(
            year=2017,
            province_code="99",
            province="青岚省",
            prefecture_code="9901",
            prefecture="",
            county_code="990101",
            county="青岚县",
            town_code="990101100",
            town="城关镇",
            village_code="990101100001",
            village="大河村委会",
        ),
    )


def test_three_columns_are_enough_for_a_county_that_is_listed():
    cells = [
        SHORT,
        ("城关镇", "610924100201", "青中村"),
        ("", "", ""),
        ("城关镇", "６１０９２４１００２０２", "新桃村"),
    ]
    found = places_in(cells, KNOWN, 2026)
    assert found.refusal() == ""
    assert [(line.year, line.province, line.prefecture, line.county) for line in found.lines] == [
        (2026, "陕西省", "安康市", "紫阳县")
    ] * 2
    assert found.townships == {("610924100", "城关镇"): 2}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("城关镇", "61092410020", "青中村"), "“61092410020” is not a village code of 12 digits"),
        (("", "610924100203", "青中村"), "乡镇 is blank"),
        (("城关镇", "610924100203", ""), "村名 is blank"),
        (("城关镇", "610924100201", "别村"), "the village code 610924100201 stands in row 2 already"),
        (("城关乡", "610924100204", "别村"), "by its code it lies in 城关镇, and the row says 城关乡"),
    ],
)
def test_each_unfit_row_has_its_number_and_reason(row, reason):
    with language("en"):
        found = places_in([SHORT, ("城关镇", "610924100201", "青中村"), row], KNOWN, 2026)
        assert [(each.row, each.reason) for each in found.unfit] == [(3, reason)]
        assert found.refusal() == f"row 3: {reason}"
    assert len(found.lines) == 1


def test_a_year_that_is_none_is_refused():
    with language("en"):
        (unfit,) = places_in([HEAD, ("17", *ROW[1:])], MADE_UP, 2026).unfit
        assert unfit.reason == "“17” is not a year"


def test_rows_of_other_counties_are_counted_and_stay_out():
    cells = [SHORT, ("城关镇", "610924100201", "青中村"), ("城关镇", "610925100201", "别县村")]
    found = places_in(cells, KNOWN, 2026)
    assert (len(found.lines), found.elsewhere, found.refusal()) == (1, 1, "")
    with language("en"):
        assert places_in([cells[0], cells[2]], KNOWN, 2026).refusal() == "it holds no village of this county"


def test_a_table_without_rows_or_columns_says_what_it_lacks():
    with language("en"):
        assert places_in([], KNOWN, 2026).trouble == "it holds no villages"
        assert places_in([SHORT], KNOWN, 2026).refusal() == "it holds no villages"
        trouble = places_in([("乡镇",), ("城关镇",)], KNOWN, 2026).trouble
        assert trouble.startswith("it lacks the columns 村代码, 村名; its first row has to hold ")
        assert required_titles() in trouble
        trouble = places_in([SHORT, ("城关镇", "990101100001", "大河村")], MADE_UP, 2026).trouble
        assert trouble == "it lacks the column 省, which the code 990101 does not tell"
