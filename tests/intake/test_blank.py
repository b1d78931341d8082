"""The blank application form: filled in beforehand where it can be, and checking what is typed."""

import openpyxl
import pytest

from county_desk.intake.forms.blank import Addressee, write_blank_village_form
from county_desk.intake.forms.village_fields import FIELDS
from county_desk.intake.forms.village_form import read_village_form
from tests.intake.forms import LIUWAN, ROWS, blank
from tests.intake.office import converted


@pytest.fixture
def sheet(tmp_path):
    return openpyxl.load_workbook(blank(tmp_path / "form.xlsx")).worksheets[0]


def test_the_village_and_the_year_stand_on_the_form(sheet):
    assert sheet["A1"].value == "2016 年度贫困村申请表"
    assert sheet["A2"].value == "青岚县 石桥镇 柳湾村"


def test_every_question_is_asked_in_the_language_of_the_form(tmp_path, sheet):
    assert sheet.cell(ROWS["persons"], 1).value == "* 农村人口数"
    english = openpyxl.load_workbook(blank(tmp_path / "english.xlsx", "en")).worksheets[0]
    assert english.cell(ROWS["persons"], 1).value == "* Rural population"
    assert english["A1"].value == "Application for registration as a poor village, 2016"


def test_what_must_be_filled_in_has_a_star(sheet):
    starred = {key for key, row in ROWS.items() if sheet.cell(row, 1).value.startswith("* ")}
    assert starred == {field.key for field in FIELDS if field.required}
    assert "natural_villages" not in starred


def test_the_unit_of_collective_income_is_ten_thousand_yuan(sheet):
    assert sheet.cell(ROWS["collective_income"], 3).value == "万元"
    assert sheet.cell(ROWS["income_per_head"], 3).value == "元"


def test_each_answer_is_checked_while_it_is_typed(sheet):
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    assert checks.keys() == {f"B{row}" for row in ROWS.values()}
    kinds = {key: checks[f"B{row}"].type for key, row in ROWS.items()}
    assert kinds["households"] == "whole"
    assert kinds["income_per_head"] == "decimal"
    assert kinds["filed_on"] == "date"
    choice = checks[f"B{ROWS['has_collective_income']}"]
    assert (choice.type, choice.formula1, choice.showErrorMessage) == ("list", '"是,否"', True)


def test_every_question_has_a_comment(sheet):
    assert all(sheet.cell(row, 1).comment.text for row in ROWS.values())


def test_the_hidden_sheet_says_which_form_it_is_for_whom(tmp_path):
    book = openpyxl.load_workbook(blank(tmp_path / "form.xlsx"))
    hidden = book.worksheets[1]
    assert hidden.sheet_state == "hidden"
    assert list(hidden.iter_rows(values_only=True)) == [
        ("form", "county-desk/village-application"),
        ("version", "1"),
        ("village", "7"),
        ("code", "990101100002"),
        ("year", "2016"),
    ]


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path):
    odd = Addressee(1, "1", "=1+1", "", "=2")
    write_blank_village_form(tmp_path / "form.xlsx", odd, 2016)
    assert openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]["A2"].data_type == "s"


def test_the_same_form_is_always_the_same_file(tmp_path):
    first, second = (blank(tmp_path / name).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert first == second


def test_a_blank_form_reads_back_with_all_that_is_missing(tmp_path):
    reading = read_village_form(blank(tmp_path / "form.xlsx"))
    assert (reading.form.village, reading.form.code, reading.form.year) == (LIUWAN.id, LIUWAN.code, 2016)
    assert {problem.kind for problem in reading.problems} == {"missing"}
    assert len(reading.problems) == sum(field.required for field in FIELDS)
    assert not reading.ready


@pytest.mark.office
def test_another_office_program_opens_the_form_and_keeps_its_lists(tmp_path):
    book = openpyxl.load_workbook(converted(blank(tmp_path / "form.xlsx"), "xlsx"))
    assert book.worksheets[1].sheet_state == "hidden"
    assert len(book.worksheets[0].data_validations.dataValidation) == len(FIELDS)
