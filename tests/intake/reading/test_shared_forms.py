"""Forms as offices really use them: each is read as the list that it is, or called what it is."""

import csv
from datetime import date

import pytest

from county_desk.intake.delivery import FileVerdict, KnownPlace, Layout, ReadingTerms, Verdict
from county_desk.intake.reading.report import read_delivery
from tests.office_data import FOLDER, MISSING

FORMS = FOLDER / "forms" / "rebuilt"
pytestmark = pytest.mark.skipif(not FORMS.exists(), reason=MISSING)

NOT_LISTS = {
    "广州_党组织报表_三行表头.xlsx": "Party organisations",
    "广州_统计表三_帮扶资金.xlsx": "counts",
    "广州_规划到户责任到人_统计表一二.xlsx": "counts",
    "广州_调查表一_村.xlsx": "one village",
    "广州_贫困户类型统计.xlsx": "counts",
    "湖南_入户走访台账_46列.xlsx": "credit",
    "湖南_农户信息采集表_一户一表.xlsx": "one household",
    "湖南_农户信用等级评定表.xlsx": "credit",
    "湖南_整村信息收集操作表.xlsx": "credit",
    "湖南_背靠背评议表.xlsx": "appraisal",
}
EXPORT, HELPER = "已脱贫人口名单_国家导出列序_80行.xlsx", "花名册_录入助手_60行.xlsx"


@pytest.fixture(scope="module")
def places():
    """The villages of the county that the two lists are about."""
    path = FOLDER / "divisions" / "610924_紫阳县_2017.csv"
    with path.open(encoding="utf-8-sig") as file:
        return tuple(
            KnownPlace(number, row["town"], row["village_official_name"], row["village_short"])
            for number, row in enumerate(csv.DictReader(file), 1)
        )


def read(name, places, year=2022):
    """What the reader says of one of the forms."""
    return read_delivery(FORMS / name, ReadingTerms(places, year, date(year, 11, 25)))


def test_every_form_is_accounted_for():
    assert {path.name for path in FORMS.iterdir()} == {*NOT_LISTS, EXPORT, HELPER}


@pytest.mark.parametrize("name", NOT_LISTS)
def test_a_form_is_called_what_it_is_and_nothing_of_it_is_taken(name, places):
    found = read(name, places)
    assert found.verdict is FileVerdict.REJECT
    assert {line.verdict for line in found.lines} == {Verdict.SKIP}
    assert {problem.kind for problem in found.problems} == {"file_unsupported"}
    assert all(NOT_LISTS[name] in problem.message for problem in found.problems)


def test_the_export_is_read_household_by_household_in_22_villages(places):
    found = read(EXPORT, places)
    assert [sheet.list for sheet in found.sheets] == ["export_persons"]
    assert (len(found.households), sum(one.persons for one in found.households)) == (24, 81)
    assert len({one.village for one in found.households}) == 22
    assert "village_unknown" not in found.kinds
    assert all(one.income for one in found.households)


def test_the_helpers_list_is_read_once_a_person_has_told_its_columns(places):
    asked = read(HELPER, places)
    (sheet,) = asked.sheets
    assert asked.verdict is FileVerdict.ASK
    assert [sheet.texts[letter] for letter in sheet.open] == ["suoyin", "ID", "ID2", "职务"]
    texts = tuple(sheet.texts.values())
    layout = Layout("heads", texts, {"suoyin": "", "ID": "身份证号", "ID2": "", "职务": ""})
    found = read_delivery(FORMS / HELPER, ReadingTerms(places, 2022, date(2022, 11, 25), layouts=(layout,)))
    assert [sheet.list for sheet in found.sheets] == ["heads"]
    assert len(found.households) == 60
    assert None not in {one.village for one in found.households}
    assert found.counts["ask"] == found.counts["reject_row"] == 0
