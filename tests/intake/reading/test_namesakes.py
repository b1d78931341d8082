"""Villages of one name in several townships: what around the rows tells which of them is meant."""

import pytest

from county_desk.intake.delivery import KnownPlace, ReadingTerms, Verdict
from county_desk.intake.reading.report import read_delivery
from tests.intake.lists import TODAY, table
from tests.intake.villages import an_id

TOWNS = {"青山镇": "990101100", "白水镇": "990101101", "石桥镇": "990101102", "清溪乡": "990101103"}
PLACES = tuple(
    KnownPlace(number, town, "街道社区", "街道", ("街道社区居民委员会",), (f"{code}001",))
    for number, (town, code) in enumerate(TOWNS.items(), 1)
)
TITLES = ["行政村", "户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"]


def a_file(tmp_path, *, name="花名册.xlsx", folder="", title="", village="街道社区", codes=("990101000001",)):
    path = tmp_path / folder / name
    path.parent.mkdir(exist_ok=True)
    people = [
        [village, f"{code}{serial:04}", f"张{'一二三'[serial]}有", "户主", an_id(serial, "19650312"), 1]
        for serial, code in enumerate(codes)
    ]
    rows = [row if village else row[1:] for row in (TITLES, *people)]
    table("Sheet1", *([[title]] if title else []), *rows).save(path)
    return read_delivery(path, ReadingTerms(PLACES, 2016, TODAY))


@pytest.mark.parametrize(
    "about",
    [
        {"title": "石桥镇街道社区居委会2016年贫困户花名册"},
        {"title": "石桥镇街道社区2016年贫困户花名册", "village": ""},
        {"folder": "石桥镇"},
        {"folder": "石桥"},
        {"folder": "石桥镇", "village": "", "name": "街道社区花名册.xlsx"},
        {"codes": ("990101102001",)},
        {"codes": ("990101102001",), "village": "街道"},
        {"codes": ("990101102001",), "village": "", "name": "街道社区花名册.xlsx"},
        {"codes": ("990101102001", "990101102001"), "village": ""},
        {"codes": ("990101102001",), "title": "石桥镇街道社区2016年贫困户花名册"},
    ],
)
def test_the_title_the_folder_or_the_number_of_the_household_says_which_is_meant(about, tmp_path):
    found = a_file(tmp_path, **about)
    assert found.place_id == 3
    assert {line.verdict for line in found.lines} <= {Verdict.ACCEPT, Verdict.SKIP}


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"title": "街道社区2016年贫困户花名册"},
        {"codes": ("990101102001",), "folder": "白水镇"},
        {"codes": ("990101102001",), "title": "白水镇街道社区花名册"},
    ],
)
def test_where_nothing_says_it_or_they_disagree_it_is_asked(about, tmp_path):
    found = a_file(tmp_path, **about)
    assert found.place_id is None
    assert "village_unknown" in found.kinds
    assert found.lines[-1].verdict is Verdict.ASK


def test_households_of_several_such_villages_are_told_apart_by_their_own_numbers(tmp_path):
    found = a_file(tmp_path, codes=("990101102001", "990101103001"))
    assert [household.village for household in found.households] == [3, 4]
