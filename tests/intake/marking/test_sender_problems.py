"""What a sender is told of a list that stands on two sheets, and of people who stand there twice."""

from collections import Counter

import openpyxl
import pytest

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.marking.sender_problems import is_wrong, problems_of
from county_desk.intake.reading.households.verdicts import agreed
from county_desk.intake.reading.report import read_delivery
from tests.intake.annotated import ID, PLACES, an_id, roster

DOUBLE = {"household_duplicate", "duplicate_person", "duplicate_row"}


@pytest.fixture
def twice(tmp_path):
    """A roster of which somebody copied the sheet; one person stands twice on the first one."""
    path = roster(tmp_path / "柳湾村花名册.xlsx", 20, {9: ID})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["花名册"]).title = "核对稿"
    book["花名册"].cell(23, ID).value = an_id(3)
    book.save(path)
    return read_delivery(path, ReadingTerms(PLACES, 2016))


def test_of_a_sheet_that_is_a_copy_it_is_said_once_that_it_is_one(twice):
    told = Counter((each.sheet, each.kind) for each in problems_of(twice) if is_wrong(each))
    assert told["花名册", "file_ambiguous"] == told["核对稿", "file_ambiguous"] == 1
    assert told["花名册", "id_checksum"] == told["核对稿", "id_checksum"] == 1
    twofold = {(each.sheet, each.cell) for each in problems_of(twice) if each.kind in DOUBLE}
    there = {("花名册", cell) for cell in ("B6", "F6", "B23", "F23")}  # who stands twice on one sheet
    assert twofold == {*there, ("核对稿", "B23")}  # and whose number somebody else bears


def test_once_both_sheets_count_each_row_that_stands_twice_is_told_of(twice):
    both = problems_of(agreed(twice, ["file_ambiguous"]))
    assert sum(each.kind == "household_duplicate" and is_wrong(each) for each in both) == 40


def test_the_other_sheet_is_named_where_the_other_row_stands(twice):
    words = [each.message for line in twice.lines for each in line.problems if each.cell in ("B5", "F5")]
    assert "Household number 99010100010002 also stands in row 5 of 核对稿, for 张大有." in words
    assert "Household number 99010100010002 also stands in row 5 of 花名册, for 张大有." in words
    assert "The same identity number stands in row 5 of 花名册, with 张大有." in words
    here = [each.message for line in twice.lines for each in line.problems if each.cell == "F23"]
    assert "The same identity number stands in row 6, with 张大有." in here
