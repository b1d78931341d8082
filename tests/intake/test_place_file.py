"""The list of villages as a file: a blank one is written, and any table is read back."""

import pytest
from openpyxl import load_workbook

from county_desk.intake.forms.place_form import write_place_form
from county_desk.intake.place_file import read_place_file, read_places
from county_desk.text import LANGUAGES, language
from county_desk.workflow.command import Refused
from county_desk.workflow.divisions import ListedCounty, counties, county_of
from tests.office_data import FOLDER, MISSING

DIVISIONS = FOLDER / "divisions"
KNOWN = county_of("610924")
MADE_UP = ListedCounty("990101", "青岚县", "", "")
ROWS = "村代码,村名,乡镇,省,年份\n990101100001,大河村委会,城关镇,青岚省,2017\n,,,,\n"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_filled_template_is_read_back(tmp_path, spoken):
    path = tmp_path / "村名单.xlsx"
    with language(spoken):
        write_place_form(path, KNOWN)
    assert read_place_file(path, KNOWN, 2026).trouble
    book = load_workbook(path)
    assert len(book.worksheets) == 2
    assert "610924" in str(book.worksheets[1]["B2"].value)
    book.worksheets[0].append(["城关镇", "610924100201", "青中村", ""])
    book.worksheets[0].move_range("A1002:D1002", rows=-1000)
    book.worksheets[0]["B3"] = 610924100202
    book.worksheets[0]["A3"], book.worksheets[0]["C3"] = "城关镇", "新桃村"
    book.save(path)
    found = read_place_file(path, KNOWN, 2026)
    assert [line.village_code for line in found.lines] == ["610924100201", "610924100202"]
    assert found.refusal() == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_list_that_excel_saves_as_text_is_read(tmp_path, encoding):
    path = tmp_path / "村名单.csv"
    path.write_text(ROWS, encoding)
    (village,) = read_places(path, MADE_UP, 2026)
    assert (village.province_code, village.county_code, village.town_code) == ("99", "990101", "990101100")
    assert (village.province, village.town, village.village, village.year) == (
        *("青岚省", "城关镇", "大河村委会"),
        2017,
    )


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    path = tmp_path / "none.csv"
    with pytest.raises(Refused) as refused:
        read_places(path, MADE_UP, 2026)
    assert refused.value.problems["places"].startswith(f"{path}: ")


@pytest.mark.parametrize("content", [b"\xff\xfe\xfd", b"year\x00", b""])
@pytest.mark.parametrize("name", ["places.csv", "places.xlsx"])
def test_a_file_that_is_no_list_is_refused_in_words(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    assert read_place_file(path, MADE_UP, 2026).trouble


@pytest.mark.skipif(not DIVISIONS.is_dir(), reason=MISSING)
def test_the_lists_of_divisions_of_real_counties_are_read_whole():
    for path in DIVISIONS.glob("[0-9]*.csv"):
        rows = path.read_text("utf-8-sig").splitlines()
        county = counties()[path.name[:6]]
        assert len(read_places(path, county, 2026)) == len(rows) - 1, path
