"""The built-in counties: found by name, pinyin and code; a county that is not among them stands as typed."""

import pytest

from county_desk.workflow.divisions import counties, county_of, find_counties


def test_all_counties_are_there_with_codes_of_their_own():
    assert len(counties()) == 2978
    assert all(len(code) == 6 and code == county.code for code, county in counties().items())
    assert all(all(county[:2]) and county.province for county in counties().values())


@pytest.mark.parametrize("words", ["紫阳", "ziyang", "zyx", "610924"])
def test_a_county_is_found_by_name_pinyin_and_code(words):
    assert "610924" in [county.code for county in find_counties(words)]


def test_a_county_says_where_it_lies():
    assert county_of("610924").label == "紫阳县 · 安康市 · 陕西省 · 610924"
    assert county_of("110101").label == "东城区 · 北京市 · 110101"
    assert county_of("469022").label == "屯昌县 · 海南省 · 469022"


def test_the_shortest_name_comes_first_and_the_number_is_limited():
    lengths = [len(county.name) for county in find_counties("阳")]
    assert lengths == sorted(lengths)
    assert len(find_counties("县")) == 50
    assert find_counties("没有这样的县") == []


def test_a_county_that_is_not_listed_has_the_typed_name_and_its_province():
    assert county_of("610999", "新设县") == ("610999", "新设县", "", "陕西省")
    assert county_of("990101", "青岚县") == ("990101", "青岚县", "", "")
    assert county_of("610924", "紫阳").prefecture == "安康市"
